import { listClashesOf } from '@rollcall/database/clashes'
import type { Trx } from '@rollcall/database/connect'
import { listFindingCounts } from '@rollcall/database/finding-counts'
import { listLettersOf } from '@rollcall/database/listed-letters'
import { listMessages } from '@rollcall/database/listed-messages'
import { getShownDataRequest, type ShownDataRequest } from '@rollcall/database/shown-data-requests'
import { listSignOffs } from '@rollcall/database/sign-offs'
import { findSignedBefore } from '@rollcall/database/signed-returns'
import { findCheckedBefore, listSubmissions } from '@rollcall/database/submissions'
import { answersGiven } from '@rollcall/domain/answers-given'
import { changesBetween } from '@rollcall/domain/changes'
import type { CompiledCollection } from '@rollcall/domain/compiled-collection'
import { dataQueryProblems } from '@rollcall/domain/data-query'
import { type Decision, decisionInForce, decisionProblems, standingBefore } from '@rollcall/domain/decision'
import { figuresOfReturn } from '@rollcall/domain/figures-of-return'
import type { DataRequestId } from '@rollcall/domain/ids'
import type { KeptReturn } from '@rollcall/domain/kept-return'
import { mustWantLetter } from '@rollcall/domain/non-compliance'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { whyRefused } from '@rollcall/domain/problem'
import { requestAfter } from '@rollcall/domain/request-life'
import { roundMust } from '@rollcall/domain/round-life'
import { checksOf } from '@rollcall/workbook/writing/checks'
import { findingsOf, readCheckedRows } from './checked-return.ts'
import { comparedWithOthers } from './compared-with-others.ts'
import { type Context, transact } from './context.ts'
import { compiledOf, frozenCollectionOf } from './frozen-collection.ts'
import { portalKey } from './portal-keys.ts'
import { readDataQueries } from './read-data-queries.ts'
import { readDecisions } from './read-decisions.ts'
import { relaxedIn } from './read-relaxed.ts'
import { explainedQueries, lastReturnOf } from './read-summary.ts'
import { unlessDestroyed } from './unless-destroyed.ts'

/** With more rows than these, versions are not compared while somebody waits for a page. */
const fewRows = 20_000

export type Review = Awaited<ReturnType<typeof readReview>>

/**
 * One return as the office works on it: how far it is and what may be done, its figures once it is signed, findings as numbers by rule
 * with the reasons officers gave, and what was asked and decided. No row is in it, nor anything that a finding says of one.
 */
export async function readReview(context: Context, dataRequestId: DataRequestId) {
  mustBeAllowed(context.viewer, 'review a return')
  const marks = await portalKey(context, 'explanations')
  const { decisions, extracts } = await readDecisions(context, dataRequestId)
  const questions = await readDataQueries(context, dataRequestId)
  return await transact(context, async (trx) => {
    const dataRequest = await getShownDataRequest(trx, dataRequestId)
    const compiled = compiledOf(await frozenCollectionOf(trx, dataRequest.roundId))
    const signOffs = await listSignOffs(trx, dataRequestId)
    const versions = (await listSubmissions(trx, dataRequestId)).map((version) =>
      versionOf(version, signOffs),
    )
    const [newest] = versions
    const last = decisionInForce(decisions)
    const letters = await listLettersOf(trx, dataRequestId)
    return {
      ...{ dataRequest, versions, questions, extracts },
      /** Why each act cannot be done now; null where it can. */
      whyNot: {
        ...whyNot(dataRequest),
        takeBack: whyNotTakeBack(dataRequest, last),
        proposeLetter: whyRefused(() => mustWantLetter(dataRequest, { letters, today: context.today })),
      },
      /** The last decision that nobody has taken back. */
      lastDecision: last ? { id: last.id, decision: last.decision } : null,
      relaxed: newest ? await relaxedIn(context, trx, dataRequest.roundId, newest.relaxed) : [],
      rules: newest ? await rulesOf(context, trx, { compiled, marks, newest }) : [],
      /** Null until the newest version is signed, and where it was destroyed: what nobody answers for yet is its authority's own. */
      says: newest?.signedAt
        ? await unlessDestroyed(whatItSays(context, trx, { compiled, dataRequest, newest }))
        : null,
      letters,
      /** The last e-mails to its people about this round. */
      messages: await listMessages(
        trx,
        { roundId: dataRequest.roundId, authorityId: dataRequest.authorityId },
        { limit: 3 },
      ),
      /** With which authorities this one claims the same children, and how many; never which. */
      clashes: await listClashesOf(trx, dataRequest),
      compared: await comparedWithOthers(trx, compiled, dataRequest),
      /** Without what a signatory sent back, which the office is not told. */
      decisions: decisions.filter(({ decision }) => decision !== 'sent back'),
    }
  })
}

type Stored = Awaited<ReturnType<typeof listSubmissions>>[number]
type Version = ReturnType<typeof versionOf>

/** Without its refusal's words, and without its sheets: they are in the officer's own words. */
function versionOf(
  { id, refusalSealed: _, rowsBySheet, ...version }: Stored,
  signOffs: Awaited<ReturnType<typeof listSignOffs>>,
) {
  const signed = signOffs.find(({ submissionId }) => submissionId === id)
  return {
    ...{ submissionId: id, ...version },
    rows: rowsBySheet?.reduce((sum, sheet) => sum + sheet.rows, 0) ?? null,
    signedByName: signed?.signedByName ?? null,
    signedAt: signed?.signedAt ?? null,
  }
}

