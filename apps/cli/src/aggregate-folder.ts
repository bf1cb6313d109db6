import { readdir } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { shift } from '@rollcall/domain/calendar-date'
import { type Clash, clashesAmong } from '@rollcall/domain/clash'
import type { CompiledCollection } from '@rollcall/domain/compiled-collection'
import type { Contribution } from '@rollcall/domain/contribution'
import { type Coverage, coverageOf, type Standing } from '@rollcall/domain/coverage'
import { figuresFrom } from '@rollcall/domain/figures'
import { collectionHash, type Provenance, type SealedFigure, seal } from '@rollcall/domain/seal'
import { type ProcessPool, startProcessPool } from '@rollcall/workbook/process-pool'
import { Refusal } from '@rollcall/workbook/refusal'
import { codeVersion } from './code-version.ts'
import { whyNot } from './read-file.ts'
import type { ContributeOutput, ContributeTask } from './tasks.ts'
import { showProgress } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** What became of one file of the folder. */
interface FileStanding {
  readonly file: string
  readonly authority: string | null
  readonly standing: 'included' | 'must-fix' | 'refused'
  /** Why it is not included, in a sentence. */
  readonly reason?: string
}

export interface NationalFigures {
  readonly collection: string
  readonly version: number
  readonly referenceDate: string
  readonly figures: readonly SealedFigure[]
  readonly coverage: Coverage
  /** Pairs of authorities that each claim what looks like the same child. */
  readonly clashes: readonly Clash[]
  readonly files: readonly FileStanding[]
  readonly provenance: Provenance
  readonly hash: string
}

interface ReadFile {
  readonly file: string
  readonly read: Answer
}

/** Reads every return of a folder across the cores, and makes the figures. A file that cannot be read is listed, never fatal. */
export async function aggregateFolder(
  compiled: CompiledCollection,
  folder: string,
  previous?: string,
): Promise<NationalFigures> {
  const files = await filesIn(folder)
  const filesBefore = previous === undefined ? [] : await filesIn(previous)
  const pool = startProcessPool({
    module: new URL('./tasks.ts', import.meta.url),
    processes: Math.min(availableParallelism(), Math.max(files.length, filesBefore.length)),
    megabytes: 512,
    seconds: 60,
  })
  const progress = showProgress('Reading returns', files.length + filesBefore.length)
  const readOne = async (input: ContributeTask): Promise<Answer> => {
    const answer = await contribute(pool, input)
    progress.step()
    return answer
  }
  try {
    const before = await lastReturns(compiled, previous, filesBefore, readOne)
    const read = await Promise.all(files.map((file) => readReturn(compiled, folder, file, before, readOne)))
    return await nationalFigures(compiled, standingsOf(read))
  } finally {
    progress.end()
    await pool.stop()
  }
}

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

type Answer = ContributeOutput | Refusal
type ReadOne = (input: ContributeTask) => Promise<Answer>

/** The returns of the round before, by authority. Which authority each is of is known once it has been read. */
async function lastReturns(
  { collection, referenceDate }: CompiledCollection,
  folder: string | undefined,
  files: readonly string[],
  readOne: ReadOne,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  if (folder === undefined) return found
  const yearBefore = shift(referenceDate, { years: -1 })
  await Promise.all(
    files.map(async (name) => {
      const file = join(folder, name)
      const read = await readOne({
        does: 'contribute',
        file,
        collection: collection.id,
        referenceDate: yearBefore,
      })
      if (!(read instanceof Refusal) && read.authority !== undefined) found.set(read.authority, file)
    }),
  )
  return found
}

async function readReturn(
  { collection, referenceDate }: CompiledCollection,
  folder: string,
  file: string,
  before: ReadonlyMap<string, string>,
  readOne: ReadOne,
): Promise<ReadFile> {
  const input = {
    does: 'contribute',
    file: join(folder, file),
    collection: collection.id,
    referenceDate,
  } as const
  const read = await readOne(input)
  const previous = read instanceof Refusal ? undefined : before.get(read.authority ?? '')
  return { file, read: previous === undefined ? read : await readOne({ ...input, previous }) }
}

async function contribute(pool: ProcessPool, input: ContributeTask): Promise<Answer> {
  try {
    return (await pool.run(input)) as ContributeOutput
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

interface Settled {
  readonly standing: FileStanding
  readonly output?: ContributeOutput
}

/** Decides what each file counts for. Two returns of one authority count for nothing until someone says which is right. */
function standingsOf(read: readonly ReadFile[]): Settled[] {
  const perAuthority = Map.groupBy(read, (one) =>
    one.read instanceof Refusal ? '' : (one.read.authority ?? ''),
  )
  return read.map((one) => {
    const { file, read: output } = one
    if (output instanceof Refusal)
      return { standing: { file, authority: null, standing: 'refused', reason: output.message } }
    const authority = output.authority ?? null
    const twins =
      authority === null ? [] : (perAuthority.get(authority) ?? []).filter((other) => other !== one)
    const reason = whyNotIncluded(output, twins)
    if (reason === undefined) return { standing: { file, authority, standing: 'included' }, output }
    return {
      standing: { file, authority, standing: output.outcome === 'must-fix' ? 'must-fix' : 'refused', reason },
    }
  })
}

function whyNotIncluded(
  { outcome, counts, authority }: ContributeOutput,
  twins: readonly ReadFile[],
): string | undefined {
  if (outcome === 'must-fix') return `It has ${counts.error} errors to fix. Type: rollcall check`
  if (authority === undefined)
    return 'It does not say whose return it is. Copy the answers into that authority’s template.'
  if (twins.length === 0) return undefined
  return `There is another return of the same authority (${twins.map(({ file }) => file).join(', ')}). Keep the right one.`
}

async function nationalFigures(
  compiled: CompiledCollection,
  settled: readonly Settled[],
): Promise<NationalFigures> {
  const { collection, referenceDate } = compiled
  const files = settled.map(({ standing }) => standing)
  const returns = settled.flatMap(({ standing, output }) => {
    const authority = output?.authority
    const counts = output !== undefined && authority !== undefined && standing.standing === 'included'
    return counts ? [{ ...output, authority }] : []
  })
  const contributions = returns.flatMap(({ contribution }): Contribution[] =>
    contribution ? [contribution] : [],
  )
  const provenance: Provenance = {
    collection: collection.id,
    version: collection.version,
    collectionHash: await collectionHash(collection),
    referenceDate,
    code: codeVersion,
    submissions: returns
      .map(({ authority, sha256 }) => ({ authority, sha256 }))
      .sort((a, b) => (a.authority < b.authority ? -1 : 1)),
  }
  const sealed = await seal(figuresFrom(compiled, contributions), provenance)
  return {
    collection: collection.id,
    version: collection.version,
    referenceDate,
    figures: sealed.figures,
    coverage: coverageOf(
      compiled.asked.map(({ code }) => code),
      byAuthority(files),
    ),
    clashes: clashesAmong(returns),
    files,
    provenance,
    hash: sealed.hash,
  }
}

function byAuthority(files: readonly FileStanding[]): Map<string, Standing> {
  return new Map(
    files.flatMap(({ authority, standing }) => (authority === null ? [] : [[authority, standing]])),
  )
}
