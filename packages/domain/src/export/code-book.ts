import { choicesOf, expectedIn } from '../choices.ts'
import type { Column } from '../column.ts'
import type { CompiledCollection } from '../compiled-collection.ts'
import type { ReadingScope } from '../types/column-type.ts'

const headings = 'sheet,column,heading,type,answer,required,not_held_allowed,code,label,meaning'.split(',')

/** The code book as CSV (RFC 4180): one line a column, and for a column of codes one line a code. */
export function codeBook({ collection, scope }: CompiledCollection): string {
  const lines = collection.sheets.flatMap((sheet) =>
    sheet.columns.flatMap((column) => linesOf(sheet.name, column, scope)),
  )
  return [headings, ...lines].map((line) => `${line.map(quoted).join(',')}\r\n`).join('')
}

function linesOf(sheet: string, column: Column, scope: ReadingScope): string[][] {
  const said = [sheet, column.id, column.heading, column.type]
  const choices = column.type === 'authority' ? [] : choicesOf(column, scope)
  const expected = choices.length > 0 ? 'one of the codes below' : expectedIn(column, scope)
  return [
    [...said, expected, yesOrNo(column.required), yesOrNo(column.notHeld), '', '', column.hint ?? ''],
    ...choices.map(({ code, label }) => [...said, '', '', '', code, label, '']),
  ]
}

const yesOrNo = (is: boolean): string => (is ? 'yes' : 'no')
const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
