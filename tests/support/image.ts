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
