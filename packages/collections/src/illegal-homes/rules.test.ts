import { day } from '@rollcall/domain/calendar-date'
import type { Cell } from '@rollcall/domain/cell'
import { startCheck } from '@rollcall/domain/check'
import { compileCollection } from '@rollcall/domain/compiled-collection'
import type { Row } from '@rollcall/domain/compiled-sheet'
import type { Finding } from '@rollcall/domain/finding'
import type { LastRound } from '@rollcall/domain/last-round'
import { expect, test } from 'vitest'
import { authorities } from '../authorities/authorities.ts'
import { illegalHomes } from './collection.ts'

type Cells = Readonly<Record<string, Cell>>

const birmingham = '330'
const referenceDate = day('2024-09-01')
const compiled = compileCollection(illegalHomes, authorities, referenceDate)

const aChild = (cells: Cells = {}): Cells => ({
  child_id: 'A1',
  date_of_birth: '12/03/2010',
  sex: 'F',
  ethnicity: 'WBRI',
  uasc: 'No',
  legal_status: 'C2',
  dol_order: 'Yes',
  dol_start: '02/05/2024',
  ehcp: 'Yes',
  camhs: 'Not held',
  setting_type: 'House or flat',
  provider_type: 'PR4',
  provider_name: 'Example Care Ltd',
  registration_applied: 'No',
  placed_in: 'Walsall',
  main_reason: 'No registered home could be found',
  placed_on: '01/05/2024',
  weekly_cost: 10_500,
  ...cells,
})

const aForm = (children: readonly Cells[], cells: Cells = {}): Cells => ({
  children_on_day: children.length,
  children_in_year: children.length + 2,
  spent_in_year: children.length * 10_500 * 30,
  notified_ofsted: 1,
  contact_role: 'Data officer',
  ...cells,
})

interface Return {
  readonly children?: readonly Cells[]
  readonly form?: Cells
  readonly before?: readonly Cells[]
}

function check({ children = [], form = {} }: Return, lastRound?: LastRound) {
  const rows: Row[] = []
  const checking = startCheck(compiled, {
    authority: birmingham,
    lastRound,
    takeRow: (sheet, row) => {
      if (sheet.id === 'children') rows.push({ ...row, answers: row.answers.slice() })
    },
  })
  const answers: Readonly<Record<string, readonly Cells[]>> = { children, return: [aForm(children, form)] }
  checking.sheets(illegalHomes.sheets.map(({ name }) => ({ name, hidden: false })))
  for (const { id, name, kind, columns } of illegalHomes.sheets) {
    const take = checking.sheet({ name, hidden: false })
    const [first = {}] = answers[id] ?? []
    const grid: Cell[][] =
      kind === 'table'
        ? [
            columns.map(({ heading }) => heading),
            ...children.map((row) => columns.map((column) => row[column.id] ?? null)),
          ]
        : [['Question', 'Answer'], ...columns.map((column) => [column.heading, first[column.id] ?? null])]
    for (const [index, cells] of grid.entries()) take?.(index + 1, cells, false)
  }
  return { findings: checking.finish({ format: 'xlsx', sheets: [] }).findings, rows }
}

function findingsIn({ before, ...now }: Return): readonly Finding[] {
  if (before === undefined) return check(now).findings
  const { rows } = check({ children: before })
  return check(now, {
    rows: (sheet) => (sheet === 'children' ? rows : []),
    row: (_sheet, key) => rows.find((row) => row.key === key),
  }).findings
}

const many = (count: number, cells: (index: number) => Cells = () => ({})): Cells[] =>
  Array.from({ length: count }, (_, index) =>
    aChild({
      child_id: `A${index}`,
      date_of_birth: `${String(index + 1).padStart(2, '0')}/03/2010`,
      ...cells(index),
    }),
  )

test('a sound return has no finding', () => {
  expect(findingsIn({ children: [aChild()] })).toEqual([])
  expect(findingsIn({ children: [] })).toEqual([])
})

test.each<[rule: string, column: string, Cells]>([
  ['IH-001', 'date_of_birth', { date_of_birth: '02/09/2024' }],
  ['IH-002', 'date_of_birth', { date_of_birth: '01/09/2006' }],
  ['IH-003', 'date_of_birth', { date_of_birth: '02/09/2019' }],
  ['IH-004', 'placed_on', { placed_on: '02/09/2024' }],
  ['IH-005', 'placed_on', { placed_on: '01/05/2009' }],
  ['IH-006', 'placed_on', { placed_on: '31/08/2021' }],
  ['IH-007', 'expected_end', { expected_end: '31/08/2024' }],
  ['IH-008', 'dol_start', { dol_start: null }],
  ['IH-009', 'dol_start', { dol_order: 'No' }],
  ['IH-010', 'dol_start', { dol_start: '02/09/2024' }],
  ['IH-011', 'dol_start', { dol_start: '11/03/2010' }],
  ['IH-012', 'dol_start', { dol_start: '31/08/2023' }],
  ['IH-013', 'weekly_cost', { weekly_cost: 0 }],
  ['IH-014', 'weekly_cost', { weekly_cost: '£499.99' }],
  ['IH-015', 'weekly_cost', { weekly_cost: 19_178.1 }],
  ['IH-016', 'weekly_cost', { weekly_cost: 546_000 }],
  ['IH-017', 'legal_status', { legal_status: 'L1', placed_on: '28/08/2024' }],
  ['IH-018', 'legal_status', { legal_status: 'V4' }],
  ['IH-019', 'legal_status', { legal_status: 'J1' }],
  ['IH-020', 'setting_other', { setting_type: 'Other' }],
  ['IH-021', 'setting_type', { setting_type: 'Supported accommodation' }],
  ['IH-022', 'setting_type', { setting_type: 'Hotel or hostel', placed_on: '03/08/2024' }],
])('%s is found in %s, and nothing else is', (rule, column, cells) => {
  const findings = findingsIn({ children: [aChild(cells)], form: { spent_in_year: 'Not held' } })

  expect(findings.map((one) => [one.rule, one.column, one.row])).toEqual([[rule, column, 2]])
})

