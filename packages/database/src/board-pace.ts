import { type CalendarDate, shift } from '@rollcall/domain/calendar-date'
import type { Pace } from '@rollcall/domain/forecast'
import type { RoundId } from '@rollcall/domain/ids'
import { sql } from 'kysely'
import type { Trx } from './connect.ts'

interface Looked {
  readonly roundId: RoundId
  /** The round before, and the days of it that are looked at: by the days of London. */
  readonly lastRoundId: RoundId
  readonly from: CalendarDate
  readonly until: CalendarDate
}

/** How the authorities of a round did in the round before, from one day of it until another. */
export async function readPace(trx: Trx, { roundId, lastRoundId, from, until }: Looked): Promise<Pace> {
  // Days become moments, and each of them once: as what is selected, Postgres does not work it out anew for each signature.
  const begins = (day: CalendarDate) => sql`(select ${day}::timestamp at time zone 'Europe/London')`
  const isFrom = sql`first_at >= ${begins(from)}`
  const { rows } = await sql<Pace>`
    with firsts as (
      select data_requests.authority_id, min(signed_at) as first_at
      from data_requests left join sign_offs on sign_offs.data_request_id = data_requests.id
      where data_requests.round_id = ${lastRoundId}
      group by data_requests.authority_id
    )
    select
      count(*) filter (where first_at is null or ${isFrom}) as waiting,
      count(*) filter (where ${isFrom} and first_at < ${begins(shift(until, { days: 1 }))}) as signed
    from firsts
    where authority_id in (select authority_id from data_requests where round_id = ${roundId})`.execute(trx)
  return rows[0] ?? { waiting: 0, signed: 0 }
}
