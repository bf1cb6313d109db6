import type { Trx } from '@rollcall/database/connect'
import { findComparedWith } from '@rollcall/database/row-extracts'
import type { CompiledCollection } from '@rollcall/domain/compiled-collection'
import { asksLastRound } from '@rollcall/domain/contribution'
import type { DataRequest } from '@rollcall/domain/data-request'
import type { SubmissionId } from '@rollcall/domain/ids'
import { type LastRound, lastRoundFrom } from '@rollcall/domain/last-round'
import { problems } from '@rollcall/domain/problems'
import { rowExtractProblems } from '@rollcall/domain/row-extract'
import {
  type FigureGroup,
  isGroupOf,
  madeFrom,
  type RowsOfFigure,
  rowsOfFigure,
} from '@rollcall/domain/rows-of-figure'
import { readCheckedRows } from './checked-return.ts'
import type { Context } from './context.ts'
import { compiledOf, frozenCollectionOf } from './frozen-collection.ts'

interface Asked {
  readonly dataRequest: Pick<DataRequest, 'roundId' | 'authorityId'>
  readonly submissionId: SubmissionId
  readonly group: FigureGroup
}

/** The rows of one version that are in a figure. Whoever asks has given a reason, and it is on record. */
export async function rowsInFigure(
  context: Pick<Context, 'keys'>,
  trx: Trx,
  { dataRequest, submissionId, group }: Asked,
): Promise<RowsOfFigure[]> {
  const compiled = compiledOf(await frozenCollectionOf(trx, dataRequest.roundId))
  const { figures } = compiled.collection
  if (!figures.some(({ id }) => id === group.figure)) throw problems.notFound({ what: 'figure' })
  if (!isGroupOf(group, figures)) throw problems.notFound({ what: 'group of this figure' })
  const { kept, contribution, lastSha256 } = await readCheckedRows(context, trx, submissionId)
  if (contribution === null) throw rowExtractProblems.notInFigure()
  const asksLast = madeFrom(group.figure, figures).some(asksLastRound)
  const lastRound =
    asksLast && lastSha256 !== null
      ? await comparedWith(context, trx, { ...dataRequest, sha256: lastSha256 }, compiled)
      : undefined
  return rowsOfFigure(compiled, group, { kept, contribution, lastRound })
}

/** The return of the last round that it was checked with; `undefined` where that can be read no more. */
async function comparedWith(
  context: Pick<Context, 'keys'>,
  trx: Trx,
  of: Parameters<typeof findComparedWith>[1],
  compiled: CompiledCollection,
): Promise<LastRound | undefined> {
  const found = await findComparedWith(trx, of)
  if (found === undefined) return undefined
  const { kept } = await readCheckedRows(context, trx, found.id)
  // Figures ask who was in it, which is told by the keys of its rows: the day their ages are worked out for does not matter.
  return lastRoundFrom(kept, compiled)
}
