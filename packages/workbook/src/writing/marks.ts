import type { Finding, Severity } from '@rollcall/domain/finding'
import { cellReference } from '../columns.ts'
import { shortened } from './excel-text.ts'
import type { NotePart } from './plan.ts'

/** How one cell is marked: as its gravest finding, with a comment that says all of them. */
export interface Mark {
  readonly sheet: string
  readonly row: number
  /** From 0. */
  readonly column: number
  readonly look: Severity
  readonly note?: readonly NotePart[]
}

export interface Marks {
  /** The marks of a sheet, by row. */
  on(sheet: string): ReadonlyMap<number, readonly Mark[]>
  /** How many marked cells have no comment, because there would be too many. */
  readonly withoutComment: number
}

export const severityWords: Record<Severity, string> = { error: 'Error', query: 'Query', note: 'Note' }
const gravity: readonly Severity[] = ['error', 'query', 'note']

// Each comment is a drawing to Excel: with many thousands a workbook takes minutes to open.
const mostComments = 5000
const longestComment = 2000
const lastRow = 1_048_576
const lastColumn = 16_384

export function marksOf(findings: readonly Finding[]): Marks {
  const byCell = Map.groupBy(findings, ({ sheet, cell }) => `${sheet}\n${cell}`)
  const marks = [...byCell.values()].flatMap(markOf)
  const bySheet = Map.groupBy(marks.map(commentedFirst), ({ sheet }) => sheet)
  return {
    on: (sheet) => Map.groupBy(bySheet.get(sheet) ?? [], ({ row }) => row),
    withoutComment: Math.max(marks.length - mostComments, 0),
  }
}

function markOf(findings: readonly Finding[]): Mark[] {
  const [first] = findings
  const place = first?.cell ? cellReference(first.cell) : undefined
  if (first === undefined || place === undefined || place.row > lastRow || place.column >= lastColumn)
    return []
  const look = gravity.find((severity) => findings.some((finding) => finding.severity === severity)) ?? 'note'
  return [{ sheet: first.sheet, ...place, look, note: noteOf(findings) }]
}

const commentedFirst = ({ note, ...mark }: Mark, index: number): Mark =>
  index < mostComments && note ? { ...mark, note } : mark

/** The findings of one cell, gravest first, as many as a comment can well hold. */
function noteOf(findings: readonly Finding[]): NotePart[] {
  const inOrder = findings.toSorted((a, b) => gravity.indexOf(a.severity) - gravity.indexOf(b.severity))
  const parts: NotePart[] = []
  let room = longestComment
  for (const [index, { severity, rule, message, expected, fix }] of inOrder.entries()) {
    const says = shortened(`\n${message}\nWe need: ${expected}\nHow to fix it: ${fix}`, longestComment)
    if (index > 0 && says.length > room) {
      parts.push({ text: `\n\nand ${inOrder.length - index} more, on the sheet Findings.` })
      break
    }
    room -= says.length
    parts.push(
      { text: `${index > 0 ? '\n\n' : ''}${severityWords[severity]} ${rule}`, bold: true },
      { text: says },
    )
  }
  return parts
}
