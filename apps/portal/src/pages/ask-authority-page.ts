import type { CompiledCollection } from '@rollcall/domain/compiled-collection'
import { answerByInput, type TypedAnswerBy } from './answer-by.ts'
import { button, insetText } from './components.ts'
import { backToReview } from './decide-pages.ts'
import { fieldset, input, type Mistake, mistakeIn, radios, select, textarea } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout } from './layout.ts'
import { notKept } from './not-kept.ts'
import { addressOf, type Reviewed } from './review-page.ts'
import { ofReturn } from './round-parts.ts'
import { column, heading } from './text.ts'

export interface TypedQuestion extends TypedAnswerBy {
  readonly kind: string | undefined
  readonly figure: string | undefined
  /** A sheet and a column: `children.weekly_cost`; without the column for a whole row: `children.`. */
  readonly place: string | undefined
  readonly row: string | undefined
  readonly text: string | undefined
}

interface AskAuthorityPage extends Omit<Reviewed, 'today'> {
  readonly compiled: CompiledCollection
  readonly mistakes?: readonly Mistake[]
  /** What was typed, or what the link that led here is about. */
  readonly typed?: TypedQuestion | undefined
}

/** Where the office asks an authority about its return, a figure of it, or a place in it. */
export function askAuthorityPage(page: AskAuthorityPage): Html {
  const { reader, review, mistakes, typed } = page
  const { dataRequest, whyNot } = review
  return layout({
    title: 'Ask about the return',
    ...{ reader, mistakes },
    part: 'start',
    ...ofReturn(review.dataRequest, []),
    content: column(html`
      ${heading(html`<span class="govuk-caption-l">${dataRequest.authorityName}: ${dataRequest.title}</span> Ask about the return`)}
      ${whyNot.ask === null ? questionForm(page) : html`${insetText(whyNot.ask)}${notKept([typed?.text])}`}
      ${backToReview(review)}
    `),
  })
}

const nothing = { value: '', words: 'Choose one' }

function questionForm(page: AskAuthorityPage): Html {
  const { review, compiled, mistakes, typed } = page
  const { figures } = compiled.collection
  return form({
    action: `${addressOf(review)}/question`,
    content: html`
      ${radios({
        ...{ name: 'about-kind', legend: 'What is it about?', value: typed?.kind },
        error: mistakeIn(mistakes, 'about-kind'),
        items: [
          { value: 'return', words: 'The whole return' },
          { value: 'figure', words: 'A figure', hint: 'Choose it below.' },
          { value: 'place', words: 'A row or an answer', hint: 'Say below where it is.' },
        ],
      })}
      ${select({
        ...{ name: 'about-figure', label: 'Which figure?', value: typed?.figure },
        error: mistakeIn(mistakes, 'about-figure'),
        items: [nothing, ...figures.map(({ id, title }) => ({ value: id, words: title }))],
      })}
      ${fieldset(
        'Where in the return?',
        html`
          ${select({
            ...{ name: 'about-place', label: 'Sheet and question', value: typed?.place },
            error: mistakeIn(mistakes, 'about-place'),
            items: [nothing, ...placesOf(compiled)],
          })}
          ${input({
            ...{ name: 'about-row', label: 'Row', width: 5, inputmode: 'numeric', value: typed?.row },
            hint: rowHint(page),
            error: mistakeIn(mistakes, 'about-row'),
          })}`,
      )}
      ${textarea({
        ...{ name: 'text', label: 'Your question', rows: 6, value: typed?.text },
        hint: '4,000 characters at most. Do not write the name of a child.',
        error: mistakeIn(mistakes, 'text'),
      })}
      ${answerByInput(mistakes, typed)}
      ${button('Send the question', { preventDoubleClick: true })}`,
  })
}

/** Which rows there are to ask about. */
function rowHint({ review, compiled }: AskAuthorityPage): string {
  const there = (review.says?.rowNumbers ?? []).map(({ sheet, first, last }) => {
    const name = compiled.collection.sheets.find(({ id }) => id === sheet)?.name ?? sheet
    return first === last ? `${name} has row ${first}` : `${name} has rows ${first} to ${last}`
  })
  return ['Its number in the workbook.', ...there.map((words) => `${words}.`)].join(' ')
}

/** Every sheet's rows as a whole, and each of its columns. */
const placesOf = ({ sheets }: CompiledCollection) =>
  sheets.flatMap(({ id, sheet, columns, asked }) => [
    { value: `${id}.`, words: `${sheet.name}: the whole row` },
    ...columns
      .slice(0, asked)
      .map((one) => ({ value: `${id}.${one.id}`, words: `${sheet.name}: ${one.heading}` })),
  ])
