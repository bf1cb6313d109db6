import { expect, test } from 'vitest'
import { figuresFrom } from './figures.ts'
import { keepRows } from './kept-return.ts'
import { lastRoundFrom } from './last-round.ts'
import { nilReturn } from './nil-return.ts'
import { aCheck, aCollection, compiledFor } from './test-support/a-check.ts'

const children = {
  id: 'children',
  name: 'Children',
  intro: 'One child a row.',
  kind: 'table',
  key: ['child_id'],
  columns: [{ id: 'child_id', heading: 'Child ID', type: 'text', maxLength: 20, required: true }],
}
const form = {
  id: 'return',
  name: 'Return',
  intro: 'A form.',
  kind: 'form',
  columns: [
    { id: 'on_day', heading: 'On the day', type: 'whole-number', minimum: 0, required: true },
    { id: 'spent', heading: 'Spent', type: 'money', required: true, notHeld: true },
    { id: 'asked', heading: 'Asked', type: 'yes-no' },
  ],
}
const rules = [
  {
    code: 'TE-001',
    severity: 'query',
    sheet: 'children',
    kind: 'changed-since-last-round',
    column: 'child_id',
    minimum: 5,
    none: 'only',
  },
  {
    code: 'TE-002',
    severity: 'error',
    sheet: 'return',
    kind: 'adds-up',
    column: 'on_day',
    of: { rows: 'children' },
  },
  {
    code: 'TE-003',
    severity: 'query',
    sheet: 'return',
    kind: 'holds',
    column: 'spent',
    check: { not: { column: 'spent', notHeld: true } },
  },
]
const count = { kind: 'count', unit: 'x', sheet: 'return' }
const figures = [
  { ...count, id: 'children', title: 'Children', sheet: 'children' },
  { ...count, id: 'nil', title: 'Authorities with none', where: { column: 'on_day', is: 0 } },
]

const aNilCollection = (answers: Record<string, unknown> | undefined, means = 'There was no child.') =>
  aCollection({
    sheets: [children, form],
    rules,
    figures,
    ...(answers && { nilReturn: { means, answers } }),
  })
const nil = aNilCollection({ return: { on_day: 0, spent: 0 } })

test('a nil return is checked and counted, and its authority is one with nought', () => {
  const compiled = compiledFor(nil)
  const checked = nilReturn(compiled, '330')

  expect(checked).toMatchObject({
    means: 'There was no child.',
    outcome: 'ready',
    authority: '330',
    sheets: [
      { sheet: 'Children', rows: 0 },
      { sheet: 'Return', rows: 1 },
    ],
    findings: [],
    counts: { error: 0, query: 0, note: 0 },
  })
  if (!checked?.contribution) throw new Error('no contribution')
  expect(figuresFrom(compiled, [checked.contribution])).toMatchObject([
    { id: 'children', value: 0, authorities: 1 },
    { id: 'nil', value: 1, authorities: 1 },
  ])
})

test('a collection that does not say what a nil return means has none', () => {
  expect(nilReturn(compiledFor(aNilCollection(undefined)), '330')).toBeUndefined()
})

test('a nil return comes to the same as a workbook that says so', () => {
  const rows = keepRows(compiledFor(nil))
  const sheets = {
    Children: [['Child ID']],
    Return: [
      ['On the day', 0],
      ['Spent', 0],
      ['Asked', null],
    ],
  }
  const workbook = aCheck(nil, sheets, { authority: '330', takeRow: rows.take })
  const checked = nilReturn(compiledFor(nil), '330')

  expect(checked?.contribution).toEqual(workbook.contribution)
  expect(checked?.kept).toEqual(rows.finish('330'))
})

test('that there is nothing any more is a query like any other, with no cell to point to', () => {
  const before = keepRows(compiledFor(nil))
  aCheck(
    nil,
    { Children: [['Child ID'], ...['A', 'B', 'C', 'D', 'E'].map((id) => [id])] },
    { authority: '330', takeRow: before.take },
  )
  const lastRound = lastRoundFrom(before.finish('330'), compiledFor(nil))
  const checked = nilReturn(compiledFor(nil), '330', { lastRound })

  expect(checked).toMatchObject({ outcome: 'needs-answers', contribution: { authority: '330' } })
  expect(checked?.findings).toMatchObject([
    { rule: 'TE-001', severity: 'query', sheet: 'Children', cell: null, row: null, subject: '', value: '0' },
  ])
})

test('a query about an answer of a nil return can be explained', () => {
  const checked = nilReturn(compiledFor(aNilCollection({ return: { on_day: 0, spent: 'Not held' } })), '330')
  expect(checked?.findings).toMatchObject([{ rule: 'TE-003', subject: 'B3', value: '[{"notHeld":true}]' }])
})

test('a nil return may have to be fixed', () => {
  const checked = nilReturn(compiledFor(aNilCollection({ return: { on_day: 1, spent: 0 } })), '330')
  expect(checked).toMatchObject({ outcome: 'must-fix' })
})

test('a collection whose nil return could never be made is refused, and told where', () => {
  const wrong: [Record<string, unknown>, string][] = [
    [{ children: { child_id: 'A1' } }, 'nilReturn.answers.children: no form children'],
    [{ return: { on_day: 0 } }, 'nilReturn.answers.return.spent: an answer is required'],
    [{ return: { on_day: 'none', spent: 0 } }, 'nilReturn.answers.return.on_day: is not a number'],
    [{ return: { on_day: 'Not held', spent: 0 } }, 'nilReturn.answers.return.on_day: may not be “Not held”'],
    [
      { return: { on_day: 0, spent: 0, asked: 'maybe' } },
      'nilReturn.answers.return.asked: asked can never be maybe',
    ],
    [{ return: { on_day: 0, spent: 0, asked: 1 } }, 'nilReturn.answers.return.asked: is a number'],
    [
      { return: { on_day: 0, spent: 0, other: 1 } },
      'nilReturn.answers.return.other: the form return does not ask for other',
    ],
  ]
  for (const [answers, fault] of wrong) expect(() => aNilCollection(answers)).toThrow(fault)
})

test('an answer below what is allowed is found when the nil return is made', () => {
  const below = compiledFor(aNilCollection({ return: { on_day: -1, spent: 0 } }))
  expect(() => nilReturn(below, '330')).toThrow('the nil return’s answer to return.on_day cannot be read')
})
