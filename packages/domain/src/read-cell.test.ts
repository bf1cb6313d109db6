import { describe, expect, test } from 'vitest'
import { isDoubtful, isUnreadable, notHeld } from './answer.ts'
import { day } from './calendar-date.ts'
import type { Cell } from './cell.ts'
import { aTable, compiledFor } from './test-support/a-check.ts'

/** What one cell says in a column: its value, or the fault, or the value with a question mark. */
function read(column: Record<string, unknown>, cell: Cell, codeLists: unknown[] = []): unknown {
  const collection = aTable([{ id: 'it', heading: 'It', ...column }], { codeLists })
  const sheet = compiledFor(collection).sheet('children')
  const answer = sheet.rowSchema.parse({ child_id: 'A1', it: cell }).it ?? null
  if (isDoubtful(answer)) return `${answer.value}?`
  return isUnreadable(answer) ? answer.fault : answer
}

const legalStatus = {
  id: 'legal_status',
  title: 'Legal status',
  codes: [
    { code: 'C1', label: 'Interim care order', aliases: ['ICO'] },
    { code: 'C2', label: 'Full care order', group: 'Care orders' },
    { code: 'V2', label: 'Accommodated (Children Act 1989)' },
    { code: 'D1', label: 'Freeing order', until: '2005-12-31' },
  ],
}

describe('dates', () => {
  const typed: [Cell, unknown][] = [
    ['01/09/2024', '2024-09-01'],
    ['1.9.24', '2024-09-01'],
    ['1-9-2024', '2024-09-01'],
    ['2024-09-01', '2024-09-01'],
    ['2024-09-01T00:00:00', '2024-09-01'],
    ['01/09/2024 00:00', '2024-09-01'],
    ['1 September 2024', '2024-09-01'],
    ['1st Sept 2024', '2024-09-01'],
    ['Sunday 1 September 2024', '2024-09-01'],
    ['01-Sep-24', '2024-09-01'],
    ['September 1, 2024', '2024-09-01'],
    ['20240901', '2024-09-01'],
    ['\u00a001/09/2024 ', '2024-09-01'],
    [45536, '2024-09-01'],
    ['45536', '2024-09-01'],
    [20240901, '2024-09-01'],
    [{ kind: 'date', date: day('2024-09-01') }, '2024-09-01'],
    ['12/03/08', '2008-03-12'],
    ['12/03/98', '1998-03-12'],
    ['04/25/2010', '2010-04-25?'],
    ['31/02/2024', 'unreadable'],
    ['29/02/2023', 'unreadable'],
    ['01/09/0204', 'unreadable'],
    ['September', 'unreadable'],
    [5, 'unreadable'],
    [45536.5, 'unreadable'],
    [true, 'unreadable'],
    ['', null],
    ['  ', null],
    [null, null],
    ['*', 'suppressed'],
    [{ kind: 'error', text: '#N/A' }, 'error'],
    [{ kind: 'formula', text: 'A1+1' }, 'formula'],
  ]
  test.each(typed)('%j reads as %s', (cell, expected) => {
    expect(read({ type: 'date' }, cell)).toBe(expected)
  })
})

describe('money, in pence', () => {
  const typed: [Cell, unknown][] = [
    [10500, 1_050_000],
    [0, 0],
    [1234.5, 123_450],
    [1.005, 101],
    [10500.333333, 1_050_033],
    ['£10,500.00', 1_050_000],
    ['10,500', 1_050_000],
    ['£ 10500', 1_050_000],
    ['GBP 10500', 1_050_000],
    ['-£5', -500],
    ['10500.5', 1_050_050],
    ['1,05,00', 'unreadable'],
    ['10.500,00', 'unreadable'],
    ['£10,500 per week', 'unreadable'],
    ['10.5k', 'unreadable'],
    ['<5', 'suppressed'],
    ['under 5', 'suppressed'],
    ['fewer than five', 'suppressed'],
    ['5 or fewer', 'suppressed'],
    ['1-5', 'suppressed'],
    ['c', 'suppressed'],
    ['[c]', 'suppressed'],
    ['Not held', notHeld],
    ['NOT  HELD', notHeld],
    ['N/H', notHeld],
    ['n/a', 'unreadable'],
    [{ kind: 'date', date: day('2024-09-01') }, 'unreadable'],
  ]
  test.each(typed)('%j reads as %s', (cell, expected) => {
    expect(read({ type: 'money', notHeld: true }, cell)).toEqual(expected)
  })
})

