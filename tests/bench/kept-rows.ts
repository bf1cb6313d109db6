import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { Cell } from '@rollcall/domain/cell'

// Rows as a reader gives them, kept in a file: making a hundred thousand of them takes far longer than measuring with them.

export const rowsFile = (folder: string, rows: number, spoilt: boolean): string =>
  join(folder, `rows-${rows}${spoilt ? '-spoilt' : ''}.bin`)

export const keepRows = (file: string, rows: readonly (readonly Cell[])[]): void =>
  writeFileSync(file, serialize(rows))

export const readRows = (file: string): Cell[][] => deserialize(readFileSync(file)) as Cell[][]
