import { copyFileSync, cpSync, existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { projectFile, projectFiles } from './project-files.ts'

const dockerfile = projectFile('Dockerfile')
  .text.replace(/^#.*\n/gm, '')
  .replace(/\\\n\s*/g, '')

/** What the Dockerfile says with one of its words, a line each. */
export const instructions = (word: string): string =>
  [...dockerfile.matchAll(/^(\S+) +(.*)$/gm)]
    .flatMap(([, found, rest = '']) => (found === word ? [rest] : []))
    .join('\n')

/** The files of the project that `COPY . .` puts into the image: all that .dockerignore leaves. */
export function copiedFiles(): string[] {
  const lines = projectFile('.dockerignore')
    .text.split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ pattern: patternOf(line.replace(/^!/, '')), leaves: line.startsWith('!') }))
  return projectFiles()
    .map(({ path }) => path)
    .filter((path) => lines.findLast(({ pattern }) => pattern.test(path))?.leaves ?? true)
}

/** A pattern holds for a file and for all that is under a folder; the last that holds decides (Docker's reference of .dockerignore). */
function patternOf(line: string): RegExp {
  const source = line
    .split(/(\*\*\/|\*)/)
    .map((part) =>
      part === '**/' ? '(?:.*/)?' : part === '*' ? '[^/]*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'),
    )
    .join('')
  return new RegExp(`^${source}(?:/.*)?$`)
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const Packages = z.record(
  z.string(),
  z.object({ dev: z.boolean(), optional: z.boolean(), link: z.boolean(), resolved: z.string() }).partial(),
)

/** What the Dockerfile removes again of what it installs. */
const removed = [...instructions('RUN').matchAll(/\brm -r (node_modules\/\S+)/g)].map(([, path = '']) => path)

/** Lays out in an empty folder what the image has in /app: the project's files, and the packages that are neither of development nor removed. */
export function layOutImage(folder: string): void {
  for (const path of copiedFiles()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    copyFileSync(join(root, path), join(folder, path))
  }
  const { packages } = JSON.parse(projectFile('package-lock.json').text) as { packages: unknown }
  for (const [path, { dev, optional, link, resolved = '' }] of Object.entries(Packages.parse(packages))) {
    // The Node of the lock file is for those who run the project without an image: in the image, its install script is not run.
    const isLeftOut =
      dev ||
      (optional && !existsSync(join(root, path))) ||
      removed.some((one) => path.startsWith(`${one}/`)) ||
      !/^node_modules\/(?!.*\/node_modules\/)/.test(path) ||
      path === 'node_modules/node'
    if (isLeftOut) continue
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    if (link) symlinkSync(join(folder, resolved), join(folder, path))
    else cpSync(join(root, path), join(folder, path), { recursive: true })
  }
}
