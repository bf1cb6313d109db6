import { listRoundExtensions } from '@rollcall/database/extensions'
import { ExtensionId, RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import type { Problem } from '@rollcall/domain/problem'
import { problems } from '@rollcall/domain/problems'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { eachByItself } from './each-by-itself.ts'
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
 * nothing from the rest.
 */
export async function grantExtensions(
  context: Context,
  { roundId, extensionIds, reason }: GrantExtensions,
): Promise<Decided> {
  mustBeAllowed(context.viewer, 'grant an extension')
  const ids = [...new Set(extensionIds)]
  const ofRound = await transact(context, (trx) => listRoundExtensions(trx, roundId, ids))
  const wanted = ids.flatMap((extensionId) => {
    const authority = ofRound.find(({ id }) => id === extensionId)?.authority
    return authority === undefined ? [] : [{ extensionId, authority }]
  })
  const { done, notDone } = await eachByItself(context, wanted, (acting, { extensionId }) =>
    grantExtension(acting, { extensionId, reason }),
  )
  const unknown = ids.filter((extensionId) => !wanted.some((one) => one.extensionId === extensionId))
  return {
    granted: done,
    notGranted: [
      ...notDone.map(({ item, why }) => ({ ...item, why })),
      ...unknown.map((extensionId) => ({
        ...{ extensionId, authority: null, why: problems.notFound({ what: 'extension' }) },
      })),
    ],
  }
}
