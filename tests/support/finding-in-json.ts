/** One finding as `rollcall check --json` prints it: said here again, so that a change of shape fails. */
export interface PrintedFinding {
  readonly rule: string
  readonly severity: 'error' | 'query' | 'note'
  readonly sheet: string
  readonly cell: string | null
  readonly row: number | null
  readonly column: string | null
  readonly heading: string | null
  readonly message: string
  readonly found: string
  readonly expected: string
  readonly fix: string
}

/** What `rollcall check --json` prints. */
export interface PrintedCheck {
  readonly outcome: 'ready' | 'needs-answers' | 'must-fix' | 'refused'
  readonly refusal?: { readonly code: string; readonly message: string }
  readonly authority: string | null
  readonly sheets: readonly { readonly sheet: string; readonly rows: number }[]
  readonly findings: readonly PrintedFinding[]
  readonly counts: { readonly error: number; readonly query: number; readonly note: number }
}
