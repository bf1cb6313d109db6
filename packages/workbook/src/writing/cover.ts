import { timeInWords } from '@rollcall/domain/asked'
import { kindWords } from '@rollcall/domain/authority'
import type { Collection } from '@rollcall/domain/collection'
import { templateSheets } from '@rollcall/domain/template-sheets'
import { capital, either } from '@rollcall/domain/text'
import type { CellPlan, SheetPlan } from './plan.ts'
import type { TemplateParts } from './template.ts'

type Pair = readonly [CellPlan, string]

/** What the return is, who is asked and why, how to fill it in and send it, and where everything is. */
export function coverSheet(parts: TemplateParts): SheetPlan {
  const pairs: readonly (readonly CellPlan[])[] = [
    [{ value: parts.collection.title, look: 'title' }],
    ...(parts.notice === undefined ? [] : [[{ value: parts.notice, look: 'section' as const }]]),
    [{ value: 'About this return', look: 'section' }],
    ...about(parts).map(asCells),
    [{ value: 'How to fill it in and send it', look: 'section' }],
    ...steps(parts).map((step, index) => asCells([label(`Step ${index + 1}`), step])),
    [{ value: 'What is in this workbook', look: 'section' }],
    ...contents(parts).map(asCells),
  ]
  return {
    name: templateSheets.cover,
    columns: [
      { width: 30, look: 'wrapped' },
      { width: 100, look: 'wrapped' },
    ],
    rows: pairs.map((cells, index) => ({ number: index + 1, cells })),
  }
}

const label = (value: string): CellPlan => ({ value, look: 'label' })
const asCells = ([first, second]: Pair): readonly CellPlan[] => [first, { value: second, look: 'wrapped' }]

function about(parts: TemplateParts): Pair[] {
  const { collection, authority, round } = parts
  return [
    [label('Purpose'), collection.purpose],
    [label('Legal basis'), collection.legalBasis],
    [label('Who is asked'), collection.asks.map((kind) => capital(kindWords[kind])).join(', ')],
    [label(tablesOf(collection).length > 0 ? 'One row is' : 'One return is'), capital(collection.oneRowIs)],
    [label(collection.reference.kind === 'day' ? 'Reference date' : 'Period'), capital(timeInWords(parts))],
    ...(round === undefined ? [] : [[label('Round'), round] as const]),
    [label('Made for'), authority ? `${authority.name} (${authority.code})` : 'Any authority that is asked'],
    [label('Questions'), 'Use the contact details in the request that came with this workbook.'],
  ]
}

const tablesOf = ({ sheets }: Collection): string[] =>
  sheets.filter(({ kind }) => kind === 'table').map(({ name }) => name)

function steps({ collection, dropdowns }: TemplateParts): string[] {
  const tables = tablesOf(collection)
  const notHeld = collection.sheets.some((sheet) => sheet.columns.some((column) => column.notHeld))
  const all = either(collection.sheets.map(({ name }) => name)).replace(/ or (?=[^,]*$)/, ' and ')
  return [
    `Read the sheet ${templateSheets.guidance}: it says what each question means, and when an answer is needed.`,
    `Fill in ${all}. Keep the headings and questions as they are. Their order does not matter, and columns of your own are passed over.`,
    ...(tables.length === 0
      ? []
      : [
          `On ${either(tables)}, type or paste one row after another under the headings. If there is nothing to report, leave the rows empty and send the workbook all the same.`,
        ]),
    ...(dropdowns.lists.length === 0
      ? []
      : [
          'Where a cell has a list, choose from it. Alt and the down arrow open it. Every list is on the sheet Lists.',
        ]),
    `Give every number as it is, however small. Nothing that could identify a child is published.${notHeld ? ' Where you do not hold the information, choose or type “Not held” if the guidance allows it.' : ''}`,
    'Save the file as an Excel workbook (.xlsx) without a password or macros.',
    'Send the file as the request tells you. You are told what has to be mended, cell by cell, and can send it again as often as you need.',
  ]
}

function contents({ collection, dropdowns }: TemplateParts): Pair[] {
  return [
    [linkTo(templateSheets.guidance), 'What each question means and what may be answered.'],
    ...collection.sheets.map(({ name, intro }): Pair => [linkTo(name), intro]),
    ...(dropdowns.lists.length > 0
      ? [
          [
            linkTo(templateSheets.lists),
            'The answers that cells with a list offer, with their codes.',
          ] as const,
        ]
      : []),
    [
      label(templateSheets.identity),
      'A hidden sheet that says which collection, version and authority this workbook is for. Please leave it as it is.',
    ],
  ]
}

const linkTo = (sheet: string): CellPlan => ({ value: sheet, look: 'link', link: { sheet, cell: 'A1' } })
