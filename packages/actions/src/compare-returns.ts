import { replaceSignedClashes } from '@rollcall/database/clashes'
import {
  holdComparison,
  listOwnFigures,
  listUnread,
  replaceOutliers,
  replaceOwnFigures,
  replaceUsualFigures,
} from '@rollcall/database/compared-returns'
import type { Trx } from '@rollcall/database/connect'
import { lockDataRequest } from '@rollcall/database/data-requests'
import { figuresOfReturn } from '@rollcall/domain/figures-of-return'
import type { RoundId } from '@rollcall/domain/ids'
import { outliersAmong } from '@rollcall/domain/outlier'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { quartilesOf } from '@rollcall/domain/quartiles'
import { mark } from '@rollcall/platform/sealing'
import { readCheckedRows } from './checked-return.ts'
import { type Context, transact } from './context.ts'
import { compiledOf, frozenCollectionOf } from './frozen-collection.ts'
import { portalKey } from './portal-keys.ts'
import { lastReturnOf } from './read-summary.ts'
import { unlessDestroyed } from './unless-destroyed.ts'

/**
 * Compares the signed returns of a round with one another: reads what is new, then lists anew what stands out among them, and what is
 * usual among those that are accepted.
 */
export async function compareReturns(
  context: Context,
  { roundId }: { readonly roundId: RoundId },
): Promise<void> {
  mustBeAllowed(context.viewer, 'compare returns')
  const marks = await portalKey(context, 'fingerprints')
  // One transaction each, so that nobody who works on one of them waits for all.
  for (const unread of await transact(context, (trx) => listUnread(trx, roundId)))
    await transact(context, (trx) => readOwnFigures(context, trx, marks, { ...unread, roundId }))
  await transact(context, async (trx) => {
    await holdComparison(trx, roundId)
    const { collection } = await frozenCollectionOf(trx, roundId)
    const returns = await listOwnFigures(trx, roundId)
    await replaceSignedClashes(trx, roundId)
    await replaceOutliers(trx, roundId, outliersIn(collection.figures, returns))
    const counted = returns.filter(({ isCounted }) => isCounted)
    const regions = [...Map.groupBy(counted, ({ region }) => region)]
    await replaceUsualFigures(trx, roundId, [
      ...usualIn(null, counted),
      ...regions.flatMap(([region, those]) => (region === null ? [] : usualIn(region, those))),
    ])
  })
}

type Unread = Awaited<ReturnType<typeof listUnread>>[number] & { readonly roundId: RoundId }
type Returns = Awaited<ReturnType<typeof listOwnFigures>>

/** Reads what one signed version says by itself. Replaced or taken back meanwhile, there is nothing to read. */
async function readOwnFigures(
  context: Context,
  trx: Trx,
  marks: Uint8Array,
  { authorityId, ...read }: Unread,
): Promise<void> {
  const { dataRequestId, submissionId, roundId } = read
  const { currentSubmissionId } = await lockDataRequest(trx, dataRequestId)
  if (currentSubmissionId !== submissionId) return
  const rows = await unlessDestroyed(readCheckedRows(context, trx, submissionId))
  const last = await unlessDestroyed(lastReturnOf(context, trx, { roundId, authorityId }))
  const compiled = compiledOf(await frozenCollectionOf(trx, roundId))
  const now = rows?.contribution ? figuresOfReturn({ compiled, contribution: rows.contribution }) : []
  const before = last?.counted ? figuresOfReturn(last.counted) : []
  const figures = now.map(({ id, kind, ...figure }) => {
    // Asked in another way, it is not the same figure.
    const then = before.find((one) => one.id === id && one.kind === kind && one.unit === figure.unit)
    return [id, { now: ownOf(figure), before: then ? ownOf(then) : null }]
  })
  await replaceOwnFigures(
    trx,
    { ...read, figures: Object.fromEntries(figures) },
    rows?.children.map((child) => mark(marks, `${rows.kept.collection} ${child}`)) ?? [],
  )
}

type Whole = Pick<ReturnType<typeof figuresOfReturn>[number], 'value' | 'numerator' | 'denominator'>

const ownOf = ({ value, numerator, denominator }: Whole) => ({ value, numerator, denominator })

const outliersIn = (figures: readonly Parameters<typeof outliersAmong>[0][], returns: Returns) =>
  figures.flatMap((figure) => {
    const own = returns.flatMap(({ id: key, figures: said }) => {
      const found = said[figure.id]
      return found ? [{ key, now: found.now, before: found.before ?? undefined }] : []
    })
    return outliersAmong(figure, own).map((outlier) => ({ ...outlier, figureId: figure.id }))
  })

function usualIn(region: string | null, returns: Returns) {
  const values = Map.groupBy(
    returns.flatMap(({ figures }) => Object.entries(figures)),
    ([figure]) => figure,
  )
  return [...values].flatMap(([figure, all]) => {
    const known = all.flatMap(([, { now }]) => now.value ?? [])
    const quartiles = quartilesOf(known)
    return quartiles ? [{ region, figure, ...quartiles, returns: known.length }] : []
  })
}
