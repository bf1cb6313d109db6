import type { Trx } from '@rollcall/database/connect'
import { getDataRequest } from '@rollcall/database/data-requests'
import { getRoundSources } from '@rollcall/database/round-sources'
import { findSignOff } from '@rollcall/database/sign-offs'
import { findLastSigned, findSignedBefore } from '@rollcall/database/signed-returns'
import { getSubmissionWithCounts } from '@rollcall/database/submissions'
import { answersGiven } from '@rollcall/domain/answers-given'
import { timeInWords } from '@rollcall/domain/asked'
import { type Changes, changesBetween } from '@rollcall/domain/changes'
import type { CompiledCollection } from '@rollcall/domain/compiled-collection'
import type { DataRequest } from '@rollcall/domain/data-request'
import { type CountedAlone, figuresOfReturn } from '@rollcall/domain/figures-of-return'
import type { SubmissionId } from '@rollcall/domain/ids'
import type { KeptReturn } from '@rollcall/domain/kept-return'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import type { Submission } from '@rollcall/domain/submission'
import { findingsOf, readCheckedRows } from './checked-return.ts'
import { type Context, transact } from './context.ts'
import type { NumberedFinding } from './explained-findings.ts'
import { compiledOf, frozenCollectionOf } from './frozen-collection.ts'
import { givenExplanations } from './given-explanations.ts'
import { portalKey } from './portal-keys.ts'
import { queriesByRule } from './queries-by-rule.ts'
import { relaxedIn } from './read-relaxed.ts'

export type Summary = Awaited<ReturnType<typeof readSummary>>

/** What one version of a return says as a whole, for those who answer for it: its own figures, what is not held, and what was explained. */
export async function readSummary(context: Context, submissionId: SubmissionId) {
  mustBeAllowed(context.viewer, 'read a summary')
  const marks = await portalKey(context, 'explanations')
  return await transact(context, async (trx) => {
    const { refusalSealed, refusalCode, rowsBySheet, ...submission } = await getSubmissionWithCounts(
      trx,
      submissionId,
    )
    const dataRequest = await getDataRequest(trx, submission.dataRequestId)
    const { title, referenceOn } = await getRoundSources(trx, dataRequest.roundId)
    const compiled = compiledOf(await frozenCollectionOf(trx, dataRequest.roundId))
    const { kept, contribution } = await readCheckedRows(context, trx, submissionId)
    const findings = await findingsOf(context, trx, submissionId)
    const last = await lastReturnOf(context, trx, dataRequest)
    const signed = await findSignOff(trx, submissionId)
    const { collection, authorities } = compiled
    return {
      ...submission,
      relaxed: await relaxedIn(context, trx, dataRequest.roundId, submission.relaxed),
      submissionId,
      isNewest: dataRequest.currentSubmissionId === submissionId,
      requestState: dataRequest.state,
      signOff: signed ? { signedByName: signed.signedByName, signedAt: signed.signedAt } : null,
      round: { roundId: dataRequest.roundId, title, referenceOn },
      collection: { title: collection.title, version: collection.version, time: timeInWords(compiled) },
      authority: authorities.get(dataRequest.authorityCode)?.name ?? dataRequest.authorityCode,
      declares: (submission.kind === 'nil' && collection.nilReturn?.means) || null,
      /** Null while something in the return must be fixed: until then it says nothing. */
      figures: contribution && figuresOfReturn({ compiled, contribution }, last?.counted),
      lastReturn: last?.lastReturn ?? null,
      sheets: answersGiven(compiled, kept),
      queries: await explainedQueries(context, trx, marks, submission, findings),
      notes: notesByRule(findings),
      sinceSigned: await sinceSigned(context, trx, compiled, submission, kept),
    }
  })
}

/** The authority's return of the round before. Of one that was destroyed nothing but its having been is known. */
export async function lastReturnOf(
  context: Context,
  trx: Trx,
  dataRequest: Pick<DataRequest, 'roundId' | 'authorityId'>,
) {
  const lastReturn = await findLastSigned(trx, dataRequest)
  if (lastReturn === undefined) return undefined
  if (lastReturn.isDestroyed) return { lastReturn, counted: undefined }
  const compiled = compiledOf(await frozenCollectionOf(trx, lastReturn.roundId))
  const { contribution } = await readCheckedRows(context, trx, lastReturn.submissionId)
  const counted: CountedAlone | undefined = contribution ? { compiled, contribution } : undefined
  return { lastReturn, counted }
}

/** What the check asks about a version, by rule, and how it is answered. */
export async function explainedQueries(
  context: Context,
  trx: Trx,
  marks: Uint8Array,
  { dataRequestId }: Pick<Submission, 'dataRequestId'>,
  findings: readonly NumberedFinding[],
) {
  const explanationOf = await givenExplanations(context, trx, marks, dataRequestId, findings)
  const queries = findings.filter(({ severity }) => severity === 'query')
  return queriesByRule(queries, explanationOf)
}

const notesByRule = (findings: readonly NumberedFinding[]) => {
  const notes = findings.filter(({ severity }) => severity === 'note')
  return [...Map.groupBy(notes, ({ rule }) => rule)].map(([rule, alike]) => ({
    rule,
    message: alike[0]?.message ?? '',
    notes: alike.length,
  }))
}

/** How this version differs from the one signed before it, in numbers; `null` where none was signed, or it was destroyed. */
async function sinceSigned(
  context: Context,
  trx: Trx,
  compiled: CompiledCollection,
  submission: Pick<Submission, 'dataRequestId' | 'version'>,
  kept: KeptReturn,
) {
  const before = await findSignedBefore(trx, submission)
  if (before === undefined) return null
  const { isDestroyed, ...signed } = before
  if (isDestroyed) return { ...signed, counts: null, sheets: [] }
  const { kept: signedRows } = await readCheckedRows(context, trx, signed.submissionId)
  const { counts, sheets } = changesBetween(compiled, signedRows, kept)
  return { ...signed, counts, sheets: sheets.map(countsOf) }
}

const countsOf = ({ sheet, name, counts }: Changes['sheets'][number]) => ({ sheet, name, counts })
