import { recordEvents } from '@rollcall/database/audit-events'
import { deleteOwnFigures } from '@rollcall/database/compared-returns'
import { destroyExtractReasons } from '@rollcall/database/round-extracts'
import { destroyKeys, lockRequestsOf } from '@rollcall/database/wrapped-keys'
import { destructionProblems, destructionReasons, roundMustBeOver } from '@rollcall/domain/destruction'
import { DataRequestId, RoundId, SubmissionId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { problems } from '@rollcall/domain/problems'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { enqueue, jobs } from './jobs.ts'
import { tell } from './tell.ts'

const why = z.enum(destructionReasons)
export const DestroyContent = z.union([
  z.strictObject({ submissionId: SubmissionId, why }),
  z.strictObject({ dataRequestId: DataRequestId, why }),
  z.strictObject({ roundId: RoundId, why }),
])
export type DestroyContent = z.infer<typeof DestroyContent>

/**
 * Makes what was sent unreadable for ever, by destroying its key: of one version, of a request with all that was written about it, or
 * of a round. Figures and who did what stay. The events recorded are the certificate, one for each key.
 */
export async function destroyContent(
  context: Context,
  { why: reason, ...of }: DestroyContent,
): Promise<{ readonly submissions: number; readonly requests: number }> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'destroy content')
  return await transact(context, async (trx) => {
    const requests = await lockRequestsOf(trx, of)
    const [first] = requests
    if (first === undefined) throw problems.notFound({ what: whatOf(of) })
    if (!('submissionId' in of)) roundMustBeOver(first.roundState)
    const ids = requests.map(({ dataRequestId }) => dataRequestId)
    const destroyed = await destroyKeys(trx, of, ids, { by: viewer.personId, at: now })
    if (destroyed.length === 0) throw destructionProblems.destroyedBefore()
    const versions = destroyed.flatMap(({ submissionId }) => submissionId ?? [])
    await deleteOwnFigures(trx, versions)
    await destroyExtractReasons(trx, first.roundId)

    await recordEvents(
      trx,
      context,
      destroyed.map(({ authorityId, ...key }) => ({
        type: 'content destroyed',
        authorityId,
        roundId: first.roundId,
        ...key,
        holds: key.submissionId === null ? 'words' : 'return',
        why: reason,
      })),
    )
    const touched = requests.filter(({ dataRequestId: id }) =>
      destroyed.some(({ dataRequestId }) => dataRequestId === id),
    )
    await tell(
      trx,
      touched.map(({ roundId, dataRequestId, authorityId }) => ({
        ...{ roundId, dataRequestId, authorityId },
        kind: 'content destroyed',
        recipients: 'authority' as const,
      })),
    )
    await enqueue(trx, jobs.compareReturns, { roundId: first.roundId })
    return {
      submissions: versions.length,
      requests: touched.length,
    }
  })
}

function whatOf(of: object): string {
  if ('submissionId' in of) return 'submission'
  return 'roundId' in of ? 'round' : 'data request'
}
