import { authorities } from '@rollcall/collections/authorities/authorities'
import { homeless16To17 } from '@rollcall/collections/homeless-16-17/collection'
import { makeHomeless16To17 } from '@rollcall/collections/homeless-16-17/sample'
import { illegalHomes } from '@rollcall/collections/illegal-homes/collection'
import { makeIllegalHomes } from '@rollcall/collections/illegal-homes/sample'
import type { MakeSample, SampleReturn } from '@rollcall/collections/sample/sample'
import { type CalendarDate, day, shift } from '@rollcall/domain/calendar-date'
import type { Cell } from '@rollcall/domain/cell'
import type { Collection } from '@rollcall/domain/collection'
import { writeTemplate } from '@rollcall/workbook/writing/template'
import fc from 'fast-check'
import { csvOf, type Grid, gridOf, workbookOf } from './grids.ts'

/** A round that returns answer, with some returns of the round before. */
export interface Asked {
  readonly collection: Collection
  readonly referenceDate: CalendarDate
  readonly samples: readonly SampleReturn[]
  /** A year before, of the same authorities. */
  readonly before: readonly SampleReturn[]
}

const authoritiesUsed = 6

const asking = (collection: Collection, referenceDate: CalendarDate, make: MakeSample): Asked => {
  const options = { seed: 7, authorities: 24 }
  const made = [...make({ ...options, referenceDate, mistakes: 0.02 })]
  const samples = made.filter(hasSeveralRows).slice(0, authoritiesUsed)
  const codes = samples.map(({ authority }) => authority.code)
  const yearBefore = make({ ...options, referenceDate: shift(referenceDate, { years: -1 }), mistakes: 0 })
  const before = [...yearBefore].filter(({ authority }) => codes.includes(authority.code))
  return { collection, referenceDate, samples, before }
}

const hasSeveralRows = ({ sheets }: SampleReturn): boolean =>
  Object.values(sheets).some((rows) => rows.length > 2) || sheets.children === undefined

export const askedRounds: readonly Asked[] = [
  asking(illegalHomes, day('2024-09-01'), makeIllegalHomes),
  asking(homeless16To17, day('2024-03-31'), makeHomeless16To17),
]

/** A return as a test of every way of checking takes it. */
export interface RandomReturn {
  readonly round: number
  readonly authority: string
  /** Which of the returns of the round before it is compared with. */
  readonly before: number | undefined
  readonly bytes: Uint8Array
}

/** One time in so many. */
const once = <Value>(arbitrary: fc.Arbitrary<Value>, inSoMany: number): fc.Arbitrary<Value | undefined> =>
  fc.oneof({ weight: inSoMany - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary })

// What people type, paste and leave behind, and what nobody should be able to break anything with.
const oddCells: fc.Arbitrary<Cell> = fc.oneof(
  fc.constantFrom<Cell>(
    ...[null, '', ' ', 'Not held', 'n/k', 'NH', '<5', '[c]', '*', 'lots', '0', '-1', '£1,234.50', '12.5%'],
    ...['31/02/2010', '02/03/2009', '2009-03-02', '1/2/10', '45000', 45_000, 0, -3, 0.5, 1e21, true, false],
    ...[
      'Birmingham',
      '330',
      '330 - Birmingham',
      'Cumbria',
      'Zoë “O’Neill”',
      '李小龙',
      '👧🏽',
      '<b>&amp;</b>',
      '_x0041_',
    ],
    { kind: 'error', text: '#N/A' },
    { kind: 'formula', text: 'A1+1' },
    { kind: 'percent', fraction: 0.25 },
    { kind: 'date', date: day('2031-05-06') },
    { kind: 'date', date: day('2009-11-30') },
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !/[\p{Cc}\p{Cs}\ufffe\uffff]/u.test(text)),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
)

/** How far along a list. Left alone, half of all would be at its ends. */
const place = fc.noBias(fc.nat(999)).map((thousandths) => thousandths / 1000)

const recipe = fc.record({
  round: fc.constantFrom(0, 0, 1),
  sample: place,
  before: once(fc.constantFrom<'own' | number>('own', 'own', 0.5), 2),
  // As the portal writes its template it takes long to write.
  written: fc.oneof(
    { weight: 20, arbitrary: fc.constant('raw') },
    { weight: 10, arbitrary: fc.constant('csv') },
    { weight: 1, arbitrary: fc.constant('template') },
  ),
  cells: fc.array(fc.record({ sheet: place, row: place, column: place, cell: oddCells }), { maxLength: 4 }),
  again: once(fc.record({ sheet: place, row: place }), 2),
  withoutColumn: once(place, 8),
  columnTwice: once(place, 8),
  moved: once(place, 4),
  extraColumn: once(fc.constantFrom('Team', 'Notes ', ''), 5),
  down: fc.constantFrom(0, 0, 1, 4),
  sheetName: once(fc.constantFrom('Sheet1', 'CHILDREN ', 'Data & more'), 6),
  withoutSheet: once(place, 10),
  extraSheet: fc.boolean(),
  hidden: once(fc.array(fc.nat(12), { maxLength: 4 }), 4),
  identity: once(fc.constantFrom('own', 'own', 'other', 'other date', 'old'), 2),
  csv: fc.record({
    between: fc.constantFrom(',', ';', '\t'),
    encoding: fc.constantFrom('utf-8', 'utf-8 with BOM', 'utf-16le', 'windows-1252'),
  }),
  broken: once(fc.record({ at: place, byte: fc.nat(255) }), 12),
})
type Recipe = typeof recipe extends fc.Arbitrary<infer Value> ? Value : never

