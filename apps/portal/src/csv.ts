import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'

type Cells = readonly (string | number | null)[]

/** Sends a table to be saved under a name of ours; no browser and no proxy keeps it. */
export const sendCsv = (reply: FastifyReply, rows: readonly Cells[], fileName: string): FastifyReply =>
  asFile(reply, fileName).send(csvOf(rows))

interface LongCsv {
  readonly fileName: string
  readonly headings: Cells
  readonly rows: AsyncIterable<readonly Cells[]>
}

/** The same for a long table, part by part as it is read: never is the whole of it anywhere. */
export function sendLongCsv(reply: FastifyReply, { fileName, headings, rows }: LongCsv): FastifyReply {
  async function* file(): AsyncGenerator<Buffer> {
    yield csvOf([headings])
    for await (const part of rows) if (part.length > 0) yield csvLines(part)
  }
  return asFile(reply, fileName).send(Readable.from(file(), { objectMode: false }))
}

const asFile = (reply: FastifyReply, fileName: string): FastifyReply =>
  reply
    .type('text/csv; charset=utf-8')
    .headers({ 'content-disposition': `attachment; filename="${fileName}"`, 'cache-control': 'no-store' })

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
