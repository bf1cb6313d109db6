import type { Trx } from '@rollcall/database/connect'
import { findWordingInForce } from '@rollcall/database/wordings'
import { wordedKind } from '@rollcall/domain/worded'
import type { Wording } from '@rollcall/domain/wording'

interface InForce extends Wording {
  /** 0 where they are as shipped. */
  readonly version: number
  /** True where they state the law, and nobody has recorded that a lawyer checked them. */
  readonly isUnchecked: boolean
}

/** The words in force for a kind of message or letter. */
export async function wordingFor(trx: Trx, kind: string): Promise<InForce> {
  const { wording, statesLaw = false } = wordedKind(kind)
  const kept = await findWordingInForce(trx, kind)
  if (kept === undefined) return { ...wording, version: 0, isUnchecked: statesLaw }
  const { version, subject, body, link, lawyer } = kept
  return { ...{ subject, body, link, version }, isUnchecked: statesLaw && lawyer === null }
}
