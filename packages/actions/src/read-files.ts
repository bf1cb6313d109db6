import type { Trx } from '@rollcall/database/connect'
import { getDataRequest } from '@rollcall/database/data-requests'
import { getSubmission } from '@rollcall/database/submissions'
import type { SubmissionId } from '@rollcall/domain/ids'
import { submissionProblems } from '@rollcall/domain/submission'
import { findingsOf } from './checked-return.ts'
import { type Context, transact } from './context.ts'
import { asFindings } from './data-queries-at.ts'
import { frozenCollectionOf } from './frozen-collection.ts'
import { readContent } from './read-content.ts'
import { readDataQueriesAt } from './read-data-queries.ts'
import { mustSeeRows } from './seen-rows.ts'

export interface NamedFile {
  readonly bytes: Uint8Array
  /** Of ours: what the officer called the file is not kept, as it may name a child. */
  readonly fileName: string
}

/** The very bytes an authority sent. */
export async function readOriginalFile(context: Context, submissionId: SubmissionId): Promise<NamedFile> {
  mustSeeRows(context.viewer)
  return await transact(context, (trx) => sentFile(context, trx, submissionId))
}

/** The officer's own values in a fresh workbook, each finding and each question of the office marked in its cell. */
export async function readAnnotatedCopy(context: Context, submissionId: SubmissionId): Promise<NamedFile> {
  mustSeeRows(context.viewer)
  const { bytes, named, title, findings } = await transact(context, async (trx) => ({
    ...(await sentFile(context, trx, submissionId)),
    findings: await findingsOf(context, trx, submissionId),
  }))
  const asked = asFindings(await readDataQueriesAt(context, submissionId))
  const copy = await context.checker.annotate(bytes, [...findings, ...asked], title)
  return { bytes: copy, fileName: `${named}-checked.xlsx` }
}

/** The file of a version under a name of ours. Who may have it, its caller has made sure of. */
export async function sentFile(
  context: Pick<Context, 'keys'>,
  trx: Trx,
  submissionId: SubmissionId,
): Promise<NamedFile & { readonly named: string; readonly title: string }> {
  const { dataRequestId, version, kind } = await getSubmission(trx, submissionId)
  const bytes = kind === 'nil' ? undefined : await readContent(context, trx, submissionId, 'file')
  if (bytes === undefined) throw submissionProblems.noFile()
  const { roundId, authorityCode } = await getDataRequest(trx, dataRequestId)
  const { collection, referenceDate } = await frozenCollectionOf(trx, roundId)
  const named = `${collection.id}-${authorityCode}-${referenceDate}-version-${version}`
  const fileName = `${named}.${isZip(bytes) ? 'xlsx' : 'csv'}`
  return { bytes, named, fileName, title: collection.title }
}

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b
