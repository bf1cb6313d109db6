import type { Trx } from '@rollcall/database/connect'
import { countOpenDataQueries, getDataQueryWithNames } from '@rollcall/database/data-queries'
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

/** Messages about the questions that the office asks about a return. */
export const standingsOfDataQueries: Readonly<Record<string, ReadStanding>> = {
  'data query raised': toAnswer,
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
