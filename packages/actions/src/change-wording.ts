import { recordEvent } from '@rollcall/database/audit-events'
import { insertWording } from '@rollcall/database/wordings'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { wordedKind } from '@rollcall/domain/worded'
import { sameWords, type Wording } from '@rollcall/domain/wording'
import { mustBeFit, wordingProblems } from '@rollcall/domain/wording-faults'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { holdWording } from './hold-wording.ts'

const Words = z
  .string()
  .trim()
  .max(20_000)
  .transform((text) => text.replaceAll('\r\n', '\n'))

export const ChangeWording = z.object({
  kind: z.string().max(100),
  subject: Words,
  body: Words,
  /** What the one link of a message says; a letter has none. */
  link: Words.default(''),
  why: z
    .string()
    .trim()
    .min(1, 'Say why the words are changed.')
    .max(1000, 'Say it in 1,000 characters at most.'),
  /** The version in force that was read: 0 where the words were as shipped. */
  read: z.number().int().min(0),
})
export type ChangeWording = z.input<typeof ChangeWording>

/**
 * Gives a kind of message or letter other words, as a new version. They are in force at once; where they state the law, only once an
 * approver says that a lawyer has checked them.
 */
export async function changeWording(
  context: Context,
  asked: ChangeWording,
): Promise<{ readonly version: number; readonly isInForce: boolean }> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'change a wording')
  const { kind, why, read, ...wording } = ChangeWording.parse(asked)
  const worded = wordedKind(kind)
  mustBeFit(worded, wording)
  const { statesLaw = false } = worded
  return await transact(context, async (trx) => {
    const { before, inForce, version } = await holdWording(trx, { kind, read })
    if (sameWords(inForce ?? worded.wording, wording)) throw wordingProblems.same()

    await insertWording(trx, {
      ...{ ...wording, kind, version, statesLaw, why, madeBy: viewer.personId, madeAt: now },
      ...(!statesLaw && { decision: 'in force', decidedBy: viewer.personId, decidedAt: now }),
    })
    await recordEvent(trx, context, {
      ...(statesLaw ? { type: 'wording proposed' } : { type: 'wording changed' }),
      ...{ kind, version, asVersion: versionLike([...before, { version: 0, ...worded.wording }], wording) },
    })
    return { version, isInForce: !statesLaw }
  })
}

/** The newest version that said the same, where these words are put back. */
const versionLike = (
  before: readonly (Wording & { readonly version: number })[],
  wording: Wording,
): number | undefined => before.find((one) => sameWords(one, wording))?.version
