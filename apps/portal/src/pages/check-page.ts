import type { CheckedReturn } from '@rollcall/domain/check'
import type { Severity } from '@rollcall/domain/finding'
import type { DataRequestId } from '@rollcall/domain/ids'
import type { KeptReturn } from '@rollcall/domain/kept-return'
import type { RelaxedRule } from '@rollcall/domain/relaxation'
import { counted } from '@rollcall/domain/text'
import type { Asset } from '../assets.ts'
import { button, insetText } from './components.ts'
import { errorSummary, fileUpload } from './fields.ts'
import { Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { severityStatus } from './places.ts'
import { column, heading, link, paragraph } from './text.ts'

export interface CheckPage {
  readonly reader: Reader
  readonly dataRequestId: DataRequestId
  /** The round's. */
  readonly title: string
  readonly maySend: boolean
  /** What the check is given of this authority alone. It stands in this page and nowhere else. */
  readonly own: {
    readonly authority: string
    readonly lastReturn: KeptReturn | null
    readonly relaxed: readonly RelaxedRule[]
  }
  /** Addresses of what else the page is made of. */
  readonly scripts: { readonly page: Asset; readonly worker: Asset; readonly asked: string }
}

/** Lets somebody check a file where it is, before it is sent. What is hidden here, or is a template, its script shows. */
export function checkPage({ reader, dataRequestId, title, maySend, own, scripts }: CheckPage): Html {
  const send = maySend ? `/data-requests/${dataRequestId}/send` : undefined
  return layout({
    title: 'Check your return before you send it',
    reader,
    part: 'start',
    script: scripts.page,
    above: [{ text: title, href: `/data-requests/${dataRequestId}` }],
    content: html`
      ${column(html`
        ${heading('Check your return before you send it')}
        ${insetText('Nothing leaves this computer until you send the return, on another page. Your file is checked here, in your browser.')}
        ${own.relaxed.length > 0 && paragraph(`The office has relaxed ${counted(own.relaxed.length, 'rule')} for you, and so does this check. `, link(`/data-requests/${dataRequestId}/asked/checks`, 'See which, and why'), '.')}
        ${cannotCheck(send)}
        ${chooser(scripts)}
        ${progress}
      `)}
      <p id="announcement" class="govuk-visually-hidden" role="status"></p>
      ${outcome}
      ${templates(send)}
      <script type="application/json" id="own">${dataBlock(own)}</script>
    `,
  })
}

/** Inside a script nothing is escaped, so what could end it is written as JSON can write it. */
const dataBlock = (value: unknown): Html => new Html(JSON.stringify(value).replaceAll('<', '\\u003c'))

/** Shown until the page's script has started: to whoever has none, or a browser that is too old. */
const cannotCheck = (send: string | undefined): Html => html`
  <div id="cannot-check">
    ${paragraph('To check a file here you need JavaScript, and a browser that is not older than 2023.')}
    ${paragraph('You can do without. A return is checked when it is sent as well, and nothing counts until it is signed off.')}
    ${send && button('Send your return', { href: send })}
  </div>`

const chooser = ({ worker, asked }: CheckPage['scripts']): Html => html`
  <div id="check" data-worker="${worker.path}" data-asked="${asked}" hidden>
    <div id="no-file" hidden>${errorSummary([{ words: 'Choose the file to check', field: 'file' }])}</div>
    ${fileUpload({
      name: 'file',
      label: 'Your return',
      hint: 'An Excel workbook (.xlsx) or a CSV file, up to 25 MB. Choose it, or drag it onto this page.',
      accept: '.xlsx,.csv',
    })}
    <button type="button" id="check-file" class="govuk-button" data-module="govuk-button">Check this file</button>
  </div>`

const progress = html`
  <div id="progress" hidden>
    <h2 id="checking" class="govuk-heading-m">Checking your file</h2>
    <p id="rows-read" class="govuk-body"></p>
  </div>`

const findingsOf = (severity: Severity): Html => html`
  <div id="${severity}-findings" hidden>
    <h3 class="govuk-heading-m">${severityStatus[severity].words} <span id="${severity}-count"></span></h3>
    <div id="${severity}-rules"></div>
  </div>`

const outcome = html`
  <div id="outcome" hidden>
    <div id="outcome-in-words"></div>
    ${(['error', 'query', 'note'] as const).map(findingsOf)}
    <div id="sheets-read" hidden>
      <h3 class="govuk-heading-m">What we read</h3>
      <ul id="sheets" class="govuk-list govuk-list--bullet"></ul>
    </div>
  </div>`

/** Where the page's script puts words: as text, whatever they are. */
const words = (name: string): Html => html`<span data-words="${name}"></span>`
const line = (name: string): Html => html`<p class="govuk-body" data-words="${name}"></p>`

const templates = (send: string | undefined): Html => html`
  ${(['ready', 'needs-answers', 'must-fix', 'refused'] as const).map(
    (kind) => html`<template id="outcome-${kind}">${outcomeTemplate(kind, send)}</template>`,
  )}
  <template id="rule">
    <div class="rollcall-rule">
      <h4 class="govuk-heading-s" data-words="says"></h4>
      ${line('expected')}
      ${line('fix')}
      <p class="govuk-body-s">${words('places')} <code>${words('code')}</code></p>
      <ul class="govuk-list govuk-list--bullet"></ul>
      <button type="button" class="govuk-button govuk-button--secondary" data-module="govuk-button"><span data-how-many></span><span class="govuk-visually-hidden">: ${words('says')}</span></button>
    </div>
  </template>
  <template id="finding">
    <li><strong data-words="place"></strong> ${words('message')} ${words('expected')} ${words('fix')}</li>
  </template>
  <template id="sheet"><li>${words('sheet')}: ${words('rows')}</li></template>`

/** What came of a check, which nobody can miss, and what can be done next. */
function outcomeTemplate(kind: CheckedReturn['outcome'] | 'refused', send: string | undefined): Html {
  const isFine = kind === 'ready' || kind === 'needs-answers'
  const another = html`<button type="button" class="govuk-button${isFine && ' govuk-button--secondary'}" data-module="govuk-button" data-check-another>Check another file</button>`
  const sends =
    send &&
    kind !== 'refused' &&
    button('Send this return', { href: send, ...(!isFine && { kind: 'secondary' }) })
  return html`
    <div class="rollcall-outcome rollcall-outcome--${kind}">
      <h2 class="govuk-heading-l" data-words="words"></h2>
      ${line('next')}
      <p class="govuk-body">The file is ${words('file')}. It is still only on this computer.</p>
      <div class="govuk-button-group">${isFine ? [sends, another] : [another, sends]}</div>
      ${sends && paragraph('To send it, choose it once more on the page that follows.')}
      ${send === undefined && kind !== 'refused' && paragraph('A data officer of your authority can send it.')}
    </div>`
}
