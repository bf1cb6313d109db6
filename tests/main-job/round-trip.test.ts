import { type Answer, isUnreadable, notHeld } from '@rollcall/domain/answer'
import { type CalendarDate, day, fromDayNumber } from '@rollcall/domain/calendar-date'
import type { Cell } from '@rollcall/domain/cell'
import { startCheck } from '@rollcall/domain/check'
import type { ColumnType } from '@rollcall/domain/column'
import { compileCollection } from '@rollcall/domain/compiled-collection'
import { cellReader, showCell } from '@rollcall/domain/read-cell'
import { readWorkbook } from '@rollcall/workbook/read-workbook'
import { someAuthorities } from '@rollcall/workbook/writing/example-collection'
import { writeTemplate } from '@rollcall/workbook/writing/template'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readAll } from '../support/read-all.ts'
import { everyColumnType } from './every-column-type.ts'

const referenceDate = day('2024-09-01')
const compiled = compileCollection(everyColumnType, someAuthorities, referenceDate)
const sheet = compiled.sheet('rows')
const columns = everyColumnType.sheets[0]?.columns ?? []

/** What was written, and what has to be read from it. */
interface Case {
  readonly cell: Cell
  readonly answer: Answer
}
const same = (value: string | number): Case => ({ cell: value, answer: value })

const anyDay = fc.integer({ min: -25_508, max: 47_481 }).map(fromDayNumber)
const digits = (length: number) => fc.stringMatching(new RegExp(`^[1-9]\\d{${length - 1}}$`))

