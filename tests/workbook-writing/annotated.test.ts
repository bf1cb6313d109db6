import { day } from '@rollcall/domain/calendar-date'
import type { Cell } from '@rollcall/domain/cell'
import type { Finding } from '@rollcall/domain/finding'
import type { ReadSheet } from '@rollcall/workbook/read-all-rows'
import { writeAnnotatedCopy } from '@rollcall/workbook/writing/annotated'
import { readXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { readAll } from '../support/read-all.ts'

const aFinding = (finding: Partial<Finding>): Finding => ({
  rule: 'EX-001',
  severity: 'error',
  sheet: 'Children',
  cell: 'B2',
  row: 2,
  column: 'order_start',
  heading: 'Date the order started',
  message: 'Date the order started is blank.',
  found: 'nothing',
  expected: 'a date, day first, such as 01/09/2024',
  fix: 'Type the day, month and year.',
  ...finding,
})

const aSheet = (name: string, rows: readonly (readonly Cell[])[], hidden = false): ReadSheet => ({
  name,
  hidden,
  rows: rows.map((cells, index) => ({ number: index + 1, cells, hidden: false })),
})

const children = aSheet('Children', [
  ['Child ID', 'Date the order started'],
  ['00123', null],
])

async function copyOf(sheets: readonly ReadSheet[], findings: readonly Finding[] = []) {
  return await writeAnnotatedCopy({ sheets, findings, title: 'Children in homes' })
}

async function openedByAnother(bytes: Uint8Array, name: string) {
  const sheet = (await readXlsx(bytes)).sheets.find((one) => one.name === name)
  if (sheet === undefined) throw new Error(`no sheet ${name}`)
  return sheet
}

const awkward: readonly Cell[] = [
  '00123',
  '123456789012345678',
  '=1+1',
  '+44 20',
  '-5',
  '@SUM(A1)',
  "'quoted",
  '  spaces  ',
  'two\nlines',
  'a\r\nb',
  'control \u0001 and \u007f',
  '_x0041_ is not A',
  '<b>&amp;</b> "x"',
  'thumbs \ud83d\udc4d',
  '31/12/2020',
  0,
  -12.75,
  0.1 + 0.2,
  123_456_789_012_345,
  true,
  false,
  { kind: 'date', date: day('2009-03-04') },
  { kind: 'date', date: day('2024-09-01'), time: '13:45:07' },
  { kind: 'date', date: day('1900-01-31') },
  { kind: 'percent', fraction: 0.25 },
  { kind: 'percent', fraction: 0.00335 },
  { kind: 'error', text: '#N/A' },
  { kind: 'error', text: '#DIV/0!' },
  'x'.repeat(32_767),
]

test.each(awkward.map((cell) => [JSON.stringify(cell).slice(0, 40), cell] as const))(
  '%s reads back as it was, marked or not',
  async (_name, cell) => {
    const sheet = aSheet('Children', [[cell, cell]])

    const { rows } = await readAll(await copyOf([sheet], [aFinding({ cell: 'B1' })]))

    expect(rows.find((row) => row.sheet === 'Children')?.cells).toEqual([cell, cell])
  },
)

test('a formula that was saved without its result is shown as text, never as a formula', async () => {
  const { rows } = await readAll(await copyOf([aSheet('Children', [[{ kind: 'formula', text: 'A1+1' }]])]))

  expect(rows.find((row) => row.sheet === 'Children')?.cells).toEqual(['=A1+1'])
})

test('every cell is where it was, on the sheet it was on, with hidden sheets and rows still hidden', async () => {
  const sheets: readonly ReadSheet[] = [
    { name: 'Children', hidden: false, rows: [{ number: 7, cells: [null, null, 'C7'], hidden: true }] },
    aSheet("Children's notes (2)", [['one']]),
    aSheet('Rollcall', [['collection', 'example-homes']], true),
  ]

  const { rows, facts } = await readAll(await copyOf(sheets))

  expect(facts.sheets.map(({ name, hidden, hiddenRows }) => [name, hidden, hiddenRows])).toEqual([
    ['Findings', false, 0],
    ['Children', false, 1],
    ["Children's notes (2)", false, 0],
    ['Rollcall', true, 0],
  ])
  expect(rows.find(({ sheet }) => sheet === 'Children')).toMatchObject({ row: 7, cells: [null, null, 'C7'] })
})

test('a hidden row or sheet with something wrong on it is shown', async () => {
  const sheet = { ...children, hidden: true, rows: children.rows.map((row) => ({ ...row, hidden: true })) }

  const { facts } = await readAll(await copyOf([sheet], [aFinding({})]))

  expect(facts.sheets[1]).toMatchObject({ name: 'Children', hidden: false, hiddenRows: 1 })
})

test('a cell with findings has a comment that says each of them, gravest first', async () => {
  const findings = [
    aFinding({ severity: 'query', rule: 'EX-002', message: 'It is long ago.' }),
    aFinding({}),
    aFinding({ severity: 'note', rule: 'EX-003', cell: 'D9' }),
  ]

  const { cells } = await openedByAnother(await copyOf([children], findings), 'Children')

  expect(cells?.get('1,1')?.comment?.text).toBe(
    [
      'Error EX-001',
      'Date the order started is blank.',
      'We need: a date, day first, such as 01/09/2024',
      'How to fix it: Type the day, month and year.',
      '',
      'Query EX-002',
      'It is long ago.',
      'We need: a date, day first, such as 01/09/2024',
      'How to fix it: Type the day, month and year.',
    ].join('\n'),
  )
  expect(cells?.get('8,3')?.comment?.text).toMatch(/^Note EX-003/)
})

test('the findings come first, each with a link to its cell, under a sentence that counts them', async () => {
  const findings = [
    aFinding({}),
    aFinding({ severity: 'query', sheet: "Children's notes", cell: 'A1' }),
    aFinding({ cell: null, message: 'The sheet is missing.', sheet: 'Return' }),
  ]

  const bytes = await copyOf([children, aSheet("Children's notes", [['x']])], findings)

  const { rows, cells, tables } = await openedByAnother(bytes, 'Findings')
  expect(rows[0]?.[0]).toBe('Findings: Children in homes')
  expect(rows[1]?.[0]).toBe('There are 2 errors, 1 query and 0 notes.')
  expect(rows.slice(-4)).toEqual([
    ['Sheet', 'Cell', 'Severity', 'What is wrong', 'What we found', 'What we need', 'How to fix it', 'Rule'],
    [
      'Children',
      'B2',
      'Error',
      'Date the order started is blank.',
      'nothing',
      'a date, day first, such as 01/09/2024',
      'Type the day, month and year.',
      'EX-001',
    ],
    expect.arrayContaining(["Children's notes", 'A1', 'Query']),
    expect.arrayContaining(['Return', 'No cell', 'Error', 'The sheet is missing.']),
  ])
  const links = [...(cells?.values() ?? [])].flatMap(({ hyperlink }) => hyperlink?.location ?? [])
  expect(links).toEqual(["'Children'!B2", "'Children''s notes'!A1"])
  expect(tables?.[0]?.columns).toHaveLength(8)
})

test('links stay inside the workbook', async () => {
  const { cells } = await openedByAnother(await copyOf([children], [aFinding({})]), 'Findings')

  for (const { hyperlink } of cells?.values() ?? []) expect(hyperlink?.target).toBe(hyperlink?.location)
})

test('a copy of a copy has the findings once', async () => {
  const before = aSheet('Findings', [['Findings: Children in homes']])

  const { facts } = await readAll(await copyOf([before, children], [aFinding({})]))

  expect(facts.sheets.map(({ name }) => name)).toEqual(['Findings', 'Children'])
})

test('the one table of a CSV file has the name its findings call it', async () => {
  const bytes = await copyOf([{ ...children, name: '' }], [aFinding({})])

  const { cells } = await openedByAnother(bytes, 'Children')
  expect(cells?.get('1,1')?.comment?.text).toMatch(/^Error/)
})

test('sheets with names that Excel does not allow, or that fall together, still get one each', async () => {
  const sheets = ['x'.repeat(40), `${'x'.repeat(40)}y`, 'a/b', 'History'].map((name) =>
    aSheet(name, [[name]]),
  )

  const { facts } = await readAll(await copyOf(sheets))

  expect(facts.sheets.map(({ name }) => name)).toEqual([
    'Findings',
    'x'.repeat(31),
    `${'x'.repeat(27)} (2)`,
    'a_b',
    'Sheet History',
  ])
})

test('with nothing to put right, it says so', async () => {
  const { rows } = await readAll(await copyOf([children]))

  expect(rows.slice(0, 2).map(({ cells }) => cells)).toEqual([
    ['Findings: Children in homes'],
    ['Nothing was found that has to be put right.'],
  ])
})

test('the same workbook gives the same bytes', async () => {
  const [one, other] = await Promise.all([
    copyOf([children], [aFinding({})]),
    copyOf([children], [aFinding({})]),
  ])

  expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true)
})

test('10,000 rows of 22 columns and 500 findings fit into a copy', async () => {
  const cells: readonly Cell[] = Array.from({ length: 22 }, (_, index) =>
    index % 3 ? index * 7 : `text ${index}`,
  )
  const findings = Array.from({ length: 500 }, (_, index) => aFinding({ cell: `C${index * 19 + 2}` }))

  const bytes = await copyOf(
    [
      aSheet(
        'Children',
        Array.from({ length: 10_000 }, () => cells),
      ),
    ],
    findings,
  )

  expect((await readAll(bytes)).facts.sheets[1]?.rows).toBe(10_000)
})
