import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { Trx } from '@rollcall/database/connect'
import { getStanding, getSubmission } from '@rollcall/database/submissions'
import type { Contribution } from '@rollcall/domain/contribution'
import type { Finding } from '@rollcall/domain/finding'
import type { SubmissionId } from '@rollcall/domain/ids'
import type { KeptReturn } from '@rollcall/domain/kept-return'
import { relaxFindings } from '@rollcall/domain/relaxation'
import { type Submission, submissionProblems } from '@rollcall/domain/submission'
import type { Context } from './context.ts'
import { type NumberedFinding, numbered } from './explained-findings.ts'
import { readContent } from './read-content.ts'
import { storeContent } from './store-content.ts'

const [zip, unzip] = [promisify(gzip), promisify(gunzip)]

/** What was read from a return, and what it comes to. It tells of children one by one, so it is kept sealed and never anywhere else. */
export interface CheckedRows {
  readonly kept: KeptReturn
  /** The return's part of every figure; `null` while something must be fixed, though it is kept for when nothing must be. */
  readonly contribution: Contribution | null
  /** What tells each child in other authorities' returns: to be stored as keyed marks alone. */
  readonly children: readonly string[]
  /** Of the accepted return of the round before that it was compared with. */
  readonly lastSha256: string | null
}

export interface CheckedReturnKept extends CheckedRows {
  readonly findings: readonly Finding[]
  readonly sha256: string
}

type Reading = Pick<Context, 'keys'>

/** All that the check of a submission has kept. A Problem where it was not checked, or its content was destroyed. */
export async function readCheckedReturn(
  context: Reading,
  trx: Trx,
  submissionId: SubmissionId,
): Promise<CheckedReturnKept> {
  const { sha256 } = await getSubmission(trx, submissionId)
  const rows = await readCheckedRows(context, trx, submissionId)
  return { ...rows, findings: await readFindings(context, trx, submissionId), sha256 }
}

export async function readCheckedRows(
  context: Reading,
  trx: Trx,
  submissionId: SubmissionId,
): Promise<CheckedRows> {
  const rows = await readJson<CheckedRows>(context, trx, submissionId, 'rows')
  const { errorCount } = await getStanding(trx, submissionId)
  return errorCount === 0 ? rows : { ...rows, contribution: null }
}

/** Whether a version can be put into the figures once nothing in it must be fixed: all can that were checked since rules can be relaxed. */
export async function isCounted(context: Reading, trx: Trx, submissionId: SubmissionId): Promise<boolean> {
  const { contribution } = await readJson<CheckedRows>(context, trx, submissionId, 'rows')
  return contribution !== null
}

/** All that the check of a version found, whether its rules are relaxed or not. A finding's place in it, counted from 1, is its id. */
export const readFindings = (
  context: Reading,
  trx: Trx,
  submissionId: SubmissionId,
): Promise<readonly Finding[]> => readJson<readonly Finding[]>(context, trx, submissionId, 'findings')

/** The findings of a version with their ids, as the rules stood relaxed when it was last worked out what it comes to. */
export async function findingsOf(
  context: Reading,
  trx: Trx,
  submissionId: SubmissionId,
): Promise<NumberedFinding[]> {
  const found = numbered(await readFindings(context, trx, submissionId))
  const { relaxed } = await getStanding(trx, submissionId)
  return relaxFindings(found, relaxed ?? [])
}

export async function storeCheckedReturn(
  trx: Trx,
  submission: Submission,
  key: Uint8Array,
  { rows, findings }: { rows: CheckedRows; findings: readonly Finding[] },
): Promise<void> {
  await storeContent(trx, submission, 'rows', key, await zip(JSON.stringify(rows)))
  await storeContent(trx, submission, 'findings', key, await zip(JSON.stringify(findings)))
}

async function readJson<Value>(
  context: Reading,
  trx: Trx,
  submissionId: SubmissionId,
  part: 'rows' | 'findings',
): Promise<Value> {
  const content = await readContent(context, trx, submissionId, part)
  if (content === undefined) throw submissionProblems.notChecked()
  return JSON.parse((await unzip(content)).toString('utf8')) as Value
}
