import type { ParseArgsOptionsConfig } from 'node:util'
import type { Terminal } from './terminal.ts'

export type Options = Readonly<Record<string, string | boolean | undefined>>

/** One thing `rollcall` can do. To add one, write its file in `commands/` and name it in `command-line.ts`. */
export interface Command {
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  readonly usage: string
  /** How many words it takes beside its options, at most. */
  readonly words: number
  /** What each option means, as it is typed. */
  readonly help: readonly (readonly [option: string, meaning: string])[]
  readonly examples: readonly string[]
  readonly options: ParseArgsOptionsConfig
  /** Does it, and says how it went: the exit code. */
  run(options: Options, positionals: readonly string[], terminal: Terminal): Promise<number>
}

/** The exit codes of every command. 64 is EX_USAGE of sysexits.h, 69 EX_UNAVAILABLE, 70 EX_SOFTWARE. */
export const exitCodes = { done: 0, toFix: 1, refused: 2, usage: 64, unavailable: 69, ours: 70 } as const
