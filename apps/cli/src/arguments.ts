import { authorities } from '@rollcall/collections/authorities/authorities'
import { collections } from '@rollcall/collections/collections'
import type { Authority } from '@rollcall/domain/authority'
import { indexAuthorities } from '@rollcall/domain/authority-index'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import type { Collection } from '@rollcall/domain/collection'
import type { Options } from './command.ts'
import { UsageError } from './usage-error.ts'

/** The text of an option that has to be given. */
export function needed(options: Options, name: string, example: string): string {
  const value = options[name]
  if (typeof value === 'string' && value !== '') return value
  throw new UsageError(`Say which --${name}, for example --${name} ${example}`)
}

export const optional = (options: Options, name: string): string | undefined => {
  const value = options[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function collectionBy(id: string | undefined, example: string): Collection {
  const known = collections.map((collection) => collection.id).join(', ')
  if (id === undefined) throw new UsageError(`Say which collection: ${known}. For example: ${example}`)
  const found = collections.find((collection) => collection.id === id)
  if (found === undefined) throw new UsageError(`There is no collection ${id}. There are: ${known}`)
  return found
}

export function referenceDateIn(options: Options, { reference }: Collection): CalendarDate {
  const example = reference.kind === 'day' ? '2024-09-01' : '2023-03-31'
  const read = CalendarDate.safeParse(needed(options, 'reference-date', example))
  if (read.success) return read.data
  const means = reference.kind === 'day' ? 'the day the return is about' : 'the last day of the period'
  throw new UsageError(
    `--reference-date is ${means}, written year first, for example --reference-date ${example}`,
  )
}

/** The authority meant by a code or a name, which has to be one that is open on the day. */
export function authorityIn(options: Options, on: CalendarDate): Authority | undefined {
  const typed = optional(options, 'authority')
  if (typed === undefined) return undefined
  const index = indexAuthorities(authorities, on)
  const found = index.find(typed)
  if (found === undefined) {
    throw new UsageError(
      `There is no authority ${typed}. Give its three-digit code or its name, for example --authority 330 or --authority Birmingham`,
    )
  }
  if (index.isOpen(found)) return found
  const heirs = found.successors.map((code) => `${code} (${index.get(code)?.name ?? code})`).join(' or ')
  throw new UsageError(`${found.name} was not there on ${on}.${heirs ? ` Give ${heirs}.` : ''}`)
}

/** A whole number or a share typed as an option. */
export function numberIn(
  options: Options,
  name: string,
  range: { from: number; to: number; whole: boolean },
): number | undefined {
  const typed = optional(options, name)
  if (typed === undefined) return undefined
  const value = Number(typed)
  const fits = value >= range.from && value <= range.to && (!range.whole || Number.isInteger(value))
  if (fits) return value
  const kind = range.whole ? 'a whole number' : 'a number'
  throw new UsageError(`--${name} is ${kind} from ${range.from} to ${range.to}; ${typed} is not.`)
}
