import type { ReadMessage } from '@rollcall/actions/read-messages'
import type { AttemptBecame } from '@rollcall/domain/message'
import { momentText } from './components.ts'
import { type Html, html } from './html.ts'
import { column, paragraph, subheading } from './text.ts'

/** Each time somebody was handed a message, and what they did with it; nothing where it was never tried. */
export function triesOf({ tries, attempts }: Pick<ReadMessage, 'tries' | 'attempts'>): Html | false {
  if (tries.length === 0) return false
  return column(html`
    ${subheading('Each time it was tried')}
    ${attempts > tries.length && paragraph('Earlier tries were not kept one by one.')}
    <ol class="govuk-list govuk-list--number" start="${attempts - tries.length + 1}">
      ${tries.map((one) => html`<li>${tryWords(one)}</li>`)}
    </ol>`)
}

const tryWords = ({ begunAt, provider, became, said }: ReadMessage['tries'][number]): Html =>
  html`${momentText(begunAt)}${provider !== null && `, by ${carriedBy[provider] ?? provider}`}: ${
    became === null ? 'nothing has been heard of it yet' : becameWords[became]
  }${said !== null && said !== '' && ` (${said})`}.`

const carriedBy: Readonly<Record<string, string>> = {
  smtp: 'the mail server',
  notify: 'GOV.UK Notify',
  folder: 'a file in the mailbox',
}

const becameWords: Readonly<Record<AttemptBecame, string>> = {
  taken: 'it was taken',
  away: 'nobody there could be reached',
  'not now': 'it was not taken then, but may be later',
  refused: 'it was refused for good',
  'no such address': 'there is no such address',
  'not known': 'it may have been taken or not',
  'not taken': 'asked later, they said that they never had it',
  'not written': 'it could not be written, by a mistake in Rollcall. The worker’s log says more',
}
