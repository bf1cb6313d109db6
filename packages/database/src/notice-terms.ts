import type { RoundId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import type { Trx } from './connect.ts'

/** What a round's notice says, whoever it goes to. A due date that was moved since is left as it was told. */
export const getNoticeTerms = (trx: Trx, id: RoundId) =>
  trx
    .selectFrom('rounds')
    .select(['title', 'referenceOn', 'issueOn', 'issuedAt', 'dueOn', 'contact', 'message', 'lastRoundId'])
    .select((eb) =>
      eb
        .selectFrom('roundDateChanges')
        .select('fromOn')
        .whereRef('roundDateChanges.roundId', '=', 'rounds.id')
        .where('which', '=', 'due')
        .orderBy('changedAt')
        .limit(1)
        .as('toldDueOn'),
    )
    .where('rounds.id', '=', id)
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'round' }))

/** What the notice of an earlier round said in the office's own words. */
export async function findMessage(trx: Trx, id: RoundId): Promise<string | null> {
  const found = await trx.selectFrom('rounds').select('message').where('id', '=', id).executeTakeFirst()
  return found?.message ?? null
}
