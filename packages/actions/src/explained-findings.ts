import type { Trx } from '@rollcall/database/connect'
import { listExplanations, type StoredExplanation } from '@rollcall/database/explanations'
import { canonical } from '@rollcall/domain/canonical'
import { carryOver, type Explained } from '@rollcall/domain/explanation'
import type { Finding } from '@rollcall/domain/finding'
import type { DataRequestId } from '@rollcall/domain/ids'
import { mark } from '@rollcall/platform/sealing'

/** A finding with its id: its place among those of its version, counted from 1. */
export interface NumberedFinding extends Finding {
  readonly id: number
}

export const numbered = (findings: readonly Finding[]): NumberedFinding[] =>
  findings.map((finding, index) => ({ ...finding, id: index + 1 }))

/** What an explanation is kept under: whoever has not the key learns nothing of the row or its values. */
export function marksOf(
  markKey: Uint8Array,
  dataRequestId: DataRequestId,
  { rule, subject = '', value = '' }: Pick<Finding, 'rule' | 'subject' | 'value'>,
): { readonly subjectMark: Buffer; readonly valueMark: Buffer } {
  return {
    subjectMark: mark(markKey, canonical([dataRequestId, rule, subject])),
    valueMark: mark(markKey, canonical([dataRequestId, rule, subject, value])),
  }
}

type KeptExplanation = StoredExplanation & { readonly subject: string; readonly value: string }

/** How many queries of a version are explained by a reason that the office has neither accepted nor refused. */
export const unread = ({ answered }: Pick<Explained<NumberedFinding, KeptExplanation>, 'answered'>): number =>
  answered.filter(({ explanation: { decision } }) => decision !== 'accepted').length

/** Which queries of a version are answered, by explanations given on it or on one before whose values are the same. */
export async function explainedFindings(
  trx: Trx,
  markKey: Uint8Array,
  dataRequestId: DataRequestId,
  findings: readonly NumberedFinding[],
): Promise<Explained<NumberedFinding, KeptExplanation>> {
  const given = await listExplanations(trx, dataRequestId)
  const explanations = given.map((explanation) => ({
    ...explanation,
    subject: explanation.subjectMark.toString('hex'),
    value: explanation.valueMark.toString('hex'),
    isRefused: explanation.decision === 'refused',
  }))
  const queries = findings.filter(({ severity }) => severity === 'query')
  // A mark for each is slow where there are many, and needed only where there is something to compare it with.
  if (given.length === 0) return { answered: [], open: queries, refused: [], lapsed: [] }
  const marked = queries.map((finding) => {
    const { subjectMark, valueMark } = marksOf(markKey, dataRequestId, finding)
    return { ...finding, subject: subjectMark.toString('hex'), value: valueMark.toString('hex') }
  })
  return carryOver(marked, explanations)
}
