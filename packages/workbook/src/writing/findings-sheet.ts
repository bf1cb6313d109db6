import type { Finding, Severity } from '@rollcall/domain/finding'
import { templateSheets } from '@rollcall/domain/template-sheets'
import { counted } from '@rollcall/domain/text'
import { type Marks, severityWords } from './marks.ts'
import type { CellPlan, RowPlan, SheetPlan } from './plan.ts'
import { sheetTop } from './sheet-top.ts'

const columns = [
  { heading: 'Sheet', width: 16 },
  { heading: 'Cell', width: 10 },
  { heading: 'Severity', width: 11 },
  { heading: 'What is wrong', width: 48 },
  { heading: 'What we found', width: 26 },
  { heading: 'What we need', width: 34 },
  { heading: 'How to fix it', width: 48 },
  { heading: 'Rule', width: 26 },
]

// Excel opens no workbook with more than 65,530 links on one sheet.
const mostLinks = 65_000
const mostRows = 1_048_000

interface FindingsParts {
  readonly findings: readonly Finding[]
  readonly title: string
  /** What each sheet is called in the copy. */
  readonly names: ReadonlyMap<string, string>
  readonly marks: Marks
}

/** Every finding, a row each, with a link to its cell. */
export function findingsSheet({ findings, title, names, marks }: FindingsParts): SheetPlan {
  const above = sheetTop(`Findings: ${title}`, undefined, summaryOf(findings, marks))
  const headingRow = above.length + 1
  const shown = findings.slice(0, mostRows)
  return {
    name: templateSheets.findings,
    columns: columns.map(({ width }) => ({ width, look: 'wrapped' as const })),
    rows: [
      ...above,
      ...(shown.length > 0 ? [{ number: headingRow, cells: columns.map(headingCell) }] : []),
      ...shown.map((finding, index) => findingRow(finding, headingRow + 1 + index, index < mostLinks, names)),
    ],
    ...(shown.length > 0 && {
      table: {
        name: 'findings',
        headings: columns.map(({ heading }) => heading),
        headingRow,
        rowCount: shown.length,
        filters: true,
      },
      headingRow,
    }),
  }
}

const headingCell = ({ heading }: { heading: string }): CellPlan => ({ value: heading, look: 'heading' })

function findingRow(
  { sheet, cell, severity, message, found, expected, fix, rule }: Finding,
  number: number,
  linked: boolean,
  names: ReadonlyMap<string, string>,
): RowPlan {
  const called = names.get(sheet)
  const where: CellPlan =
    cell !== null && called !== undefined && linked
      ? { value: cell, look: 'link', link: { sheet: called, cell } }
      : { value: cell ?? 'No cell', look: 'wrapped' }
  const rest = [severityWords[severity], message, found, expected, fix, rule]
  return {
    number,
    cells: [called ?? sheet, where, ...rest].map((value) =>
      typeof value === 'string' ? { value, look: 'wrapped' as const } : value,
    ),
  }
}

/** How many of each there are and what to do, a sentence each. */
function summaryOf(findings: readonly Finding[], { withoutComment }: Marks): string {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length
  const [errors, queries, notes] = [count('error'), count('query'), count('note')]
  if (findings.length === 0) return 'Nothing was found that has to be put right.'
  return [
    `There ${errors === 1 ? 'is' : 'are'} ${counted(errors, 'error')}, ${counted(queries, 'query', 'queries')} and ${counted(notes, 'note')}.`,
    'An error has to be put right; a query has to be put right or explained in Rollcall; a note needs nothing.',
    'Each cell concerned is marked on its own sheet, with a comment: a thick border for an error, a dashed one for a query, a dotted one for a note.',
    ...(withoutComment > 0
      ? [
          `For ${counted(withoutComment, 'further cell')} there is no comment, only the border and the row here.`,
        ]
      : []),
    'Put the cells right here and upload this workbook again. This sheet is passed over.',
  ].join(' ')
}
