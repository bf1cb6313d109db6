import { expect, test } from 'vitest'
import { answersGiven } from './answers-given.ts'
import { keepRows } from './kept-return.ts'
import { aCheck, aCollection, compiledFor, type Sheets } from './test-support/a-check.ts'

const collection = aCollection({
  sheets: [
    {
      id: 'children',
      name: 'Children',
      intro: 'One child a row.',
      kind: 'table',
      key: ['child_id'],
      columns: [
        { id: 'child_id', heading: 'Child ID', type: 'text', maxLength: 20, required: true },
        { id: 'born_on', heading: 'Date of birth', type: 'date' },
        { id: 'cost', heading: 'Weekly cost', type: 'money', notHeld: true },
      ],
      derived: [{ id: 'age', heading: 'Age', kind: 'age', of: 'born_on' }],
    },
    {
      id: 'return',
      name: 'Return',
      intro: 'One answer a line.',
      kind: 'form',
      columns: [{ id: 'spent', heading: 'Spent', type: 'money', required: true, notHeld: true }],
    },
  ],
})

function given(sheets: Sheets) {
  const compiled = compiledFor(collection)
  const rows = keepRows(compiled)
  aCheck(collection, sheets, { takeRow: rows.take })
  return answersGiven(compiled, rows.finish('330'))
}

test('answers to each column are counted as given, not held, blank or unreadable', () => {
  const [children, form] = given({
    Children: [
      ['Child ID', 'Date of birth', 'Weekly cost'],
      ['A1', '01/02/2010', '£1,000'],
      ['A2', '31/02/2010', 'NH'],
      ['A3', null, 'Not held'],
      [null, null, null],
      ['A4', null, 0],
    ],
    Return: [
      ['Question', 'Answer'],
      ['Spent', 'not held'],
    ],
  })

  expect(children).toMatchObject({ sheet: 'children', name: 'Children', kind: 'table', rows: 4 })
  expect(children?.columns).toEqual([
    {
      ...{ column: 'child_id', heading: 'Child ID', mayBeBlank: false, mayBeNotHeld: false },
      ...{ answered: 4, notHeld: 0, blank: 0, unreadable: 0 },
    },
    {
      ...{ column: 'born_on', heading: 'Date of birth', mayBeBlank: true, mayBeNotHeld: false },
      ...{ answered: 1, notHeld: 0, blank: 2, unreadable: 1 },
    },
    {
      ...{ column: 'cost', heading: 'Weekly cost', mayBeBlank: true, mayBeNotHeld: true },
      ...{ answered: 2, notHeld: 2, blank: 0, unreadable: 0 },
    },
  ])
  expect(form).toMatchObject({ kind: 'form', rows: 1, columns: [{ answered: 0, notHeld: 1 }] })
})

test('a column that the workbook does not have is blank in every row', () => {
  const [children] = given({
    Children: [
      ['Child ID', 'Date of birth'],
      ['A1', '01/02/2010'],
      ['A2', '02/02/2010'],
    ],
  })

  expect(children?.columns[2]).toMatchObject({ column: 'cost', answered: 0, notHeld: 0, blank: 2 })
})

test('of a sheet without rows nothing is counted', () => {
  const [children] = given({})

  expect(children).toMatchObject({ rows: 0, columns: [{ answered: 0, blank: 0 }, {}, {}] })
})