function whyNot({ state, roundState, openDataQueries }: ShownDataRequest) {
  return {
    accept: whyRefused(() => {
      roundMust(roundState, 'work on returns')
      requestAfter(state, 'accept')
      if (openDataQueries > 0) throw dataQueryProblems.queriesOpen({ open: openDataQueries })
    }),
    exclude: whyRefused(() => {
      roundMust(roundState, 'work on returns')
      requestAfter(state, 'exclude')
    }),
    reopen: whyRefused(() => {
      roundMust(roundState, 'reopen a return')
      requestAfter(state, 'reopen')
    }),
    ask: whyRefused(() => {
      roundMust(roundState, 'work on returns')
      requestAfter(state, 'raise a query')
    }),
  }
}

function whyNotTakeBack(dataRequest: ShownDataRequest, last: Decision | undefined): string | null {
  return whyRefused(() => {
    roundMust(dataRequest.roundState, 'work on returns')
    if (last === undefined) throw decisionProblems.nothingToTakeBack()
    standingBefore(last, dataRequest, dataRequest.openDataQueries)
  })
}

interface Of {
  readonly compiled: CompiledCollection
  readonly newest: Version
}

/** How often each rule found something in the newest version, and how its officers explain it. */
async function rulesOf(
  context: Context,
  trx: Trx,
  { compiled, marks, newest }: Of & { readonly marks: Uint8Array },
) {
  const counts = await listFindingCounts(trx, newest.submissionId)
  const checks = new Map(
    compiled.sheets.flatMap((sheet) => checksOf(sheet, compiled)).map((check) => [check.code, check]),
  )
  const explained = newest.queryCount
    ? await unlessDestroyed(explainedByRule(context, trx, { marks, newest }))
    : new Map<string, never>()
  return counts.map(({ rule, severity, findings }) => {
    const check = checks.get(rule)
    const given = severity === 'query' ? explained?.get(rule) : undefined
    return {
      ...{ rule, severity, findings },
      /** The heading it is about, and what it expects, in the collection's words. */
      about: check?.about ?? headingOf(rule, compiled),
      expects: check?.expects ?? null,
      open: given?.open ?? 0,
      explanations: given?.explanations ?? [],
    }
  })
}

async function explainedByRule(
  context: Context,
  trx: Trx,
  { marks, newest }: { readonly marks: Uint8Array; readonly newest: Version },
) {
  const findings = await findingsOf(context, trx, newest.submissionId)
  const queries = await explainedQueries(context, trx, marks, newest, findings)
  // What a query says, and the sheet it is on, are in the officer's own words.
  return new Map(queries.map(({ rule, open, explanations }) => [rule, { open, explanations }]))
}

/** Of what is wrong with the cells of a column: 'weekly_cost.unreadable'. */
const headingOf = (rule: string, { sheets }: CompiledCollection): string | null =>
  sheets.flatMap(({ columns }) => columns).find(({ id }) => id === rule.split('.')[0])?.heading ?? null

/** What a signed version says in numbers: its own figures beside last round's, what is not held, and what it changes. */
async function whatItSays(
  context: Context,
  trx: Trx,
  { compiled, dataRequest, newest }: Of & { readonly dataRequest: ShownDataRequest },
) {
  const { kept, contribution } = await readCheckedRows(context, trx, newest.submissionId)
  const last = await lastReturnOf(context, trx, dataRequest)
  const figures = contribution ? figuresOfReturn({ compiled, contribution }, last?.counted) : []
  return {
    // Without its groups: of a small return each may be about one child.
    figures: figures.map(({ breakdowns: _, ...whole }) => whole),
    lastReturn: last?.lastReturn ?? null,
    sheets: answersGiven(compiled, kept),
    /** How the rows of each sheet are numbered in the officer's workbook, for questions about one. */
    rowNumbers: kept.sheets.flatMap(({ sheet, rows: [first, ...others] }) =>
      first ? [{ sheet, first: first.row, last: others.at(-1)?.row ?? first.row }] : [],
    ),
    since: await changesSince(context, trx, { compiled, newest, kept }),
  }
}

/** How many rows differ from the version signed before, or where none was from the one checked before; null where there is neither. */
async function changesSince(
  context: Context,
  trx: Trx,
  { compiled, newest, kept }: Of & { readonly kept: KeptReturn },
) {
  const signed = await findSignedBefore(trx, newest)
  const against =
    signed && !signed.isDestroyed
      ? { id: signed.submissionId, version: signed.version }
      : await findCheckedBefore(trx, newest)
  if (against === undefined) return null
  const isTooLong = rowsIn(kept) > fewRows
  const counts = isTooLong
    ? null
    : changesBetween(compiled, (await readCheckedRows(context, trx, against.id)).kept, kept).counts
  return { version: against.version, counts }
}

const rowsIn = ({ sheets }: KeptReturn): number => sheets.reduce((sum, { rows }) => sum + rows.length, 0)
