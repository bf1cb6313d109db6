import type { LetterKind, LetterState } from '@rollcall/domain/letter'
import { formalNonCompliance } from '@rollcall/domain/letters/of-non-compliance'
import { formalRequest } from '@rollcall/domain/letters/of-requests'
import { wordedSlug } from '@rollcall/domain/worded'
import { type Status, warningText } from './components.ts'
import { type Html, html } from './html.ts'
import { link } from './text.ts'

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

const wordsOf = { request: formalRequest, 'non-compliance': formalNonCompliance } as const

/** Says that no lawyer is known to have checked the words of a letter, now or when it was issued. */
export const uncheckedWords = ({ kind, isIssued }: { kind: LetterKind; isIssued: boolean }): Html =>
  warningText(
    html`${isIssued ? 'When this letter was issued, nobody had recorded' : 'Nobody has recorded'} that a lawyer checked its words. ${link(`/wordings/${wordedSlug(wordsOf[kind])}`, 'See the words')}.`,
  )
