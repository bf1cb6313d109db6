import type { Trx } from '@rollcall/database/connect'
import { getDataQuery } from '@rollcall/database/data-queries'
import { lockDataRequest } from '@rollcall/database/data-requests'
import { insertExplanationDecisions, listDecidedWith } from '@rollcall/database/explanation-decisions'
import { getSubmission, updateSubmission } from '@rollcall/database/submissions'
import type { DataRequest } from '@rollcall/domain/data-request'
import { explanationProblems } from '@rollcall/domain/explanation'
import { type DataQueryId, SubmissionId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import { requestAfter } from '@rollcall/domain/request-life'
import { roundMust } from '@rollcall/domain/round-life'
import type { OfficeViewer } from '@rollcall/domain/viewer'
import { z } from 'zod'
import { findingsOf } from './checked-return.ts'
import { closeIn } from './close-data-query.ts'
import type { Context } from './context.ts'
import { explainedFindings, type NumberedFinding, unread } from './explained-findings.ts'
import { portalKey } from './portal-keys.ts'
import { wordsReader } from './words.ts'

/** Which reasons that an authority gave are decided on: those for one rule, as they stand in one version. */
export const ChosenReasons = z.object({
  /** The version that was looked at, so that nobody decides on what was sent meanwhile. */
  submissionId: SubmissionId,
  rule: z.string().min(1).max(200),
  /** Each by the id of any explanation that gives it; left out, all that the act can be done to. */
  reasons: z.array(z.uuid()).min(1).max(1000).optional(),
})
export type ChosenReasons = z.infer<typeof ChosenReasons>

type Explained = Awaited<ReturnType<typeof explainedFindings>>['answered'][number]
export type Decision = 'accepted' | 'refused' | null

export interface DecidedReasons {
  /** Findings whose reason was decided on. */
  readonly decided: number
  /** Findings of this version whose reason nobody in the office has decided on. */
  readonly unread: number
}

interface Held {
  readonly dataRequest: DataRequest
  readonly version: number
  /** Each finding with the explanation that is decided on. */
  readonly chosen: readonly Explained[]
  readonly findings: readonly NumberedFinding[]
  readonly marks: Uint8Array
}

type Deciding = Context & { readonly viewer: OfficeViewer }

/** The key that explanations are found by, to be had before a transaction is open. */
export const explanationMarks = (context: Context): Promise<Uint8Array> => portalKey(context, 'explanations')

/** Holds a signed return and finds the reasons an act is about: those named, or all of the rule, and of these the ones it can be done to. */
export async function holdReasons(
  context: Deciding,
  trx: Trx,
  marks: Uint8Array,
  { submissionId, rule, reasons }: ChosenReasons,
  can: (decision: Decision, isNamed: boolean) => boolean,
): Promise<Held> {
  const { dataRequestId, version } = await getSubmission(trx, submissionId)
  const dataRequest = await lockDataRequest(trx, dataRequestId)
  roundMust(dataRequest.roundState, 'work on returns')
  if (dataRequest.currentSubmissionId !== submissionId) throw problems.stale({ what: 'return' })
  // What may be asked about may be decided on: a return that is signed.
  requestAfter(dataRequest.state, 'raise a query')

  const findings = await findingsOf(context, trx, submissionId)
  const ofRule = findings.filter((finding) => finding.rule === rule)
  const { answered, refused } = await explainedFindings(trx, marks, dataRequestId, ofRule)
  const all = [...answered, ...refused]
  const named = reasons && (await sameReasons(context, trx, dataRequest, all, new Set(reasons)))
  const chosen = (named ?? all).filter(({ explanation }) => can(decisionOf(explanation), named !== undefined))
  if (chosen.length === 0) throw explanationProblems.noSuchReason({ rule })
  return { dataRequest, version, chosen, findings, marks }
}

const decisionOf = ({ decision }: Explained['explanation']): Decision =>
  decision === 'taken back' ? null : decision

/** All explanations that say the same as one of these: given by the same person for the same version, and decided alike. */
async function sameReasons(
  context: Context,
  trx: Trx,
  { id }: DataRequest,
  all: readonly Explained[],
  ids: ReadonlySet<string>,
): Promise<readonly Explained[]> {
  const opened = await wordsReader(context, trx, [id])
  const keyed = all.map((one) => {
    const { textSealed, version, givenBy, dataQueryId } = one.explanation
    const said = [opened(id, textSealed), version, givenBy, decisionOf(one.explanation), dataQueryId]
    return { one, key: JSON.stringify(said) }
  })
  const wanted = new Set(keyed.filter(({ one }) => ids.has(one.explanation.id)).map(({ key }) => key))
  return keyed.filter(({ key }) => wanted.has(key)).map(({ one }) => one)
}

/** Keeps a decision on reasons that are held, closes each data query that thereby refuses nothing any more, and counts what is left to read. */
export async function decide(
  context: Deciding,
  trx: Trx,
  { dataRequest, chosen, findings, marks }: Held,
  made: {
    readonly submissionId: SubmissionId
    readonly decision: 'accepted' | 'refused' | 'taken back'
    readonly dataQueryId?: DataQueryId
  },
): Promise<DecidedReasons> {
  const { id: dataRequestId, authorityId } = dataRequest
  const ids = new Set(chosen.map(({ explanation }) => explanation.id))
  await insertExplanationDecisions(
    trx,
    [...ids].map((explanationId) => ({
      ...{ dataRequestId, authorityId, explanationId },
      ...{ decision: made.decision, dataQueryId: made.dataQueryId ?? null },
      ...{ decidedBy: context.viewer.personId, decidedAt: context.now },
    })),
  )
  const left = unread(await explainedFindings(trx, marks, dataRequestId, findings))
  await updateSubmission(trx, made.submissionId, { unreadExplanationCount: left })
  return { decided: chosen.length, unread: left }
}

/** Closes each data query that refused some of these reasons and refuses none any more. */
export async function closeWhatRefusesNothing(
  context: Deciding,
  trx: Trx,
  { dataRequest, chosen }: Pick<Held, 'dataRequest' | 'chosen'>,
): Promise<void> {
  const ids = new Set(
    chosen.flatMap(({ explanation }) => (explanation.decision === 'refused' ? explanation.dataQueryId : [])),
  )
  for (const id of ids) {
    if (id === null || (await getDataQuery(trx, id)).closedAt !== null) continue
    const decided = await listDecidedWith(trx, dataRequest.id, id)
    if (!decided.some(({ decision }) => decision === 'refused')) await closeIn(context, trx, dataRequest, id)
  }
}
