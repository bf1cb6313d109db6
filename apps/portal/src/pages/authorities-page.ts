import type { KnownAuthority } from '@rollcall/database/known-authorities'
import { counted } from '@rollcall/domain/text'
import { button, dayText, table } from './components.ts'
import { checkboxes, input } from './fields.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { pageOf } from './paged.ts'
import { authorityAddress } from './people-place.ts'
import { column, heading, link, paragraph } from './text.ts'

interface AuthoritiesPage {
  readonly reader: Reader
  /** Those of this page. */
  readonly shown: readonly KnownAuthority[]
  /** Of all that are looked for. */
  readonly total: number
  readonly text: string | undefined
  readonly withoutSignatory: boolean
  readonly page: number
}

/** Every authority there is, to find one and look after its people. */
export function authoritiesPage(asked: AuthoritiesPage): Html {
  const { reader, shown, total, page } = asked
  const { links } = pageOf(total, { page, href: (number) => addressOf(asked, number) })
  return layout({
    title: `Authorities${page > 1 ? `, page ${page}` : ''}`,
    reader,
    part: 'authorities',
    content: html`
      ${column(html`
        ${heading('Authorities')}
        ${paragraph('Look up an authority to see who acts for it and what it was asked, and to bring people in or see them off.')}
        ${search(asked)}
      `)}
      ${shown.length > 0 ? authorityTable(shown, total) : paragraph('No authority is like this.')}
      ${links}
    `,
  })
}

const addressOf = ({ text, withoutSignatory }: AuthoritiesPage, page: number): string =>
  `/authorities?${new URLSearchParams({
    ...(text && { text }),
    ...(withoutSignatory && { signatory: 'none' }),
    page: String(page),
  })}`

const search = ({ text, withoutSignatory }: AuthoritiesPage): Html => html`
  <form method="get" action="/authorities" class="rollcall-filters">
    ${input({ name: 'text', label: 'Name or code', type: 'search', value: text, width: 20 })}
    ${checkboxes({
      ...{ name: 'signatory', values: withoutSignatory ? ['none'] : [] },
      items: [{ value: 'none', words: 'Only those that have no signatory, so that nobody can sign' }],
    })}
    ${button('Search', { kind: 'secondary' })}
    ${(text || withoutSignatory) && paragraph(link('/authorities', 'Show all of them'))}
  </form>`

const authorityTable = (shown: readonly KnownAuthority[], total: number): Html =>
  html`<div class="rollcall-board">${table({
    caption: counted(total, 'authority', 'authorities'),
    captionSize: 's',
    head: [
      { words: 'Authority' },
      { words: 'Code', label: 'Code' },
      { words: 'Region', label: 'Region' },
      { words: 'Signatories', label: 'Signatories', isNumeric: true },
      { words: 'Data officers', label: 'Data officers', isNumeric: true },
    ],
    rows: shown.map(({ code, name, region, closedOn, signatories, officers }) => [
      html`${link(authorityAddress(code), name)}${closedOn && html`<br><span class="govuk-hint">Closed on ${dayText(closedOn)}</span>`}`,
      ...[code, region ?? 'None', String(signatories), String(officers)],
    ]),
  })}</div>`
