import type { Trx } from '@rollcall/database/connect'
import { insertMessages } from '@rollcall/database/messages'
import { asSystemWithin } from '@rollcall/database/transaction'
import type { CoverId } from '@rollcall/domain/ids'
import type { Membership } from '@rollcall/domain/membership'
import type { Context } from './context.ts'
import { enqueue, jobs } from './jobs.ts'

interface TellOfCover {
  readonly what: keyof typeof kinds
  readonly coverId: CoverId
  readonly away: Membership
  readonly standIn: Membership
}

const kinds = {
  named: { away: 'cover for you named', standIn: 'cover named' },
  ended: { away: 'cover for you ended', standIn: 'cover ended' },
} as const

/** Has the two that a cover is about written to, in the same transaction: but for whoever did it, who knows. */
export async function tellOfCover(
  { viewer, now }: Context,
  trx: Trx,
  { what, coverId, away, standIn }: TellOfCover,
): Promise<void> {
  const told = [
    { ...away, kind: kinds[what].away },
    { ...standIn, kind: kinds[what].standIn },
  ].filter(({ personId }) => !('personId' in viewer) || personId !== viewer.personId)
  await asSystemWithin(trx, viewer, () =>
    insertMessages(
      trx,
      told.map(({ kind, personId, role: writtenAs, authorityId }) => ({
        ...{ kind, step: coverId, aboutId: coverId },
        ...{ personId, writtenAs, authorityId, sendAfter: now },
      })),
    ),
  )
  await enqueue(trx, jobs.sendMessages, {})
}
