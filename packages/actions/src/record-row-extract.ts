import { randomUUID } from 'node:crypto'
import { recordEvent } from '@rollcall/database/audit-events'
import type { Trx } from '@rollcall/database/connect'
import { insertRowExtracts } from '@rollcall/database/row-extracts'
import type { DataRequest } from '@rollcall/domain/data-request'
import { RowExtractId } from '@rollcall/domain/ids'
import type { FigureGroup } from '@rollcall/domain/rows-of-figure'
import type { Submission } from '@rollcall/domain/submission'
import type { OfficeViewer } from '@rollcall/domain/viewer'
import type { Context } from './context.ts'
import { tell } from './tell.ts'
import { wordsOf } from './words.ts'

interface Looked {
  readonly dataRequest: Pick<DataRequest, 'id' | 'roundId' | 'authorityId'>
  readonly submission: Pick<Submission, 'id' | 'version'>
  readonly reason: string
  /** How many rows are shown. */
  readonly rows: number
  /** The figure they are in; left out where all rows are shown. */
  readonly group?: FigureGroup | undefined
}

/** Puts on record who looks at rows of a return and why, sealed for its authority, and tells the authority. */
export async function recordRowExtract(
  context: Context & { readonly viewer: OfficeViewer },
  trx: Trx,
  { dataRequest, submission, reason, rows, group }: Looked,
): Promise<RowExtractId> {
  const { id: dataRequestId, roundId, authorityId } = dataRequest
  const words = await wordsOf(context, trx, dataRequestId)
  const extractId = RowExtractId.parse(randomUUID())
  await insertRowExtracts(trx, [
    {
      ...{ id: extractId, dataRequestId, authorityId, submissionId: submission.id },
      reasonSealed: words.seal(reason),
      takenBy: context.viewer.personId,
      takenAt: context.now,
      ...(group && { figure: group.figure, breakdown: JSON.stringify(group.breakdown) }),
    },
  ])
  await tell(trx, [
    {
      roundId,
      dataRequestId,
      authorityId,
      kind: 'rows extracted',
      recipients: 'authority',
      aboutId: extractId,
    },
  ])
  await recordEvent(trx, context, {
    type: 'rows extracted',
    ...{ authorityId, dataRequestId, submissionId: submission.id, version: submission.version },
    ...{ extractId, rows, figure: group?.figure },
  })
  return extractId
}
