import { join } from 'node:path'
import { measure, type Result, race } from '../race.ts'
import { shown, table } from '../table.ts'
import type { Workplace } from '../workplace.ts'

export interface Returns {
  readonly markdown: string
  readonly many: Result
}

/** Many returns at once: every authority’s, and as many as a census of schools has. */
export async function manyReturns({ folder: base, sizes, say }: Workplace): Promise<Returns> {
  say('every authority’s return')
  const folder = join(base, 'returns')
  await measure({ does: ['returns', 'make'], input: { folder } }, { runs: 1, warmUps: 0 })
  const { aggregate, alone } = await race(
    {
      aggregate: { does: ['returns', 'aggregate'], input: { folder } },
      alone: { does: ['returns', 'oneAfterAnother'], input: { folder } },
    },
    { runs: 3, warmUps: 1 },
  )
  say(`${sizes.manyReturns} small returns`)
  const input = { folder, returns: sizes.manyReturns }
  const many = await measure({ does: ['returns', 'manyReturns'], input }, { runs: 1, warmUps: 0 })
  const row = (name: string, result: Result | undefined, megabytes: unknown, returns: number) => [
    name,
    shown(result && result.ms / 1000),
    shown(result && result.ms / returns),
    typeof megabytes === 'number' ? String(Math.round(megabytes)) : '–',
  ]
  const markdown = table(
    ['', 'seconds', 'ms a return', 'MB, all processes together'],
    [
      row('`rollcall aggregate`, 153 returns at real sizes', aggregate, aggregate?.said, 153),
      row('the same files by one warm process, one after the other', alone, alone?.megabytes, 153),
      row(
        `${sizes.manyReturns.toLocaleString('en-GB')} small returns by the pool`,
        many,
        many.said,
        sizes.manyReturns,
      ),
    ],
  )
  return { markdown, many }
}
