import { listAskedByName } from '@rollcall/database/figures'
import { getRound } from '@rollcall/database/rounds'
import type { CompiledCollection } from '@rollcall/domain/compiled-collection'
import { figuresTable } from '@rollcall/domain/figures-table'
import { RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { type RoundCoverage, standingWords } from '@rollcall/domain/round-coverage'
import { snapshotProblems } from '@rollcall/domain/snapshot'
import { figuresInWords } from '@rollcall/workbook/writing/figures'
import type { SavedFigures } from '@rollcall/workbook/writing/saved-figures'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { FiguresAt, figuresAt } from './figures-at.ts'
import { compiledOf, frozenCollectionOf } from './frozen-collection.ts'

export const FiguresFile = z.object({
  roundId: RoundId,
  at: FiguresAt.default('now'),
  /** One figure; left out: all. */
  figure: z.string().max(40).optional(),
  /** One breakdown; left out: all of them. */
  by: z.array(z.string()).optional(),
})
type FiguresFile = z.input<typeof FiguresFile>

/** What is written in every file of figures, and on every page. */
export const notProtected =
  'These figures are not protected: small numbers stand in them as they are. Do not publish them, and do not pass them on.'

/** Figures as they stand or as they were kept, to be saved in a file: with what they were made from, and who is in them. */
export async function readSavedFigures(
  context: Context,
  asked: FiguresFile,
): Promise<{ readonly saved: SavedFigures; readonly fileName: string }> {
  mustBeAllowed(context.viewer, 'read figures')
  const { roundId, at, figure, by } = FiguresFile.parse(asked)
  return await transact(context, async (trx) => {
    const round = await getRound(trx, roundId)
    const compiled = compiledOf(await frozenCollectionOf(trx, roundId))
    const set = await figuresAt(trx, roundId, at, { figure, breakdowns: by && [by] })
    const { figures, coverage, takenAt, hash, provenance } = set
    return {
      fileName: [round.collectionId, round.referenceOn, 'figures', figure, ...(by ?? [])]
        .filter((part) => part !== undefined)
        .join('-')
        .replace(/[^\w-]+/g, '-'),
      saved: {
        title: round.title,
        warning: notProtected,
        madeOn: context.today,
        about: [
          ['Figures', set.label],
          ...(set.note === null ? [] : [['Note', set.note] as const]),
          ['Reference date', round.referenceOn],
          ['Authorities included', `${coverage.included} of ${coverage.asked}`],
          ['Computed', takenAt?.toISOString() ?? 'No return has been counted yet'],
          ['Hash of all the figures', hash ?? ''],
          ['Collection', `${compiled.collection.id}, version ${compiled.collection.version}`],
          ['Version of Rollcall', provenance?.code ?? ''],
        ],
        figures: aboutFigures(compiled, figure),
        coverage: standings(await listAskedByName(trx, roundId), coverage),
        table: figuresTable(figures, compiled, coverage.asked),
      },
    }
  })
}

/** More than this a workbook is too slow to write and to open. */
const mostInWorkbook = 100_000

/** The same as a workbook or as Parquet, and what to call the file. */
export async function readFiguresFile(context: Context, asked: FiguresFile, as: 'xlsx' | 'parquet') {
  const { saved, fileName } = await readSavedFigures(context, asked)
  const { length } = saved.table.rows
  if (as === 'xlsx' && length > mostInWorkbook) throw snapshotProblems.tooManyFigures({ figures: length })
  return { bytes: await context.checker.figures(saved, as), fileName: `${fileName}.${as}` }
}

const aboutFigures = (compiled: CompiledCollection, only: string | undefined): SavedFigures['figures'] =>
  figuresInWords(compiled)
    .filter(({ id }) => only === undefined || id === only)
    .map(({ id, title, workedOut, note }) => [
      id,
      title,
      note === undefined ? workedOut : `${workedOut}. ${note}`,
    ])

function standings(
  asked: readonly { readonly code: string; readonly name: string }[],
  { notIncluded }: RoundCoverage,
): SavedFigures['coverage'] {
  const byCode = new Map(
    Object.entries(standingWords).flatMap(([standing, words]) =>
      notIncluded[standing as keyof typeof standingWords].map((code) => [code, words]),
    ),
  )
  return asked.map(({ code, name }) => [code, name, byCode.get(code) ?? 'Included'])
}
