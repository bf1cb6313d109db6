import type { CalendarDate } from '@rollcall/domain/calendar-date'
import { sha256 } from '@rollcall/domain/canonical'
import type { CheckedReturn } from '@rollcall/domain/check'
import { type CompiledCollection, compileCollection } from '@rollcall/domain/compiled-collection'
import type { Contribution } from '@rollcall/domain/contribution'
import type { Finding } from '@rollcall/domain/finding'
import type { KeptReturn } from '@rollcall/domain/kept-return'
import { lastRoundFrom } from '@rollcall/domain/last-round'
import { checkAndKeep } from './check-workbook.ts'
import type { FrozenCollection } from './frozen-collection.ts'
import { runsOutOfMemory } from './process-messages.ts'
import { readAllRows } from './read-all-rows.ts'
import { Refusal } from './refusal.ts'
import { writeAnnotatedCopy } from './writing/annotated.ts'
import { writeFiguresParquet } from './writing/figures-parquet.ts'
import { writeFiguresWorkbook } from './writing/figures-workbook.ts'
import type { SavedFigures } from './writing/saved-figures.ts'
import { type TemplateOptions, writeTemplate } from './writing/template.ts'

/** What a child process of a server is asked: everything comes by value, as it may read no file and knows no collection. */
export type CheckTaskInput = CheckOrder | AnnotateOrder | TemplateOrder | FiguresOrder

interface CheckOrder {
  readonly does: 'check'
  readonly bytes: Uint8Array
  readonly frozen: FrozenText
  readonly authority: string
  readonly lastRound?: KeptReturn | undefined
}

interface AnnotateOrder {
  readonly does: 'annotate'
  readonly bytes: Uint8Array
  readonly findings: readonly Finding[]
  readonly title: string
}

interface TemplateOrder {
  readonly does: 'template'
  readonly frozen: FrozenText
  readonly authority?: string | undefined
  readonly round?: string | undefined
  readonly rows?: Filled | undefined
  readonly notice?: string | undefined
}

/** Answers to stand in a template, by sheet and column. */
export type Filled = NonNullable<TemplateOptions['rows']>

interface FiguresOrder {
  readonly does: 'figures'
  readonly saved: SavedFigures
  readonly as: 'xlsx' | 'parquet'
}

/** A frozen collection as it crosses to a child: a text, which the child reads only when it does not know the key. */
export interface FrozenText {
  readonly key: string
  readonly json: string
}

/** A submission that was read, checked and counted, and whose rows are to be kept. */
export interface CheckedSubmission {
  readonly checked: CheckedReturn
  /** The return's part of every figure, for when nothing in it must be fixed any more. */
  readonly contribution: Contribution | undefined
  /** What tells each child in other authorities' returns: never to be stored but as a keyed mark. */
  readonly children: readonly string[]
  readonly kept: KeptReturn
  /** Of the file's bytes. */
  readonly sha256: string
}

/** Does one piece of work in a child process. Throws a Refusal for a file that cannot be accepted, and else nothing that tells of it. */
export async function task(input: CheckTaskInput): Promise<CheckedSubmission | Uint8Array> {
  try {
    switch (input.does) {
      case 'check':
        return await check(input)
      case 'annotate':
        return await annotate(input)
      case 'template':
        return await template(input)
      case 'figures':
        return await (input.as === 'xlsx' ? writeFiguresWorkbook : writeFiguresParquet)(input.saved)
    }
  } catch (error) {
    if (error instanceof Refusal || runsOutOfMemory(error)) throw error
    throw withoutItsWords(error, input.does)
  }
}

async function check({ bytes, frozen, authority, lastRound }: CheckOrder): Promise<CheckedSubmission> {
  const compiled = compiledFor(frozen)
  const own = new Uint8Array(bytes)
  const before = lastRound && lastRoundFrom(lastRound, compiledFor(frozen, lastRound.referenceDate))
  const { contribution, children, kept, ...checked } = await checkAndKeep(own, compiled, {
    authority,
    lastRound: before,
  })
  return { checked, contribution, children, kept, sha256: await sha256(own) }
}

async function annotate({ bytes, findings, title }: AnnotateOrder): Promise<Uint8Array> {
  return await writeAnnotatedCopy({ sheets: await readAllRows(bytes), findings, title })
}

async function template({
  frozen,
  authority: code,
  round,
  rows,
  notice,
}: TemplateOrder): Promise<Uint8Array> {
  const { collection, authorities, referenceDate } = read(frozen)
  const authority = authorities.find((one) => one.code === code)
  if (code !== undefined && authority === undefined) throw new Error('no authority has this code')
  return await writeTemplate({
    collection,
    authorities,
    referenceDate,
    ...(authority && { authority }),
    ...(round !== undefined && { round }),
    ...(rows && { rows }),
    ...(notice !== undefined && { notice }),
  })
}

// A round and the one before it, of a few collections.
const mostCompiled = 8
const compiledBefore = new Map<string, CompiledCollection>()

function compiledFor(frozen: FrozenText, on?: CalendarDate): CompiledCollection {
  const key = `${frozen.key} ${on ?? ''}`
  const before = compiledBefore.get(key)
  compiledBefore.delete(key)
  const compiled = before ?? compile(frozen, on)
  compiledBefore.set(key, compiled)
  for (const [oldest] of compiledBefore) {
    if (compiledBefore.size > mostCompiled) compiledBefore.delete(oldest)
  }
  return compiled
}

function compile(frozen: FrozenText, on?: CalendarDate): CompiledCollection {
  const { collection, authorities, referenceDate } = read(frozen)
  return compileCollection(collection, authorities, on ?? referenceDate)
}

const read = ({ json }: FrozenText): FrozenCollection => JSON.parse(json) as FrozenCollection

/** An error's message may hold what a cell says, and would be logged: only its kind and where it happened are passed on. */
function withoutItsWords(error: unknown, does: string): Error {
  const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error))
  const without = new Error(`${name} while a child process was to ${does}`)
  const end = stack.indexOf(message) + message.length
  const frames = stack.includes(message) ? stack.slice(end) : ''
  without.stack = `${without.message}${frames}`
  return without
}
