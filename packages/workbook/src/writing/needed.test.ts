import { day } from '@rollcall/domain/calendar-date'
import { compileCollection } from '@rollcall/domain/compiled-collection'
import type { Condition } from '@rollcall/domain/condition'
import { expect, test } from 'vitest'
import { anExampleCollection, someAuthorities } from './example-collection.ts'
import { inPlainWords, neededInWords } from './needed.ts'

const compiled = compileCollection(anExampleCollection(), someAuthorities, day('2024-09-01'))
const sheet = compiled.sheet('children')
const needed = (id: string) => {
  const column = sheet.sheet.columns.find((one) => one.id === id)
  return column && neededInWords(column, sheet, compiled)
}

test('when an answer is needed is said in words', () => {
  expect(needed('child_id')).toBe('Yes')
  expect(needed('upn')).toBe('No')
  expect(needed('distance')).toBe('No. Leave empty when Type of setting is Other.')
  expect(needed('setting_other')).toBe('When Type of setting is Other.')
  expect(needed('order_start')).toBe('Only when Deprivation of liberty order in force on the day is Yes.')
})

test.each<[Condition, string]>([
  [
    { column: 'legal_status', in: ['C1', 'C2'] },
    'Legal status is C1 (Interim care order) or C2 (Full care order)',
  ],
  [{ column: 'weekly_cost', over: 20_000 }, 'Total weekly cost is over £20,000'],
  [{ column: 'days', under: { column: 'distance' } }, 'Days away is under Distance from home'],
  [{ not: { column: 'order', is: 'yes' } }, 'Deprivation of liberty order in force on the day is not Yes'],
  [{ not: { column: 'upn', answered: true } }, 'Unique pupil number has no answer'],
  [{ column: 'weekly_cost', notHeld: true }, 'Total weekly cost is not held'],
  [{ not: { column: 'upn', blank: true } }, 'Unique pupil number is not empty'],
  [
    { column: 'date_of_birth', before: { day: 'reference-date', years: -18 } },
    'Date of birth is before 1 September 2006',
  ],
  [
    { column: 'order_start', after: { column: 'date_of_birth', years: 1, days: 2 } },
    'Date the order started is after 1 year and 2 days after Date of birth',
  ],
  [
    { all: [{ column: 'upn', blank: true }, { inLastRound: true }] },
    'Unique pupil number is empty and the same one was in your last return',
  ],
  [
    {
      not: {
        any: [
          { column: 'days', is: 3 },
          { column: 'upn', blank: true },
        ],
      },
    },
    'it is not so that Days away is 3 or Unique pupil number is empty',
  ],
])('a condition as an officer would say it: %j', (condition, words) => {
  expect(inPlainWords(condition, sheet, compiled)).toBe(words)
})