const at = <Thing>(things: readonly Thing[], where: number): number => Math.floor(where * things.length)
const pick = <Thing>(things: readonly Thing[], where: number): Thing => things[at(things, where)] as Thing

/** So many returns, as odd as people make them. The same every time, as the seed is fixed. */
export async function randomReturns(count: number): Promise<RandomReturn[]> {
  return await Promise.all(fc.sample(recipe, count).map(made))
}

async function made(one: Recipe): Promise<RandomReturn> {
  const asked = askedRounds[one.round] as Asked
  const { authority, sheets } = pick(asked.samples, one.sample)
  const bytes =
    one.written === 'template'
      ? await writeTemplate({
          collection: asked.collection,
          ...{ authorities, referenceDate: asked.referenceDate, authority, rows: sheets },
        })
      : written(one, asked, gridsFrom(one, asked, sheets))
  return {
    round: one.round,
    authority: authority.code,
    before:
      one.before === undefined ? undefined : at(asked.before, one.before === 'own' ? one.sample : one.before),
    bytes: one.broken ? broken(bytes, one.broken) : bytes,
  }
}

function gridsFrom(one: Recipe, { collection }: Asked, sheets: SampleReturn['sheets']): Grid[] {
  const whole = collection.sheets.map((sheet) => gridOf(sheet, sheets[sheet.id] ?? []))
  const grids = whole.map((grid, index) => {
    const rows = grid.rows.map((cells) => [...cells])
    for (const change of one.cells) {
      const row = pick(rows.slice(1), change.row)
      if (row && at(whole, change.sheet) === index) row[at(row, change.column)] = change.cell
    }
    if (one.again && at(whole, one.again.sheet) === index && rows.length > 1)
      rows.push([...pick(rows.slice(1), one.again.row)])
    return { ...grid, rows: [...blankRows(one.down), ...rows.map((cells) => columnsOf(one, cells))] }
  })
  return one.withoutSheet === undefined
    ? grids
    : grids.filter((_, index) => index !== at(grids, one.withoutSheet ?? 0))
}

const blankRows = (count: number): Cell[][] =>
  Array.from({ length: count }, () => ['Keep this sheet as it is'])

function columnsOf(one: Recipe, cells: Cell[]): Cell[] {
  const columns = [...cells]
  if (one.withoutColumn !== undefined) columns.splice(at(cells, one.withoutColumn), 1)
  if (one.columnTwice !== undefined) columns.push(pick(cells, one.columnTwice))
  if (one.moved !== undefined) columns.push(...columns.splice(0, at(columns, one.moved)))
  if (one.extraColumn !== undefined) columns.push(one.extraColumn)
  return columns
}

function written(one: Recipe, asked: Asked, grids: readonly Grid[]): Uint8Array {
  const [first] = grids
  if (first === undefined) return new Uint8Array(0)
  if (one.written === 'csv') return encoded(csvOf(first, one.csv.between), one.csv.encoding)
  const named = grids.map((grid, index) => ({
    ...grid,
    name: index === 0 && one.sheetName !== undefined ? one.sheetName : grid.name,
    ...(one.hidden && { hiddenRows: one.hidden, hidden: index === 1 }),
  }))
  const extra: Grid = { name: 'Notes', rows: [['Ask Sam about row 7']] }
  return workbookOf([...named, ...(one.extraSheet ? [extra] : []), ...identityOf(one, asked)])
}

function identityOf(one: Recipe, { collection, referenceDate, samples }: Asked): Grid[] {
  if (one.identity === undefined) return []
  const { authority } = pick(samples, one.identity === 'other' ? 0.999 - one.sample : one.sample)
  return [
    {
      ...{ name: 'Rollcall', hidden: true },
      rows: [
        ['collection', collection.id],
        ['version', one.identity === 'old' ? '0' : String(collection.version)],
        ['reference date', one.identity === 'other date' ? '2020-01-31' : referenceDate],
        ['authority', authority.code],
      ],
    },
  ]
}

/** As programs of the last thirty years write it. What Windows-1252 has not is a question mark, and quotes are curly. */
function encoded(text: string, encoding: Recipe['csv']['encoding']): Uint8Array {
  if (encoding === 'utf-16le') return Buffer.from(`\ufeff${text}`, 'utf16le')
  if (encoding !== 'windows-1252') return Buffer.from(encoding === 'utf-8' ? text : `\ufeff${text}`)
  const curly: Readonly<Record<string, number>> = { '“': 0x93, '”': 0x94, '’': 0x92, '£': 0xa3, ë: 0xeb }
  return Uint8Array.from(
    [...text],
    (letter) => curly[letter] ?? (letter < '\x80' ? letter.charCodeAt(0) : 0x3f),
  )
}

const broken = (bytes: Uint8Array, { at: where, byte }: NonNullable<Recipe['broken']>): Uint8Array =>
  bytes.map((old, index) => (index === at(bytes as unknown as number[], where) ? byte : old))
