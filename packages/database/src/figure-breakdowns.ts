import type { SnapshotId } from '@rollcall/domain/ids'
import type { SealedFigure } from '@rollcall/domain/seal'
import { type RawBuilder, sql } from 'kysely'
import { batches } from './batches.ts'
import type { Trx } from './connect.ts'

export interface FigureFilter {
  /** One figure; left out: all. */
  readonly figure?: string | undefined
  /** The names of one breakdown, in any order: `[]` for England alone. Left out: every breakdown. */
  readonly by?: readonly string[] | undefined
}

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
export const figuresOfSet = ({ figure, by }: FigureFilter = {}): RawBuilder<SealedFigure[][]> => sql`(
  select coalesce(json_agg(groups order by place), '[]')
  from figure_breakdowns
  where set_id = national_figures.id
    and (${figure ?? null}::text is null or figure = ${figure ?? null})
    and (${by ? nameOf(by) : null}::text is null or breakdown = ${by ? nameOf(by) : null})
)`

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
