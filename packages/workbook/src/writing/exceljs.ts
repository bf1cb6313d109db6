import type ExcelJS from 'exceljs'
import { writtenAs } from './cell-value.ts'
import { excelText } from './excel-text.ts'
import { type Look, looks } from './looks.ts'
import { anchorOf } from './note-size.ts'
import {
  type CellPlan,
  isPlan,
  type NotePart,
  type RowPlan,
  type SheetPlan,
  type ValidationPlan,
  type WorkbookPlan,
} from './plan.ts'
import { rowHeight } from './row-height.ts'
import { setZipTimes } from './zip-times.ts'

// The one file that knows exceljs. It only ever writes: reading what people upload is read-workbook's.

export type Style = ExcelJS.Style
export type Alignment = ExcelJS.Alignment
export type Border = ExcelJS.Border

const program = 'Rollcall'
const a4 = 9
/** In characters of the usual size, on a page of A4 on its side. */
const readablePageWidth = 230

/** Writes a workbook. The same plan gives the same bytes. */
export async function writeWorkbook(plan: WorkbookPlan): Promise<Uint8Array> {
  // Loaded only when something is written: it takes a third of a second.
  const { default: exceljs } = await import('exceljs')
  const workbook = new exceljs.Workbook()
  describe(workbook, plan)
  const styles = styleBook()
  for (const sheet of plan.sheets) addSheet(workbook, sheet, styles)
  mend(workbook, plan)
  const bytes = new Uint8Array(await workbook.xlsx.writeBuffer())
  setZipTimes(bytes, plan.madeOn)
  return bytes
}

function describe(workbook: ExcelJS.Workbook, plan: WorkbookPlan): void {
  const moment = new Date(`${plan.madeOn}T00:00:00Z`)
  Object.assign(workbook, {
    title: excelText(plan.title),
    subject: excelText(plan.subject),
    description: excelText(plan.description),
    creator: program,
    lastModifiedBy: program,
    language: 'en-GB',
    created: moment,
    modified: moment,
  })
  // The first sheet is the one that opens.
  workbook.views = [
    { x: 0, y: 0, width: 24_000, height: 14_000, firstSheet: 0, activeTab: 0, visibility: 'visible' },
  ]
}

type StyleBook = (look: Look, format: string | undefined) => Partial<ExcelJS.Style>

/** One object for each style there is: exceljs recognises a style it has seen by the object. */
function styleBook(): StyleBook {
  const known = new Map<string, Partial<ExcelJS.Style>>()
  return (look, format) => {
    const key = `${look} ${format ?? ''}`
    const before = known.get(key)
    if (before) return before
    const style = { ...looks[look], ...(format !== undefined && { numFmt: format }) }
    known.set(key, style)
    return style
  }
}

function addSheet(workbook: ExcelJS.Workbook, plan: SheetPlan, styles: StyleBook): void {
  const opensFirst = workbook.worksheets.length === 0
  const { frozenRows } = plan
  const view: Partial<ExcelJS.WorksheetView> & { tabSelected: boolean } = {
    ...(frozenRows === undefined
      ? { state: 'normal', activeCell: 'A1' }
      : { state: 'frozen', ySplit: frozenRows, activeCell: `A${frozenRows + 1}` }),
    tabSelected: opensFirst,
  }
  const sheet = workbook.addWorksheet(plan.name, {
    state: plan.hidden ? 'hidden' : 'visible',
    views: [view],
    pageSetup: pageSetup(plan),
  })
  setColumns(sheet, plan, styles)
  for (const row of plan.rows) addRow(sheet, row, plan, styles)
  addTable(sheet, plan)
  for (const validation of plan.validations ?? []) addValidation(sheet, validation)
}

/** As many pages wide as it takes to be read, with the headings on each of them, and on all but the first the first column. */
function pageSetup({ columns, headingRow }: SheetPlan): Partial<ExcelJS.PageSetup> {
  const pages = Math.ceil(columns.reduce((sum, { width }) => sum + width, 0) / readablePageWidth)
  return {
    paperSize: a4,
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: Math.max(pages, 1),
    fitToHeight: 0,
    ...(headingRow !== undefined && { printTitlesRow: `${headingRow}:${headingRow}` }),
    ...(pages > 1 && { printTitlesColumn: 'A:A' }),
  }
}

function setColumns(sheet: ExcelJS.Worksheet, { columns }: SheetPlan, styles: StyleBook): void {
  for (const [index, { width, look = 'plain', format }] of columns.entries()) {
    const column = sheet.getColumn(index + 1)
    column.width = width
    column.style = styles(look, format)
  }
}

