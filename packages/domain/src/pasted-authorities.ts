import type { AuthorityIndex } from './authority-index.ts'

interface Pasted {
  readonly codes: readonly string[]
  /** A sentence for everything that was not understood, with its line. */
  readonly faults: readonly string[]
}

/**
 * Authorities as people paste them: a line each, or several in a line, by code, GSS code or name. `asked` has the codes of those that can
 * be chosen. Whoever stands there twice is chosen once.
 */
export function readPasted(text: string, index: AuthorityIndex, asked: ReadonlySet<string>): Pasted {
  const codes = new Set<string>()
  const faults: string[] = []
  for (const [at, line] of text.split(/\r\n|\r|\n/).entries()) {
    for (const part of partsOf(line, index)) {
      const found = index.find(part)
      if (found !== undefined && asked.has(found.code)) codes.add(found.code)
      else
        faults.push(
          `Line ${at + 1}: ${found === undefined ? unknown(part) : notAsked(found.name, index.isOpen(found))}`,
        )
    }
  }
  return { codes: [...codes], faults }
}

/** A line is one authority where it can be read as one; otherwise one for each part of it. */
function partsOf(line: string, index: AuthorityIndex): string[] {
  const separated = line.split(/[\t;]/).flatMap((part) => (index.find(part) ? [part] : part.split(',')))
  const parts = index.find(line) ? [line] : separated
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

const unknown = (part: string): string =>
  `we know no authority by “${part.slice(0, 60)}”. Use its code, its GSS code or its name.`

const notAsked = (name: string, isOpen: boolean): string =>
  isOpen
    ? `${name} is not of a kind that this collection asks. Take it out.`
    : `${name} was not open on the reference date. Take it out, or name those that took over from it.`