// Long runs of figures, leading noughts, what looks like a formula, and words in any script: all of it stays as it is.
const words = fc.oneof(
  digits(18),
  fc.stringMatching(/^0{1,5}[1-9]\d{0,6}$/),
  fc.stringMatching(/^[=+\-@'][A-Z]{1,3}\(?[1-9]{2}\)?$/),
  fc.constantFrom(
    '1e5',
    '31/12/2020',
    '1-2-3',
    '2E3',
    'TRUE',
    '#N/A',
    '10%',
    '£5',
    '_x0041_',
    '<b>&amp;</b>',
  ),
  fc.constantFrom('Zoë', 'Łódź', 'Ελένη', 'Владимир', '李小龙', 'نور', '👧🏽 child', 'a–b’s “c”', "O'Neill"),
)

/** For each type, answers as they are kept, and how a person or a system puts them into a cell. */
const canonical: Record<ColumnType, fc.Arbitrary<Case>> = {
  text: words.map(same),
  'whole-number': fc.integer().map(same),
  decimal: fc.integer({ min: -1e9, max: 1e9 }).map((kept) => ({ cell: kept / 1000, answer: kept })),
  money: fc.integer({ min: -1e12, max: 1e12 }).map((pence) => ({ cell: pence / 100, answer: pence })),
  percentage: fc
    .integer({ min: 0, max: 10_000 })
    .map((kept) => ({ cell: { kind: 'percent', fraction: kept / 10_000 }, answer: kept })),
  date: anyDay.map((date) => ({ cell: { kind: 'date', date }, answer: date })),
  'yes-no': fc.constantFrom('yes', 'no').map(same),
  code: fc.constantFrom('C1', '007', '2', 'other').map(same),
  authority: fc.constantFrom('330', '839', 'scotland').map(same),
  upn: fc.constantFrom('UN1', 'UN7').map(same),
  'nhs-number': fc.constantFrom('9434765919', '4010232137').map(same),
  urn: digits(6).map(same),
}

const answered = (type: ColumnType): fc.Arbitrary<Case> =>
  fc.oneof(
    { weight: 6, arbitrary: canonical[type] },
    { weight: 1, arbitrary: fc.constant<Case>({ cell: 'Not held', answer: notHeld }) },
    { weight: 1, arbitrary: fc.constant<Case>({ cell: null, answer: null }) },
  )

const time = fc
  .integer({ min: 1, max: 86_399 })
  .map((seconds) => new Date(seconds * 1000).toISOString().slice(11, 19))

/** Anything at all that a cell can hold, wherever it may stand. */
const anyCell: fc.Arbitrary<Cell> = fc.oneof(
  fc.constant(null),
  words,
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom('', ' ', '  both ends  ', 'two\nlines', 'a\r\nb', '\t', '\u0000', 'x'.repeat(400)),
  fc.boolean(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  anyDay.map((date): Cell => ({ kind: 'date', date })),
  fc.tuple(anyDay, time).map(([date, at]): Cell => ({ kind: 'date', date, time: at })),
  fc.integer({ min: -1e6, max: 1e6 }).map((kept): Cell => ({ kind: 'percent', fraction: kept / 10_000 })),
  fc.constantFrom('#N/A', '#DIV/0!', '#REF!').map((text): Cell => ({ kind: 'error', text })),
)

/** Writes rows, and reads them again: the cells, and the answers they mean. A number in front keeps empty rows in view. */
async function writtenAndRead(rows: readonly (readonly Cell[])[]) {
  const numbered = rows.map((cells, index) => ({
    row: `R${index}`,
    ...Object.fromEntries(cells.map((cell, place) => [columns[place + 1]?.id ?? '', cell])),
  }))
  const bytes = await writeTemplate({
    collection: everyColumnType,
    authorities: someAuthorities,
    referenceDate,
    rows: { rows: numbered },
  })
  const answers: Answer[][] = []
  const check = startCheck(compiled, { takeRow: (_, row) => answers.push(row.answers.slice(1)) })
  check.finish(await readWorkbook(bytes, check))
  const { rows: read } = await readAll(bytes)
  const cells = read
    .filter((row) => row.sheet === 'Rows' && /^R\d+$/.test(String(row.cells[0])))
    .map((row) => columns.slice(1).map((_, place) => row.cells[place + 1] ?? null))
  return { answers, cells }
}

const anyRow = <Of>(of: (type: ColumnType) => fc.Arbitrary<Of>) =>
  fc.array(fc.tuple(...columns.slice(1).map(({ type }) => of(type))), { minLength: 1, maxLength: 25 })

test('every answer of every type is read back as the answer it was', async () => {
  await fc.assert(
    fc.asyncProperty(anyRow(answered), async (rows) => {
      const { answers, cells } = await writtenAndRead(rows.map((row) => row.map(({ cell }) => cell)))

      expect(answers).toEqual(rows.map((row) => row.map(({ answer }) => answer)))
      expect(cells).toEqual(rows.map((row) => row.map(({ cell }) => cell)))
    }),
    { numRuns: 50 },
  )
})

/**
 * What a workbook cannot hold as it was: an empty text is an empty cell; half of a pair of characters is not a text; and nothing
 * tells nought from less than nought.
 */
const asKept = (cell: Cell): Cell => {
  if (cell === '') return null
  return typeof cell === 'string' ? cell.toWellFormed() : cell
}

test('whatever stands in a cell, whatever its column asks for, is read back as it was and means the same', async () => {
  const readers = columns.map((column) => cellReader(column, compiled.scope))

  await fc.assert(
    fc.asyncProperty(
      anyRow(() => anyCell),
      async (rows) => {
        const { answers, cells } = await writtenAndRead(rows)

        expect(cells).toEqual(rows.map((row) => row.map(asKept)))
        expect(answers).toEqual(
          rows.map((row) =>
            row.map((cell, place) =>
              settled(readers[place + 1]?.(asKept(cell)) ?? null, showCell(asKept(cell))),
            ),
          ),
        )
      },
    ),
    { numRuns: 50 },
  )
})

/** A value read with a doubt is kept as the value, and with what could not be read stands what the cell says. */
function settled(read: ReturnType<ReturnType<typeof cellReader>>, said: string): Answer {
  if (typeof read !== 'object' || read === null) return read
  if ('value' in read) return read.value
  return isUnreadable(read) ? { ...read, said } : read
}

test('the rows of a template have every type of column there is', () => {
  expect(new Set(columns.map(({ type }) => type))).toEqual(new Set(Object.keys(canonical)))
  expect(sheet.columns).toHaveLength(columns.length)
})

test('spaces at the ends and doubled ones are read, and are no part of the answer', async () => {
  const { answers, cells } = await writtenAndRead([['  Jane\u00a0  Doe ']])

  expect(cells[0]?.[0]).toBe('  Jane\u00a0  Doe ')
  expect(answers[0]?.[0]).toBe('Jane Doe')
})

test('letters composed in two ways are one text', async () => {
  const { answers } = await writtenAndRead([['Zoe\u0308'], ['Zo\u00eb']])

  expect(answers.map(([first]) => first)).toEqual(['Zo\u00eb', 'Zo\u00eb'])
})

test('days from 1900 to 2099 are the days they were, past the leap day that Excel believes in', async () => {
  const days: CalendarDate[] = [day('1900-03-01'), day('1970-01-01'), day('2024-02-29'), day('2099-12-31')]
  const place = columns.findIndex(({ type }) => type === 'date') - 1
  const rows = days.map((date) => [...new Array<null>(place).fill(null), { kind: 'date' as const, date }])

  const { answers } = await writtenAndRead(rows)

  expect(answers.map((row) => row[place])).toEqual(days)
})
