import { readFile } from 'node:fs/promises'
import { illegalHomes } from '@rollcall/collections/illegal-homes/collection'
import { type ReadSheet, readAllRows } from '@rollcall/workbook/read-all-rows'
import { readXlsx } from 'hucre/xlsx'
import { beforeAll, expect, test } from 'vitest'
import type { PrintedCheck, PrintedFinding } from '../support/finding-in-json.ts'
import { rollcall, rollcallJson } from '../support/rollcall.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

interface Planted {
  readonly sheet: string
  readonly row: number
  readonly column: string
  readonly rule: string
}

const at = temporaryFolder()
const file = '201-city-of-london.xlsx'
const about = ['--reference-date', '2024-09-01'] as const
let planted: readonly Planted[]
let sheets: readonly ReadSheet[]
let copied: readonly ReadSheet[]
/** The marked copy as another reader reads it. */
let copy: Awaited<ReturnType<typeof readXlsx>>
let check: PrintedCheck
let checkOfCopy: PrintedCheck
let checkOfSound: PrintedCheck

const sample = (folder: string, ...more: string[]) =>
  rollcallJson(
    'sample',
    'illegal-homes',
    ...about,
    '--seed',
    '7',
    '--authorities',
    '1',
    '--rows',
    '10000',
    '--out',
    at(folder),
    ...more,
  )

async function checked(path: string, ...more: string[]): Promise<PrintedCheck> {
  const { code, stdout } = await rollcall(
    'check',
    path,
    '--collection',
    'illegal-homes',
    ...about,
    ...more,
    '--json',
  )
  expect(code).toBe(1)
  return JSON.parse(stdout) as PrintedCheck
}

beforeAll(async () => {
  await sample('spoilt', '--mistakes', '0.02', '--planted', at('planted.json'))
  const [written] = JSON.parse(await readFile(at('planted.json'), 'utf8')) as { planted: Planted[] }[]
  planted = written?.planted ?? []
  check = await checked(at('spoilt', file), '--annotated', at('marked.xlsx'))
  checkOfCopy = await checked(at('marked.xlsx'))
  await sample('sound')
  checkOfSound = await checked(at('sound', file))
  sheets = await readAllRows(new Uint8Array(await readFile(at('spoilt', file))))
  const marked = new Uint8Array(await readFile(at('marked.xlsx')))
  copy = await readXlsx(marked)
  copied = await readAllRows(marked)
}, 300_000)

/** Where a mistake has to be found: worked out from what the workbook itself has in its cells. */
function placeOf({ sheet: id, row, column: columnId, rule }: Planted): string {
  const asked = illegalHomes.sheets.find((sheet) => sheet.id === id)
  const column = asked?.columns.find((one) => one.id === columnId)
  const rows = sheets.find(({ name }) => name === asked?.name)?.rows ?? []
  if (asked?.kind === 'form') {
    const line = rows.find(({ cells }) => cells[0] === column?.heading)
    return `${asked.name}!B${line?.number} ${rule}`
  }
  const headings = rows.find(({ cells }) => cells[0] === asked?.columns[0]?.heading)
  const letter = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.charAt(headings?.cells.indexOf(column?.heading ?? '') ?? -1)
  return `${asked?.name}!${letter}${(headings?.number ?? 0) + 1 + row} ${rule}`
}

const whereFound = ({ sheet, cell, rule }: PrintedFinding) => `${sheet}!${cell} ${rule}`

test('200 mistakes in 10,000 rows are each found, in their own cell and by their own rule', () => {
  const found = new Set(check.findings.map(whereFound))

  expect(planted).toHaveLength(200)
  expect(planted.map(placeOf).filter((place) => !found.has(place))).toEqual([])
})

