import { bytesOf, exclamation, lessThan, minus } from './bytes.ts'
import type { Sink } from './part.ts'
import { Refusal } from './refusal.ts'

const openBracket = bytesOf('[')[0]

export const declarationFound = (part: string): Refusal =>
  new Refusal('unsafe', { detail: `a document type or an entity is declared in ${part}` })

/** For XML that nobody reads: looks only for `<!DOCTYPE`, `<!ENTITY` and their like, which no spreadsheet needs. */
export function searchForDeclarations(part: string): Sink {
  let before = 0
  let undecided = false
  return {
    write(bytes) {
      for (let at = 0; at < bytes.length; at++) {
        const byte = bytes[at] as number
        // `<!` begins a comment, a CDATA section or a declaration.
        if (undecided && byte !== minus && byte !== openBracket) throw declarationFound(part)
        undecided = byte === exclamation && before === lessThan
        before = byte
      }
    },
    end() {},
  }
}
