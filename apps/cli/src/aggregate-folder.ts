import { type Clash, clashesAmong } from '@rollcall/domain/clash'
import { codeVersion } from '@rollcall/domain/code-version'
import type { CompiledCollection } from '@rollcall/domain/compiled-collection'
import { type Coverage, coverageOf, type Standing } from '@rollcall/domain/coverage'
import { type NationalFigures, nationalFigures } from '@rollcall/domain/national-figures'
import { hashOf } from '@rollcall/domain/seal'
import { counted } from '@rollcall/domain/text'
import {
  type HowToRead,
  isRefused,
  type LastReturn,
  type ReadFile,
  readReturns,
  type Warn,
} from './read-returns.ts'
import type { ContributeOutput } from './tasks.ts'

/** What became of one file of the folder. */
interface FileStanding {
  readonly file: string
  readonly authority: string | null
  readonly standing: 'included' | 'must-fix' | 'refused'
  /** Why it is not included, in a sentence. */
  readonly reason?: string
}

export interface FolderFigures extends NationalFigures {
  readonly collection: string
  readonly version: number
  readonly referenceDate: string
  readonly coverage: Coverage
  /** Pairs of authorities that each claim what looks like the same child. */
  readonly clashes: readonly Clash[]
  readonly files: readonly FileStanding[]
}

/** The national figures from a folder of returns. A file that cannot be read is listed, never fatal. */
export async function aggregateFolder(
  compiled: CompiledCollection,
  folder: string,
  how: HowToRead,
  warn: Warn,
): Promise<FolderFigures> {
  return await folderFigures(compiled, standingsOf(compiled, await readReturns(compiled, folder, how, warn)))
}

interface Settled {
  readonly standing: FileStanding
  readonly output?: ContributeOutput
  readonly last?: LastReturn | undefined
}

/** Decides what each file counts for. Two returns of one authority count for nothing until someone says which is right. */
function standingsOf({ asked }: CompiledCollection, read: readonly ReadFile[]): Settled[] {
  const mayAnswer = new Set(asked.map(({ code }) => code))
  const perAuthority = Map.groupBy(read, (one) => (isRefused(one.read) ? undefined : one.read.authority))
  return read.map((one): Settled => {
    const { file, read: output, last } = one
    if (isRefused(output))
      return { standing: { file, authority: null, standing: 'refused', reason: output.reason } }
    const authority = output.authority ?? null
    const twins = (perAuthority.get(output.authority) ?? []).filter((other) => other !== one)
    const reason = whyNotIncluded(output, mayAnswer, twins)
    if (reason === undefined) return { standing: { file, authority, standing: 'included' }, output, last }
    const standing = output.outcome === 'must-fix' ? 'must-fix' : 'refused'
    return { standing: { file, authority, standing, reason } }
  })
}

function whyNotIncluded(
  { outcome, counts, authority }: ContributeOutput,
  mayAnswer: ReadonlySet<string>,
  twins: readonly ReadFile[],
): string | undefined {
  if (outcome === 'must-fix') return `It has ${counted(counts.error, 'error')} to fix. Type: rollcall check`
  if (authority === undefined)
    return 'It does not say whose return it is. Copy the answers into that authority’s template.'
  if (!mayAnswer.has(authority)) return 'Its authority was not asked.'
  if (twins.length === 0) return undefined
  return `There is another return of the same authority (${twins.map(({ file }) => file).join(', ')}). Keep the right one.`
}

async function folderFigures(
  compiled: CompiledCollection,
  settled: readonly Settled[],
): Promise<FolderFigures> {
  const { collection, authorities, asked, referenceDate } = compiled
  const files = settled.map(({ standing }) => standing)
  const returns = settled.flatMap(({ standing, output, last }) => {
    const authority = output?.authority
    const counts =
      output?.contribution !== undefined && authority !== undefined && standing.standing === 'included'
    return counts
      ? [{ ...output, contribution: output.contribution, authority, lastSha256: last?.sha256 }]
      : []
  })
  const { figures, provenance, hash } = await nationalFigures(compiled, returns, {
    collectionHash: await hashOf(collection),
    authoritiesHash: await hashOf(authorities.all),
    code: codeVersion,
  })
  return {
    collection: collection.id,
    version: collection.version,
    referenceDate,
    figures,
    coverage: coverageOf(
      asked.map(({ code }) => code),
      byAuthority(files),
    ),
    clashes: clashesAmong(returns),
    files,
    provenance,
    hash,
  }
}

function byAuthority(files: readonly FileStanding[]): Map<string, Standing> {
  return new Map(
    files.flatMap(({ authority, standing }) => (authority === null ? [] : [[authority, standing]])),
  )
}
