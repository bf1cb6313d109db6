import type { Trx } from '@rollcall/database/connect'
import type { DataRequestId } from '@rollcall/domain/ids'
import type { Context } from './context.ts'
import { explainedFindings, type NumberedFinding } from './explained-findings.ts'
import { wordsReader } from './words.ts'

/** What an officer said about a query. */
export interface GivenExplanation {
  /** `null` where it was destroyed. */
  readonly text: string | null
  /** The version it was given on, which may be an earlier one. */
  readonly version: number
  readonly givenBy: string | null
  readonly givenAt: Date
}

/** The explanations that hold for some findings of a return, each as it can be read; of a finding that has none, nothing. */
export async function givenExplanations(
  context: Context,
  trx: Trx,
  markKey: Uint8Array,
  dataRequestId: DataRequestId,
  findings: readonly NumberedFinding[],
): Promise<(finding: Pick<NumberedFinding, 'id'>) => GivenExplanation | undefined> {
  const { answered } = await explainedFindings(trx, markKey, dataRequestId, findings)
  const given = new Map(answered.map(({ finding, explanation }) => [finding.id, explanation]))
  const opened = await wordsReader(context, trx, [dataRequestId])
  return ({ id }) => {
    const found = given.get(id)
    if (found === undefined) return undefined
    const { version, givenByName: givenBy, givenAt, textSealed } = found
    return { text: opened(dataRequestId, textSealed), version, givenBy, givenAt }
  }
}
