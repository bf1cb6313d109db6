import { setTimeout as wait } from 'node:timers/promises'
import { acceptReturn } from '@rollcall/actions/accept-return'
import { checkSubmission } from '@rollcall/actions/check-submission'
import type { Context } from '@rollcall/actions/context'
import { contribute } from '@rollcall/actions/contribute'
import { declareNil } from '@rollcall/actions/declare-nil'
import { explainFindings } from '@rollcall/actions/explain-findings'
import { signOffReturn } from '@rollcall/actions/sign-off-return'
import type { Db } from '@rollcall/database/connect'
import { getSubmission } from '@rollcall/database/submissions'
import { asViewer } from '@rollcall/database/transaction'
import type { AuthorityId, DataRequestId, SubmissionId } from '@rollcall/domain/ids'
import { statementOfTruth } from '@rollcall/domain/sign-off'
import { type AuthorityViewer, system } from '@rollcall/domain/viewer'
import { type CheckedSubmission, task } from '@rollcall/workbook/check-task'
import { aDataRequest, type Cast, type RoundOverrides } from './builders.ts'
import { send } from './returns.ts'

interface Sent {
  readonly submissionId: SubmissionId
  readonly sha256: string
}

/** A context whose checks are done in this process: the same check, without the time a child process takes to start. */
function checkingHere(context: Context): Context {
  const checker: Context['checker'] = {
    ...context.checker,
    check: async (bytes, frozen, { authority, lastRound }) => {
      const text = { key: frozen.key, json: JSON.stringify(frozen) }
      return (await task({ does: 'check', bytes, frozen: text, authority, lastRound })) as CheckedSubmission
    },
  }
  return { ...context, checker }
}

/** Whoever works for one authority here works for another as well. */
const of = (viewer: AuthorityViewer, authorityId: AuthorityId): AuthorityViewer => ({
  ...viewer,
  authorityId,
})

interface Whose {
  readonly dataRequestId: DataRequestId
  readonly authorityId: AuthorityId
}

/** Where a worker is about, it may have been the first to begin. */
async function untilChecked(context: Context, submissionId: SubmissionId): Promise<void> {
  const state = () =>
    asViewer(context.db, system, async (trx) => (await getSubmission(trx, submissionId)).state)
  while ((await state()) === 'checking') await wait(50)
}

/** Sends a workbook, has it checked, explains what is odd and signs it off. */
export async function sendAndSign(
  { as, officer, signatory }: Cast,
  { dataRequestId, authorityId }: Whose,
  bytes: Uint8Array,
): Promise<Sent> {
  const sent = await send(as(of(officer, authorityId)), dataRequestId, bytes)
  const { submissionId, sha256 } = sent
  await checkSubmission(checkingHere(as(system)), { submissionId })
  await untilChecked(as(system), submissionId)
  const odd = await rulesThatAsk(as(system), submissionId)
  const explanations = odd.map((rule) => ({ rule, text: 'It is so.' }))
  if (odd.length > 0) await explainFindings(as(of(officer, authorityId)), { submissionId, explanations })
  await signOffReturn(as(of(signatory, authorityId)), { dataRequestId, sha256, statement: statementOfTruth })
  return sent
}

const rulesThatAsk = ({ db, viewer }: Context, submissionId: SubmissionId): Promise<string[]> =>
  asViewer(db, viewer, async (trx) => {
    const counts = await trx
      .selectFrom('findingCounts')
      .select('rule')
      .where('submissionId', '=', submissionId)
      .where('severity', '=', 'query')
      .execute()
    return counts.map(({ rule }) => rule)
  })

/** Declares a nil return and signs it off: the quickest return there is. */
export async function declareAndSign(
  { as, officer, signatory }: Cast,
  { dataRequestId, authorityId }: Whose,
) {
  const { submissionId, sha256 } = await declareNil(as(of(officer, authorityId)), { dataRequestId })
  await signOffReturn(as(of(signatory, authorityId)), { dataRequestId, sha256, statement: statementOfTruth })
  return { submissionId, sha256 }
}

/** Accepts a signed return and counts it; the figures are still to be refreshed. */
export async function acceptAndCount(
  { as, analyst }: Cast,
  { dataRequestId }: Whose,
  submissionId: SubmissionId,
): Promise<void> {
  await acceptReturn(as(analyst), { dataRequestId, submissionId })
  await contribute(as(system), { submissionId })
}

/** A nil return that its authority has signed, in a round of `aRound`. */
export async function aSignedReturn(db: Db, overrides: RoundOverrides = {}) {
  const request = await aDataRequest(db, overrides)
  return { ...request, ...(await declareAndSign(request, request)) }
}

/** What is stored of a request and its part in the figures. */
export const standing = (db: Db, dataRequestId: DataRequestId) =>
  asViewer(db, system, async (trx) => ({
    request: await trx
      .selectFrom('dataRequests')
      .select(['state', 'currentSubmissionId', 'acceptedSubmissionId'])
      .where('id', '=', dataRequestId)
      .executeTakeFirstOrThrow(),
    contributions: await trx
      .selectFrom('contributions')
      .select(['submissionId', 'sha256', 'body'])
      .where('dataRequestId', '=', dataRequestId)
      .execute(),
    fingerprints: await trx
      .selectFrom('fingerprints')
      .innerJoin('submissions', 'submissions.id', 'fingerprints.submissionId')
      .select('fingerprints.submissionId')
      .where('submissions.dataRequestId', '=', dataRequestId)
      .execute(),
    decisions: await trx
      .selectFrom('returnDecisions')
      .select(['decision', 'submissionId'])
      .where('dataRequestId', '=', dataRequestId)
      .orderBy('id')
      .execute(),
    queries: await trx
      .selectFrom('dataQueries')
      .select(['id', 'closedAt'])
      .where('dataRequestId', '=', dataRequestId)
      .orderBy('id')
      .execute(),
    jobs: await trx.selectFrom('outbox').select(['job', 'input']).orderBy('id').execute(),
  }))
