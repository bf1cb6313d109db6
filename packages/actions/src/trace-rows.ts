import { findContributed } from '@rollcall/database/contributions'
import { getDataRequest } from '@rollcall/database/data-requests'
import { getSubmission } from '@rollcall/database/submissions'
import { RoundId, type RowExtractId, SubmissionId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { problems } from '@rollcall/domain/problems'
import { rowExtractProblems } from '@rollcall/domain/row-extract'
import { isNamedGroup, type RowsOfFigure } from '@rollcall/domain/rows-of-figure'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { ReasonForRows } from './extract-rows.ts'
import { compiledOf, frozenCollectionOf } from './frozen-collection.ts'
import { recordRowExtract } from './record-row-extract.ts'
import { rowsInFigure } from './rows-in-figure.ts'

export const TraceRows = z.object({
  roundId: RoundId,
  submissionId: SubmissionId,
  /** The figure's id. */
  figure: z.string().max(40),
  /** One group of one of its breakdowns; empty for England. */
  breakdown: z.record(z.string().max(40), z.union([z.string().max(200), z.number()])).default({}),
  reason: ReasonForRows,
})
export type TraceRows = z.input<typeof TraceRows>

/** The rows of one return that are in a figure as it stands, and why each is, for an analyst with a reason. Its authority is told. */
export async function traceRows(
  context: Context,
  asked: TraceRows,
): Promise<{ readonly extractId: RowExtractId; readonly parts: readonly RowsOfFigure[] }> {
  const { viewer } = context
  mustBeAllowed(viewer, 'trace rows')
  const { roundId, submissionId, reason, ...group } = TraceRows.parse(asked)
  return await transact(context, async (trx) => {
    const submission = await getSubmission(trx, submissionId)
    const dataRequest = await getDataRequest(trx, submission.dataRequestId)
    const isCounted = (await findContributed(trx, dataRequest.id)) === submissionId
    if (dataRequest.roundId !== roundId || !isCounted) throw rowExtractProblems.notInFigure()
    const parts = await rowsInFigure(context, trx, { dataRequest, submissionId, group })
    const rows = new Set(parts.flatMap((part) => part.rows.map(({ sheet, row }) => `${sheet} ${row}`))).size

    // A group is kept in the clear, so one that nobody is in has to be of those there are, and no word of somebody's own.
    if (rows === 0 && !isNamedGroup(group, compiledOf(await frozenCollectionOf(trx, roundId))))
      throw problems.notFound({ what: 'group of this figure' })

    const looked = { dataRequest, submission, reason, rows, group }
    return { extractId: await recordRowExtract({ ...context, viewer }, trx, looked), parts }
  })
}
