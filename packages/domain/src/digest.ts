import type { CalendarDate } from './calendar-date.ts'
import { shift } from './calendar-date.ts'
import type { LondonTime } from './office-hours.ts'
import { counted } from './text.ts'
import { type ToDoGroup, toDoGroups } from './to-do.ts'
import { isWorkingDay } from './working-days.ts'

/** When the office's daily digest is written, in London. */
export const digestAt = '08:00'
/** After this it is left out: what it says is seen in the portal by then. */
const digestUntil = '12:00'

/** Whether today's digest may be written now: on a working day in the morning. */
export const isDigestTime = ({ date, time }: LondonTime): boolean =>
  isWorkingDay(date) && time >= digestAt && time < digestUntil

/** The day of the digest before the one of a day. */
export function dayOfDigestBefore(day: CalendarDate): CalendarDate {
  const before = shift(day, { days: -1 })
  return isWorkingDay(before) ? before : dayOfDigestBefore(before)
}

/** A round as a digest tells of it: what waits in it, and what happened since the digest before. */
export interface DigestedRound {
  readonly title: string
  readonly waiting: readonly { readonly group: ToDoGroup; readonly count: number }[]
  readonly signed: number
  readonly accepted: number
  /** Whose due date went by without a signature. */
  readonly late: number
}

interface Digest {
  /** How many things wait. */
  readonly count: number
  /** A line a round, and one for words. */
  readonly waiting: readonly string[]
  readonly happened: readonly string[]
}

/**
 * What a digest says to somebody in one of the office's roles; nothing where nothing waits and nothing happened. In no round are the words
 * of messages and letters that others have proposed, and that an approver can decide about.
 */
export function digestOf(
  role: 'analyst' | 'approver',
  rounds: readonly DigestedRound[],
  proposedWords = 0,
): Digest | undefined {
  const own = rounds.map(({ title, waiting }) => {
    const groups = waiting.filter(({ group, count }) => count > 0 && isFor(role, group))
    return { title, groups: groups.toSorted((one, other) => place(one.group) - place(other.group)) }
  })
  const words = role === 'approver' ? proposedWords : 0
  const waiting = [
    ...own.flatMap(({ title, groups }) => line(title, groups.map(waitingText))),
    ...(words > 0
      ? line('Words of messages and letters', [counted(words, 'proposal to approve', 'proposals to approve')])
      : []),
  ]
  const happened = rounds.flatMap((round) => line(round.title, happenedIn(round)))
  if (waiting.length === 0 && happened.length === 0) return undefined
  const counts = own.flatMap(({ groups }) => groups.map(({ count }) => count))
  return { count: counts.reduce((sum, count) => sum + count, words), waiting, happened }
}

const line = (title: string, parts: readonly string[]): string[] =>
  parts.length === 0 ? [] : [`${title}: ${parts.join(', ')}`]

const place = (group: ToDoGroup): number => toDoGroups.indexOf(group)

const isFor = (role: 'analyst' | 'approver', group: ToDoGroup): boolean =>
  wordsOf[group] !== undefined && (role === 'approver' || !forApprovers.includes(group))

/** What only an approver can decide. */
const forApprovers: readonly ToDoGroup[] = ['relaxations', 'extracts']

// What waits, by kind, as it is counted: one, and several. What is part of another kind is not counted twice.
const wordsOf: Readonly<Record<ToDoGroup, readonly [one: string, many: string] | undefined>> = {
  failed: ['file that could not be checked', 'files that could not be checked'],
  overdue: ['question not answered in time', 'questions not answered in time'],
  answered: ['answer to read', 'answers to read'],
  'more-time': ['request for more time', 'requests for more time'],
  questions: ['question from an authority', 'questions from authorities'],
  messages: ['message that may not have arrived', 'messages that may not have arrived'],
  addresses: ['person who cannot be reached', 'people who cannot be reached'],
  relaxations: ['rule to be relaxed', 'rules to be relaxed'],
  extracts: ['extract of rows to approve', 'extracts of rows to approve'],
  letters: ['letter of non-compliance to approve', 'letters of non-compliance to approve'],
  accept: ['signed return to accept', 'signed returns to accept'],
  explanations: ['signed return with reasons to look at', 'signed returns with reasons to look at'],
  clashes: ['child that two authorities count', 'children that two authorities count'],
  outliers: undefined,
}

const waitingText = ({ group, count }: DigestedRound['waiting'][number]): string => {
  const [one, many] = wordsOf[group] ?? ['', '']
  return counted(count, one, many)
}

const happenedIn = ({ signed, accepted, late }: DigestedRound): string[] => [
  ...(signed > 0 ? [counted(signed, 'return was signed', 'returns were signed')] : []),
  ...(accepted > 0 ? [counted(accepted, 'return was accepted', 'returns were accepted')] : []),
  ...(late > 0 ? [counted(late, 'return became late', 'returns became late')] : []),
]
