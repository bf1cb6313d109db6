/** What is true of a workbook as a whole: what was in it, what was passed over, what a person could not see. */
export interface WorkbookFacts {
  readonly format: 'xlsx' | 'csv'
  readonly sheets: readonly SheetFacts[]
}

export interface SheetFacts {
  /** Empty for a CSV file, whose one table has no name. */
  readonly name: string
  readonly hidden: boolean
  /** Rows with at least one cell that is not empty, headings included. */
  readonly rows: number
  /** How many of those rows are hidden. */
  readonly hiddenRows: number
  /** Columns that are hidden and hold something, by letter. */
  readonly hiddenColumns: readonly string[]
  /** Merged ranges, and the first of them as 'B3:C3'. */
  readonly merges: number
  readonly firstMerge?: string
}
