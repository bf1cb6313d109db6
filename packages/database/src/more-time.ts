import type { CalendarDate } from '@rollcall/domain/calendar-date'
import { underWay } from '@rollcall/domain/data-request'
import type { DataRequestId, ExtensionId, RoundId } from '@rollcall/domain/ids'
import { type Insertable, sql } from 'kysely'
import { batches } from './batches.ts'
import type { Trx } from './connect.ts'
import type { ExtensionsTable } from './tables/work-on-returns.ts'

/** Whom of a round more time is meant for. */
export type TimeFor =
  | { readonly who: 'not signed' | 'late' }
  | { readonly who: 'regions'; readonly regions: readonly string[] }
  | { readonly who: 'authorities'; readonly codes: readonly string[] }

/** Those requests, by name of authority, with what each has asked for that nobody has decided. */
export const listMeant = (trx: Trx, roundId: RoundId, meant: TimeFor, today: CalendarDate) =>
  trx
    .selectFrom('dataRequests')
    .innerJoin('authorities', 'authorities.id', 'dataRequests.authorityId')
    .leftJoin('extensions', (join) =>
      join.onRef('extensions.dataRequestId', '=', 'dataRequests.id').on('extensions.state', '=', 'asked'),
    )
    .select(['dataRequests.id as dataRequestId', 'dataRequests.authorityId'])
    .select(['dataRequests.state', 'dataRequests.dueOn', 'authorities.code', 'authorities.name'])
    .select(['extensions.id as askedId', 'extensions.askedUntil'])
    .where('dataRequests.roundId', '=', roundId)
    .where((eb) => {
      if (meant.who === 'regions') return eb('authorities.region', '=', eb.fn.any(eb.val(meant.regions)))
      if (meant.who === 'authorities') return eb('authorities.code', '=', eb.fn.any(eb.val(meant.codes)))
      const isUnderWay = eb('dataRequests.state', 'in', underWay)
      return meant.who === 'late' ? eb.and([isUnderWay, eb('dataRequests.dueOn', '<', today)]) : isUnderWay
    })
    .orderBy('authorities.name')
    .orderBy('dataRequests.id')
    .execute()

export type Meant = Awaited<ReturnType<typeof listMeant>>[number]

/** Holds every request of a round until the transaction ends. */
export async function lockRequestsOfRound(trx: Trx, roundId: RoundId): Promise<void> {
  await trx
    .selectFrom('dataRequests')
    .select('id')
    .where('roundId', '=', roundId)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
}

export async function insertExtensions(
  trx: Trx,
  extensions: readonly Insertable<ExtensionsTable>[],
): Promise<void> {
  for (const batch of batches(extensions)) await trx.insertInto('extensions').values(batch).execute()
}

/** Decides what was asked for: each is granted with its own sealed words. */
export async function grantAsked(
  trx: Trx,
  extensions: readonly { readonly id: ExtensionId; readonly decisionSealed: Buffer }[],
  { until, decidedBy, decidedAt }: Required<Pick<ExtensionsTable, 'until' | 'decidedBy' | 'decidedAt'>>,
): Promise<void> {
  for (const batch of batches(extensions)) {
    await sql`
      update extensions set state = 'granted', until = ${until}::date, decided_by = ${decidedBy}::uuid,
        decided_at = ${decidedAt}::timestamptz, decision_sealed = granted.sealed
      from unnest(${batch.map(({ id }) => id)}::uuid[], ${batch.map(({ decisionSealed }) => decisionSealed)}::bytea[])
        as granted (id, sealed)
      where extensions.id = granted.id`.execute(trx)
  }
}

/** Makes requests that are held due on one day. */
export async function makeDue(
  trx: Trx,
  dataRequestIds: readonly DataRequestId[],
  dueOn: CalendarDate,
): Promise<void> {
  await trx
    .updateTable('dataRequests')
    .set((eb) => ({ dueOn, revision: eb('revision', '+', 1) }))
    .where((eb) => eb('id', '=', eb.fn.any(eb.val(dataRequestIds))))
    .execute()
}

/** How many of a round have not signed, and how many of them are late, in each region. */
export const countWithoutSignature = (trx: Trx, roundId: RoundId, today: CalendarDate) =>
  trx
    .selectFrom('dataRequests')
    .innerJoin('authorities', 'authorities.id', 'dataRequests.authorityId')
    .select(({ fn }) => [
      'authorities.region',
      fn.countAll<number>().as('notSigned'),
      fn.countAll<number>().filterWhere('dataRequests.dueOn', '<', today).as('late'),
    ])
    .where('dataRequests.roundId', '=', roundId)
    .where('dataRequests.state', 'in', underWay)
    .groupBy('authorities.region')
    .orderBy('authorities.region')
    .execute()
