import { countRequests } from '@rollcall/database/board'
import { readPace } from '@rollcall/database/board-pace'
import type { Trx } from '@rollcall/database/connect'
import { getRound } from '@rollcall/database/rounds'
import type { CalendarDate } from '@rollcall/domain/calendar-date'
import { type Forecast, forecastOf, sameDayBefore } from '@rollcall/domain/forecast'
import type { RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { cameIn } from '@rollcall/domain/progress'
import { workingDaysUntil } from '@rollcall/domain/working-days'
import { type Context, transact } from './context.ts'

/** What a round will come to by its due date if its authorities go on as last time. */
export interface RoundForecast extends Forecast {
  readonly lastRound: { readonly id: RoundId; readonly title: string }
  readonly dueOn: CalendarDate
  readonly workingDaysLeft: number
}

/** What a round will come to by its due date; nothing where that cannot be said. */
export async function readForecast(context: Context, roundId: RoundId): Promise<RoundForecast | undefined> {
  mustBeAllowed(context.viewer, 'read figures')
  return await transact(context, async (trx) => {
    const round = await getRound(trx, roundId)
    return await forecastOfRound(trx, round, await countRequests(trx, roundId, context.today), context.today)
  })
}

type Round = Pick<Awaited<ReturnType<typeof getRound>>, 'id' | 'state' | 'dueOn' | 'lastRoundId'>
type Counts = Awaited<ReturnType<typeof countRequests>>

/** The same, within a transaction, of a round whose returns have been counted. */
export async function forecastOfRound(
  trx: Trx,
  { id: roundId, state, dueOn, lastRoundId }: Round,
  counts: Counts,
  today: CalendarDate,
): Promise<RoundForecast | undefined> {
  if (state !== 'open' || lastRoundId === null) return undefined
  const { title, dueOn: lastDueOn } = await getRound(trx, lastRoundId)
  const from = sameDayBefore(today, dueOn, lastDueOn)
  if (from === undefined) return undefined
  const pace = await readPace(trx, { roundId, lastRoundId, from, until: lastDueOn })
  const signed = counts.filter((one) => cameIn.includes(one.state))
  const forecast = forecastOf({ asked: sumOf(counts), signed: sumOf(signed) }, pace)
  if (forecast === undefined) return undefined
  const workingDaysLeft = workingDaysUntil(today, dueOn)
  return { ...forecast, lastRound: { id: lastRoundId, title }, dueOn, workingDaysLeft }
}

const sumOf = (counts: Counts): number => counts.reduce((sum, { count }) => sum + count, 0)