test.each<[what: string, Cells]>([
  ['a child who is 18 the day after', { date_of_birth: '02/09/2006' }],
  ['a child who is 5 on the day', { date_of_birth: '01/09/2019' }],
  ['a child who moved in on the day', { placed_on: '01/09/2024' }],
  ['a stay of three years to the day', { placed_on: '01/09/2021' }],
  ['a child expected to leave on the day', { expected_end: '01/09/2024' }],
  ['an order that is not dated', { dol_start: 'Not held' }],
  ['no order, and its date not held', { dol_order: 'No', dol_start: 'Not held' }],
  ['an order of twelve months to the day', { dol_start: '01/09/2023' }],
  ['£500 a week', { weekly_cost: 500 }],
  ['just under £1 million a year', { weekly_cost: 19_178 }],
  ['police protection for three days', { legal_status: 'L1', placed_on: '29/08/2024' }],
  ['a hotel for 28 days', { setting_type: 'Hotel or hostel', placed_on: '04/08/2024' }],
  ['supported accommodation at 16', { setting_type: 'Supported accommodation', date_of_birth: '01/09/2008' }],
  ['another kind of place that is described', { setting_type: 'Other', setting_other: 'Farm building' }],
  ['a home in Scotland', { placed_in: 'Scotland' }],
])('%s is not asked about', (_what, cells) => {
  expect(findingsIn({ children: [aChild(cells)], form: { spent_in_year: 'Not held' } })).toEqual([])
})

const tenAreDifferent = many(10)

test.each<[rule: string, what: string, Return]>([
  ['IH-023', 'one child ID twice', { children: [aChild(), aChild({ date_of_birth: '13/03/2010' })] }],
  ['IH-024', 'the same child under two IDs', { children: [aChild(), aChild({ child_id: 'A2' })] }],
  [
    'IH-025',
    'a number of children that is not that of the rows',
    { children: [aChild()], form: { children_on_day: 2 } },
  ],
  ['IH-026', 'fewer in the year than on the day', { children: many(3), form: { children_in_year: 2 } }],
  ['IH-027', 'less than four weeks’ spending', { children: [aChild()], form: { spent_in_year: 41_999 } }],
  ['IH-028', 'more than two years’ spending', { children: [aChild()], form: { spent_in_year: 1_092_001 } }],
  ['IH-029', 'many of unknown sex', { children: many(10, (index) => ({ sex: index < 3 ? 'U' : 'M' })) }],
  [
    'IH-030',
    'many of unknown ethnicity',
    { children: many(10, (index) => ({ ethnicity: index < 3 ? 'NOBT' : 'WBRI' })) },
  ],
  [
    'IH-031',
    'most costs not held',
    { children: many(3, (index) => ({ weekly_cost: index < 2 ? 'Not held' : 10_500 })) },
  ],
  ['IH-033', 'half as many as last time', { children: many(5), before: tenAreDifferent }],
  [
    'IH-034',
    'another birth date than last time',
    { children: [aChild()], before: [aChild({ date_of_birth: '13/03/2010' })] },
  ],
  ['IH-035', 'another sex than last time', { children: [aChild()], before: [aChild({ sex: 'M' })] }],
  ['IH-036', 'none where there were some', { children: [], before: many(5) }],
])('%s: %s is found once', (rule, _what, made) => {
  expect(findingsIn(made).map((one) => one.rule)).toEqual([rule])
})

test('IH-032: more than a tenth of the children in care is found once', () => {
  const inCare = authorities.find(({ code }) => code === birmingham)?.populations[0]?.value ?? 0
  const children = Array.from({ length: Math.floor(inCare / 10) + 1 }, (_, index) =>
    aChild({
      child_id: `A${index}`,
      date_of_birth: {
        kind: 'date',
        date: day(`20${String(8 + (index % 5)).padStart(2, '0')}-0${(index % 9) + 1}-${10 + (index % 17)}`),
      },
      sex: index % 2 === 0 ? 'M' : 'F',
    }),
  )

  expect(findingsIn({ children }).map((one) => one.rule)).toEqual(['IH-032'])
})

test('what a finding says has the values in it', () => {
  const [finding] = findingsIn({ children: [aChild({ weekly_cost: 546_000 })] })

  expect(finding).toMatchObject({
    rule: 'IH-016',
    severity: 'error',
    found: '£546,000',
    message:
      'The weekly cost is £546,000. That is more than any week costs: it may be for a month or a year.',
    expected: '£60,000 a week or less',
    fix: 'Give the cost of one week. Divide the cost of a year by 52, or that of a month by 4.33.',
  })
})
