import type { SampleReturn } from '@rollcall/collections/sample/sample'
import { samples } from '@rollcall/collections/samples'
import { recordEvent } from '@rollcall/database/audit-events'
import type { Trx } from '@rollcall/database/connect'
import { lockRehearsal, updateRehearsal } from '@rollcall/database/rehearsals'
import { getRoundSources } from '@rollcall/database/round-sources'
import { listRoundAuthorities } from '@rollcall/database/rounds'
import { codeVersion } from '@rollcall/domain/code-version'
import { RehearsalId } from '@rollcall/domain/ids'
import type { KeptReturn } from '@rollcall/domain/kept-return'
import { type CountedReturn, nationalFigures } from '@rollcall/domain/national-figures'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { type Rehearsed, spreadOut, type TriedReturn, triedOf } from '@rollcall/domain/rehearsal'
import type { FrozenCollection } from '@rollcall/workbook/frozen-collection'
import { Refusal } from '@rollcall/workbook/refusal'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { compiledOf, frozenCollectionOf, frozenFrom } from './frozen-collection.ts'

export const RunRehearsal = z.object({ rehearsalId: RehearsalId })
export type RunRehearsal = z.infer<typeof RunRehearsal>

/** Tries a draft on sample returns. It may be run again at any time: one that has ended is left as it is. No transaction is open meanwhile. */
export async function runRehearsal(context: Context, { rehearsalId }: RunRehearsal): Promise<void> {
  mustBeAllowed(context.viewer, 'run a rehearsal')
  const begun = performance.now()
  const asked = await transact(context, (trx) => begin(trx, rehearsalId))
  if (asked === undefined) return
  const results = await rehearse(context, asked)
  const finishedAt = new Date(context.now.getTime() + performance.now() - begun)
  await transact(context, async (trx) => {
    const { state, roundId } = await lockRehearsal(trx, rehearsalId)
    if (state !== 'waiting') return
    await updateRehearsal(trx, rehearsalId, { state: 'done', finishedAt, results: JSON.stringify(results) })
    await recordEvent(trx, context, { type: 'round rehearsed', roundId, returns: results.returns })
  })
}

/** Ends the wait for a rehearsal that failed each time it was tried. */
export async function giveUpRehearsal(context: Context, { rehearsalId }: RunRehearsal): Promise<void> {
  mustBeAllowed(context.viewer, 'run a rehearsal')
  await transact(context, async (trx) => {
    const { state, roundId } = await lockRehearsal(trx, rehearsalId)
    if (state !== 'waiting') return
    await updateRehearsal(trx, rehearsalId, { state: 'failed', finishedAt: context.now })
    await recordEvent(trx, context, { type: 'rehearsal given up', roundId })
  })
}

interface Asked {
  readonly frozen: FrozenCollection
  /** What the round before was frozen with, where returns are compared with it. */
  readonly last: FrozenCollection | undefined
  readonly made: Pick<Awaited<ReturnType<typeof getRoundSources>>, 'collectionHash' | 'authoritiesHash'>
  readonly codes: ReadonlySet<string>
  readonly returns: number
  /** As a share. */
  readonly mistakes: number
}

async function begin(trx: Trx, id: RehearsalId): Promise<Asked | undefined> {
  const { state, roundId, authorities: returns, mistakes } = await lockRehearsal(trx, id)
  if (state !== 'waiting') return undefined
  const made = await getRoundSources(trx, roundId)
  const asked = await listRoundAuthorities(trx, roundId)
  return {
    ...{ frozen: await frozenFrom(trx, made), made, returns, mistakes: mistakes / 100 },
    last: made.lastRoundId === null ? undefined : await frozenCollectionOf(trx, made.lastRoundId),
    codes: new Set(asked.map(({ code }) => code)),
  }
}

async function rehearse(context: Context, asked: Asked): Promise<Rehearsed> {
  const tried: TriedReturn[] = []
  const counted: CountedReturn[] = []
  const before = performance.now()
  // One after another: officers whose returns are being checked are not to wait for a rehearsal.
  const lastOf = lastSamplesOf(asked)
  for (const sample of samplesFor(asked)) {
    const one = await tryOut(context, asked, sample, lastOf.get(sample.authority.code))
    tried.push(one.tried)
    if (one.counted) counted.push(one.counted)
  }
  const between = performance.now()
  const { figures } = await nationalFigures(compiledOf(asked.frozen), counted, {
    ...asked.made,
    code: codeVersion,
  })
  return {
    ...triedOf(tried),
    isCompared: asked.last !== undefined,
    figures: figures
      .filter(({ breakdown }) => Object.keys(breakdown).length === 0)
      .map(({ id, value }) => ({ id, value })),
    milliseconds: {
      checking: Math.round(between - before),
      figures: Math.round(performance.now() - between),
    },
  }
}

/** Sample returns of those asked, from all over them. They are the same each time, but for the mistakes. */
function samplesFor({ frozen, codes, returns, mistakes }: Asked): SampleReturn[] {
  const { collection, referenceDate } = frozen
  const all = samples[collection.id]?.({ referenceDate, seed: 7, mistakes }) ?? []
  return spreadOut(
    [...all].filter(({ authority }) => codes.has(authority.code)),
    returns,
  )
}

/** Sample returns of the round before, without mistakes, by authority: a return that was accepted has none left to fix. */
function lastSamplesOf({ last }: Asked): ReadonlyMap<string, SampleReturn> {
  const made =
    last && samples[last.collection.id]?.({ referenceDate: last.referenceDate, seed: 7, mistakes: 0 })
  return new Map([...(made ?? [])].map((sample) => [sample.authority.code, sample]))
}

const notice = 'Synthetic data, made for a rehearsal. No real child is described.'

/** Writes a sample return into its template, and reads and checks it as if it had been sent. */
async function checked(
  { checker }: Context,
  frozen: FrozenCollection,
  { authority: { code: authority }, sheets: rows }: SampleReturn,
  lastRound?: KeptReturn,
) {
  const bytes = await checker.template(frozen, { authority, rows, notice })
  return await checker.check(bytes, frozen, { authority, lastRound })
}

async function tryOut(
  context: Context,
  { frozen, last }: Asked,
  sample: SampleReturn,
  lastSample: SampleReturn | undefined,
): Promise<{ readonly tried: TriedReturn; readonly counted?: CountedReturn }> {
  const { planted } = sample
  const before = last && lastSample && (await checked(context, last, lastSample))
  try {
    const now = await checked(context, frozen, sample, before?.kept)
    const { outcome, findings, sheets } = now.checked
    const { contribution, sha256 } = now
    const counts = outcome !== 'must-fix' && contribution !== undefined
    return {
      tried: { outcome, findings, planted, rows: sheets.reduce((sum, sheet) => sum + sheet.rows, 0) },
      ...(counts && { counted: { contribution, sha256, lastSha256: before?.sha256 } }),
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { tried: { outcome: 'refused', findings: [], planted, rows: 0 } }
  }
}
