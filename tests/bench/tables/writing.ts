import { type Result, race } from '../race.ts'
import type { Entrant } from '../subject-process.ts'
import { cells, ratio, table, times } from '../table.ts'
import type { Workplace } from '../workplace.ts'

/** Workbooks written, beside the same rows written bare by the library we write them with. */
export async function writing({ sizes: { templateRows }, say }: Workplace): Promise<string> {
  const lines: string[][] = []
  const compare = async (name: string, ours: Entrant, bare: Entrant) => {
    say(`writing ${name}`)
    const found: Partial<Record<'ours' | 'bare', Result>> = await race(
      { ours, bare },
      { runs: 3, warmUps: 1 },
    )
    lines.push([name, ...cells(found.ours), ...cells(found.bare), times(ratio(found.ours, found.bare))])
  }
  const rows = templateRows.toLocaleString('en-GB')
  await compare(
    'a template for each of 153 authorities, filled in at real sizes',
    { does: ['writing', 'templates'] },
    { does: ['writing', 'bareExceljs'] },
  )
  const one = { authorities: 1, rows: templateRows }
  await compare(
    `a template of ${rows} rows`,
    { does: ['writing', 'templates'], input: one },
    { does: ['writing', 'bareExceljs'], input: one },
  )
  await compare(
    `the annotated copy of a return of ${rows} rows with 500 findings, reading it included`,
    { does: ['writing', 'annotated'], input: { rows: templateRows } },
    { does: ['writing', 'bareExceljs'], input: one },
  )
  return table(['', 'ours, ms', 'peak MB', 'bare exceljs, ms', 'peak MB', 'ours beside bare'], lines)
}
