import type { CompiledCollection } from '@rollcall/domain/compiled-collection'
import type { CompiledSheet } from '@rollcall/domain/compiled-sheet'
import { isIdentifying } from '@rollcall/domain/round-extract'
import { button, subNavigation } from './components.ts'
import { checkboxes, hidden, type Mistake, mistakeIn, select, textarea } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { type RoundOfExtract, withinExtracts } from './round-extracts-page.ts'
import { bullets, column, heading } from './text.ts'

interface AskForExtractPage {
  readonly reader: Reader
  readonly round: RoundOfExtract
  readonly compiled: CompiledCollection
  readonly sheet: CompiledSheet
  readonly mistakes?: readonly Mistake[] | undefined
  readonly typed?: {
    readonly columns: readonly string[]
    readonly figure: string | undefined
    readonly reason: string | undefined
  }
}

/** Where rows of every return of a round are asked for: which columns of which rows, and why. */
export function askForExtractPage(page: AskForExtractPage): Html {
  const { reader, round, compiled, sheet, mistakes, typed } = page
  const title = 'Ask for an extract of rows'
  const address = `/rounds/${round.id}/extracts/new`
  const telling = sheet.columns.filter((one) => isIdentifying(sheet, one))
  const others = sheet.columns.filter((one) => !telling.includes(one))
  const figures = compiled.collection.figures.filter((one) => 'sheet' in one && one.sheet === sheet.id)
  const items = (columns: CompiledSheet['columns']) =>
    columns.map(({ id, heading: words }) => ({ value: id, words }))
  return layout({
    ...{ title, reader, mistakes },
    part: 'start',
    ...withinExtracts(round),
    content: column(html`
      ${heading(title)}
      ${bullets([
        'It has rows of every return that is in the figures when you download it.',
        'Another person has to approve it. Then you can download it for 14 days.',
        'Every authority is told each time that you download it, and reads your reason.',
      ])}
      ${
        compiled.sheets.length > 1 &&
        subNavigation(
          'Sheets',
          compiled.sheets.map((one) => ({
            text: one.sheet.name,
            href: `${address}?sheet=${one.id}`,
            active: one === sheet,
          })),
        )
      }
      ${form({
        action: address,
        content: html`
          ${hidden('sheet', sheet.id)}
          ${checkboxes({
            name: 'columns',
            legend: `Which columns of ${sheet.sheet.name} do you need?`,
            hint: 'Choose no more than you need.',
            error: mistakeIn(mistakes, 'columns'),
            values: typed?.columns,
            items: items(others),
          })}
          ${
            telling.length > 0 &&
            checkboxes({
              name: 'columns',
              idPrefix: 'telling',
              legend: 'Do you need any that can tell who a child is?',
              hint: 'Leave them out if you can. Each child has a pseudonym in the extract, so you can count children without them.',
              values: typed?.columns,
              items: items(telling),
            })
          }
          ${select({
            name: 'figure',
            label: 'Which rows?',
            value: typed?.figure ?? '',
            error: mistakeIn(mistakes, 'figure'),
            items: [
              { value: '', words: 'All rows' },
              ...figures.map((one) => ({ value: one.id, words: `Only rows in: ${one.title}` })),
            ],
          })}
          ${textarea({
            ...{ name: 'reason', label: 'Why do you need these rows?', rows: 5, value: typed?.reason },
            hint: 'Whoever approves it and every authority read this. Do not write the name of a child.',
            error: mistakeIn(mistakes, 'reason'),
          })}
          ${button('Ask for the extract', { preventDoubleClick: true })}`,
      })}
    `),
  })
}
