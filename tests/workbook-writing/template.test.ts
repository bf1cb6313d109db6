import { day } from '@rollcall/domain/calendar-date'
import type { Cell } from '@rollcall/domain/cell'
import type { Column } from '@rollcall/domain/column'
import { compileCollection } from '@rollcall/domain/compiled-collection'
import { cellReader } from '@rollcall/domain/read-cell'
import { anExampleCollection, someAuthorities } from '@rollcall/workbook/writing/example-collection'
import { type TemplateOptions, writeTemplate } from '@rollcall/workbook/writing/template'
import { readXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { readAll } from '../support/read-all.ts'

const referenceDate = day('2024-09-01')
const collection = anExampleCollection()
const compiled = compileCollection(collection, someAuthorities, referenceDate)
const notice = 'Synthetic data made for a demonstration. No real child is described.'

const aTemplate = (options: Partial<TemplateOptions> = {}) =>
  writeTemplate({ collection, authorities: someAuthorities, referenceDate, ...options })

async function rowsOf(bytes: Uint8Array, sheet: string) {
  const { rows } = await readAll(bytes)
  return rows.filter((row) => row.sheet === sheet).map(({ cells }) => cells)
}

async function sheetOf(bytes: Uint8Array, name: string) {
  const sheet = (await readXlsx(bytes)).sheets.find((one) => one.name === name)
  if (sheet === undefined) throw new Error(`no sheet ${name}`)
  return sheet
}

test('the sheets are in order, and the one that says which template it is is hidden', async () => {
  const { facts } = await readAll(await aTemplate())

  expect(facts.sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
    ['Cover', false],
    ['Guidance', false],
    ['Children', false],
    ['Return', false],
    ['Outcomes', false],
    ['Lists', false],
    ['Rollcall', true],
  ])
})

test('the hidden sheet says what the template is for', async () => {
  const birmingham = someAuthorities.find(({ code }) => code === '330')
  const bytes = await aTemplate({ ...(birmingham && { authority: birmingham }), round: 'Autumn 2024' })

  expect(await rowsOf(bytes, 'Rollcall')).toEqual([
    ['collection', 'example-homes'],
    ['version', '3'],
    ['reference date', '2024-09-01'],
    ['authority', '330'],
    ['authority name', 'Birmingham'],
    ['round', 'Autumn 2024'],
    ['template', '1'],
  ])
})

test('a table has its headings in one row, under its title and what it is', async () => {
  const rows = await rowsOf(await aTemplate(), 'Children')

  expect(rows).toEqual([
    ['Children'],
    ['One row for each child.'],
    ['Give no names and no addresses.'],
    collection.sheets[0]?.columns.map(({ heading }) => heading),
  ])
})

test('a form has a question a row; a grid has an answer in each of its columns', async () => {
  const bytes = await aTemplate({
    rows: { return: [{ children_on_day: 2, spent: 'Not held' }], outcomes: [{ line_1_1: 7 }] },
  })

  const form = await rowsOf(bytes, 'Return')
  const grid = await rowsOf(bytes, 'Outcomes')

  expect(form.slice(2).map((cells) => cells.slice(0, 2))).toEqual([
    ['Question', 'Answer'],
    ['Children on the day', 2],
    ['Spent in the year', 'Not held'],
    ['Role of the person to ask', null],
    ['Is there a panel', null],
  ])
  expect(grid.slice(2).map((cells) => cells.slice(0, 3))).toEqual([
    ['Question', 'Seeking asylum alone', 'All others'],
    ['Presented', null, null],
    ['Returned to family', null, 7],
    ['Accommodated', null, null],
  ])
  expect(form[3]?.[2]).toBe(
    'The same as the number of rows on the sheet Children. Give a whole number of 0 or more, such as 4. An answer is needed.',
  )
})

test('answers filled in read back as they were given, whatever is in them', async () => {
  const answers: Record<string, Cell> = {
    child_id: '00123',
    date_of_birth: { kind: 'date', date: day('2009-03-04') },
    order: 'Yes',
    order_start: 45_000,
    legal_status: 'C2 - Full care order',
    setting: 'Other',
    setting_other: '=HYPERLINK("http://example.test")',
    placed_in: '+44',
    weekly_cost: { kind: 'date', date: day('2024-01-02') },
    days: { kind: 'percent', fraction: 0.5 },
    share: 0.25,
    distance: 3.5,
    upn: '  spaces  ',
    nhs: '9434765919',
    urn: 123_456,
  }

  const rows = await rowsOf(await aTemplate({ rows: { children: [answers] } }), 'Children')

  expect(rows.at(-1)).toEqual(collection.sheets[0]?.columns.map(({ id }) => answers[id]))
})

