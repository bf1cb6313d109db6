import type { WholeOfficeRound } from '@rollcall/database/office-rounds'
import { counted } from '@rollcall/domain/text'
import { derivedInWords, figuresInWords } from '@rollcall/workbook/writing/figures'
import type { AskedCollection } from '../asked.ts'
import { type AskedPlace, askedSummary, ofEveryAnswer, whatToFillIn } from './asked-content.ts'
import { authorityInput } from './authority-fields.ts'
import { button, summaryList } from './components.ts'
import type { Mistake } from './fields.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { paged } from './paged.ts'
import { datesPart } from './round-dates.ts'
import { ofRound } from './round-parts.ts'
import { bullets, column, heading, link, paragraph, subheading } from './text.ts'

interface RoundAskedPage extends AskedCollection {
  readonly reader: Reader
  readonly round: WholeOfficeRound
}

/** The pages of what one round asks, for the office. */
export const placeOfRound = (round: WholeOfficeRound): AskedPlace => ({
  at: `/rounds/${round.id}/asked`,
  around: (between) => ofRound(round, 'asked', between),
})

interface Template {
  /** For whom a template was asked that cannot be made, as it was typed. */
  readonly authority?: string | undefined
  readonly mistakes?: readonly Mistake[]
}

/** What exactly a round asks, in the words that its authorities read, and what is worked out from it. */
export function roundAskedPage({
  round,
  compiled,
  lists,
  reader,
  authority,
  mistakes,
}: RoundAskedPage & Template): Html {
  const { collection } = compiled
  const place = placeOfRound(round)
  const figures = collection.figures.length
  return layout({
    title: 'What is asked',
    reader,
    part: 'start',
    mistakes,
    ...place.around(),
    content: html`
      ${column(html`
        ${heading('What is asked')}
        ${paragraph(collection.purpose)}
        ${paragraph('Authorities read the same words: on their pages, in the template, and in ', link(`/rounds/${round.id}/notice`, 'the notice'), ' that they get.')}
      `)}
      ${askedSummary(compiled, round.contact)}
      ${column(html`
        ${whatToFillIn({ compiled, lists }, place)}
        ${figures > 0 && paragraph(link(`${place.at}/figures`, `What is worked out: ${counted(figures, 'figure')}`))}
        ${subheading('The template, as an authority gets it')}
        <form method="get" action="/rounds/${round.id}/template">
          ${authorityInput({ name: 'authority', label: 'For which authority?', value: authority, mistakes })}
          ${button('Get the template', { kind: 'secondary' })}
        </form>
        ${ofEveryAnswer(compiled)}
        ${collection.nilReturn && html`${subheading('If there is nothing to report')}${paragraph(`An officer can declare a nil return. By it they say: ${collection.nilReturn.means}`)}`}
        ${subheading('Timetable')}
      `)}
      ${datesPart(round)}
    `,
  })
}

/** Every figure that is made from the returns, with its formula and what it is broken down by. */
export function roundAskedFiguresPage({
  round,
  compiled,
  reader,
  page,
}: RoundAskedPage & { readonly page: number }): Html {
  const place = placeOfRound(round)
  const href = (to: number) => `${place.at}/figures?page=${to}`
  const { shown, links } = paged(figuresInWords(compiled), { page, href, size: 30 })
  return layout({
    title: 'What is worked out',
    reader,
    part: 'start',
    ...place.around([]),
    content: html`
      ${column(html`
        ${heading('What is worked out')}
        ${paragraph('These figures are made from the returns that are accepted. Each is made for England, and for every group that stands under “By”.')}
        ${shown.map(figurePart)}
      `)}
      ${links}
      ${page === 1 && derivedPart(compiled)}
    `,
  })
}

type FigureWords = ReturnType<typeof figuresInWords>[number]

const figurePart = ({ title, unit, workedOut, formula, note, breakdowns }: FigureWords): Html => html`
  <h2 class="govuk-heading-s rollcall-question">${title} <span class="rollcall-aside">(${unit})</span></h2>
  ${paragraph(`${workedOut}.`)}
  ${bullets([
    ...(formula === undefined ? [] : [html`Written out: ${formula}`]),
    ...(note === undefined ? [] : [note]),
    ...(breakdowns.length === 0 ? [] : [`By: ${breakdowns.join('; ')}`]),
  ])}`

function derivedPart(compiled: AskedCollection['compiled']): Html | false {
  const derived = compiled.sheets.flatMap(derivedInWords)
  return (
    derived.length > 0 &&
    html`
      ${column(html`${subheading('Worked out for each row')}${paragraph('Nobody fills these in. Checks and figures use them.')}`)}
      ${summaryList(derived.map(({ heading: key, workedOut: value }) => ({ key, value })))}`
  )
}
