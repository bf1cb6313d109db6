import type { Summary } from '@rollcall/actions/read-summary'
import { counted } from '@rollcall/domain/text'
import { amountText, changeText } from './amounts.ts'
import { byWhom } from './by-whom.ts'
import { insetText, momentText, summaryList, table } from './components.ts'
import { type Html, html } from './html.ts'
import type { Words } from './macros.ts'
import { bullets, link, paragraph, subheading } from './text.ts'

// What a return says, part by part: its summary shows all of them, the page it is signed on the first few.

type Figure = NonNullable<Summary['figures']>[number]
type WholeFigure = Omit<Figure, 'breakdowns'>

/** The return's own figures, beside those of the last round where there is something to put there. */
export function figuresPart(
  { figures, lastReturn }: Summary,
  caption = 'Figures',
  which: (figure: Figure) => boolean = () => true,
): Html {
  if (figures === null) return insetText(nothingYet)
  const known = figures.filter(isKnown)
  return html`
    ${figuresTable({ figures: known.filter(which), lastReturn }, caption)}
    ${paragraph(comparison(lastReturn), known.length < figures.length ? ` ${someMissing}` : '')}
  `
}

/** Whether a return says anything about a figure. */
export const isKnown = ({ value, notHeld }: WholeFigure): boolean => value !== null || notHeld > 0

/** Figures in a table, with those of the last round beside them where there are any. */
export function figuresTable(
  { figures, lastReturn }: { readonly figures: readonly WholeFigure[] } & Pick<Summary, 'lastReturn'>,
  caption: string,
): Html {
  const compares = lastReturn !== null && !lastReturn.isDestroyed
  return numbers({
    caption,
    head: [
      { words: 'Figure' },
      numeric('This return'),
      ...(compares ? [numeric('Last round'), numeric('Change')] : []),
    ],
    rows: figures.map((figure) => rowOf(figure, compares)),
  })
}

const nothingYet =
  'This version has something to fix, so it has no figures yet. They are worked out once nothing has to be fixed.'
export const someMissing = 'Figures that this return says nothing about are left out.'
/** A table whose first column names what the numbers in the others are of. */
export const numbers = (options: Parameters<typeof table>[0]): Html =>
  html`<div class="rollcall-numbers">${table(options)}</div>`
export const numeric = (words: string) => ({ words, isNumeric: true })

function rowOf(figure: WholeFigure, compares: boolean): Words[] {
  const now = amountText(figure.value, figure)
  const name = html`${figure.title}${detailsOf(figure)}`
  return compares ? [name, now, amountText(figure.before, figure), changeText(figure, figure)] : [name, now]
}

/** What a number is of, where the title does not say it; what a share is made of; how often the answer was 'not held'. */
function detailsOf({ kind, title, unit, numerator, denominator, notHeld }: WholeFigure): Html | false {
  const isShare = kind === 'share' || kind === 'ratio'
  const isSaid = unit === '£' || unit === '%' || title.toLowerCase().includes(unit.toLowerCase())
  const said = [
    !isSaid && unit,
    isShare && denominator !== 0 && `${numerator} of ${denominator}`,
    notHeld > 0 && `${notHeld} not held`,
  ].filter((words) => words !== false)
  return said.length > 0 && html` <span class="rollcall-aside">(${said.join('; ')})</span>`
}

function comparison(lastReturn: Summary['lastReturn']): Words {
  if (lastReturn === null)
    return 'You signed no return for the round before this one, so there is nothing to compare with.'
  const { version, title, isAccepted, isDestroyed } = lastReturn
  const which = `version ${version} of your return in “${title}”`
  if (isDestroyed)
    return `What you sent for the last round, ${which}, has been destroyed, so nothing is compared with it.`
  return `“Last round” is ${which}, which ${isAccepted ? 'was accepted' : 'was signed off, and is not in the office’s figures'}.`
}

/** What all the rows of each table are, in a line for each way to group them. */
export function madeUpPart({ figures }: Summary): Html | false {
  const whole = (figures ?? []).filter(({ countsAllRows, value }) => countsAllRows && value !== 0)
  return whole.length > 0 && html`${whole.map(groupsOf)}`
}

const groupsOf = ({ title, breakdowns }: Figure): Html => html`
  ${subheading(title)}
  ${summaryList(
    breakdowns
      .filter(({ hasCoarser }) => !hasCoarser)
      .map(({ heading, groups }) => ({
        key: heading,
        value: groups
          .filter(({ value }) => value !== 0 && value !== null)
          .map(({ label, value }) => `${label}: ${value}`)
          .join(', '),
      })),
  )}
`

