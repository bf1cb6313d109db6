import { rowsFile } from '../kept-rows.ts'
import { measure, type Result, race } from '../race.ts'
import { cells, ratio, shown, table, times } from '../table.ts'
import type { Workplace } from '../workplace.ts'

interface Pair {
  readonly rows: number
  readonly spoilt: boolean
  readonly ours: Result | undefined
  readonly byHand: Result | undefined
}

export interface Checking {
  readonly markdown: string
  readonly pairs: readonly Pair[]
}

/** Checking rows in memory, beside the same checks written by hand. */
export async function checking({ folder, sizes, say }: Workplace): Promise<Checking> {
  const pairs: Pair[] = []
  for (const rows of sizes.rows) {
    say(`checking ${rows} rows`)
    for (const spoilt of [false, true])
      pairs.push({ rows, spoilt, ...(await pairOf(rowsFile(folder, rows, spoilt), rows)) })
  }
  const markdown = table(
    ['', 'ours, ms', 'by hand, ms', 'ours beside by hand', 'findings', 'peak MB, ours', 'peak MB, by hand'],
    pairs.map(({ rows, spoilt, ours, byHand }) => [
      `${rows.toLocaleString('en-GB')} rows, ${spoilt ? 'one cell in ten bad' : 'clean'}`,
      shown(ours?.ms),
      shown(byHand?.ms),
      times(ratio(ours, byHand)),
      Number(ours?.said).toLocaleString('en-GB'),
      cells(ours)[1],
      cells(byHand)[1],
    ]),
  )
  return { markdown, pairs }
}

async function pairOf(file: string, rows: number): Promise<Omit<Pair, 'rows' | 'spoilt'>> {
  const found = await race(
    {
      ours: { does: ['checking', 'ours'], input: { file } },
      byHand: { does: ['checking', 'byHand'], input: { file } },
    },
    { runs: rows < 50_000 ? 15 : 7, warmUps: rows < 5000 ? 10 : 2 },
  )
  return { ours: found.ours, byHand: found.byHand }
}

/** Counting alone: one return's part of every figure, and national figures from every authority's. */
export async function counting({ folder, sizes, say }: Workplace): Promise<string> {
  say('counting')
  const contributions: string[][] = []
  for (const rows of sizes.rows) {
    const input = { file: rowsFile(folder, rows, false) }
    const found = await measure({ does: ['checking', 'contribution'], input }, { runs: 9, warmUps: 5 })
    contributions.push([
      `one return’s part of every figure, ${rows.toLocaleString('en-GB')} rows`,
      ...cells(found),
      '–',
      `${shown((found.ms * 1000) / rows)} µs a row`,
    ])
  }
  const { ours, parsing } = await race(
    { ours: { does: ['figures', 'ours'] }, parsing: { does: ['figures', 'parsing'] } },
    { runs: 30, warmUps: 10 },
  )
  return table(
    ['', 'ms', 'peak MB', 'beside parsing', ''],
    [
      ...contributions,
      ['every national figure from 153 contributions', ...cells(ours), times(ratio(ours, parsing)), ''],
      ['the same contributions parsed from JSON', ...cells(parsing), '', ''],
    ],
  )
}
