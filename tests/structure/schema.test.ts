import { expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { projectFile, projectFiles } from '../support/project-files.ts'

const { db } = testDatabase()

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

interface Column {
  readonly table: string
  readonly column: string
  readonly mayBeNull: boolean
  readonly madeByPostgres: boolean
}

/** What the migrations made. Names come as TypeScript has them, as every query's do. */
async function made(): Promise<Column[]> {
  const tables = await db.introspection.getTables()
  return tables.flatMap(({ name: table, columns }) =>
    columns.map(({ name, isNullable, hasDefaultValue, isAutoIncrementing }) => ({
      table: snake(table),
      column: snake(name),
      mayBeNull: isNullable,
      madeByPostgres: hasDefaultValue || isAutoIncrementing,
    })),
  )
}

/** Whether the column itself may be null, and not something in its JSON. */
function mayBeNull(type: string): boolean {
  const inside = /^(?:Json|Generated|GeneratedAlways)<([\s\S]*)>\s*$/.exec(type)?.[1] ?? type
  return /\bnull\b/.test(inside.replace(/<[\s\S]*>|\{[\s\S]*\}/g, ''))
}

/** What TypeScript is told of them. */
function written(): Column[] {
  return projectFiles('packages/database/src/tables', '.ts').flatMap(({ text }) =>
    [...text.matchAll(/interface (\w+)Table \{([\s\S]*?)\n\}/g)].flatMap(([, table = '', body = '']) =>
      [...body.matchAll(/^ {2}(\w+): ([\s\S]*?)(?=\n {2}[\w/]|(?![\s\S]))/gm)].map(
        ([, column = '', type = '']) => ({
          table: snake(table).slice(1),
          column: snake(column),
          mayBeNull: mayBeNull(type),
          madeByPostgres: /^Generated(?:Always)?</.test(type),
        }),
      ),
    ),
  )
}

const inOrder = (columns: readonly Column[]) => columns.map((column) => JSON.stringify(column)).toSorted()

test('TypeScript is told of every column that the migrations make: its name, whether it may be null, whether Postgres fills it', async () => {
  const columns = await made()

  expect(columns.length).toBeGreaterThan(200)
  expect(inOrder(written())).toEqual(inOrder(columns))
})

test('and every table has its line in schema.ts', async () => {
  const { text } = projectFile('packages/database/src/schema.ts')
  const listed = [...text.matchAll(/^ {2}(\w+): (\w+)Table$/gm)].map(([, name = '', type = '']) => {
    expect(type.toLowerCase()).toBe(name.toLowerCase())
    return snake(name)
  })

  expect(listed.toSorted()).toEqual([...new Set((await made()).map(({ table }) => table))].toSorted())
})
