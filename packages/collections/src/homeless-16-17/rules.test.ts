import { day } from '@rollcall/domain/calendar-date'
import type { Cell } from '@rollcall/domain/cell'
import { startCheck } from '@rollcall/domain/check'
import { compileCollection } from '@rollcall/domain/compiled-collection'
import type { Row } from '@rollcall/domain/compiled-sheet'
import type { Finding } from '@rollcall/domain/finding'
import { expect, test } from 'vitest'
import { authorities } from '../authorities/authorities.ts'
import { homeless16To17 } from './collection.ts'

type Cells = Readonly<Record<string, Cell>>

const compiled = compileCollection(homeless16To17, authorities, day('2023-03-31'))
const [form] = homeless16To17.sheets
if (form === undefined) throw new Error('there is no form')

const part = (id: string, cells: Cells = {}): Cells => {
  const answers: Cells = {
    presented: 40,
    unknown: 4,
    returned: 12,
    section_20: 8,
    section_17: 6,
    part_7: 5,
    undistinguished: 0,
    not_accommodated: 5,
    section_20_foster: 1,
    section_20_home: 1,
    section_20_supported: 6,
    section_20_other: 0,
    ...cells,
  }
  return Object.fromEntries(Object.entries(answers).map(([line, cell]) => [`${line}_${id}`, cell]))
}

const notHeld = Object.fromEntries(Object.keys(part('x')).map((column) => [column.slice(0, -2), 'Not held']))

function check(
  uasc: Cells,
  others: Cells,
  before?: Row,
): { findings: readonly Finding[]; row: Row | undefined } {
  const cells = { ...part('uasc', uasc), ...part('others', others) }
  let kept: Row | undefined
  const checking = startCheck(compiled, {
    authority: '330',
    lastRound: before && { rows: () => [before], row: () => undefined },
    takeRow: (_sheet, row) => {
      kept = { ...row, answers: row.answers.slice() }
    },
  })
  checking.sheets([{ name: 'Return', hidden: false }])
  const take = checking.sheet({ name: 'Return', hidden: false })
  const lines = Map.groupBy(form?.columns ?? [], ({ line }) => line ?? '')
  take?.(1, ['Question', 'Unaccompanied asylum-seeking children', 'All others'], false)
  for (const [index, [line, columns]] of [...lines].entries()) {
    take?.(index + 2, [line, ...columns.map(({ id }) => cells[id] ?? null)], false)
  }
  return { findings: checking.finish({ format: 'xlsx', sheets: [] }).findings, row: kept }
}

const found = (uasc: Cells, others: Cells): string[] => check(uasc, others).findings.map(({ rule }) => rule)

test('a form that adds up has no finding', () => {
  expect(found({}, {})).toEqual([])
})

test('an authority that holds nothing may say so on every line', () => {
  expect(found(notHeld, notHeld)).toEqual([])
})

test('where children went may be not held on all four lines together, and not on one alone', () => {
  const places = {
    section_20_foster: 'Not held',
    section_20_home: 'Not held',
    section_20_supported: 'Not held',
  }

  expect(found({}, { ...places, section_20_other: 'Not held' })).toEqual([])
  expect(found({}, { section_20_other: 'Not held' })).toEqual(['HO-020'])
})

test('an authority that does not distinguish the law has a line for it', () => {
  const undistinguished = { section_20: 0, section_17: 0, part_7: 0, undistinguished: 19 }
  const places = { section_20_foster: 0, section_20_home: 0, section_20_supported: 0 }

  expect(found({}, { ...undistinguished, ...places })).toEqual([])
  const [finding] = check({}, { section_17: 'Not held' }).findings
  expect(finding).toMatchObject({ rule: 'HO-012', column: 'section_17_others', severity: 'error' })
  expect(finding?.fix).toContain('“Accommodated, legislation not distinguished”')
})

test.each<[rule: string, uasc: Cells, others: Cells]>([
  ['HO-001', { presented: 41 }, {}],
  ['HO-002', {}, { unknown: 5 }],
  ['HO-003', { section_20_other: 1 }, {}],
  ['HO-004', {}, { section_20_foster: 0 }],
  ['presented_others.suppressed', {}, { presented: '<5' }],
  ['part_7_uasc.suppressed', { part_7: '[c]' }, {}],
])('%s is found once', (rule, uasc, others) => {
  expect(found(uasc, others)).toEqual([rule])
})

test('HO-021: many accommodated and none under section 20 is a query', () => {
  const none = {
    section_20: 0,
    section_17: 14,
    section_20_foster: 0,
    section_20_home: 0,
    section_20_supported: 0,
  }
  const [finding, ...others] = check(none, none).findings

  expect(others).toEqual([])
  expect(finding).toMatchObject({ rule: 'HO-021', severity: 'query' })
  expect(finding?.message).toBe(
    '38 children were given somewhere to live, and none of them under section 20.',
  )
})

test('half or double as many as last year is a query for each part', () => {
  const { row: lastYear } = check({}, {})
  const { findings } = check({ presented: 80, returned: 52 }, { presented: 39, returned: 11 }, lastYear)

  expect(findings.map(({ rule, message }) => [rule, message])).toEqual([
    ['HO-022', 'You say that 80 presented. In your last return it was 40.'],
  ])
})
