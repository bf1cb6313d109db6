import type { Worded } from '@rollcall/domain/message-kind'
import { type Difference, differencesOf } from '@rollcall/domain/text-difference'
import { placeholdersOf } from '@rollcall/domain/worded'
import type { Wording, Written } from '@rollcall/domain/wording'
import { details, summaryList } from './components.ts'
import { type Html, html } from './html.ts'
import { bullets, paragraph } from './text.ts'

/** A wording with what it names filled in, as the parts of a page: whether it is read as a message or a letter. */
export const writtenPart = ({ subject, paragraphs, link }: Written): Html => html`
  <div class="rollcall-notice">
    <p class="govuk-body"><strong>${subject}</strong></p>
    ${paragraphs.map((words) => (typeof words === 'string' ? paragraph(words) : listPart(words)))}
    ${link !== '' && html`<p class="govuk-body"><strong class="rollcall-as-link">${link}</strong></p>`}
  </div>`

/** One thing alone is no list. */
const listPart = (words: readonly string[]): Html =>
  words.length > 1 ? bullets(words) : html`${words.map((line) => paragraph(line))}`

/** How a wording reads, its names filled in from examples. */
export interface Example {
  readonly written: Written
  /** Of a message: the e-mail, and the address where it is as it goes out. */
  readonly mail: { readonly address: string; readonly text: string } | undefined
}

/** The example of a wording: of a message the e-mail as it goes out and its plain text, of a letter its words. */
export const examplePart = ({ written, mail }: Example): Html =>
  mail === undefined
    ? writtenPart(written)
    : html`
      <p class="govuk-body">Subject: <strong>${written.subject}</strong></p>
      <iframe class="rollcall-email" src="${mail.address}" title="The e-mail as it looks" sandbox></iframe>
      ${details('As plain text', inLines(mail.text))}`

/** Without spaces that matter: a component indents what it is given. */
export const inLines = (text: string): Html =>
  html`${text
    .trim()
    .split('\n')
    .map((line, at) => html`${at > 0 && html`<br>`}${line}`)}`

/** What a wording may name: each with what it stands for. */
export function namesPart(worded: Worded): Html {
  const { mustName = [] } = worded
  return summaryList(
    Object.entries(placeholdersOf(worded)).map(([name, { says, example }]) => ({
      key: html`<code>((${name}))</code>`,
      value: html`${says}.${mustName.includes(name) && html` <strong>It must stay in the text.</strong>`} <span class="rollcall-aside">For example: ${typeof example === 'string' ? example : example.join('; ')}</span>`,
    })),
  )
}

/** The words of a version as they were written, with what they name in brackets. */
const asWritten = ({ subject, body, link }: Wording): string =>
  [subject, body, ...(link === '' ? [] : [link])].join('\n\n')

/** What one version says that another did not. */
export const differencesPart = (before: Wording, after: Wording): Html =>
  html`<div class="rollcall-plain rollcall-differences">${differencesOf(asWritten(before), asWritten(after)).map(difference)}</div>`

const difference = ({ is, text }: Difference): Html => {
  if (is === 'same') return html`${text}`
  const hidden = (words: string) => html`<span class="govuk-visually-hidden">${words}</span>`
  return is === 'removed'
    ? html`<del>${hidden('[taken out: ')}${text}${hidden(']')}</del>`
    : html`<ins>${hidden('[put in: ')}${text}${hidden(']')}</ins>`
}
