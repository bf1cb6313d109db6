import { expect, test } from 'vitest'
import { z } from 'zod'
import { aTable, compiledFor } from '../test-support/a-check.ts'
import { codeBook } from './code-book.ts'
import { jsonSchema } from './json-schema.ts'
import { tableSchema } from './table-schema.ts'

const compiled = compiledFor(
  aTable([
    {
      id: 'born',
      heading: 'Date of birth',
      hint: 'As on the record, "exactly".',
      type: 'date',
      required: true,
    },
    { id: 'cost', heading: 'Weekly cost', type: 'money', notHeld: true, minimum: 0 },
    { id: 'order', heading: 'Order', type: 'yes-no' },
  ]),
)

test('the JSON Schema takes canonical answers and says what is required', () => {
  const schema = z.fromJSONSchema(jsonSchema(compiled) as never)
  const child = { child_id: 'A1', born: '2010-01-01', cost: 10_500.5, order: 'yes' }
  expect(
    schema.safeParse({ children: [child, { child_id: 'A2', born: '2011-01-01', cost: 'Not held' }] }).success,
  ).toBe(true)
  for (const wrong of [
    { born: undefined },
    { born: '01/01/2010' },
    { cost: -1 },
    { order: 'maybe' },
    { name: 'x' },
  ]) {
    expect(schema.safeParse({ children: [{ ...child, ...wrong }] }).success).toBe(false)
  }
})

test('the Table Schema names the key and every field', () => {
  expect(tableSchema(compiled)).toMatchObject({
    resources: [
      {
        name: 'children',
        schema: {
          primaryKey: ['child_id'],
          fields: [
            { name: 'child_id', type: 'string', constraints: { required: true, maxLength: 20 } },
            { name: 'born', type: 'date', title: 'Date of birth' },
            { name: 'cost', type: 'string' },
            { name: 'order', constraints: { enum: ['yes', 'no'] } },
          ],
        },
      },
    ],
  })
})

test('the code book has a line a column and a line a code', () => {
  expect(codeBook(compiled).split('\r\n').slice(2)).toEqual([
    'Children,born,Date of birth,date,"a date, day first, such as 01/09/2024",yes,no,,,"As on the record, ""exactly""."',
    'Children,cost,Weekly cost,money,"an amount in pounds of £0 or more, such as 10500 or £10,500.00",no,yes,,,',
    'Children,order,Order,yes-no,one of the codes below,no,no,,,',
    'Children,order,Order,yes-no,,,,yes,Yes,',
    'Children,order,Order,yes-no,,,,no,No,',
    '',
  ])
})
