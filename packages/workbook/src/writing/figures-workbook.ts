import { writeWorkbook } from './exceljs.ts'
import type { CellPlan, RowPlan, SheetPlan } from './plan.ts'
import type { SavedFigures } from './saved-figures.ts'
import { sheetTop } from './sheet-top.ts'

/** A workbook of figures: what they are, the figures with headings that stay in sight, what each one is, and who is in them. */
export const writeFiguresWorkbook = (saved: SavedFigures): Promise<Uint8Array> =>
  writeWorkbook({
    title: saved.title,
    subject: 'Figures',
    description: saved.warning,
    madeOn: saved.madeOn,
    sheets: [aboutSheet(saved), figuresSheet(saved), whatSheet(saved), coverageSheet(saved)],
  })

const label = (value: string): CellPlan => ({ value, look: 'label' })
const wrapped = (value: string): CellPlan => ({ value, look: 'wrapped' })

function aboutSheet({ title, warning, about, table }: SavedFigures): SheetPlan {
  const columns = table.columns.map(({ name, says }) => [wrapped(name), wrapped(says)])
  const rows: readonly (readonly CellPlan[])[] = [
    [{ value: title, look: 'title' }],
    [label('Not for publication'), label(warning)],
    ...about.map(([name, words]) => [label(name), wrapped(words)]),
    [{ value: 'The columns of the sheet Figures', look: 'section' }],
    ...columns,
  ]
  return {
    name: 'Notes',
    columns: [
      { width: 28, look: 'wrapped' },
      { width: 100, look: 'wrapped' },
    ],
    rows: rows.map((cells, at) => ({ number: at + 1, cells })),
  }
}

const widths: Readonly<Record<string, number>> = { title: 60, group: 36, hash: 68, unit: 16 }

function figuresSheet({ warning, table }: SavedFigures): SheetPlan {
  const headings = table.columns.map(({ name }) => name)
  return tableSheet({
    name: 'Figures',
    warning,
    headings,
    widths: headings.map((name) => widths[name] ?? Math.max(14, name.length + 4)),
    rows: table.rows,
  })
}

const whatSheet = ({ warning, figures }: SavedFigures): SheetPlan =>
  tableSheet({
    ...{ name: 'What each figure is', warning },
    ...{ headings: ['Figure', 'Title', 'How it is worked out'], widths: [30, 60, 90], rows: figures },
  })

const coverageSheet = ({ warning, coverage }: SavedFigures): SheetPlan =>
  tableSheet({
    ...{ name: 'Coverage', warning },
    ...{ headings: ['Code', 'Authority', 'In the figures'], widths: [12, 44, 44], rows: coverage },
  })

interface Table {
  readonly name: string
  readonly warning: string
  readonly headings: readonly string[]
  readonly widths: readonly number[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

function tableSheet({ name, warning, headings, widths: inCharacters, rows }: Table): SheetPlan {
  const above = sheetTop(name, undefined, warning)
  const headingRow = above.length + 1
  return {
    name,
    columns: inCharacters.map((width) => ({ width })),
    rows: [
      ...above,
      { number: headingRow, cells: headings.map((value): CellPlan => ({ value, look: 'heading' })) },
      ...rows.map((cells, at): RowPlan => ({ number: headingRow + 1 + at, cells })),
    ],
    headingRow,
    frozenRows: headingRow,
    ...(rows.length > 0 && {
      table: {
        ...{ name: name.replaceAll(' ', '_'), headings, headingRow, rowCount: rows.length, filters: true },
      },
    }),
  }
}
