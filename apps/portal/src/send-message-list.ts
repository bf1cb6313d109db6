import { Readable } from 'node:stream'
import type { ListedMessage } from '@rollcall/database/listed-messages'
import type { FastifyReply } from 'fastify'
import { csvLines, csvOf } from './csv.ts'
import { kindWords, statusOfMessage, writtenAsWords } from './pages/message-words.ts'

const headings = [
  ...['Message', 'Person', 'As', 'Stands in for', 'Authority code', 'Authority', 'Round', 'Address'],
  ...['Subject', 'State', 'Why', 'Written down', 'To go from', 'Tries', 'Sent', 'Became so', 'Message id'],
]

const moment = (at: Date | null): string | null => at?.toISOString() ?? null

const cellsOf = (one: ListedMessage) => [
  ...[kindWords(one.kind), one.person, writtenAsWords[one.writtenAs], one.coversFor, one.code, one.authority],
  ...[one.round, one.address, one.subject, statusOfMessage[one.state].words, one.why],
  ...[
    moment(one.madeAt),
    moment(one.sendAfter),
    one.attempts,
    moment(one.sentAt),
    moment(one.settledAt),
    one.id,
  ],
]

/** Sends a list of messages as a file, without their words, part by part as they are read. */
export function sendMessageList(
  reply: FastifyReply,
  messages: AsyncGenerator<readonly ListedMessage[]>,
  fileName: string,
): FastifyReply {
  async function* file(): AsyncGenerator<Buffer> {
    yield csvOf([headings])
    for await (const part of messages) if (part.length > 0) yield csvLines(part.map(cellsOf))
  }
  return reply
    .type('text/csv; charset=utf-8')
    .headers({ 'content-disposition': `attachment; filename="${fileName}"`, 'cache-control': 'no-store' })
    .send(Readable.from(file(), { objectMode: false }))
}
