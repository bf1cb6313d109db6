import type { ColumnPlan } from './plan.ts'

interface Comment {
  readonly ref: string
  readonly note: { readonly texts: readonly { readonly text: string }[] }
}

const wantedWidth = 56
const usualWidth = 9
const charactersInLine = 52
const mostRows = 30
const [lastColumn, lastRow] = [16_383, 1_048_575]

/** Where a comment's box goes: to the right of its cell, wide enough to read and high enough for its text. In columns and rows from 0. */
export function anchorOf({ ref, note }: Comment, columns: readonly ColumnPlan[]) {
  const [, letters = 'A', row = '1'] = /^([A-Z]+)(\d+)$/.exec(ref) ?? []
  const left = Math.min(columnNumber(letters), lastColumn - 1) + 0.2
  const top = Math.max(Number(row) - 2, 0)
  const text = note.texts.map((part) => part.text).join('')
  const lines = text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(Math.ceil(line.length / charactersInLine), 1), 0)
  return {
    left,
    right: Math.min(rightOf(left, columns), lastColumn),
    top: top + 0.2,
    bottom: Math.min(top + 1.2 + Math.min(lines, mostRows), lastRow),
  }
}

/** As far to the right as makes the box wide enough. */
function rightOf(left: number, columns: readonly ColumnPlan[]): number {
  let column = Math.floor(left)
  let missing = wantedWidth
  for (;;) {
    const width = columns[column]?.width ?? usualWidth
    if (width >= missing) return column + Math.max(missing / width, 0.1)
    missing -= width
    column++
  }
}

/** Columns to the left of the one after this: 'A' is 1. */
const columnNumber = (letters: string): number =>
  [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0)
