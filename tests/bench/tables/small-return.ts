import { join } from 'node:path'
import { type Result, race } from '../race.ts'
import { cells, shown, table, times } from '../table.ts'
import type { Workplace } from '../workplace.ts'

const names = {
  floor: 'floor: every part unpacked',
  reading: 'reading it',
  whole: '**file in hand to findings and figures**',
  hucre: 'hucre, only reading',
  exceljs: 'exceljs, only reading',
}
type Way = keyof typeof names

export interface SmallReturn {
  readonly markdown: string
  readonly results: Partial<Record<Way, Result>>
}

/** What an officer of nearly every authority waits for: a template of thirty rows, by a process that is warm. */
export async function smallReturn({ folder, say }: Workplace): Promise<SmallReturn> {
  say('a return of thirty rows')
  const input = { file: join(folder, 'filled-in-30.xlsx'), sheet: 'Children' }
  const results = await race<Way>(
    {
      floor: { does: ['reading', 'floor'], input },
      reading: { does: ['reading', 'ours'], input },
      whole: { does: ['whole', 'ours'], input },
      hucre: { does: ['other readers', 'hucre'], input },
      exceljs: { does: ['other readers', 'exceljsLoad'], input },
    },
    { runs: 200, warmUps: 100 },
  )
  const markdown = table(
    ['30 rows in the template', 'ms, half the time', 'ms, 19 times in 20', 'beside ours', 'peak MB'],
    (Object.keys(names) as Way[]).flatMap((name) => {
      const result = results[name]
      if (result === undefined) return []
      const beside = results.whole && result.ms / results.whole.ms
      return [[names[name], shown(result.ms), shown(result.p95), times(beside), cells(result)[1]]]
    }),
  )
  return { markdown, results }
}
