import { join } from 'node:path'
import { type RaceOptions, type Result, race } from '../race.ts'
import type { Entrant } from '../subject-process.ts'
import { cells, ratio, table, times } from '../table.ts'
import { savedByLibreOffice, type Workplace } from '../workplace.ts'

const names = {
  floor: 'floor: every part unpacked',
  fastestFloor: 'the same, each part at once',
  ours: '**ours**',
  hucre: 'hucre, streaming',
  exceljsStreaming: 'exceljs, streaming',
  exceljsLoad: 'exceljs, whole',
  openpyxl: 'openpyxl, read-only',
  pandas: 'pandas',
}
type Reader = keyof typeof names
type Results = Partial<Record<Reader, Result>>

export interface Reading {
  readonly markdown: string
  /** By rows of the return, and of the stress file. */
  readonly returns: ReadonlyMap<number, Results>
  readonly stress: Results
}

/** Reading alone, beside other readers and the floor. */
export async function reading(workplace: Workplace): Promise<Reading> {
  const { folder, sizes, say } = workplace
  const returns = new Map<number, Results>()
  const parts: string[] = []
  for (const rows of sizes.rows) {
    say(`reading ${rows} rows`)
    const file = join(folder, `return-${rows}.xlsx`)
    const found = await raceOf(workplace, file, 'Children', rows <= 10_000, { runs: rows < 5000 ? 9 : 5 })
    returns.set(rows, found)
    parts.push(markdownOf(`A return of ${rows.toLocaleString('en-GB')} rows × 20 columns`, found))
  }
  say('reading the stress file')
  const byLibreOffice = await savedByLibreOffice(workplace, 'stress.xlsx')
  const stress = await raceOf(workplace, join(folder, 'stress.xlsx'), 'Data', false, {})
  const saved = byLibreOffice ? ', saved by LibreOffice' : ''
  parts.push(
    markdownOf(`${sizes.stressRows.toLocaleString('en-GB')} rows × 30 mixed columns${saved}`, stress),
  )
  return { markdown: parts.join('\n\n'), returns, stress }
}

async function raceOf(
  { has }: Workplace,
  file: string,
  sheet: string,
  whole: boolean,
  options: RaceOptions,
): Promise<Results> {
  const input = { file, sheet }
  const entrant = (name: string, group = 'reading'): Entrant => ({ does: [group, name], input })
  const floors = await race<Reader>(
    { floor: entrant('floor'), fastestFloor: entrant('fastestFloor') },
    options,
  )
  const others = await race<Reader>(
    {
      ours: entrant('ours'),
      hucre: entrant('hucre', 'other readers'),
      exceljsStreaming: entrant('exceljsStreaming', 'other readers'),
      ...(whole && { exceljsLoad: entrant('exceljsLoad', 'other readers') }),
      ...(has.pandas && {
        openpyxl: { ...entrant('openpyxl_read_only'), in: 'python' },
        pandas: { ...entrant('pandas'), in: 'python' },
      }),
    },
    { ...options, sameAnswer: true },
  )
  return { ...floors, ...others }
}

function markdownOf(title: string, results: Results): string {
  const rows = (Object.keys(names) as Reader[]).flatMap((name) => {
    const result = results[name]
    if (result === undefined) return []
    const beside = name.endsWith('loor') ? undefined : ratio(result, results.ours)
    return [[names[name], ...cells(result), times(ratio(result, results.floor)), times(beside)]]
  })
  return `${title}:\n\n${table(['', 'ms', 'peak MB', 'beside the floor', 'beside ours'], rows)}`
}
