import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
// What the project is not: what was installed, made by a run, or is git's own.
const passedOver = new Set(['node_modules', '.git', '.rollcall', 'coverage'])

export interface ProjectFile {
  /** From the root, with slashes. */
  readonly path: string
  readonly text: string
}

/** Every file of the project under a folder of it, read as text. */
export function projectFiles(folder = '', ending = ''): ProjectFile[] {
  return readdirSync(`${root}${folder}`, { withFileTypes: true }).flatMap((entry): ProjectFile[] => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (passedOver.has(entry.name) || entry.name.endsWith('.log')) return []
    if (entry.isDirectory()) return projectFiles(path, ending)
    return entry.isFile() && path.endsWith(ending) ? [projectFile(path)] : []
  })
}

export const projectFile = (path: string): ProjectFile => ({
  path,
  text: readFileSync(`${root}${path}`, 'utf8'),
})

export const isTest = ({ path }: ProjectFile): boolean => path.endsWith('.test.ts')

const importing =
  /^\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?\s*'([^']+)'|\b(?:import|require\.resolve)\('([^']+)'\)/gm

/** What a file imports, as it is written there. */
export const importsOf = ({ text }: ProjectFile): string[] =>
  [...text.matchAll(importing)].flatMap(([, statement, call]) => statement ?? call ?? [])
