import type { SnapshotId } from '@rollcall/domain/ids'
import type { SealedFigure } from '@rollcall/domain/seal'
import { type RawBuilder, sql } from 'kysely'
import { batches } from './batches.ts'
import type { Trx } from './connect.ts'

export interface FigureFilter {
  /** One figure; left out: all. */
  readonly figure?: string | undefined
  /** Breakdowns, each by the names of its columns in any order: `[]` for England alone. Left out: every breakdown. */
  readonly breakdowns?: readonly (readonly string[])[] | undefined
}

/** The number for England, or the three of a spread. */
export const forEngland: readonly (readonly string[])[] = [[], ['spread']]

/** The figures of a set, in place of those it had. */
export async function writeFigures(
  trx: Trx,
  setId: SnapshotId,
  figures: readonly SealedFigure[],
): Promise<void> {
  await trx.deleteFrom('figureBreakdowns').where('setId', '=', setId).execute()
  for (const batch of batches(inBreakdowns(figures))) {
    await trx
      .insertInto('figureBreakdowns')
      .values(batch.map(({ groups, ...row }) => ({ setId, ...row, groups: JSON.stringify(groups) })))
      .execute()
  }
}

/** Figures of a set that is read, in their order, in as many lists as they have breakdowns. */
export function figuresOfSet({ figure, breakdowns }: FigureFilter = {}): RawBuilder<SealedFigure[][]> {
  const isWanted = [
    sql`set_id = national_figures.id`,
    ...(figure === undefined ? [] : [sql`figure = ${figure}`]),
    ...(breakdowns === undefined ? [] : [sql`breakdown = any(${breakdowns.map(nameOf)}::text[])`]),
  ]
  return sql`(
    select coalesce(json_agg(groups order by place), '[]')
    from figure_breakdowns where ${sql.join(isWanted, sql` and `)})`
}

interface Breakdown {
  readonly place: number
  readonly figure: string
  readonly breakdown: string
  readonly groups: SealedFigure[]
}

/** Figures that follow each other and are of one breakdown stand together. */
function inBreakdowns(figures: readonly SealedFigure[]): Breakdown[] {
  const found: Breakdown[] = []
  for (const [place, one] of figures.entries()) {
    const [figure, breakdown] = [one.id, nameOf(Object.keys(one.breakdown))]
    const last = found.at(-1)
    if (last?.figure === figure && last.breakdown === breakdown) last.groups.push(one)
    else found.push({ place, figure, breakdown, groups: [one] })
  }
  return found
}

const nameOf = (columns: readonly string[]): string => columns.toSorted().join()
