import type { CheckedReturn } from '@rollcall/domain/check'
import type { KeptReturn } from '@rollcall/domain/kept-return'
import type { RelaxedRule } from '@rollcall/domain/relaxation'
import type { FrozenCollection } from '@rollcall/workbook/frozen-collection'
import type { RefusalCode } from '@rollcall/workbook/refusal'

// What the page and its worker say to each other.

/** What a return is checked against: all that the server's own check is given. */
export interface Asked {
  readonly frozen: Pick<FrozenCollection, 'collection' | 'authorities' | 'referenceDate'>
  /** The code of the authority whose return it is. */
  readonly authority: string
  /** The part of its return of the round before that rules compare with; `null` where there was none. */
  readonly lastReturn: KeptReturn | null
  /** The rules that the office has relaxed for it. */
  readonly relaxed: readonly RelaxedRule[]
}

export type ToWorker =
  | { readonly kind: 'prepare'; readonly asked: Asked }
  | { readonly kind: 'check'; readonly file: Blob }

export type FromWorker =
  | Outcome
  /** It has all that it needs, and from now on is asked about files. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'reading'; readonly rows: number }

/** What came of a check. */
export type Outcome =
  | { readonly kind: 'checked'; readonly checked: CheckedReturn }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly message: string }
  /** The file is not as it was when it was chosen, or cannot be opened. */
  | { readonly kind: 'lost' }
  /** A fault of ours. */
  | { readonly kind: 'failed' }
