import type { Trx } from '@rollcall/database/connect'
import { countOpenDataQueries, getDataQueryWithNames } from '@rollcall/database/data-queries'
import { listSaidTogether } from '@rollcall/database/later-messages'
import { listWaitingQueries } from '@rollcall/database/reminded'
import { inWords } from '@rollcall/domain/calendar-date'
import { DataQueryId } from '@rollcall/domain/ids'
import { counted } from '@rollcall/domain/text'
import { aboutOf, notNeeded } from './message-about.ts'
import type { ReadStanding } from './message-standing.ts'

const queryOf = (trx: Trx, message: Parameters<ReadStanding>[2]) =>
  getDataQueryWithNames(trx, DataQueryId.parse(aboutOf(message)))

/** What waits for the authority's answer: the query is open, and the office had the last word. */
const toAnswer: ReadStanding = async (_, trx, message) => {
  const { id, dueOn, closedAt, waitsForAuthority } = await queryOf(trx, message)
  if (closedAt !== null) return notNeeded('The question is closed.')
  if (!waitsForAuthority) return notNeeded('The authority has answered.')
  return { facts: { 'answer by': inWords(dueOn) }, path: `/data-queries/${id}` }
}

/** The same of all that was raised and that this reader has not heard of: one message says how much that is. */
const raised: ReadStanding = async (context, trx, message) => {
  const { dataRequestId } = await queryOf(trx, message)
  const said = await listSaidTogether(trx, message)
  const waiting = await listWaitingQueries(trx, dataRequestId)
  const asked = waiting.filter(({ id }) => said.some(({ aboutId }) => aboutId === id))
  const [first, last] = [asked[0], asked.at(-1)]
  if (first === undefined || last === undefined) return await toAnswer(context, trx, message)
  const also = [
    ...(last.dueOn > first.dueOn ? [`Not all are due then: the last is due on ${inWords(last.dueOn)}.`] : []),
    ...(waiting.length > asked.length
      ? [`${counted(waiting.length, 'question')} about this return wait for your answer in all.`]
      : []),
  ]
  return {
    facts: {
      questions: asked.length === 1 ? 'a question' : counted(asked.length, 'question'),
      'answer by': inWords(first.dueOn),
      'what else waits': also.length > 0 ? also.join(' ') : [],
    },
    path: waiting.length === 1 ? `/data-queries/${first.id}` : `/data-requests/${dataRequestId}/data-queries`,
  }
}

/** Messages about the questions that the office asks about a return. */
export const standingsOfDataQueries: Readonly<Record<string, ReadStanding>> = {
  'data query raised': raised,
  'data query answered': toAnswer,
  'data query reopened': toAnswer,

  'data query closed': async (_, trx, message) => {
    const { id, dataRequestId, closedAt } = await queryOf(trx, message)
    if (closedAt === null) return notNeeded('The question is open again.')
    const others = await countOpenDataQueries(trx, dataRequestId)
    const areOpen = `${counted(others, 'other question')} about this return ${others === 1 ? 'is' : 'are'} still open.`
    return {
      facts: { 'other questions': others === 0 ? 'No other question about this return is open.' : areOpen },
      path: `/data-queries/${id}`,
    }
  },
}
