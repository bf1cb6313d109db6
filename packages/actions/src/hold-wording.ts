import type { Trx } from '@rollcall/database/connect'
import { holdWordings, listWordings } from '@rollcall/database/wordings'
import { problems } from '@rollcall/domain/problems'
import { wordingProblems } from '@rollcall/domain/wording-faults'

interface Read {
  readonly kind: string
  /** The version in force that was read: 0 where the words were as shipped. */
  readonly read: number
}

/**
 * The words of a kind that are in force, held so that nobody else changes any until the transaction ends. Refuses whoever has read others,
 * or comes while others wait for an approver.
 */
export async function holdWording(trx: Trx, { kind, read }: Read) {
  await holdWordings(trx)
  const before = await listWordings(trx, kind)
  const inForce = before.find(({ decision }) => decision === 'in force')
  if ((inForce?.version ?? 0) !== read) throw problems.stale({ what: 'wording' })
  if (before.some(({ decision }) => decision === null)) throw wordingProblems.waiting()
  return { before, inForce, version: (before[0]?.version ?? 0) + 1 }
}
