import { type Html, html } from './html.ts'
import type { Words } from './macros.ts'

/** What came of reading and checking a file. */
export type OutcomeKind = 'ready' | 'needs-answers' | 'must-fix' | 'refused'

/** What came of a check, which nobody can miss: in a few words, then what follows from it. */
export const outcomeBox = (kind: OutcomeKind, words: Words, more: Html): Html => html`
  <div class="rollcall-outcome rollcall-outcome--${kind}">
    <h2 class="govuk-heading-l">${words}</h2>
    ${more}
  </div>`
