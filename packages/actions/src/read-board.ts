import {
  type BoardFilter,
  type BoardOrder,
  countBoard,
  countRequests,
  listBoard,
  listOutstandingPeople,
  listPeopleOf,
  listProgress,
} from '@rollcall/database/board'
import { getRound } from '@rollcall/database/rounds'
import { CalendarDate, later } from '@rollcall/domain/calendar-date'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { outstanding, progressOf } from '@rollcall/domain/progress'
import { today } from '@rollcall/platform/clock'
import { type Context, transact } from './context.ts'
import { forecastOfRound } from './read-forecast.ts'

interface BoardAsked extends Omit<BoardOrder, 'offset' | 'limit'> {
  readonly filter: BoardFilter
  readonly page: number
}

export const authoritiesOnAPage = 50

/** What came in of a round by now: counted, day by day, what it will come to, and a page of its authorities. */
export async function readBoard(context: Context, { filter, page, ...order }: BoardAsked) {
  mustBeAllowed(context.viewer, 'read figures')
  return await transact(context, async (trx) => {
    const round = await getRound(trx, filter.roundId)
    const counts = await countRequests(trx, round.id, context.today)
    const changes = await listProgress(trx, round.id)
    const total = countedIn(counts, filter) ?? (await countBoard(trx, filter, context.today))
    const last = Math.max(1, Math.ceil(total / authoritiesOnAPage))
    const offset = (Math.min(page, last) - 1) * authoritiesOnAPage
    const rows = await listBoard(trx, filter, { ...order, offset, limit: authoritiesOnAPage }, context.today)
    const unreached = await countBoard(trx, { ...unreachedIn, roundId: round.id }, context.today)
    const people = filter.isOutstanding ? await listPeopleOf(trx, rows) : []
    const progress = round.issuedAt && progressOf(changes, daysOf(round.issuedAt, round.closedAt, context))
    const forecast = await forecastOfRound(trx, round, counts, context.today)
    return { round, counts, progress, forecast, total, rows, people, unreached }
  })
}

/** How many authorities a filter leaves, where that is known from how many are in each state in each region. */
function countedIn(
  counts: Awaited<ReturnType<typeof countRequests>>,
  { isOutstanding, state, region, isOverdue, text, reach }: BoardFilter,
): number | undefined {
  if (text !== undefined || reach !== undefined) return undefined
  return counts
    .filter((one) => !isOutstanding || outstanding.includes(one.state))
    .filter((one) => (state ?? one.state) === one.state && (region ?? one.region) === one.region)
    .reduce((sum, one) => sum + (isOverdue ? one.overdue : one.count), 0)
}

/** Who has not signed, and cannot be written to. */
const unreachedIn = { isOutstanding: true, isOverdue: false, reach: 'nobody' } as const

/** From the day its requests were issued until today, or the day it was closed. */
const daysOf = (issuedAt: Date, closedAt: Date | null, context: Context) => {
  const from = dayOf(issuedAt)
  return { from, to: closedAt ? dayOf(closedAt) : later(from, context.today) }
}

const dayOf = (moment: Date): CalendarDate => CalendarDate.parse(today(moment))

export type Board = Awaited<ReturnType<typeof readBoard>>

/** Who of a round has not signed, and everybody who acts for them. */
export async function readOutstanding(context: Context, filter: BoardFilter) {
  mustBeAllowed(context.viewer, 'read figures')
  return await transact(context, async (trx) => ({
    round: await getRound(trx, filter.roundId),
    people: await listOutstandingPeople(trx, filter, context.today),
  }))
}