test('a notice stands on every sheet that is seen', async () => {
  const bytes = await aTemplate({ notice })

  const { rows, facts } = await readAll(bytes)

  for (const { name } of facts.sheets.filter(({ hidden }) => !hidden)) {
    expect(rows.find(({ sheet, row }) => sheet === name && row === 2)?.cells).toEqual([notice])
  }
})

test('every choice that a dropdown offers is read back, "Not held" only where it is allowed', async () => {
  const bytes = await aTemplate()
  const lists = (await sheetOf(bytes, 'Lists')).rows
  const dropdowns = ((await sheetOf(bytes, 'Children')).dataValidations ?? []).filter(
    ({ type }) => type === 'list',
  )

  expect(dropdowns.map(({ range }) => range)).toEqual(['C5:C10004', 'E5:E10004', 'F5:F10004', 'H5:H10004'])
  for (const { range, formula1 = '' } of dropdowns) {
    const column = columnAt(range)
    const read = cellReader(column, compiled.scope)
    const offered = rowsIn(formula1).map((row) => lists[row - 1] ?? [])
    expect(offered.map(([, text]) => read(text as string))).toEqual(
      offered.map(([, text, code]) => meaning(text, code)),
    )
    expect(offered.at(-1)?.[1] === 'Not held').toBe(column.notHeld)
  }
})

function columnAt(range: string): Column {
  const column = collection.sheets[0]?.columns['ABCDEFGHIJKLMNO'.indexOf(range.charAt(0))]
  if (column === undefined) throw new Error(`no column at ${range}`)
  return column
}

/** The rows of 'Lists!$B$4:$B$6'. */
function rowsIn(reference: string): number[] {
  const [first = 0, last = 0] = [...reference.matchAll(/\$B\$(\d+)/g)].map(([, row]) => Number(row))
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

const meaning = (text: unknown, code: unknown) => (text === 'Not held' ? { notHeld: true } : code)

test('what is checked while typing is a warning, never a stop, and prompts keep to the length Excel allows', async () => {
  const bytes = await aTemplate()
  const validations = await Promise.all(
    ['Children', 'Return', 'Outcomes'].map((name) => sheetOf(bytes, name)),
  )

  for (const { errorStyle, inputTitle, inputMessage, errorMessage } of validations.flatMap(
    (sheet) => sheet.dataValidations ?? [],
  )) {
    expect(errorStyle).toBe('warning')
    expect(inputTitle?.length).toBeLessThanOrEqual(32)
    expect(inputMessage?.length).toBeLessThanOrEqual(255)
    expect(errorMessage?.length).toBeLessThanOrEqual(255)
  }
})

test('accessible: no merged cells, real tables, no blank rows, titles, properties, and the cover comes first', async () => {
  const bytes = await aTemplate({ notice })
  const { facts, rows } = await readAll(bytes)
  const { sheets, properties } = await readXlsx(bytes)

  expect(facts.sheets.map(({ merges }) => merges)).toEqual(sheets.map(() => 0))
  expect(new Set(sheets.map(({ name }) => name.toLowerCase())).size).toBe(sheets.length)
  expect(sheets.map(({ tables }) => tables?.length ?? 0)).toEqual([0, 1, 1, 1, 1, 1, 0])
  for (const { name } of sheets) {
    const numbers = rows.filter(({ sheet }) => sheet === name).map(({ row }) => row)
    expect(numbers).toEqual(numbers.map((_, index) => index + 1))
  }
  for (const { cells } of rows.filter(({ sheet }) => ['Guidance', 'Lists'].includes(sheet)).slice(4)) {
    expect(cells).not.toContain(null)
  }
  expect(properties).toMatchObject({
    title: collection.title,
    subject: `${collection.title}, 1 September 2024`,
    creator: 'Rollcall',
  })
})

test('the same options give the same bytes', async () => {
  expect(Buffer.from(await aTemplate()).equals(Buffer.from(await aTemplate()))).toBe(true)
})

test('a collection cannot have a sheet of a name that the template needs', async () => {
  const [children, ...others] = collection.sheets
  if (children === undefined) throw new Error('no sheet')
  const taken = { ...collection, sheets: [{ ...children, name: 'guidance' }, ...others] }

  await expect(aTemplate({ collection: taken })).rejects.toThrow(
    'No sheet of a collection can be called guidance',
  )
})

test('10,000 rows fit into a template', async () => {
  const row = {
    child_id: 'A1',
    date_of_birth: { kind: 'date', date: referenceDate },
    weekly_cost: 1,
  } as const
  const bytes = await aTemplate({ rows: { children: Array.from({ length: 10_000 }, () => row) } })

  expect((await readAll(bytes)).facts.sheets[2]?.rows).toBe(10_004)
})
