import type { Finding } from '@rollcall/domain/finding'
import type { KeptReturn } from '@rollcall/domain/kept-return'
import type { CheckedSubmission, CheckTaskInput, Filled, FrozenText } from './check-task.ts'
import type { FrozenCollection } from './frozen-collection.ts'
import { startProcessPool } from './process-pool.ts'
import { Refusal } from './refusal.ts'
import type { SavedFigures } from './writing/saved-figures.ts'

/** Checks returns and writes workbooks in child processes. Every promise may be rejected with a Refusal. */
export interface ReturnChecker {
  check(bytes: Uint8Array, frozen: FrozenCollection, options: CheckOptions): Promise<CheckedSubmission>
  /** The officer's own values in a fresh workbook, each finding marked in its cell. */
  annotate(bytes: Uint8Array, findings: readonly Finding[], title: string): Promise<Uint8Array>
  template(frozen: FrozenCollection, options?: TemplateOptions): Promise<Uint8Array>
  figures(saved: SavedFigures, as: 'xlsx' | 'parquet'): Promise<Uint8Array>
  /** Ends every process. What was running or waiting fails. */
  stop(): Promise<void>
}

interface CheckOptions {
  /** The code of the authority whose return it is. */
  readonly authority: string
  /** Its accepted return in the round before, for rules to compare with. */
  readonly lastRound?: KeptReturn | undefined
}

interface TemplateOptions {
  /** The code of the authority it is for; left out for one that anybody asked may use. */
  readonly authority?: string | undefined
  /** The round's name. */
  readonly round?: string | undefined
  /** Answers filled in already, and a sentence that says what they are. */
  readonly rows?: Filled | undefined
  readonly notice?: string | undefined
}

interface ReturnCheckerOptions {
  readonly processes: number
  readonly megabytes?: number
  readonly seconds?: number
}

/** Starts nothing until it is first needed. A file that wants more than its share of memory or time is refused. */
export function startReturnChecker({
  processes,
  megabytes = 512,
  seconds = 30,
}: ReturnCheckerOptions): ReturnChecker {
  const module = new URL('./check-task.ts', import.meta.url)
  const pool = startProcessPool({ module, processes, megabytes, seconds })
  const run = (input: CheckTaskInput): Promise<unknown> => pool.run(input).catch(throwForPerson)
  return {
    check: async (bytes, frozen, { authority, lastRound }) =>
      (await run({
        does: 'check',
        bytes,
        frozen: asText(frozen),
        authority,
        lastRound,
      })) as CheckedSubmission,
    annotate: async (bytes, findings, title) =>
      (await run({ does: 'annotate', bytes, findings, title })) as Uint8Array,
    template: async (frozen, options = {}) =>
      (await run({ does: 'template', frozen: asText(frozen), ...options })) as Uint8Array,
    figures: async (saved, as) => (await run({ does: 'figures', saved, as })) as Uint8Array,
    stop: () => pool.stop(),
  }
}

/** A refusal's detail may name a sheet or quote a dying process, and would be logged: only what a person is told goes on. */
function throwForPerson(error: unknown): never {
  throw error instanceof Refusal ? new Refusal(error.code, { message: error.message }) : error
}

const texts = new WeakMap<FrozenCollection, FrozenText>()

/** A collection is a large text, written once. */
function asText(frozen: FrozenCollection): FrozenText {
  const text = texts.get(frozen) ?? { key: frozen.key, json: JSON.stringify(frozen) }
  texts.set(frozen, text)
  return text
}