test('nothing is found but the mistakes and what is odd and true of the children without them', () => {
  const expected = new Set([...planted.map(placeOf), ...checkOfSound.findings.map(whereFound)])

  expect(check.findings.map(whereFound).filter((place) => !expected.has(place))).toEqual([])
  expect(check.counts.error).toBe(planted.filter((one) => severityAt(placeOf(one)) === 'error').length)
})

const severityAt = (place: string) =>
  check.findings.find((finding) => whereFound(finding) === place)?.severity

test('without mistakes there is no error, and only one query about the return as a whole', () => {
  expect(checkOfSound.counts.error).toBe(0)
  // More children than the authority has in its care, which is true of so large a sample.
  expect(checkOfSound.findings.filter(({ rule }) => rule === 'IH-032')).toHaveLength(1)
})

test('every finding says what was found, what is needed and what to do', () => {
  for (const finding of check.findings) {
    expect(finding.message, finding.rule).toMatch(/[.?]$/)
    expect(finding.expected, finding.rule).not.toBe('')
    expect(finding.fix, finding.rule).toMatch(/[.?]$/)
  }
})

test('findings come in the order of rows and columns', () => {
  const inSheet = check.findings.filter(({ sheet, row }) => sheet === 'Children' && row !== null).slice(1)
  const order = inSheet.map(({ row, column }) => (row ?? 0) * 100 + placeIn(column))

  expect(order).toEqual(order.toSorted((a, b) => a - b))
})

const placeIn = (id: string | null) =>
  illegalHomes.sheets[0]?.columns.findIndex((column) => column.id === id) ?? -1

test('the marked copy has every value of the return, cell by cell', () => {
  const answers = (read: readonly ReadSheet[]) => read.filter(({ name }) => name !== 'Findings')

  expect(copied[0]?.name).toBe('Findings')
  expect(answers(copied).map(({ name }) => name)).toEqual(sheets.map(({ name }) => name))
  for (const [index, sheet] of answers(copied).entries()) {
    const original = sheets[index]
    expect(sheet.rows.length).toBe(original?.rows.length)
    const different = sheet.rows.filter((row, place) => {
      const other = original?.rows[place]
      return row.number !== other?.number || JSON.stringify(row.cells) !== JSON.stringify(other.cells)
    })
    expect(different).toEqual([])
  }
})

test('in the marked copy each cell with a finding, and no other, has a comment that names its rules', () => {
  const comments = copy.sheets.flatMap(({ name, cells }) =>
    [...(cells ?? [])].flatMap(([place, { comment }]) => {
      const [row = 0, column = 0] = place.split(',').map(Number)
      return comment
        ? [[`${name}!${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.charAt(column)}${row + 1}`, comment.text]]
        : []
    }),
  )
  const byCell = Map.groupBy(check.findings, ({ sheet, cell }) => `${sheet}!${cell}`)

  expect(comments.map(([place]) => place).toSorted()).toEqual([...byCell.keys()].toSorted())
  for (const [place = '', text] of comments) {
    for (const { rule, message } of byCell.get(place as `${string}!${string}`) ?? []) {
      expect(text).toContain(rule)
      expect(text).toContain(message)
    }
  }
})

test('the marked copy lists every finding in a row of its own, with a link to its cell', () => {
  const list = copy.sheets.find(({ name }) => name === 'Findings')
  const top = list?.rows.findIndex((row) => row[0] === 'Sheet' && row[1] === 'Cell') ?? -1
  const rows = list?.rows.slice(top + 1) ?? []
  const links = check.findings.map(
    (_, index) => list?.cells?.get(`${top + 1 + index},1`)?.hyperlink?.location,
  )

  expect(rows.map((row) => [row[0], row[1], row[7]])).toEqual(
    check.findings.map(({ sheet, cell, rule }) => [sheet, cell, rule]),
  )
  expect(links).toEqual(check.findings.map(({ sheet, cell }) => `'${sheet}'!${cell}`))
})

test('the marked copy, sent back as it is, gives the same findings', () => {
  expect(checkOfCopy).toEqual(check)
})
