import { authorities } from '@rollcall/collections/authorities/authorities'
import { collections } from '@rollcall/collections/collections'
import { type CalendarDate, shift } from '@rollcall/domain/calendar-date'
import { sha256 } from '@rollcall/domain/canonical'
import type { CheckedReturn } from '@rollcall/domain/check'
import { type CompiledCollection, compileCollection } from '@rollcall/domain/compiled-collection'
import type { LastRound } from '@rollcall/domain/last-round'
import { type CheckedWorkbook, checkWorkbook, readLastRound } from '@rollcall/workbook/check-workbook'
import { readAllRows } from '@rollcall/workbook/read-all-rows'
import { Refusal } from '@rollcall/workbook/refusal'
import { writeAnnotatedCopy } from '@rollcall/workbook/writing/annotated'
import { readBytes } from './read-file.ts'
import { type Relaxed, relaxedFor } from './relaxed-rules.ts'

/** What a child process is asked: files are read, and only read, there. */
export type TaskInput = CheckTask | ContributeTask

interface Return {
  readonly file: string
  readonly collection: string
  readonly referenceDate: CalendarDate
  readonly previous?: string | undefined
  readonly relaxed: readonly Relaxed[]
}

export interface CheckTask extends Return {
  readonly does: 'check'
  readonly authority?: string | undefined
  /** Whether the annotated copy is wanted too. */
  readonly annotated: boolean
}

export interface CheckOutput extends Pick<CheckedWorkbook, 'relaxed'> {
  readonly checked: CheckedReturn
  readonly annotated?: Uint8Array
}

export interface ContributeTask extends Return {
  readonly does: 'contribute'
}

/** A return as figures are made from it; its rows stay in the child process. */
export interface ContributeOutput
  extends Pick<
    CheckedWorkbook,
    'outcome' | 'authority' | 'counts' | 'identity' | 'contribution' | 'children' | 'relaxed'
  > {
  readonly sha256: string
}

/** The return of the round before could not be accepted, which is no fault of this one. */
export interface PreviousRefused {
  readonly previousRefused: string
}

/** Does one piece of work in a child process. Throws a Refusal for a file that cannot be accepted. */
export async function task(input: TaskInput): Promise<CheckOutput | ContributeOutput | PreviousRefused> {
  const bytes = await readBytes(input.file)
  const compiled = compiledFor(input.collection, input.referenceDate)
  const authority = input.does === 'check' ? input.authority : undefined
  const lastRound = input.previous === undefined ? undefined : await lastRoundOf(input, input.previous)
  if (lastRound && 'previousRefused' in lastRound) return lastRound
  const { contribution, children, relaxed, ...checked } = await checkWorkbook(bytes, compiled, {
    authority,
    lastRound,
    relaxedFor: (whose) => relaxedFor(input.relaxed, whose),
  })
  if (input.does === 'contribute') {
    const { outcome, counts, identity } = checked
    return {
      outcome,
      authority: checked.authority,
      counts,
      identity,
      contribution,
      children,
      relaxed,
      sha256: await sha256(bytes),
    }
  }
  if (!input.annotated) return { checked, relaxed }
  const title = compiled.collection.title
  const annotated = await writeAnnotatedCopy({
    sheets: await readAllRows(bytes),
    findings: checked.findings,
    title,
  })
  return { checked, relaxed, annotated }
}

// The round before is taken to be a year before: nothing but ages and lengths of stay would be other than they were.
async function lastRoundOf(
  { collection, referenceDate }: TaskInput,
  file: string,
): Promise<LastRound | PreviousRefused> {
  const compiled = compiledFor(collection, shift(referenceDate, { years: -1 }))
  try {
    return await readLastRound(await readBytes(file), compiled)
  } catch (error) {
    if (error instanceof Refusal) return { previousRefused: error.message }
    throw error
  }
}

const compiledBefore = new Map<string, CompiledCollection>()

function compiledFor(id: string, referenceDate: CalendarDate): CompiledCollection {
  const key = `${id} ${referenceDate}`
  const before = compiledBefore.get(key)
  if (before) return before
  const collection = collections.find((one) => one.id === id)
  if (collection === undefined) throw new Error(`no collection ${id}`)
  const compiled = compileCollection(collection, authorities, referenceDate)
  compiledBefore.set(key, compiled)
  return compiled
}
