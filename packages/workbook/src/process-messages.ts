import type { RefusalCode } from './refusal.ts'

// What a process pool and its child processes say to each other.

/** What a child says first: it has started, and has loaded what it is to run. */
export type Ready = 'ready'

/** What a child is asked to do. */
export interface Order {
  readonly input: unknown
}

/** What came of it. An error crosses as what is worth keeping of it. */
export type Outcome =
  | { readonly kind: 'done'; readonly output: unknown }
  | {
      readonly kind: 'refused'
      readonly code: RefusalCode
      readonly message: string
      readonly detail?: string | undefined
    }
  | { readonly kind: 'failed'; readonly message: string; readonly stack: string | undefined }

/** How a child says, as it goes, that it came over its memory. */
export const overMemory = 86

/** Whether an error says that there was no memory for something. Its words are those of V8, and of the engines of Firefox and Safari. */
export const runsOutOfMemory = (error: unknown): boolean =>
  error instanceof Error &&
  /allocation failed|invalid string length|allocation size overflow|out of memory/i.test(error.message)
