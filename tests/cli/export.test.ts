import { readFile } from 'node:fs/promises'
import { authorities } from '@rollcall/collections/authorities/authorities'
import { collections } from '@rollcall/collections/collections'
import { samples } from '@rollcall/collections/samples'
import { type Answer, isNotHeld, isValue } from '@rollcall/domain/answer'
import { day } from '@rollcall/domain/calendar-date'
import { startCheck } from '@rollcall/domain/check'
import { type CompiledCollection, compileCollection } from '@rollcall/domain/compiled-collection'
import type { SheetColumn } from '@rollcall/domain/compiled-sheet'
import { readWorkbook } from '@rollcall/workbook/read-workbook'
import { writeTemplate } from '@rollcall/workbook/writing/template'
import { expect, test } from 'vitest'
import { accepts } from '../support/json-schema.ts'
import { rollcall, rollcallJson } from '../support/rollcall.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const at = temporaryFolder()
const days = { 'illegal-homes': '2024-09-01', 'homeless-16-17': '2023-03-31' } as const
const ids = Object.keys(days) as (keyof typeof days)[]

type JsonSchema = Readonly<Record<string, unknown>>
type Answers = Record<string, string | number>

/** The answers of a return as another system would send them: pounds and percent, not pence and hundredths. */
async function answersOf(bytes: Uint8Array, compiled: CompiledCollection) {
  const rows: Record<string, Answers[]> = {}
  const check = startCheck(compiled, {
    takeRow: ({ id, columns, asked }, { answers }) => {
      const own = columns.slice(0, asked).flatMap((column) => {
        const answer = inJson(column, answers[column.index] ?? null)
        return answer === null ? [] : [[column.id, answer] as const]
      })
      rows[id] = [...(rows[id] ?? []), Object.fromEntries(own)]
    },
  })
  check.finish(await readWorkbook(bytes, check))
  return Object.fromEntries(
    compiled.sheets.map(({ id, sheet }) => [id, sheet.kind === 'form' ? rows[id]?.[0] : (rows[id] ?? [])]),
  )
}

function inJson({ scale }: SheetColumn, answer: Answer): string | number | null {
  if (isNotHeld(answer)) return 'Not held'
  if (!isValue(answer)) return null
  return typeof answer === 'number' ? answer / (scale || 1) : answer
}

test.each(ids)('the JSON Schema of %s accepts the answers of every return of a sample', async (id) => {
  const referenceDate = day(days[id])
  const about = [id, '--reference-date', referenceDate] as const
  const schema = await rollcallJson<JsonSchema>('export', ...about, '--format', 'json-schema')
  const collection = collections.find((one) => one.id === id)
  if (!collection) throw new Error(`no collection ${id}`)
  const compiled = compileCollection(collection, authorities, referenceDate)
  let children = 0

  for (const { authority, sheets } of samples[id]?.({
    referenceDate,
    seed: 7,
    mistakes: 0,
    authorities: 12,
  }) ?? []) {
    const bytes = await writeTemplate({ collection, authorities, authority, referenceDate, rows: sheets })
    const answers = await answersOf(bytes, compiled)
    expect(accepts(schema, answers), authority.name).toBe(true)
    children += Array.isArray(answers.children) ? answers.children.length : 1
  }
  expect(children).toBeGreaterThan(10)
})

test.each(ids)('the JSON Schema of %s refuses what the check would', async (id) => {
  const schema = await rollcallJson<JsonSchema>('export', id, '--format', 'json-schema')

  for (const wrong of [{}, { return: { name: 'x' } }, { return: 'x' }]) {
    expect(accepts(schema, wrong)).toBe(false)
  }
})

test.each(ids)('the Table Schema of %s has each sheet, each column and the key', async (id) => {
  const exported = await rollcallJson<{
    name: string
    resources: { name: string; schema: { fields: { name: string; type: string }[]; primaryKey?: string[] } }[]
  }>('export', id, '--format', 'table-schema')
  const collection = collections.find((one) => one.id === id)

  expect(exported.name).toBe(id)
  expect(
    exported.resources.map(({ name, schema }) => [name, schema.fields.map((field) => field.name)]),
  ).toEqual(collection?.sheets.map((sheet) => [sheet.id, sheet.columns.map((column) => column.id)]))
  for (const { schema } of exported.resources) {
    const names = schema.fields.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(schema.primaryKey ?? []))
    // The types of Table Schema version 1 that are in use.
    for (const { type } of schema.fields) expect(['string', 'integer', 'number', 'date']).toContain(type)
  }
})

test.each(ids)(
  'the code book of %s has a line for every column, and for every code of the day',
  async (id) => {
    const { code, stdout } = await rollcall(
      'export',
      id,
      '--format',
      'csv',
      '--reference-date',
      days[id],
      '--out',
      at(`${id}.csv`),
    )
    const text = await readFile(at(`${id}.csv`), 'utf8')
    const collection = collections.find((one) => one.id === id)

    expect([code, stdout]).toEqual([0, ''])
    for (const { name, columns } of collection?.sheets ?? []) {
      for (const column of columns) expect(text).toContain(`\r\n${name},${column.id},`)
    }
  },
)
