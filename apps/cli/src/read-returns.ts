import { readdir } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { shift } from '@rollcall/domain/calendar-date'
import type { CompiledCollection } from '@rollcall/domain/compiled-collection'
import { type ProcessPool, startProcessPool } from '@rollcall/workbook/process-pool'
import { Refusal } from '@rollcall/workbook/refusal'
import { whyNot } from './read-file.ts'
import type { Relaxed } from './relaxed-rules.ts'
import type { ContributeOutput, ContributeTask } from './tasks.ts'
import { showProgress } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** A file of a folder, and what reading it came to: a return, or the sentence that says why there is none. */
export interface ReadFile {
  readonly file: string
  readonly read: ContributeOutput | Refused
  /** The return of the round before that it was compared with. */
  readonly last?: LastReturn
}

export interface LastReturn {
  readonly file: string
  readonly sha256: string
}

export interface Refused {
  readonly reason: string
}

export const isRefused = (read: ReadFile['read']): read is Refused => 'reason' in read

export interface HowToRead {
  /** The folder of the returns of the round before. */
  readonly previous: string | undefined
  readonly relaxed: readonly Relaxed[]
}

/** Told of what a person should know though it stops nothing. */
export type Warn = (sentence: string) => void

/** Reads every return of a folder across the cores, and those of the round before where there is a folder of them. */
export async function readReturns(
  compiled: CompiledCollection,
  folder: string,
  { previous, relaxed }: HowToRead,
  warn: Warn,
): Promise<ReadFile[]> {
  const files = await filesIn(folder)
  const filesBefore = previous === undefined ? [] : await filesIn(previous)
  const pool = startProcessPool({
    module: new URL('./tasks.ts', import.meta.url),
    processes: Math.min(availableParallelism(), Math.max(files.length, filesBefore.length)),
    megabytes: 512,
    seconds: 60,
  })
  const times = previous === undefined ? 1 : 2
  const progress = showProgress('Reading returns', filesBefore.length + files.length * times)
  const readOne: ReadOne = async (input) => {
    const read = await contribute(pool, input, warn)
    progress.step()
    return read
  }
  try {
    const before = await lastReturns(compiled, previous, filesBefore, readOne, warn)
    const { collection, referenceDate } = compiled
    const asked = { does: 'contribute', collection: collection.id, referenceDate, relaxed } as const
    return await Promise.all(
      files.map(async (file) => ({
        file,
        ...(await readReturn({ ...asked, file: join(folder, file) }, before, readOne)),
      })),
    )
  } finally {
    progress.end()
    await pool.stop()
  }
}

type ReadOne = (input: ContributeTask) => Promise<ReadFile['read']>

async function filesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    // Excel leaves a file '~$…' beside each open workbook; dotfiles are other programs' own.
    const files = entries.filter((entry) => entry.isFile() && !/^(?:\.|~\$)/.test(entry.name))
    if (files.length > 0) return files.map(({ name }) => name).sort()
  } catch (error) {
    throw new UsageError(`${folder} cannot be read: ${whyNot(error)}`)
  }
  throw new UsageError(`${folder} has no files in it. Name a folder of returns.`)
}

/** The returns of the round before, by authority. Of two of one authority nobody knows which is right, so neither is used. */
async function lastReturns(
  { collection, referenceDate }: CompiledCollection,
  folder: string | undefined,
  files: readonly string[],
  readOne: ReadOne,
  warn: Warn,
): Promise<ReadonlyMap<string, LastReturn>> {
  if (folder === undefined) return new Map()
  const yearBefore = shift(referenceDate, { years: -1 })
  const found = await Promise.all(
    files.map(async (name): Promise<[string, LastReturn][]> => {
      const file = join(folder, name)
      const read = await readOne({
        does: 'contribute',
        file,
        collection: collection.id,
        referenceDate: yearBefore,
        relaxed: [],
      })
      if (isRefused(read)) warn(`${file} is not compared with: ${read.reason}`)
      if (isRefused(read) || read.authority === undefined) return []
      return [[read.authority, { file, sha256: read.sha256 }]]
    }),
  )
  return new Map(
    [...Map.groupBy(found.flat(), ([authority]) => authority)].flatMap(([authority, those]) => {
      const [[, only] = [], other] = those
      if (only === undefined || other === undefined) return only ? [[authority, only]] : []
      warn(
        `Nothing is compared with ${those.map(([, { file }]) => file).join(' and ')}: both are of one authority.`,
      )
      return []
    }),
  )
}

/** A return is read once to know whose it is, and again beside that authority's last one where there is one. */
async function readReturn(
  input: ContributeTask,
  before: ReadonlyMap<string, LastReturn>,
  readOne: ReadOne,
): Promise<Omit<ReadFile, 'file'>> {
  const read = await readOne(input)
  const last = isRefused(read) ? undefined : before.get(read.authority ?? '')
  return last === undefined ? { read } : { read: await readOne({ ...input, previous: last.file }), last }
}

/** One file cannot end the reading of the others, whatever is wrong with it or with us. */
async function contribute(pool: ProcessPool, input: ContributeTask, warn: Warn): Promise<ReadFile['read']> {
  try {
    return (await pool.run(input)) as ContributeOutput
  } catch (error) {
    if (error instanceof Refusal) return { reason: error.message }
    warn(`${input.file}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    return { reason: 'Something broke on our side while it was read. Please send us what is printed above.' }
  }
}
