import type { Authority } from '../authority.ts'
import { type CalendarDate, day } from '../calendar-date.ts'
import type { Cell } from '../cell.ts'
import { type CheckedReturn, type CheckOptions, startCheck } from '../check.ts'
import { type Collection, readCollection } from '../collection.ts'
import { type CompiledCollection, compileCollection } from '../compiled-collection.ts'
import { type Contribution, startContribution } from '../contribution.ts'
import type { WorkbookFacts } from '../workbook-facts.ts'

/** Rows of a workbook by sheet, as a person sees them: the first row is row 1. */
export type Sheets = Readonly<Record<string, readonly (readonly Cell[])[]>>

/** Three authorities in two regions, one of which has closed. */
const threeAuthorities: readonly Authority[] = [
  anAuthority('330', 'Birmingham', 'West Midlands', {
    populations: [{ of: 'children-in-care', on: day('2024-03-31'), value: 200 }],
  }),
  anAuthority('202', 'Camden', 'London', {
    aliases: ['London Borough of Camden'],
    populations: [{ of: 'children-in-care', on: day('2024-03-31'), value: 50 }],
  }),
  anAuthority('909', 'Cumbria', 'North West', { closed: day('2023-03-31'), successors: ['202'] }),
]

function anAuthority(code: string, name: string, region: string, more: Partial<Authority>): Authority {
  return {
    code,
    kind: 'local-authority',
    name,
    region,
    gss: [],
    aliases: [],
    successors: [],
    populations: [],
    ...more,
  }
}

/** A collection for tests: give what matters, the rest is there. */
export function aCollection(given: Record<string, unknown>): Collection {
  return readCollection({
    id: 'test-collection',
    version: 1,
    title: 'Test collection',
    purpose: 'To test.',
    legalBasis: 'None.',
    oneRowIs: 'a child',
    reference: { kind: 'day' },
    asks: ['local-authority'],
    ...given,
  })
}

/** A collection of one table, Children, named by `child_id`. */
export const aTable = (
  columns: readonly Record<string, unknown>[],
  more: Record<string, unknown> = {},
): Collection =>
  aCollection({
    sheets: [
      {
        id: 'children',
        name: 'Children',
        intro: 'One child a row.',
        kind: 'table',
        key: ['child_id'],
        columns: [
          { id: 'child_id', heading: 'Child ID', type: 'text', maxLength: 20, required: true },
          ...columns,
        ],
        derived: more.derived ?? [],
      },
    ],
    ...Object.fromEntries(Object.entries(more).filter(([name]) => name !== 'derived')),
  })

export const theDay = day('2024-09-01')

export const compiledFor = (collection: Collection, date: CalendarDate = theDay): CompiledCollection =>
  compileCollection(collection, threeAuthorities, date)

/** Checks rows as if they had come from a workbook. */
export function aCheck(
  collection: Collection,
  sheets: Sheets,
  options: CheckOptions & { facts?: Partial<WorkbookFacts> } = {},
): CheckedReturn & { contribution: Contribution } {
  const compiled = compiledFor(collection)
  const contribution = startContribution(compiled, { hasLastRound: options.lastRound !== undefined })
  const check = startCheck(compiled, {
    ...options,
    takeRow: (sheet, row) => {
      contribution.row(sheet, row)
      options.takeRow?.(sheet, row)
    },
  })
  const names = Object.keys(sheets).map((name) => ({ name, hidden: name === 'Rollcall' }))
  check.sheets(names)
  for (const sheet of names) {
    const takeRow = check.sheet(sheet)
    for (const [index, cells] of (sheets[sheet.name] ?? []).entries()) takeRow?.(index + 1, cells, false)
  }
  const facts: WorkbookFacts = {
    format: 'xlsx',
    sheets: names.map(({ name, hidden }) => ({
      name,
      hidden,
      rows: sheets[name]?.length ?? 0,
      hiddenRows: 0,
      hiddenColumns: [],
      merges: 0,
    })),
    ...options.facts,
  }
  const checked = check.finish(facts)
  return { ...checked, contribution: contribution.finish(checked.authority ?? '330') }
}

/** A finding in short: 'IH-014 error B2'. */
export const inShort = ({ findings }: CheckedReturn): string[] =>
  findings.map(({ rule, severity, cell }) => `${rule} ${severity} ${cell ?? '-'}`)
