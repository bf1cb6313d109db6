import { Readable } from 'node:stream'
import type { FoundEvent } from '@rollcall/database/audit-search'
import type { FastifyReply } from 'fastify'
import { csvLines, csvOf } from './csv.ts'
import { auditSentence } from './pages/audit-sentences.ts'

const headings = [
  ...['Number', 'At', 'What', 'Kind', 'Who', 'Person id', 'Supplier’s system id'],
  ...['Authority code', 'Authority', 'Round id', 'Round', 'Data request id', 'Details'],
]

const cellsOf = (event: FoundEvent) => [
  ...[event.seq, event.at.toISOString(), auditSentence(event), event.type],
  ...[event.person, event.personId, event.clientId, event.authorityCode, event.authority],
  ...[event.roundId, event.round, event.dataRequestId, JSON.stringify(event.details)],
]

const lineOf = ({ at, ...event }: FoundEvent): string =>
  `${JSON.stringify({ at, sentence: auditSentence(event), ...event })}\n`

/** Sends events as a file, part by part as they are read: never is the whole of it anywhere. */
export function sendAudit(
  reply: FastifyReply,
  events: () => AsyncGenerator<readonly FoundEvent[]>,
  format: 'csv' | 'jsonl',
): FastifyReply {
  async function* file(): AsyncGenerator<Buffer> {
    if (format === 'csv') yield csvOf([headings])
    for await (const part of events()) {
      if (part.length === 0) continue
      yield format === 'csv' ? csvLines(part.map(cellsOf)) : Buffer.from(part.map(lineOf).join(''), 'utf8')
    }
  }
  return reply
    .type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl; charset=utf-8')
    .headers({ 'content-disposition': `attachment; filename="audit.${format}"`, 'cache-control': 'no-store' })
    .send(Readable.from(file(), { objectMode: false }))
}
