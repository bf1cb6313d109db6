import type { ToldRelaxation } from '@rollcall/actions/read-relaxed'
import type { CompiledSheet } from '@rollcall/domain/compiled-sheet'
import { counted, withoutCapital } from '@rollcall/domain/text'
import { type CheckInWords, checksOf } from '@rollcall/workbook/writing/checks'
import { guidanceOf } from '@rollcall/workbook/writing/guidance'
import type { AskedCollection } from '../asked.ts'
import type { AskedPlace } from './asked-content.ts'
import { details, tag } from './components.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { paged } from './paged.ts'
import { severityStatus } from './places.ts'
import { relaxedText } from './relaxed-parts.ts'
import { column, heading, link, paragraph, subheading } from './text.ts'

interface AskedPart extends AskedCollection {
  readonly place: AskedPlace
  readonly reader: Reader
  readonly page: number
}

/** Every question of one sheet: what is meant, what may be answered, and when. */
export function askedSheetPage(part: AskedPart & { readonly sheet: CompiledSheet }): Html {
  const { sheet, compiled, lists, reader } = part
  const { id, name, intro, kind } = sheet.sheet
  const href = (page: number) => `${part.place.at}/sheets/${id}?page=${page}`
  const { shown, links } = paged(guidanceOf(sheet, compiled, lists), { page: part.page, href, size: 30 })
  return layout({
    title: `The sheet ${name}`,
    reader,
    part: 'start',
    ...part.place.around([]),
    content: html`
      ${column(html`
        ${heading(`The sheet ${name}`)}
        ${paragraph(intro)}
        ${paragraph(kind === 'table' ? 'Each heading here is a column of the sheet.' : 'Each heading here is a question of the sheet.')}
        ${shown.map((question) => questionPart(question, part.place.at))}
      `)}
      ${links}
    `,
  })
}

type Question = ReturnType<typeof guidanceOf>[number]

const questionPart = (
  { question, means, answers, list, needed, notHeld }: Question,
  at: string,
): Html => html`
  <h2 class="govuk-heading-s rollcall-question">${question}</h2>
  <p class="govuk-body">${means}</p>
  <ul class="govuk-list govuk-list--bullet">
    <li>${list ? link(`${at}/lists#${anchorOf(list.title)}`, answers) : answers}${notHeld && ', or “Not held”'}</li>
    <li>${neededWords(needed)}</li>
  </ul>`

function neededWords(needed: string): string {
  if (needed === 'Yes') return 'You must answer'
  if (needed === 'No') return 'You may leave it empty'
  return needed.replace(/^When /, 'You must answer when ').replace(/^Only when /, 'Answer only when ')
}

const anchorOf = (title: string): string => title.toLowerCase().replace(/[^a-z0-9]+/g, '-')

/** The code book: every list to choose from, with its codes. */
export function askedListsPage(part: AskedPart): Html {
  const { lists, reader } = part
  const href = (page: number) => `${part.place.at}/lists?page=${page}`
  const { shown, links } = paged(lists.lists, { page: part.page, href, size: 15 })
  return layout({
    title: 'The code book',
    reader,
    part: 'start',
    ...part.place.around([]),
    content: html`
      ${column(html`
        ${heading('The code book')}
        ${paragraph('These are the answers that a cell with a list takes. Type the words, or the code alone where there is one.')}
        ${shown.map(
          ({ title, choices }) => html`
            <div id="${anchorOf(title)}">
              <h2 class="govuk-heading-s">${title}</h2>
              ${choices.length > 12 ? details(`Show all ${counted(choices.length, 'answer')}`, choiceList(choices)) : choiceList(choices)}
            </div>`,
        )}
      `)}
      ${links}
    `,
  })
}

const choiceList = (choices: readonly { readonly text: string }[]): Html =>
  html`<ul class="govuk-list">${choices.map(({ text }) => html`<li>${text}</li>`)}</ul>`

/** Everything that is checked, sheet by sheet, before anything is sent. */
export function askedChecksPage(
  part: AskedPart & {
    /** What the office has relaxed for this authority. */
    readonly relaxed?: readonly ToldRelaxation[]
  },
): Html {
  const { compiled, reader, relaxed = [] } = part
  const all = compiled.sheets.flatMap((sheet) =>
    checksOf(sheet, compiled).map((check) => ({ ...check, sheet: sheet.sheet.name })),
  )
  const href = (page: number) => `${part.place.at}/checks?page=${page}`
  const { shown, links } = paged(all, { page: part.page, href, size: 40 })
  const bySheet = [...Map.groupBy(shown, ({ sheet }) => sheet)]
  return layout({
    title: 'What we check',
    reader,
    part: 'start',
    ...part.place.around([]),
    content: html`
      ${column(html`
        ${heading('What we check')}
        ${paragraph('We check that every answer can be read, and that none is missing. Beyond that we check what is listed here. “Fix” means that the return cannot be signed off until it is fixed. “Fix or explain” means that it may be right: then you tell us why.')}
        ${relaxed.length > 0 && relaxedHere(relaxed)}
        ${part.place.checkAt && paragraph(link(part.place.checkAt, 'Check your file'), ' before you send it: nothing leaves your computer.')}
        ${bySheet.map(([sheet, checks]) => html`${subheading(`The sheet ${sheet}`)}${checks.map(checkPart)}`)}
      `)}
      ${links}
    `,
  })
}

/** First of all what is not asked as the list below has it. */
const relaxedHere = (relaxed: readonly ToldRelaxation[]): Html => html`
    ${subheading('Checks that the office relaxed')}
    ${relaxed.map(
      (one) => html`
        <h3 class="govuk-heading-s">${one.about} <span class="rollcall-code">${one.rule}</span></h3>
        ${relaxedText(one)}`,
    )}`

const checkPart = ({ code, severity, about, expects, tells }: CheckInWords): Html => html`
  <h3 class="govuk-heading-s rollcall-question">${about} ${tag(severityStatus[severity])}</h3>
  <p class="govuk-body">${tells !== undefined && html`${tells}<br>`}We expect: ${withoutCapital(expects)}. <span class="rollcall-code">${code}</span></p>`
