import { listRoundExtensions } from '@rollcall/database/extensions'
import { ExtensionId, RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { Problem } from '@rollcall/domain/problem'
import { problems } from '@rollcall/domain/problems'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { GrantExtension, grantExtension } from './grant-extension.ts'

export const GrantExtensions = z.object({
  roundId: RoundId,
  extensionIds: z.array(ExtensionId).min(1, 'Choose at least one authority.').max(1000),
  reason: GrantExtension.options[0].shape.reason,
})
export type GrantExtensions = z.infer<typeof GrantExtensions>

interface Decided {
  readonly granted: readonly { readonly extensionId: ExtensionId; readonly authority: string }[]
  /** Those that could not be granted, and why; without an authority what is not of this round. */
  readonly notGranted: readonly {
    readonly extensionId: ExtensionId
    readonly authority: string | null
    readonly why: Problem
  }[]
}

/**
 * Grants several authorities of a round the time they asked for, each until its own day and each by itself: what cannot be granted keeps
 * nothing from the rest. Asked for again, it does what was left undone.
 */
export async function grantExtensions(
  context: Context,
  { roundId, extensionIds, reason }: GrantExtensions,
): Promise<Decided> {
  mustBeAllowed(context.viewer, 'grant an extension')
  const ids = [...new Set(extensionIds)]
  const ofRound = await transact(context, (trx) => listRoundExtensions(trx, roundId, ids))
  const granted: Decided['granted'][number][] = []
  const notGranted: Decided['notGranted'][number][] = []
  for (const extensionId of ids) {
    const authority = ofRound.find(({ id }) => id === extensionId)?.authority
    if (authority === undefined) {
      notGranted.push({ extensionId, authority: null, why: problems.notFound({ what: 'extension' }) })
      continue
    }
    const why = await whyNotGranted(context, { extensionId, reason })
    if (why === undefined) granted.push({ extensionId, authority })
    else notGranted.push({ extensionId, authority, why })
  }
  return { granted, notGranted }
}

/** Grants one in a transaction of its own. Many answer one request, so none of them is what is done once: each is decided once by itself. */
async function whyNotGranted(context: Context, input: GrantExtension): Promise<Problem | undefined> {
  try {
    await grantExtension({ ...context, once: undefined }, input)
    return undefined
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}
