import { join } from 'node:path'
import { hostileFiles } from '../hostile-files.ts'
import { measure, type Result } from '../race.ts'
import { cells, table } from '../table.ts'
import type { Workplace } from '../workplace.ts'

export interface Hostile {
  readonly markdown: string
  readonly results: ReadonlyMap<string, Result>
}

/** Files made to cost more than they weigh, each by a process that has seen nothing else. */
export async function hostile({ folder, sizes, make, say }: Workplace): Promise<Hostile> {
  const results = new Map<string, Result>()
  for (const name of Object.keys(hostileFiles)) {
    say(name)
    await make('hostile', { name, rows: sizes.hostileRows })
    const input = { file: join(folder, `${name}.xlsx`) }
    results.set(name, await measure({ does: ['hostile', 'check'], input }, { runs: 1, warmUps: 0 }))
  }
  const markdown = table(
    ['', 'ms', 'peak MB', 'what came of it'],
    Array.from(results, ([name, result]) => [name, ...cells(result), String(result.said)]),
  )
  return { markdown, results }
}