function addRow(sheet: ExcelJS.Worksheet, plan: RowPlan, { columns }: SheetPlan, styles: StyleBook): void {
  const { number, cells, hidden } = plan
  const row = sheet.getRow(number)
  if (hidden) row.hidden = true
  const height = rowHeight(plan, columns)
  if (height !== undefined) row.height = height
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index] ?? null
    if (cell !== null) fill(row.getCell(index + 1), isPlan(cell) ? cell : { value: cell }, styles)
  }
}

function fill(
  cell: ExcelJS.Cell,
  { value, look = 'plain', format, link, note }: CellPlan,
  styles: StyleBook,
): void {
  const { value: plain, format: shown } = writtenAs(value, format)
  cell.style = styles(look, shown)
  const target = link && linkTo(link)
  cell.value = (target ? { text: String(plain), hyperlink: target } : plain) as ExcelJS.CellValue
  if (note) cell.note = { texts: note.map(notePart), editAs: 'oneCells' }
}

const notePart = ({ text, bold = false }: NotePart): ExcelJS.RichText => ({
  text: excelText(text),
  font: { name: 'Arial', size: 10, bold },
})

/** Where exceljs can make a link to: it knows one inside the workbook by its form, which a sheet with '!' in its name has not. */
const linkTo = ({ sheet, cell }: NonNullable<CellPlan['link']>): string | undefined =>
  sheet.includes('!') ? undefined : `'${sheet.replaceAll("'", "''")}'!${cell}`

function addTable(sheet: ExcelJS.Worksheet, { table }: SheetPlan): void {
  if (table === undefined) return
  sheet.addTable({
    name: table.name,
    ref: `A${table.headingRow}`,
    headerRow: true,
    style: { theme: 'TableStyleLight1', showRowStripes: false },
    columns: table.headings.map((name) => ({ name: excelText(name), filterButton: table.filters ?? false })),
    // The cells are written already: exceljs only has to know how many rows there are.
    rows: Array.from({ length: Math.max(table.rowCount, 1) }, () => []),
  })
}

function addValidation(sheet: ExcelJS.Worksheet, plan: ValidationPlan): void {
  const { range, promptTitle, prompt, accepts, warning } = plan
  // Written once for the whole range; the types of exceljs know only single cells.
  const { dataValidations } = sheet as unknown as {
    dataValidations: { add(range: string, validation: object): void }
  }
  dataValidations.add(range, {
    ...(accepts === undefined && { type: 'any' }),
    ...(accepts && 'choices' in accepts && { type: 'list', formulae: [accepts.choices] }),
    ...(accepts && 'formula' in accepts && { type: 'custom', formulae: [accepts.formula] }),
    allowBlank: true,
    showInputMessage: true,
    promptTitle: excelText(promptTitle),
    prompt: excelText(prompt),
    ...(warning !== undefined && {
      showErrorMessage: true,
      errorStyle: 'warning',
      errorTitle: 'Please check',
      error: excelText(warning),
    }),
  })
}

interface Internals {
  prepareModel(model: WorkbookModel, options: object): void
  addWorksheets(zip: Zip, model: WorkbookModel): Promise<void>
}
interface Zip {
  append(data: string, options: { name: string }): void
}
interface WorkbookModel {
  readonly worksheets: readonly {
    readonly name: string
    readonly hyperlinks: { rId?: string | undefined }[]
    readonly comments: { ref: string; note: { texts: { text: string }[] }; anchor?: object }[]
    rels: { Type: string }[]
  }[]
}

/**
 * exceljs 4.4.0 gives a link inside the workbook a relationship to an outside file as well, every comment one small size, and
 * every author the name 'Author'. It has no options for these, so they are put right between its own two steps.
 */
function mend(workbook: ExcelJS.Workbook, plan: WorkbookPlan): void {
  const xlsx = workbook.xlsx as unknown as Internals
  const { prepareModel, addWorksheets } = xlsx
  xlsx.prepareModel = (model, options) => {
    prepareModel.call(xlsx, model, options)
    for (const [index, sheet] of model.worksheets.entries()) {
      for (const link of sheet.hyperlinks) link.rId = undefined
      sheet.rels = sheet.rels.filter(({ Type }) => !Type.endsWith('/hyperlink'))
      const columns = plan.sheets[index]?.columns ?? []
      for (const comment of sheet.comments) comment.anchor = anchorOf(comment, columns)
    }
  }
  xlsx.addWorksheets = (zip, model) => {
    const append: Zip['append'] = (data, options) => zip.append(withAuthor(data, options.name), options)
    return addWorksheets.call(xlsx, { append }, model)
  }
}

const withAuthor = (data: string, name: string): string =>
  name.startsWith('xl/comments')
    ? data.replace('<author>Author</author>', `<author>${program}</author>`)
    : data
