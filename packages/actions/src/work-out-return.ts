import type { Trx } from '@rollcall/database/connect'
import { listInForce } from '@rollcall/database/relaxations'
import { outcomeOf } from '@rollcall/domain/check'
import type { DataRequest } from '@rollcall/domain/data-request'
import type { Finding } from '@rollcall/domain/finding'
import {
  type RelaxedInVersion,
  type RelaxedRule,
  relaxedBy,
  relaxFindings,
  touchedBy,
} from '@rollcall/domain/relaxation'
import { checkedState } from '@rollcall/domain/submission-life'
import { explainedFindings, type NumberedFinding, numbered, unread } from './explained-findings.ts'

/** What a version comes to, and by what. */
interface WorkedOut {
  readonly findings: readonly NumberedFinding[]
  /** Queries that nobody has explained. */
  readonly open: readonly NumberedFinding[]
  readonly relaxed: readonly RelaxedInVersion[]
  /** As it is stored with the version. */
  readonly standing: {
    readonly state: ReturnType<typeof checkedState>
    readonly errorCount: number
    readonly queryCount: number
    readonly noteCount: number
    readonly openQueryCount: number
    readonly unreadExplanationCount: number
    readonly relaxed: string | null
  }
}

/** What a version comes to by all that its check has found, with the rules that are relaxed for it now and the explanations that hold. */
export async function workOutReturn(
  trx: Trx,
  markKey: Uint8Array,
  { id: dataRequestId, roundId }: Pick<DataRequest, 'id' | 'roundId'>,
  found: readonly Finding[],
): Promise<WorkedOut> {
  const rules = relaxedBy(await listInForce(trx, { roundId, dataRequestId }))
  const relaxed = rules.map((rule): RelaxedInVersion => ({ ...rule, findings: touchedBy(rule, found) }))
  const findings = relaxFindings(numbered(found), rules)
  const explained = await explainedFindings(trx, markKey, dataRequestId, findings)
  const { counts } = outcomeOf(findings)
  const { open } = explained
  return {
    ...{ findings, open, relaxed },
    standing: {
      state: checkedState({ errors: counts.error, openQueries: open.length }),
      errorCount: counts.error,
      queryCount: counts.query,
      noteCount: counts.note,
      openQueryCount: open.length,
      unreadExplanationCount: unread(explained),
      relaxed: relaxed.length === 0 ? null : JSON.stringify(relaxed),
    },
  }
}

/** The rules that were relaxed, for the record: 'IH-014 off, IH-020 query'. */
export const relaxedWords = (relaxed: readonly RelaxedRule[]): { readonly relaxed?: string } =>
  relaxed.length === 0 ? {} : { relaxed: relaxed.map(({ rule, effect }) => `${rule} ${effect}`).join(', ') }
