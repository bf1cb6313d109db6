import type { Db, Trx } from '@rollcall/database/connect'
import { asViewer } from '@rollcall/database/transaction'
import type { RoundId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { sql } from 'kysely'

/** A morning of the office: ten working days before the due date were six days ago, five are tomorrow. */
export const morning = new Date('2024-10-23T08:30:00Z')

interface Rounds {
  /** The one before, with all of its reminders. */
  readonly before: RoundId
  readonly now: RoundId
}

/**
 * Two people of each authority and all that was written to them in two rounds: nine messages about each return of the one before, and
 * three of this one. One in two hundred came back, and some are not clear; a tenth of the last reminder waits.
 */
export const fillPost = (db: Db, { before, now }: Rounds): Promise<void> =>
  asViewer(db, system, async (trx) => {
    await sql`
      insert into people (id, name, email)
      select md5(role || authorities.id)::uuid, initcap(role) || ' of ' || authorities.name, role || '@of-' || code || '.example'
      from data_requests join authorities on authorities.id = authority_id, ${roles}
      where round_id = ${now}`.execute(trx)
    await sql`
      insert into memberships (person_id, authority_id, role)
      select md5(role || authority_id)::uuid, authority_id, role from data_requests, ${roles}
      where round_id = ${now}`.execute(trx)
    await write(trx, before, [
      ['data request issued', 'officer', '2023-09-04T08:00:00Z'],
      ['data request issued', 'signatory', '2023-09-04T08:00:00Z'],
      ['reminder', 'officer', '2023-10-17T08:00:00Z'],
      ['reminder', 'officer', '2023-10-24T08:00:00Z'],
      ['reminder', 'officer', '2023-10-30T09:00:00Z'],
      ['reminder after due', 'officer', '2023-11-01T09:00:00Z'],
      ['reminder to signatory after due', 'signatory', '2023-11-01T09:00:00Z'],
      ['reminder to signatory after due', 'signatory', '2023-11-07T09:00:00Z'],
      ['return signed off', 'officer', '2023-11-09T09:00:00Z'],
    ])
    await write(trx, now, [
      ['data request issued', 'officer', '2024-09-02T08:00:00Z'],
      ['data request issued', 'signatory', '2024-09-02T08:00:00Z'],
      ['reminder', 'officer', '2024-10-17T08:00:00Z'],
    ])
    await sql`
      update messages set state = 'waiting', begun_at = null, sent_at = null, attempts = 1
      where round_id = ${now} and kind = 'reminder' and state = 'delivered' and random() < 0.1`.execute(trx)
    await sql`
      insert into broken_addresses (person_id, address, message_id, fault, found_at)
      select distinct on (person_id) person_id, address, id, 'came back', settled_at
      from messages where round_id = ${now} and state = 'came back'`.execute(trx)
    await proposeLetters(trx, before)
    await sql`
      insert into data_query_messages (data_query_id, authority_id, text_sealed, written_by, from_office, written_at)
      select data_queries.id, data_queries.authority_id, '', raised_by, true, '2024-10-08T09:00:00Z'
      from data_queries join data_requests on data_requests.id = data_request_id where round_id = ${now}`.execute(
      trx,
    )
    await sql`
      insert into reminder_runs (round_id, aim, days, due_on, ran_at, requests, messages)
      values (${now}, 'officers', -10, '2024-10-31', '2024-10-17T08:00:00Z', 1, 1),
        (${now}, 'data queries', -1, '2024-10-20', '2024-10-17T08:00:00Z', 1, 1),
        (${now}, 'data queries', 1, '2024-10-20', '2024-10-21T08:00:00Z', 1, 1)`.execute(trx)
    // Some have been given a week more.
    await sql`
      update data_requests set due_on = due_on + 7
      where round_id = ${now} and state in ('not-started', 'in-progress') and random() < 0.05`.execute(trx)
  })

const roles = sql`(values ('officer'), ('signatory')) as roles (role)`

type Step = readonly [kind: string, role: 'officer' | 'signatory', at: string]

/** A message of each step about each return of a round; the words are as long as they are. */
async function write(trx: Trx, roundId: RoundId, steps: readonly Step[]): Promise<void> {
  for (const [kind, role, at] of steps)
    await sql`
      insert into messages (kind, step, person_id, written_as, authority_id, round_id, data_request_id, made_at, send_after,
        begun_at, state, attempts, address, subject, body, wording_version, provider, sent_at, settled_at, why)
      select ${kind}, ${at} || ' ' || data_requests.id, people.id, ${role}, authority_id, round_id, data_requests.id, at, at,
        case when became <> 'not needed' then at end, became, case when became <> 'not needed' then 1 else 0 end,
        case when became <> 'not needed' then people.email end, 'Send the return: ' || people.name, repeat('Words of it. ', 100), 0,
        'smtp', case when became = 'delivered' then at end, case when became <> 'delivered' then at end,
        case when became = 'not needed' then 'The return is signed off, or has ended.' end
      from data_requests
      join people on people.id = md5(${role} || authority_id)::uuid
      cross join lateral (select ${at}::timestamptz as at, random() as chance where data_requests.id is not null) as moment
      cross join lateral (select case when chance < 0.005 then 'came back' when chance < 0.0055 then 'unclear'
        when chance < 0.006 then 'given up' when chance < 0.2 then 'not needed' else 'delivered' end as became) as fate
      where round_id = ${roundId}`.execute(trx)
}

/** About each return of the round before that was never sent: half of the letters wait to be approved, the others were declined. */
const proposeLetters = (trx: Trx, roundId: RoundId) =>
  sql`
    insert into letters (kind, state, round_id, data_request_id, authority_id, due_on, made_at, decided_by, decided_at)
    select 'non-compliance', became, round_id, id, authority_id, due_on, '2023-11-14T09:00:00Z',
      case became when 'declined' then ${somebody} end, case became when 'declined' then '2023-11-15T09:00:00Z'::timestamptz end
    from data_requests
    cross join lateral (
      select case when random() < 0.5 then 'proposed' else 'declined' end as became where data_requests.id is not null) as fate
    where round_id = ${roundId} and state in ('not-started', 'in-progress')`.execute(trx)

const somebody = sql`(select id from people limit 1)`
