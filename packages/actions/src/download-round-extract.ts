import { randomUUID } from 'node:crypto'
import { recordEvents } from '@rollcall/database/audit-events'
import type { Trx } from '@rollcall/database/connect'
import { getRoundExtract, listReturnsToExtract, lockRoundExtract } from '@rollcall/database/round-extracts'
import { insertRowExtracts } from '@rollcall/database/row-extracts'
import type { CompiledCollection } from '@rollcall/domain/compiled-collection'
import { RoundExtractId, RowExtractId } from '@rollcall/domain/ids'
import { keptRows } from '@rollcall/domain/kept-rows'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { Problem } from '@rollcall/domain/problem'
import { problems } from '@rollcall/domain/problems'
import { mustBeDownloadable, plainAnswer } from '@rollcall/domain/round-extract'
import { mark } from '@rollcall/platform/sealing'
import { z } from 'zod'
import { readCheckedRows } from './checked-return.ts'
import { type Context, transact } from './context.ts'
import { extractWords, recordOf } from './extract-words.ts'
import { compiledOf, frozenCollectionOf } from './frozen-collection.ts'
import { portalKey } from './portal-keys.ts'
import { rowsInFigure } from './rows-in-figure.ts'
import { tell } from './tell.ts'
import { wordsSealer } from './words.ts'

export const DownloadRoundExtract = z.object({ roundExtractId: RoundExtractId })
export type DownloadRoundExtract = z.infer<typeof DownloadRoundExtract>

type Return = Awaited<ReturnType<typeof listReturnsToExtract>>[number]
type Extract = Awaited<ReturnType<typeof lockRoundExtract>>
type Cells = readonly (string | number | null)[]
type Taking = Context & { readonly viewer: { readonly personId: Extract['askedBy'] } }

interface ExtractUnderWay {
  readonly fileName: string
  readonly headings: readonly string[]
  /** The rows of one return after another, each read when it is asked for. */
  readonly rows: () => AsyncGenerator<readonly Cells[]>
}

/**
 * The rows that somebody asked for and another approved. Who takes them is on record with every authority, and each is told, before the
 * first row is read; the rows are read one return at a time, and kept nowhere.
 */
export async function downloadRoundExtract(
  context: Context,
  { roundExtractId }: DownloadRoundExtract,
): Promise<ExtractUnderWay> {
  const { viewer } = context
  mustBeAllowed(viewer, 'download an extract of a round')
  const { roundId } = await transact(context, (trx) => getRoundExtract(trx, roundExtractId))
  const [words, pseudonyms] = [await extractWords(context, roundId), await portalKey(context, 'extracts')]
  const begun = await transact(context, async (trx) => {
    const extract = await lockRoundExtract(trx, roundExtractId)
    mustBeDownloadable(extract, viewer.personId, context.today)
    const returns = await listReturnsToExtract(trx, roundId)
    const reason = words.read(extract.reasonSealed)
    if (reason === null) throw problems.contentDestroyed()
    const told = await putOnRecord({ ...context, viewer }, trx, extract, returns, reason)
    return { extract, returns: told, compiled: compiledOf(await frozenCollectionOf(trx, roundId)) }
  })
  const { extract, compiled, returns } = begun
  const sheet = compiled.sheet(extract.sheet)
  const nameless = sheet.sheet.kind === 'form'
  return {
    fileName: `${compiled.collection.id}-${compiled.referenceDate}-${extract.sheet}.csv`,
    headings: [
      ...['Authority code', 'Authority', 'Version', 'Row'],
      ...(nameless ? [] : ['Child (pseudonym)']),
      ...extract.columns.map((id) => sheet.column(id).heading),
    ],
    rows: async function* () {
      for (const one of returns)
        yield await rowsOf({ ...context, viewer, pseudonyms }, one, extract, compiled)
    },
  }
}

/** Tells every authority, each with the reason under its own key. Of a return whose key was destroyed there is nothing to take. */
async function putOnRecord(
  context: Taking,
  trx: Trx,
  extract: Extract,
  returns: readonly Return[],
  reason: string,
): Promise<Return[]> {
  const sealFor = await wordsSealer(
    context,
    trx,
    returns.map(({ dataRequestId }) => dataRequestId),
  )
  const taken = returns.flatMap((one) => {
    const reasonSealed = sealFor(one.dataRequestId, reason)
    return reasonSealed ? [{ ...one, reasonSealed, extractId: RowExtractId.parse(randomUUID()) }] : []
  })
  await insertRowExtracts(
    trx,
    taken.map(({ dataRequestId, authorityId, submissionId, reasonSealed, extractId }) => ({
      ...{ id: extractId, dataRequestId, authorityId, submissionId, reasonSealed },
      ...{ takenBy: context.viewer.personId, takenAt: context.now },
      ...{ figure: extract.figure, roundExtractId: extract.id },
    })),
  )
  await tell(
    trx,
    taken.map(({ roundId, dataRequestId, authorityId, extractId }) => ({
      ...{ roundId, dataRequestId, authorityId, aboutId: extractId },
      ...{ kind: 'rows extracted', recipients: 'authority' as const },
    })),
  )
  await recordEvents(trx, context, [
    { type: 'extract of a round downloaded', ...recordOf(extract), returns: taken.length },
    ...taken.map(({ authorityId, dataRequestId, submissionId, version, extractId }) => ({
      type: 'rows extracted',
      ...{ authorityId, dataRequestId, submissionId, version, extractId },
      ...{ roundExtractId: extract.id, figure: extract.figure },
    })),
  ])
  return taken
}

/** The rows of one return, unless the extract was ended meanwhile. One that was destroyed since it was put on record has none. */
async function rowsOf(
  context: Taking & { readonly pseudonyms: Buffer },
  { submissionId, roundId, authorityId, code, name, version }: Return,
  extract: Extract,
  compiled: CompiledCollection,
): Promise<Cells[]> {
  const sheet = compiled.sheet(extract.sheet)
  const columns = extract.columns.map((id) => sheet.column(id))
  const pseudonymOf = (key: string | undefined): string | null =>
    key === undefined
      ? null
      : mark(context.pseudonyms, [extract.id, code, sheet.id, key].join('\u001f'))
          .toString('hex')
          .slice(0, 16)
  try {
    return await transact(context, async (trx) => {
      mustBeDownloadable(await getRoundExtract(trx, extract.id), context.viewer.personId, context.today)
      const { kept } = await readCheckedRows(context, trx, submissionId)
      const group = extract.figure === null ? null : { figure: extract.figure, breakdown: {} }
      const dataRequest = { roundId, authorityId }
      const parts = group && (await rowsInFigure(context, trx, { dataRequest, submissionId, group }))
      const wanted = parts && new Set(parts.flatMap((part) => part.rows.map(({ row }) => row)))
      return keptRows(kept, sheet, compiled)
        .filter(({ number }) => wanted === null || wanted.has(number))
        .map(({ number, key, answers }) => [
          ...[code, name, version, number],
          ...(sheet.sheet.kind === 'form' ? [] : [pseudonymOf(key)]),
          ...columns.map((column) => plainAnswer(answers[column.index] ?? null, column)),
        ])
    })
  } catch (error) {
    if (error instanceof Problem && error.code === 'CONTENT_DESTROYED') return []
    throw error
  }
}
