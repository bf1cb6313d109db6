import { createHash } from 'node:crypto'
import { recordEvent } from '@rollcall/database/audit-events'
import { getDataRequest } from '@rollcall/database/data-requests'
import { getSubmission } from '@rollcall/database/submissions'
import { canonical } from '@rollcall/domain/canonical'
import { compileCollection } from '@rollcall/domain/compiled-collection'
import { DataRequestId } from '@rollcall/domain/ids'
import type { KeptReturn } from '@rollcall/domain/kept-return'
import { lastRoundFrom } from '@rollcall/domain/last-round'
import { nilReturn } from '@rollcall/domain/nil-return'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { submissionProblems } from '@rollcall/domain/submission'
import { newKey } from '@rollcall/platform/sealing'
import type { FrozenCollection } from '@rollcall/workbook/frozen-collection'
import { z } from 'zod'
import { addVersion } from './add-version.ts'
import { lastReturnOf } from './check-submission.ts'
import { type Context, transact } from './context.ts'
import { compiledOf, frozenCollectionOf } from './frozen-collection.ts'
import { enqueue, jobs } from './jobs.ts'
import { keepChecked } from './keep-checked.ts'
import { portalKey } from './portal-keys.ts'
import { type Receipt, receiptOf } from './receipt.ts'
import { storeContent } from './store-content.ts'

export const DeclareNil = z.object({ dataRequestId: DataRequestId })
export type DeclareNil = z.infer<typeof DeclareNil>

export interface NilReceipt extends Receipt {
  /** What the authority has said by it. */
  readonly means: string
}

/** Takes an authority's word that it has nothing to report as the newest version of its return, checked at once by the same rules. */
export async function declareNil(context: Context, { dataRequestId }: DeclareNil): Promise<NilReceipt> {
  const { viewer } = context
  mustBeAllowed(viewer, 'declare a nil return')
  const [receipts, marks] = [await portalKey(context, 'receipts'), await portalKey(context, 'explanations')]
  return await transact(context, async (trx) => {
    const { roundId, authorityId, authorityCode } = await getDataRequest(trx, dataRequestId)
    const frozen = await frozenCollectionOf(trx, roundId)
    const last = await lastReturnOf(context, trx, { roundId, authorityId })
    const nil = nilReturn(compiledOf(frozen), authorityCode, {
      lastRound: last && lastRoundOf(last.kept, frozen),
    })
    if (nil === undefined) throw submissionProblems.noNilReturn()
    const declaration = Buffer.from(declarationOf(frozen, authorityCode, nil.means), 'utf8')
    const sha256 = createHash('sha256').update(declaration).digest('hex')
    const key = newKey()
    const sent = { kind: 'nil', sha256, byteCount: declaration.length, key } as const

    const added = await addVersion({ ...context, viewer }, trx, dataRequestId, sent)
    const { submission, dataRequest, replacesAccepted } = added
    await storeContent(trx, submission, 'file', key, declaration)
    await recordEvent(trx, context, {
      type: 'nil return declared',
      ...{ authorityId, dataRequestId, submissionId: submission.id },
      ...{ version: submission.version, sha256, replacesAccepted },
    })
    const { means, kept, contribution, ...checked } = nil
    const rows = { kept, contribution, children: [], lastSha256: last?.sha256 ?? null }
    await keepChecked(context, trx, added, { checked, rows, keys: { content: key, marks } })
    if (replacesAccepted) await enqueue(trx, jobs.refreshFigures, { roundId: dataRequest.roundId })
    return { ...receiptOf(receipts, await getSubmission(trx, submission.id)), means }
  })
}

const lastRoundOf = (kept: KeptReturn, { collection, authorities }: FrozenCollection) =>
  lastRoundFrom(kept, compileCollection(collection, authorities, kept.referenceDate))

/** What stands in for a file: the declaration as bytes, the same for the same words. */
const declarationOf = ({ collection, referenceDate }: FrozenCollection, authority: string, means: string) =>
  canonical({
    declares: 'nil return',
    collection: collection.id,
    version: collection.version,
    referenceDate,
    authority,
    means,
  })
