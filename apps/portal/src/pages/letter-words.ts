import type { LetterKind, LetterState } from '@rollcall/domain/letter'
import type { Status } from './components.ts'

export const statusOfLetter: Readonly<Record<LetterState, Status>> = {
  proposed: { words: 'To approve', colour: 'yellow' },
  issued: { words: 'Issued', colour: 'green' },
  declined: { words: 'Declined', colour: 'grey' },
  withdrawn: { words: 'Withdrawn', colour: 'grey' },
}

/** How each kind of letter is called. */
export const kindOfLetter: Readonly<Record<LetterKind, string>> = {
  request: 'Request',
  'non-compliance': 'Letter of non-compliance',
}