describe('the other types', () => {
  const typed: [Record<string, unknown>, Cell, unknown][] = [
    [
      { type: 'text', maxLength: 20, pattern: { matches: '[A-Za-z0-9]+', means: 'letters and digits' } },
      '00123',
      '00123',
    ],
    [{ type: 'text', maxLength: 20 }, 123, '123'],
    [{ type: 'text', maxLength: 20 }, 111_000_000, '111000000'],
    [{ type: 'text', maxLength: 20 }, 1e15, 'unreadable'],
    [{ type: 'text', maxLength: 3 }, 'four', 'unreadable'],
    [
      { type: 'text', maxLength: 20, pattern: { matches: '[A-Za-z0-9]+', means: 'letters and digits' } },
      'A/1',
      'unreadable',
    ],
    [{ type: 'text', maxLength: 20 }, 'cafe\u0301  au\u00a0lait', 'caf\u00e9 au lait'],
    [{ type: 'text', maxLength: 20 }, { kind: 'date', date: day('2024-02-01') }, 'unreadable'],
    [{ type: 'whole-number' }, '1,234', 1234],
    [{ type: 'whole-number' }, 12.5, 'unreadable'],
    [{ type: 'whole-number', minimum: 0 }, -1, 'unreadable'],
    [{ type: 'whole-number' }, 'twelve', 'unreadable'],
    [{ type: 'decimal', decimalPlaces: 2 }, '3.14', 314],
    [{ type: 'percentage' }, '25%', 2500],
    [{ type: 'percentage' }, '25', 2500],
    [{ type: 'percentage' }, { kind: 'percent', fraction: 0.25 }, 2500],
    [{ type: 'percentage' }, 0.25, '25?'],
    [{ type: 'percentage' }, '0.25', '25?'],
    [{ type: 'percentage' }, '0.25%', 25],
    [{ type: 'percentage' }, 101, 'unreadable'],
    [{ type: 'yes-no' }, 'Y', 'yes'],
    [{ type: 'yes-no' }, '0 - No', 'no'],
    [{ type: 'yes-no' }, true, 'yes'],
    [{ type: 'yes-no' }, 1, 'yes'],
    [{ type: 'yes-no' }, 'maybe', 'unreadable'],
    [{ type: 'code', list: 'legal_status' }, 'c2', 'C2'],
    [{ type: 'code', list: 'legal_status' }, 'C2 - Full care order', 'C2'],
    [{ type: 'code', list: 'legal_status' }, 'C2\u00a0\u2013 full  CARE order', 'C2'],
    [{ type: 'code', list: 'legal_status' }, 'Full care order (C2)', 'C2'],
    [{ type: 'code', list: 'legal_status' }, 'V2 - Accommodated (Children Act 1989)', 'V2'],
    [{ type: 'code', list: 'legal_status' }, 'Accommodated (Children Act 1989) [V2]', 'V2'],
    [{ type: 'code', list: 'legal_status' }, 'a) Full care order', 'C2'],
    [{ type: 'code', list: 'legal_status' }, 'C1:ICO', 'C1'],
    [{ type: 'code', list: 'legal_status' }, 'C1 - Full care order', 'unreadable'],
    [{ type: 'code', list: 'legal_status' }, 'Ful care order', 'unreadable'],
    [{ type: 'code', list: 'legal_status' }, 'D1', 'unreadable'],
    [{ type: 'code', list: 'legal_status', except: ['C2'] }, 'C2', 'unreadable'],
    [{ type: 'authority' }, 'Birmingham', '330'],
    [{ type: 'authority' }, 330, '330'],
    [{ type: 'authority' }, '330 - BIRMINGHAM', '330'],
    [{ type: 'authority' }, 'london borough of camden', '202'],
    [{ type: 'authority' }, 'Birmingam', 'unreadable'],
    [{ type: 'authority' }, 'Cumbria', 'unreadable'],
    [{ type: 'upn' }, 'A801200001001', 'unreadable'],
    [{ type: 'upn' }, 'UN1', 'UN1'],
    [{ type: 'nhs-number' }, '943 476 5919', '9434765919'],
    [{ type: 'nhs-number' }, 9434765918, 'unreadable'],
    [{ type: 'urn' }, 123456, '123456'],
    [{ type: 'urn' }, '12345', 'unreadable'],
  ]
  test.each(typed)('%j given %j reads as %s', (column, cell, expected) => {
    expect(read(column, cell, [legalStatus])).toEqual(expected)
  })
})

test('a unique pupil number is held to its check letter', () => {
  const body = '12345678901'
  const sum = [...`${body}2`].reduce((running, figure, index) => running + Number(figure) * (index + 2), 0)
  const right = `${'ABCDEFGHJKLMNPQRTUVWXYZ'[sum % 23]}${body}2`
  const wrong = `${'ABCDEFGHJKLMNPQRTUVWXYZ'[(sum + 1) % 23]}${body}2`
  expect(read({ type: 'upn' }, right.toLowerCase())).toBe(right)
  expect(read({ type: 'upn' }, wrong)).toBe('unreadable')
})

test('an authority that has closed is told who took over', () => {
  const collection = aTable([{ id: 'it', heading: 'It', type: 'authority' }])
  const answer = compiledFor(collection)
    .sheet('children')
    .rowSchema.parse({ child_id: 'A', it: 'Cumbria' }).it
  expect(answer).toMatchObject({
    which: 'is an authority that ended on 31 March 2023',
    fix: 'Give Camden, which took over.',
  })
})

test('not held where it is not allowed is told so', () => {
  expect(read({ type: 'date' }, 'not held')).toBe('not-held')
})
