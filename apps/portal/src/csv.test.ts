import { expect, test } from 'vitest'
import { csvOf } from './csv.ts'

test('a table is lines of cells, with the mark that tells a spreadsheet how it is written', () => {
  expect(
    csvOf([
      ['Name', 'Days'],
      ['St Mary’s', 3],
      ['Leeds', null],
    ]).toString(),
  ).toBe('\uFEFFName,Days\r\nSt Mary’s,3\r\nLeeds,\r\n')
})

test('commas, quotes and new lines stay in their cell', () => {
  expect(csvOf([['Bristol, City of', 'the “new” "one"', 'a\nb']]).toString()).toBe(
    '\uFEFF"Bristol, City of","the “new” ""one""","a\nb"\r\n',
  )
})

test.each(['=1+1', '+44', '-2', '@SUM(A1)', '\t=1', ' =1', '＝1'])(
  'a spreadsheet does not take %j for a formula',
  (typed) => {
    expect(csvOf([[typed]]).toString()).toBe(`\uFEFF'${typed}\r\n`)
  },
)

test('a number below nought stays a number', () => {
  expect(csvOf([[-2]]).toString()).toBe('\uFEFF-2\r\n')
})
