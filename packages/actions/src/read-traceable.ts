import { findContribution } from '@rollcall/database/contributions'
import { getShownDataRequest } from '@rollcall/database/shown-data-requests'
import { getSubmission } from '@rollcall/database/submissions'
import { figuresFrom } from '@rollcall/domain/figures'
import type { RoundId, SubmissionId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { problems } from '@rollcall/domain/problems'
import { rowExtractProblems } from '@rollcall/domain/row-extract'
import { type FigureGroup, groupsToChoose, groupText, isGroupOf } from '@rollcall/domain/rows-of-figure'
import { type Context, transact } from './context.ts'
import { compiledOf, frozenCollectionOf } from './frozen-collection.ts'

interface FigureOfReturn extends FigureGroup {
  readonly roundId: RoundId
  readonly submissionId: SubmissionId
}

/** What can be known of the rows of one return in a figure without looking at any: which figure and group, and what it is in it alone. */
export async function readTraceable(context: Context, asked: FigureOfReturn) {
  mustBeAllowed(context.viewer, 'read figures')
  const { roundId, submissionId, figure: id, breakdown } = asked
  const group = { figure: id, breakdown }
  return await transact(context, async (trx) => {
    const submission = await getSubmission(trx, submissionId)
    const dataRequest = await getShownDataRequest(trx, submission.dataRequestId)
    if (dataRequest.roundId !== roundId) throw rowExtractProblems.notInFigure()
    const compiled = compiledOf(await frozenCollectionOf(trx, roundId))
    const { figures } = compiled.collection
    const figure = figures.find((one) => one.id === id)
    if (figure === undefined) throw problems.notFound({ what: 'figure' })
    if (!isGroupOf(group, figures)) throw problems.notFound({ what: 'group of this figure' })
    const counted = await findContribution(trx, dataRequest.id)
    if (counted?.submissionId !== submissionId) throw rowExtractProblems.notInFigure()
    const alone = figuresFrom(compiled, [counted.body]).find(
      (one) =>
        one.id === (figure.kind === 'spread' ? figure.of : id) &&
        Object.keys(one.breakdown).length === Object.keys(breakdown).length &&
        Object.entries(breakdown).every(([name, value]) => String(one.breakdown[name]) === String(value)),
    )
    return {
      ...{ dataRequest, submission, figure },
      groupText: groupText(group, compiled),
      value: alone?.value ?? null,
      /** To narrow it down to; none where it is narrowed down already. */
      choices: Object.keys(breakdown).length === 0 ? groupsToChoose(id, compiled) : [],
    }
  })
}

export type Traceable = Awaited<ReturnType<typeof readTraceable>>
