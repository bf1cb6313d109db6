import type { Trx } from '@rollcall/database/connect'
import { listOpeningMessages } from '@rollcall/database/data-queries'
import type { DataQueryId, DataRequestId } from '@rollcall/domain/ids'
import type { Context } from './context.ts'
import { explainedFindings, type NumberedFinding } from './explained-findings.ts'
import { wordsReader } from './words.ts'

/** What an officer said about a query. */
export interface GivenExplanation {
  readonly explanationId: string
  /** `null` where it was destroyed. */
  readonly text: string | null
  /** The version it was given on, which may be an earlier one. */
  readonly version: number
  readonly givenBy: string | null
  readonly givenAt: Date
  /** What the office made of it; `null` while nobody there has decided. One that is refused answers nothing. */
  readonly decided: DecidedExplanation | null
}

export interface DecidedExplanation {
  readonly decision: 'accepted' | 'refused'
  /** `null` for an authority: somebody of the office. */
  readonly decidedBy: string | null
  readonly decidedAt: Date
  /** Where it was refused: the data query in which that is said, and why; `null` where the words were destroyed. */
  readonly dataQueryId: DataQueryId | null
  readonly why: string | null
}

/** The last explanation of each of some findings of a return, refused or not, as it can be read; of a finding that has none, nothing. */
export async function givenExplanations(
  context: Pick<Context, 'keys'>,
  trx: Trx,
  markKey: Uint8Array,
  dataRequestId: DataRequestId,
  findings: readonly NumberedFinding[],
): Promise<(finding: Pick<NumberedFinding, 'id'>) => GivenExplanation | undefined> {
  const { answered, refused } = await explainedFindings(trx, markKey, dataRequestId, findings)
  const given = new Map(
    [...answered, ...refused].map(({ finding, explanation }) => [finding.id, explanation]),
  )
  const opened = await wordsReader(context, trx, [dataRequestId])
  const queries = new Set(refused.flatMap(({ explanation: { dataQueryId } }) => dataQueryId ?? []))
  const why = new Map(
    (await listOpeningMessages(trx, [...queries])).map(({ dataQueryId, textSealed }) => [
      dataQueryId,
      opened(dataRequestId, textSealed),
    ]),
  )
  return ({ id }) => {
    const found = given.get(id)
    if (found === undefined) return undefined
    const { id: explanationId, version, givenByName: givenBy, givenAt, textSealed } = found
    const text = opened(dataRequestId, textSealed)
    return { explanationId, text, version, givenBy, givenAt, decided: decidedOf(found, why) }
  }
}

type Found = Awaited<ReturnType<typeof explainedFindings>>['answered'][number]['explanation']

function decidedOf(
  { decision, decidedByName, decidedAt, dataQueryId }: Found,
  why: ReadonlyMap<DataQueryId, string | null>,
): DecidedExplanation | null {
  if (decidedAt === null || decision === null || decision === 'taken back') return null
  const isRefused = decision === 'refused' && dataQueryId !== null
  return {
    ...{ decision, decidedBy: decidedByName, decidedAt },
    dataQueryId: isRefused ? dataQueryId : null,
    why: isRefused ? (why.get(dataQueryId) ?? null) : null,
  }
}
