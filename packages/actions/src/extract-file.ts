import { recordEvent } from '@rollcall/database/audit-events'
import type { RowExtractId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { type Context, transact } from './context.ts'
import { openExtract } from './open-extract.ts'
import { type NamedFile, sentFile } from './read-files.ts'
import { tell } from './tell.ts'

/** The file an authority sent, for whoever of the office has its rows open with a reason. The authority is told of this, too. */
export async function extractFile(
  context: Context,
  { extractId }: { readonly extractId: RowExtractId },
): Promise<NamedFile> {
  const { viewer } = context
  mustBeAllowed(viewer, 'extract a file')
  return await transact(context, async (trx) => {
    const { dataRequest, submission } = await openExtract({ ...context, viewer }, trx, extractId)
    const { id: dataRequestId, roundId, authorityId } = dataRequest
    const file = await sentFile(context, trx, submission.id)
    await tell(trx, [
      {
        roundId,
        dataRequestId,
        authorityId,
        kind: 'file extracted',
        recipients: 'authority',
        aboutId: extractId,
      },
    ])
    await recordEvent(trx, context, {
      type: 'file extracted',
      ...{ authorityId, dataRequestId, submissionId: submission.id, version: submission.version, extractId },
    })
    return file
  })
}
