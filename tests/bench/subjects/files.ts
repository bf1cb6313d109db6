import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { authorities } from '@rollcall/collections/authorities/authorities'
import { illegalHomes } from '@rollcall/collections/illegal-homes/collection'
import { samples } from '@rollcall/collections/samples'
import type { Cell } from '@rollcall/domain/cell'
import type { Column } from '@rollcall/domain/column'
import { identityKeys, templateSheets } from '@rollcall/domain/template-sheets'
import { likeness } from '@rollcall/domain/text'
import type { ColumnTypeOf } from '@rollcall/domain/types/column-type'
import { columnTypes } from '@rollcall/domain/types/index'
import { writeTemplate } from '@rollcall/workbook/writing/template'
import { hostileFiles } from '../hostile-files.ts'
import { keepRows, readRows, rowsFile } from '../kept-rows.ts'
import { compiled, headings, referenceDate, sampleRows } from '../sample-rows.ts'
import { plainWorkbook } from '../sample-workbook.ts'
import { stressRows } from '../stress-rows.ts'

// Makes the files to be measured with. They are made in a process of their own, so that its memory is not counted.

interface Place {
  readonly folder: string
}

/** The rows of one authority's return, as a reader gives them: clean, and with one cell in ten unreadable. */
export function rows({ folder, rows }: Place & { rows: number }) {
  return () => {
    for (const spoilt of [false, true])
      keepRows(rowsFile(folder, rows, spoilt), sampleRows(rows, spoilt ? 0.1 : 0))
  }
}

/** A return of the collection with these rows, as a spreadsheet program saves it. */
export function plainReturn({ folder, rows }: Place & { rows: number }) {
  return () => {
    const [made] =
      samples['illegal-homes']?.({ referenceDate, seed: 7, authorities: 1, rows: 5, mistakes: 0 }) ?? []
    const [, form] = illegalHomes.sheets
    const answers = {
      ...made?.sheets[form?.id ?? '']?.[0],
      children_on_day: rows,
      children_in_year: rows * 2,
    }
    const says = {
      collection: illegalHomes.id,
      version: String(illegalHomes.version),
      referenceDate,
      authority: made?.authority.code ?? '',
      authorityName: made?.authority.name ?? '',
      round: '',
      template: '1',
    }
    const bytes = plainWorkbook([
      { name: 'Children', rows: [headings, ...readRows(rowsFile(folder, rows, false))] },
      {
        name: 'Return',
        rows: form?.columns.map(({ id, heading }) => [heading, answersOf(answers, id)]) ?? [],
      },
      {
        name: templateSheets.identity,
        rows: Object.entries(says).map(([key, value]) => [
          identityKeys[key as keyof typeof identityKeys],
          value,
        ]),
      },
    ])
    writeFileSync(join(folder, `return-${rows}.xlsx`), bytes)
  }
}

const answersOf = (answers: Readonly<Record<string, Cell>>, id: string): Cell => answers[id] ?? null

/** A template, filled in. */
export function filledIn({ folder, rows }: Place & { rows: number }) {
  return async () => {
    const [made] =
      samples['illegal-homes']?.({ referenceDate, seed: 7, authorities: 1, rows, mistakes: 0 }) ?? []
    if (made === undefined) throw new Error('the sample has no return')
    const { authority, sheets } = made
    const bytes = await writeTemplate({
      collection: compiled.collection,
      authorities,
      authority,
      referenceDate,
      rows: sheets,
    })
    writeFileSync(join(folder, `filled-in-${rows}.xlsx`), bytes)
  }
}

export const stress =
  ({ folder, rows }: Place & { rows: number }) =>
  () =>
    writeFileSync(join(folder, 'stress.xlsx'), plainWorkbook([{ name: 'Data', rows: stressRows(rows) }]))

export const hostile =
  ({ folder, name, rows }: Place & { name: keyof typeof hostileFiles; rows: number }) =>
  () =>
    writeFileSync(join(folder, `${name}.xlsx`), hostileFiles[name]({ rows }))

/** What a script that knows nothing of our collections has to be told of this one: each column, and each list's words. */
export const lists =
  ({ folder }: Place) =>
  () => {
    const columns = compiled.sheet('children').sheet.columns.map((column) => [column.heading, told(column)])
    writeFileSync(join(folder, 'lists.json'), JSON.stringify({ columns: Object.fromEntries(columns) }))
  }

function told(column: Column) {
  const { id, type, required, notHeld } = column
  const text = column.type === 'text' ? column : undefined
  const matches = text?.pattern?.matches ?? null
  const { minLength: least = 0, maxLength: most = 0 } = text ?? {}
  const codes = wordsOf(column)
  const kind = Object.keys(codes).length > 0 ? 'list' : type
  return { id, type: kind, required, notHeld, codes, matches, least, most }
}

function wordsOf(column: Column): Record<string, string> {
  const { scope } = compiled
  const choices = (columnTypes[column.type] as ColumnTypeOf<typeof column.type>).choices?.(
    column as never,
    scope,
  )
  const words = (choices ?? []).flatMap(({ code, label }) => {
    const aliases = column.type === 'code' ? (scope.list(column.list).get(code)?.aliases ?? []) : []
    return [code, label, `${code} - ${label}`, `${code} (${label})`, ...aliases].map((word) => [
      likeness(word),
      code,
    ])
  })
  return Object.fromEntries(words) as Record<string, string>
}
