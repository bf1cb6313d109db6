import type { ReadMessage } from '@rollcall/actions/read-messages'
import type { AttemptBecame } from '@rollcall/domain/message'
import { momentText } from './components.ts'
import { type Html, html } from './html.ts'
import { column, paragraph, subheading } from './text.ts'

/** While nobody can be reached who carries mail there may be hundreds. */
const mostShown = 10

/** The last times somebody was handed a message, and what they did with it; nothing where it was never tried. */
export function triesOf({ tries, attempts }: Pick<ReadMessage, 'tries' | 'attempts'>): Html | false {
  const shown = tries.slice(-mostShown)
  const [first] = shown
  if (first === undefined) return false
  return column(html`
    ${subheading('Each time it was tried')}
    ${attempts > shown.length && paragraph(`It was tried ${attempts} times. These are the last ${shown.length}.`)}
    <ol class="govuk-list govuk-list--number" start="${first.number}">
      ${shown.map((one) => html`<li>${tryWords(one)}</li>`)}
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
