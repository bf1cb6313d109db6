import { join } from 'node:path'
import { rowsFile } from '../kept-rows.ts'
import { type Result, race } from '../race.ts'
import { cells, ratio, shown, table, times } from '../table.ts'
import type { Workplace } from '../workplace.ts'

type Ways = 'ours' | 'floors' | 'pandas'
type Results = Partial<Record<Ways, Result>>

export interface Whole {
  readonly markdown: string
  readonly growth: string
  readonly bySize: ReadonlyMap<number, Results>
}

/** From a file in hand to its findings and its part of every figure. */
export async function whole({ folder, sizes, has, say }: Workplace): Promise<Whole> {
  const bySize = new Map<number, Results>()
  for (const rows of sizes.rows) {
    say(`the whole way, ${rows} rows`)
    const file = join(folder, `return-${rows}.xlsx`)
    const found = await race<Ways>(
      {
        ours: { does: ['whole', 'ours'], input: { file } },
        floors: { does: ['whole', 'floors'], input: { file, rows: rowsFile(folder, rows, false) } },
        ...(has.pandas && {
          pandas: {
            does: ['whole', 'check_and_count'],
            input: { file, lists: join(folder, 'lists.json') },
            in: 'python',
          },
        }),
      },
      { runs: 7, warmUps: rows < 5000 ? 10 : 2 },
    )
    bySize.set(rows, found)
  }
  const [, middle, large] = sizes.rows
  return { markdown: markdownOf(bySize), growth: growthOf(bySize, middle, large), bySize }
}

function markdownOf(bySize: ReadonlyMap<number, Results>): string {
  return table(
    [
      '',
      'ours, ms',
      'floors, ms',
      'pandas, ms',
      'ours beside floors',
      'pandas beside ours',
      'peak MB',
      'pandas, MB',
    ],
    Array.from(bySize, ([rows, { ours, floors, pandas }]) => [
      `${rows.toLocaleString('en-GB')} rows`,
      shown(ours?.ms),
      shown(floors?.ms),
      shown(pandas?.ms),
      times(ratio(ours, floors)),
      times(ratio(pandas, ours)),
      cells(ours)[1],
      cells(pandas)[1],
    ]),
  )
}

function growthOf(bySize: ReadonlyMap<number, Results>, from: number, to: number): string {
  const names: Record<Ways, string> = { ours: '**ours**', floors: 'the floors', pandas: 'pandas' }
  const [small, large] = [bySize.get(from), bySize.get(to)]
  return table(
    [`from ${from.toLocaleString('en-GB')} to ${to.toLocaleString('en-GB')} rows`, 'time', 'peak memory'],
    (Object.keys(names) as Ways[]).flatMap((name) => {
      const [before, after] = [small?.[name], large?.[name]]
      if (before === undefined || after === undefined) return []
      return [[names[name], times(after.ms / before.ms), times(after.megabytes / before.megabytes)]]
    }),
  )
}
