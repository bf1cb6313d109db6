import type { Trx } from '@rollcall/database/connect'
import {
  listWordings,
  listWordingsInForce,
  listWordingsToApprove,
  listWordingsWaiting,
} from '@rollcall/database/wordings'
import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { PersonId } from '@rollcall/domain/ids'
import type { Worded } from '@rollcall/domain/message-kind'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { wordedKind, wordedKinds } from '@rollcall/domain/worded'
import { sameWords, type Wording } from '@rollcall/domain/wording'
import { type Context, transact } from './context.ts'

/** Everything that has words, and which version of them is in force. */
export async function readWordings(context: Context) {
  mustBeAllowed(context.viewer, 'change a wording')
  return await transact(context, wordingsNow)
}

export type WordingNow = Awaited<ReturnType<typeof readWordings>>[number]

async function wordingsNow(trx: Trx) {
  const inForce = new Map((await listWordingsInForce(trx)).map((one) => [one.kind, one]))
  const waiting = new Map((await listWordingsWaiting(trx)).map(({ kind, version }) => [kind, version]))
  return wordedKinds.map((worded) => {
    const kept = inForce.get(worded.kind)
    return {
      worded,
      version: kept?.version ?? 0,
      since: kept?.decidedAt ?? null,
      /** True where they state the law, and nobody has recorded that a lawyer checked them. */
      isUnchecked: (worded.statesLaw ?? false) && (kept?.lawyer ?? null) === null,
      waiting: waiting.get(worded.kind) ?? null,
    }
  })
}

/** The words that wait for this viewer, who is an approver and did not write them; to anybody else none do. */
export async function readWordingsToApprove(context: Context) {
  const { viewer } = context
  if (viewer.role !== 'approver') return []
  return await transact(context, (trx) => listWordingsToApprove(trx, viewer.personId))
}

export type WordingToApprove = Awaited<ReturnType<typeof readWordingsToApprove>>[number]

/** What states the law in words that no lawyer is known to have checked: to warn of before it is sent. */
export const listUncheckedWordings = async (trx: Trx): Promise<Worded[]> =>
  (await wordingsNow(trx)).filter(({ isUnchecked }) => isUnchecked).map(({ worded }) => worded)

/** The words of one kind: every version of them, the newest first and the shipped one last. */
export async function readWording(context: Context, kind: string) {
  mustBeAllowed(context.viewer, 'change a wording')
  const worded = wordedKind(kind)
  const kept = await transact(context, (trx) => listWordings(trx, kind))
  const versions: readonly WordingVersion[] = [...kept, shipped(worded.wording)]
  const inForce = versions.find(({ decision }) => decision === 'in force') ?? shipped(worded.wording)
  const keptAsShipped = kept.filter(({ madeBy }) => madeBy === null)
  return {
    ...{ worded, versions, inForce },
    waiting: versions.find(({ decision, version }) => decision === null && version > 0),
    isUnchecked: (worded.statesLaw ?? false) && inForce.lawyer === null,
    /** True where shipped words were kept when a lawyer had checked them, and other words are shipped now. */
    isShippedAnew: keptAsShipped.length > 0 && !keptAsShipped.some((one) => sameWords(one, worded.wording)),
  }
}

export type ReadWording = Awaited<ReturnType<typeof readWording>>

/** One version of some words. Of those that are shipped nobody is named. */
export interface WordingVersion extends Wording {
  readonly version: number
  readonly why: string
  readonly madeBy: PersonId | null
  readonly madeByName: string | null
  readonly madeAt: Date | null
  readonly decision: 'in force' | 'refused' | null
  readonly decidedByName: string | null
  readonly decidedAt: Date | null
  readonly refusal: string | null
  /** Who checked what it says of the law, and when. */
  readonly lawyer: string | null
  readonly checkedOn: CalendarDate | null
}

/** Version 0: as this Rollcall ships it. */
const shipped = ({ subject, body, link }: Wording): WordingVersion => ({
  ...{ version: 0, subject, body, link, why: 'As shipped with Rollcall.' },
  ...{ madeBy: null, madeByName: null, madeAt: null, decision: null, decidedByName: null },
  ...{ decidedAt: null, refusal: null, lawyer: null, checkedOn: null },
})
