export type Severity = 'error' | 'query' | 'note'

/**
 * Something wrong, odd or worth knowing in a return: where it is, what was found, what was expected and how to fix it.
 * Not an error of ours: it is shown, and answered. It holds what the officer typed, so it never goes into a log.
 */
export interface Finding {
  /** A rule's code ('IH-014'), or what is wrong with a cell of a column ('date_of_birth.unreadable'). Never renamed. */
  readonly rule: string
  /** An error must be fixed; a query fixed or explained; a note needs nothing. */
  readonly severity: Severity
  /** The sheet's name in the officer's own workbook; for CSV, the name it has in the template. */
  readonly sheet: string
  /** 'B7'; for a finding about a whole column, its heading's cell; `null` where there is no such cell. */
  readonly cell: string | null
  readonly row: number | null
  /** The column's id, and what is written above it. */
  readonly column: string | null
  readonly heading: string | null
  /** What is wrong, in one sentence. */
  readonly message: string
  /** What the cell says, or how it begins. */
  readonly found: string
  readonly expected: string
  readonly fix: string
  /** What the finding is about, for an explanation to hold on to: the row's key, or the cell. Queries have it, and what else a rule finds wrong. */
  readonly subject?: string
  /** The values that made it so: an explanation lapses when they change. Where there is a subject. */
  readonly value?: string
}
