import { Readable } from 'node:stream'
import type { downloadRoundExtract } from '@rollcall/actions/download-round-extract'
import type { FastifyReply } from 'fastify'
import { csvLines, csvOf } from './csv.ts'

/** Sends the rows of many returns as a file, one return after another as each is read: never is the whole of it anywhere. */
export function sendExtract(
  reply: FastifyReply,
  { fileName, headings, rows }: Awaited<ReturnType<typeof downloadRoundExtract>>,
): FastifyReply {
  async function* file(): AsyncGenerator<Buffer> {
    yield csvOf([headings])
    for await (const part of rows()) if (part.length > 0) yield csvLines(part)
  }
  return reply
    .type('text/csv; charset=utf-8')
    .headers({ 'content-disposition': `attachment; filename="${fileName}"`, 'cache-control': 'no-store' })
    .send(Readable.from(file(), { objectMode: false }))
}
