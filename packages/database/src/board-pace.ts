import type { CalendarDate } from '@rollcall/domain/calendar-date'
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
  const { rows } = await sql<Pace>`
    with firsts as (
      select data_requests.authority_id, (min(signed_at) at time zone 'Europe/London')::date as first_on
      from data_requests left join sign_offs on sign_offs.data_request_id = data_requests.id
      where data_requests.round_id = ${lastRoundId}
      group by data_requests.authority_id
    )
    select
      count(*) filter (where first_on is null or first_on >= ${from}::date) as waiting,
      count(*) filter (where first_on between ${from}::date and ${until}::date) as signed
    from firsts join data_requests using (authority_id)
    where data_requests.round_id = ${roundId}`.execute(trx)
  return rows[0] ?? { waiting: 0, signed: 0 }
}
