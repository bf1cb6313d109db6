import type { FastifyReply } from 'fastify'

type Cells = readonly (string | number | null)[]

/** Sends a table to be saved under a name of ours; no browser and no proxy keeps it. */
export const sendCsv = (reply: FastifyReply, rows: readonly Cells[], fileName: string): FastifyReply =>
  reply
    .type('text/csv; charset=utf-8')
    .headers({
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    })
    .send(csvOf(rows))

/**
 * A table as a file that spreadsheets open: UTF-8 with its mark, as Excel asks for, and lines as RFC 4180 has them. Text that a
 * spreadsheet would take for a formula is given an apostrophe before it, so that it stays text.
 */
export function csvOf(rows: readonly Cells[]): Buffer {
  return Buffer.concat([Buffer.from('\uFEFF', 'utf8'), csvLines(rows)])
}

/** More rows of such a file, to go on with. */
export const csvLines = (rows: readonly Cells[]): Buffer =>
  Buffer.from(rows.map((cells) => `${cells.map(written).join(',')}\r\n`).join(''), 'utf8')

function written(cell: Cells[number]): string {
  if (typeof cell !== 'string') return cell === null ? '' : String(cell)
  const text = /^\s*[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
