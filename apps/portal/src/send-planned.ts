import type { PlannedReminder } from '@rollcall/actions/read-planned'
import { stepInWords } from '@rollcall/domain/reminder-calendar'
import { capital } from '@rollcall/domain/text'
import { titleOf } from '@rollcall/domain/worded'
import type { FastifyReply } from 'fastify'
import { sendLongCsv } from './csv.ts'
import { writtenAsWords } from './pages/message-words.ts'
import { aimWords } from './pages/reminder-words.ts'
import { statusOfRequest } from './pages/statuses.ts'

const headings = [
  ...['Authority code', 'Authority', 'Day', 'Time in London', 'What', 'Person', 'As', 'Stands in for'],
  ...['Address works', 'Why', 'Due on', 'State of the return'],
]

/** A line a person; one without a person where nobody would be written to. */
function linesOf(row: PlannedReminder): (string | null)[][] {
  const { code, authority, moment, kind, people, dueOn, state } = row
  const what = kind === null ? aimWords.letter : titleOf(kind)
  const why = [capital(stepInWords(row)), dueOn, statusOfRequest[state].words]
  const begin = [code, authority, moment.date, moment.time, what]
  if (people.length === 0) return [[...begin, null, null, null, null, ...why]]
  return people.map(({ name, writtenAs, coversFor, isBroken }) => [
    ...[...begin, name, writtenAsWords[writtenAs], coversFor, isBroken ? 'No' : 'Yes'],
    ...why,
  ])
}

/** Sends what is planned as a file, part by part as it is worked out. */
export function sendPlanned(
  reply: FastifyReply,
  planned: AsyncGenerator<readonly PlannedReminder[]>,
  fileName: string,
): FastifyReply {
  async function* rows() {
    for await (const part of planned) yield part.flatMap(linesOf)
  }
  return sendLongCsv(reply, { fileName, headings, rows: rows() })
}
