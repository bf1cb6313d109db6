import { timeInWords } from '@rollcall/domain/asked'
import { day } from '@rollcall/domain/calendar-date'
import type { Collection } from '@rollcall/domain/collection'
import { compileCollection } from '@rollcall/domain/compiled-collection'
import { expect, test } from 'vitest'
import { coverSheet } from './cover.ts'
import { dropdownsOf } from './dropdowns.ts'
import { anExampleCollection, someAuthorities } from './example-collection.ts'

const referenceDate = day('2024-09-01')

function coverOf(collection: Collection) {
  const compiled = compileCollection(collection, someAuthorities, referenceDate)
  const parts = {
    collection,
    authorities: someAuthorities,
    referenceDate,
    compiled,
    dropdowns: dropdownsOf(compiled, 4),
  }
  const rows = [...coverSheet(parts).rows].map(({ cells }) =>
    cells.map((cell) => cell as { value: string; link?: object }),
  )
  return new Map(rows.map(([first, second]) => [first?.value, { says: second?.value, link: first?.link }]))
}

test('the cover says what is asked, of whom, about when, and leads to every sheet', () => {
  const cover = coverOf(anExampleCollection())

  expect(cover.get('Legal basis')?.says).toBe('Section 2F of the Children Act 2004.')
  expect(cover.get('Who is asked')?.says).toBe('Local authorities')
  expect(cover.get('Reference date')?.says).toBe('1 September 2024')
  expect(cover.get('Made for')?.says).toBe('Any authority that is asked')
  for (const sheet of ['Guidance', 'Children', 'Return', 'Outcomes', 'Lists']) {
    expect(cover.get(sheet)?.link).toEqual({ sheet, cell: 'A1' })
  }
})

test('a collection without tables or lists is not told about rows and lists', () => {
  const collection = anExampleCollection()
  const cover = coverOf({
    ...collection,
    sheets: collection.sheets.filter(({ id }) => id === 'outcomes'),
    rules: [],
  })

  const says = [...cover].flatMap(([first, { says }]) => [first, says])
  expect(says).toContain('One return is')
  expect(says.join(' ')).not.toMatch(/Lists|rows empty/)
})

test.each([
  ['2023-03-31', 12, 'the 12 months from 1 April 2022 to 31 March 2023'],
  ['2024-02-29', 1, 'the month from 1 February 2024 to 29 February 2024'],
  ['2024-06-30', 3, 'the 3 months from 1 April 2024 to 30 June 2024'],
])('a period to %s of %i months is said with its first and last day', (last, months, words) => {
  const collection: Collection = { ...anExampleCollection(), reference: { kind: 'period', months } }

  expect(timeInWords({ collection, referenceDate: day(last) })).toBe(words)
})
