import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { AuthorityId, DataRequestId, PersonId, RoundId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import { type SqlBool, sql } from 'kysely'
import type { Trx } from './connect.ts'
import { authoritiesNamed, peopleNamed } from './named.ts'

/** Which events: all of these hold of each. */
export interface WantedEvents {
  readonly type?: string | undefined
  readonly personId?: PersonId | undefined
  /** Part of the name or the address of whoever did it. */
  readonly who?: string | undefined
  readonly authorityId?: AuthorityId | undefined
  /** The code of an authority, or part of its name. */
  readonly authority?: string | undefined
  readonly roundId?: RoundId | undefined
  readonly dataRequestId?: DataRequestId | undefined
  /** The first and the last day, in London. */
  readonly from?: CalendarDate | undefined
  readonly until?: CalendarDate | undefined
  /** Only events before this one. */
  readonly before?: number | undefined
}

export type FoundEvent = Awaited<ReturnType<typeof listAuditEvents>>[number]

/** What was done, newest first, with the name of who did it where the viewer may know it. */
export const listAuditEvents = (trx: Trx, { limit, ...wanted }: WantedEvents & { readonly limit: number }) =>
  foundEvents(trx)
    .where((eb) => eb.and(conditionsOf(wanted)))
    .orderBy('auditEvents.seq', 'desc')
    .limit(limit)
    .execute()

/** One event, or a Problem. */
export const getAuditEvent = (trx: Trx, seq: number) =>
  foundEvents(trx)
    .select(['auditEvents.hash', 'auditEvents.previousHash', 'auditEvents.authoritySeq'])
    .where('auditEvents.seq', '=', seq)
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'event' }))

/** Every type of event that is in the record. It goes from one to the next, however many events of it there are. */
export async function listEventTypes(trx: Trx): Promise<string[]> {
  const { rows } = await sql<{ type: string }>`
    with recursive types as (
      (select type from audit_events order by type limit 1)
      union all
      select (select type from audit_events where audit_events.type > types.type order by type limit 1)
      from types where types.type is not null
    )
    select type from types where type is not null
  `.execute(trx)
  return rows.map(({ type }) => type)
}

const foundEvents = (trx: Trx) =>
  trx
    .selectFrom('auditEvents')
    .leftJoin('people', 'people.id', 'auditEvents.personId')
    .leftJoin('authorities', 'authorities.id', 'auditEvents.authorityId')
    .leftJoin('dataRequests', 'dataRequests.id', 'auditEvents.dataRequestId')
    .leftJoin('rounds', (join) =>
      join.on('rounds.id', '=', (eb) => eb.fn.coalesce('auditEvents.roundId', 'dataRequests.roundId')),
    )
    // Whom it was about, where it was about one person.
    .leftJoin('memberships', (join) =>
      join.on('memberships.id', '=', sql`(audit_events.details ->> 'membershipId')::uuid`),
    )
    .leftJoin('people as others', (join) =>
      join.on(
        'others.id',
        '=',
        sql`coalesce(memberships.person_id, (audit_events.details ->> 'personId')::uuid)`,
      ),
    )
    .select(['auditEvents.seq', 'auditEvents.at', 'auditEvents.type', 'auditEvents.details'])
    .select(['auditEvents.authorityId', 'authorities.code as authorityCode', 'authorities.name as authority'])
    .select(['auditEvents.personId', 'people.name as person', 'auditEvents.clientId'])
    .select(['auditEvents.dataRequestId', 'rounds.id as roundId', 'rounds.title as round'])
    .select(['others.id as whomId', 'others.name as whom'])

// Events are numbered as they are kept, which is almost in the order of their moments: so only those around a day are looked at.
const outOfTurn = 100_000
const startOf = (day: CalendarDate) => sql`${day}::date::timestamp at time zone 'Europe/London'`
const endOf = (day: CalendarDate) => sql`(${day}::date + 1)::timestamp at time zone 'Europe/London'`

function conditionsOf(wanted: WantedEvents) {
  const { type, personId, who, authorityId, authority, roundId, dataRequestId, from, until, before } = wanted
  return [
    ...(type === undefined ? [] : [sql<SqlBool>`audit_events.type = ${type}`]),
    ...(personId === undefined ? [] : [sql<SqlBool>`audit_events.person_id = ${personId}`]),
    ...(who === undefined ? [] : [sql<SqlBool>`audit_events.person_id = any(array(${peopleNamed(who)}))`]),
    ...(authorityId === undefined ? [] : [sql<SqlBool>`audit_events.authority_id = ${authorityId}`]),
    ...(authority === undefined
      ? []
      : [sql<SqlBool>`audit_events.authority_id in (${authoritiesNamed(authority)})`]),
    ...(roundId === undefined
      ? []
      : [
          sql<SqlBool>`(audit_events.round_id = ${roundId} or audit_events.data_request_id = any(array(
            select id from data_requests where round_id = ${roundId})))`,
        ]),
    ...(dataRequestId === undefined ? [] : [sql<SqlBool>`audit_events.data_request_id = ${dataRequestId}`]),
    ...(from === undefined
      ? []
      : [
          sql<SqlBool>`audit_events.at >= ${startOf(from)}`,
          sql<SqlBool>`audit_events.seq >=
            (select seq from audit_events where at >= ${startOf(from)} order by at limit 1) - ${outOfTurn}`,
        ]),
    ...(until === undefined
      ? []
      : [
          sql<SqlBool>`audit_events.at < ${endOf(until)}`,
          sql<SqlBool>`audit_events.seq <=
            (select seq from audit_events where at < ${endOf(until)} order by at desc limit 1) + ${outOfTurn}`,
        ]),
    ...(before === undefined ? [] : [sql<SqlBool>`audit_events.seq < ${before}`]),
  ]
}
