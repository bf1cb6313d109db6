import type { ListedMessage } from '@rollcall/database/listed-messages'
import { titleOf } from '@rollcall/domain/worded'
import type { FastifyReply } from 'fastify'
import { sendLongCsv } from './csv.ts'
import { statusOfMessage, writtenAsWords } from './pages/message-words.ts'

const headings = [
  ...['Message', 'Person', 'As', 'Stands in for', 'Authority code', 'Authority', 'Round', 'Address'],
  ...['Subject', 'State', 'Why', 'Written down', 'To go from', 'Tries', 'Sent', 'Became so', 'Message id'],
]

const moment = (at: Date | null): string | null => at?.toISOString() ?? null

const cellsOf = (one: ListedMessage) => [
  ...[titleOf(one.kind), one.person, writtenAsWords[one.writtenAs], one.coversFor, one.code, one.authority],
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
  async function* rows() {
    for await (const part of messages) yield part.map(cellsOf)
  }
  return sendLongCsv(reply, { fileName, headings, rows: rows() })
}
