import type { CalendarDate } from '@rollcall/domain/calendar-date'
import { underWay } from '@rollcall/domain/data-request'
import type { PersonId } from '@rollcall/domain/ids'
import type { Selectable } from 'kysely'
import type { Trx } from './connect.ts'
import type { DigestChoicesTable } from './tables/digest-choices.ts'

/** Who of the office gets the digest of a day, once each and in their highest role: whoever has not chosen to be without. */
export const listDigestReaders = (trx: Trx, before: Date) =>
  trx
    .selectFrom('memberships')
    .distinctOn('personId')
    .select(['personId', 'role'])
    .where('authorityId', 'is', null)
    .where('role', 'in', ['analyst', 'approver'])
    .where('endedAt', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('digestChoices')
            .select('digestChoices.personId')
            .whereRef('digestChoices.personId', '=', 'memberships.personId')
            // Whoever wants it again has the next one.
            .where((eb) => eb.or([eb('isWanted', '=', false), eb('chosenAt', '>=', before)])),
        ),
      ),
    )
    .orderBy('personId')
    .orderBy('role', 'desc')
    .$narrowType<{ role: 'analyst' | 'approver' }>()
    .execute()

/** Whether somebody of the office wants the digest: they do unless they said otherwise. */
export async function wantsDigest(trx: Trx, personId: PersonId): Promise<boolean> {
  const choice = await trx
    .selectFrom('digestChoices')
    .select('isWanted')
    .where('personId', '=', personId)
    .executeTakeFirst()
  return choice?.isWanted ?? true
}

/** Keeps what somebody chose; says whether it is another choice than before. */
export async function keepDigestChoice(
  trx: Trx,
  { personId, isWanted, chosenAt }: Selectable<DigestChoicesTable>,
): Promise<boolean> {
  if ((await wantsDigest(trx, personId)) === isWanted) return false
  await trx
    .insertInto('digestChoices')
    .values({ personId, isWanted, chosenAt })
    .onConflict((conflict) => conflict.column('personId').doUpdateSet({ isWanted, chosenAt }))
    .execute()
  return true
}

interface Between {
  readonly from: Date
  readonly until: Date
  /** The days that these moments are on. */
  readonly fromOn: CalendarDate
  readonly untilOn: CalendarDate
}

/** Rounds in which there may be something to do, the latest first, with what happened in each between two moments. */
export const listDigestedRounds = (trx: Trx, { from, until, fromOn, untilOn }: Between) =>
  trx
    .selectFrom('rounds')
    .select(['rounds.id', 'rounds.title'])
    .select(({ selectFrom }) => [
      selectFrom('signOffs')
        .innerJoin('dataRequests', 'dataRequests.id', 'signOffs.dataRequestId')
        .select(({ fn }) => fn.count<number>('dataRequests.id').distinct().as('count'))
        .whereRef('dataRequests.roundId', '=', 'rounds.id')
        .where('signedAt', '>=', from)
        .where('signedAt', '<', until)
        .$asScalar()
        .as('signed'),
      selectFrom('returnDecisions')
        .innerJoin('dataRequests', 'dataRequests.id', 'returnDecisions.dataRequestId')
        .select(({ fn }) => fn.count<number>('dataRequests.id').distinct().as('count'))
        .whereRef('dataRequests.roundId', '=', 'rounds.id')
        .where('decision', '=', 'accepted')
        .where('decidedAt', '>=', from)
        .where('decidedAt', '<', until)
        .$asScalar()
        .as('accepted'),
      selectFrom('dataRequests')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('dataRequests.roundId', '=', 'rounds.id')
        .where('dataRequests.state', 'in', underWay)
        .where('dataRequests.dueOn', '>=', fromOn)
        .where('dataRequests.dueOn', '<', untilOn)
        .$asScalar()
        .as('late'),
    ])
    .where('rounds.state', 'in', ['open', 'closed'])
    .orderBy('referenceOn', 'desc')
    .orderBy('rounds.id', 'desc')
    .execute()