/** Every column with an answer of 'not held', or one that was left blank. */
export function notHeldPart({ sheets }: Summary): Html {
  const gaps = sheets.flatMap(({ name, rows, columns }) =>
    columns
      .filter(({ notHeld, blank }) => notHeld > 0 || blank > 0)
      .map(({ heading, notHeld, blank }) => [`${name}: ${heading}`, `${notHeld}`, `${blank}`, `${rows}`]),
  )
  if (gaps.length === 0)
    return html`${subheading('Not held')}${paragraph('Nothing is “not held”, and no answer was left blank.')}`
  return html`
    ${numbers({
      caption: 'Not held, or left blank',
      head: [{ words: 'Sheet and question' }, numeric('Not held'), numeric('Left blank'), numeric('Of')],
      rows: gaps,
    })}
    ${paragraph('“Not held” says that your authority does not have this information. It is an answer, and does not count as nought.')}
  `
}

/** How many answers are 'not held', in a sentence. */
export function notHeldInShort({ sheets }: Summary): string {
  const columns = sheets.flatMap((sheet) => sheet.columns).filter(({ notHeld }) => notHeld > 0)
  const answers = columns.reduce((sum, { notHeld }) => sum + notHeld, 0)
  if (answers === 0) return 'None'
  return `${counted(answers, 'answer')}, to ${counted(columns.length, 'question')}`
}

/** As many rules as fit on a page: all findings have a page of their own. */
const mostRules = 10

/** What was unusual in the return, and how its officers explain it. */
export function queriesPart({ submissionId, queries }: Summary): Html {
  const more = queries.length - mostRules
  return html`
    ${subheading('Queries and explanations')}
    ${queries.length === 0 ? paragraph('Our checks found nothing unusual.') : summaryList(queries.slice(0, mostRules).map(queryRow))}
    ${more > 0 && paragraph(`There are queries of ${counted(more, 'more rule')}. `, link(`/submissions/${submissionId}/findings`, 'Read all findings'), '.')}
  `
}

const queryRow = ({
  rule,
  sheet,
  heading,
  message,
  queries,
  open,
  explanations,
}: Summary['queries'][number]) => ({
  key: html`${heading ?? sheet} <span class="rollcall-aside">(${rule})</span>`,
  value: html`
    <p class="govuk-body">${message}${queries > 1 && ` (${counted(queries, 'query', 'queries')})`}</p>
    ${explanations.map(explanation)}
    ${open > 0 && html`<p class="govuk-body"><strong>${counted(open, 'query', 'queries')} not explained yet.</strong></p>`}
  `,
})

const explanation = ({
  text,
  givenBy,
  queries,
  cells,
  decided,
}: Summary['queries'][number]['explanations'][number]): Html => {
  const where =
    cells.length === 0 ? '' : `, for ${cells.join(', ')}${cells.length < queries ? ' and others' : ''}`
  return html`<p class="govuk-body">“${text ?? 'This explanation was destroyed.'}” <span class="rollcall-aside">(${givenBy ?? 'A colleague'}${where}${decided && `; the office ${decided.decision === 'accepted' ? 'accepted it' : 'did not accept it'}`})</span></p>`
}

export const notesPart = ({ notes }: Summary): Html | false =>
  notes.length > 0 &&
  html`${subheading('For information')}${bullets(notes.map((note) => `${note.message}${note.notes > 1 ? ` And ${counted(note.notes - 1, 'other')} like it.` : ''}`))}`

/** How this version differs from the one signed before it. */
export function sinceSignedPart({ submissionId, sinceSigned }: Summary): Html | false {
  if (sinceSigned === null) return false
  const { version, signedAt, counts } = sinceSigned
  return html`
    ${subheading('Since the version signed before')}
    ${paragraph(html`Version ${version} was signed off on ${momentText(signedAt)}. `, counts ? inShort(counts) : 'It has been destroyed, so what is different cannot be told.')}
    ${counts && paragraph(link(`/submissions/${submissionId}/changes?against=${sinceSigned.submissionId}`, 'See what has changed, row by row'), '.')}
  `
}

function inShort({ added, removed, altered, unaltered }: Counts): string {
  const moved = [
    added > 0 && `${counted(added, 'row')} came in`,
    removed > 0 && `${counted(removed, 'row')} went out`,
    altered > 0 && `${counted(altered, 'row')} changed`,
  ].filter((words) => words !== false)
  return moved.length === 0
    ? 'This version says the same.'
    : `Since then ${moved.join(', ')}; ${counted(unaltered, 'row')} stayed the same.`
}
type Counts = NonNullable<NonNullable<Summary['sinceSigned']>['counts']>

/** Which bytes it is, and where they come from. */
export const filePart = (summary: Summary): Html => html`
  ${subheading(summary.kind === 'nil' ? 'The declaration' : 'The file')}
  ${summaryList([
    { key: 'Version', value: `${summary.version}` },
    {
      key: 'Sent',
      value: byWhom(summary.receivedByName, summary.receivedAt),
    },
    { key: 'In it', value: summary.sheets.map(rowsOf).join(', ') },
    { key: 'Size', value: counted(summary.byteCount, 'byte') },
    { key: 'SHA-256', value: html`<code>${summary.sha256}</code>` },
  ])}
`

export const rowsOf = ({ name, kind, rows }: Summary['sheets'][number]): string =>
  kind === 'form' ? `${name}: ${rows > 0 ? 'filled in' : 'empty'}` : `${name}: ${counted(rows, 'row')}`
