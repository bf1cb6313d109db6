// A backup is a gzipped text of lines. First what it is; then, for each table, its name, a line of JSON for each row, and how many they
// were with their SHA-256; at the end the SHA-256 of all lines before. Lines that are not rows begin with #.

export interface BackupHeader {
  readonly format: 1
  readonly madeAt: string
  readonly codeVersion: string
  /** The migrations that the database had had, in order. */
  readonly migrations: readonly string[]
  /** The master keys that wrap the keys in it. None of them is in it. */
  readonly masterKeyIds: readonly string[]
}

export type Mark =
  | { readonly backup: BackupHeader }
  | { readonly table: string }
  | { readonly rows: number; readonly sha256: string }
  | { readonly whole: string }

export const markLine = (mark: Mark): string => `#${JSON.stringify(mark)}\n`

/** A backup that cannot be restored, told in a sentence. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused'
}

/** What was for an hour or a day: after a restore people sign in again. */
export const leftOut: readonly string[] = [
  'sessions',
  'sign_in_links',
  'sign_in_attempts',
  'idempotency_keys',
]
