import type { Random } from '@rollcall/collections/sample/random'
import type { CalendarDate } from '@rollcall/domain/calendar-date'
import { daysAfter, momentsOfActs, season, shown, workingDaysAfter } from './times.ts'

const deedsOfOffice = [
  ...['accept', 'grant time', 'give time', 'refuse time'],
  ...['raise a query', 'close the query', 'exclude', 'reopen'],
] as const
const deedsOfAuthority = [
  ...['declare nil', 'send a workbook', 'send an odd workbook', 'ask for sign-off', 'sign off', 'send back'],
  ...['ask for time', 'answer', 'invite an officer', 'remove an officer', 'name a cover', 'hand over'],
] as const
export type Deed = (typeof deedsOfOffice)[number] | (typeof deedsOfAuthority)[number]

/** What somebody does in the season, for one authority. */
export interface Act {
  readonly at: Date
  readonly code: string
  readonly does: Deed
  /** Until when time is asked for or given, or by when an answer is asked for. */
  readonly until?: CalendarDate
  /** Which officer comes, goes or hands over their work to the first. */
  readonly officer?: number
}

/** What one authority does in the season, and what is done about it. */
export interface Life {
  readonly code: string
  readonly kind: Kind
  readonly acts: readonly Act[]
  /** Its first officer's mailbox is gone. */
  readonly bounces: boolean
}

// Each behaviour once, those that say most first; and then those that are seen most.
const kinds = [
  ...[
    'never',
    'queried for long',
    'bounced and replaced',
    'covered and late',
    'answered by the dates',
    'handed over',
    'extended and late',
    'sent back',
    'changed contact',
    'covered',
  ],
  ...['late', 'on time', 'refused', 'reopened', 'excluded', 'given time'],
  ...['extended', 'queried', 'bounced', 'early'],
  ...['early', 'early', 'on time', 'on time', 'late'],
] as const
const kindsWithWorkbook = ['workbook', 'relaxed', 'relaxed no longer'] as const
type Kind = (typeof kinds)[number] | (typeof kindsWithWorkbook)[number]

const [beforeDue, beforeClosing] = [29, 58]

/** How each authority behaves: every kind of behaviour is there as soon as there are enough of them. */
export function livesOf(codes: readonly string[], withWorkbooks: readonly string[], random: Random): Life[] {
  const others = random.branch('who').shuffled(codes.filter((code) => !withWorkbooks.includes(code)))
  return [
    ...withWorkbooks.map((code, at) =>
      lifeOf(code, kindsWithWorkbook[at % kindsWithWorkbook.length] ?? 'workbook', random.branch(code)),
    ),
    ...others.map((code, at) => lifeOf(code, kinds[at % kinds.length] ?? 'never', random.branch(code))),
  ]
}

function lifeOf(code: string, kind: Kind, random: Random): Life {
  const acts: Act[] = []
  plans[kind](diary(code, random, acts), random)
  return { code, kind, acts, bounces: kind.startsWith('bounced') }
}

type Diary = ReturnType<typeof diary>

/** Writes acts one after the other, never two at the same moment. What would come too late is never done. */
function diary(code: string, random: Random, acts: Act[]) {
  let after = 0
  const write = (does: Deed, [from, until]: readonly [number, number], more: Partial<Act> = {}): boolean => {
    const office: readonly string[] = deedsOfOffice
    const last = acts.at(-1)?.at ?? new Date(0)
    const possible = momentsOfActs(office.includes(does) ? 'office' : 'authority').filter(
      (at) => at > last && dayOf(at) >= after && dayOf(at) >= from,
    )
    const within = possible.filter((at) => dayOf(at) <= until)
    const at = within.length > 0 ? random.pick(within) : possible[0]
    if (at === undefined || dayOf(at) > beforeClosing) {
      after = Number.POSITIVE_INFINITY
      return false
    }
    const by = does === 'raise a query' && { until: workingDaysAfter(shown(at).date, 5) }
    acts.push({ at, code, does, ...by, ...more })
    after = dayOf(at)
    return true
  }
  return {
    /** On a day of the season between two. */
    on: write,
    /** Between so many days after what was done last. */
    later: (does: Deed, [from, until]: readonly [number, number], more: Partial<Act> = {}) =>
      write(does, [after + from, after + until], more),
  }
}

const dayOf = (at: Date): number =>
  Math.round((Date.parse(shown(at).date) - Date.parse(season.issueOn)) / (24 * 60 * 60_000))

/** Sends a return between two days, has it signed, and the office accepts it. */
function returns({ on, later }: Diary, random: Random, between: readonly [number, number]): void {
  on('declare nil', between)
  if (random.chance(0.6)) later('ask for sign-off', [0, 2])
  later('sign off', [0, 3])
  later('accept', [0, 6])
}

const plans: Readonly<Record<Kind, (diary: Diary, random: Random) => void>> = {
  early: (diary, random) => returns(diary, random, [1, 10]),
  'on time': (diary, random) => returns(diary, random, [11, beforeDue]),
  late: (diary, random) => returns(diary, random, [beforeDue + 1, beforeClosing]),
  never: () => undefined,
  workbook: ({ on, later }) => {
    on('send a workbook', [4, 25])
    later('ask for sign-off', [0, 2])
    later('sign off', [1, 3])
    later('accept', [0, 6])
  },
  // Odd is what the check finds that is relaxed on day 9, and holds again on day 42.
  relaxed: ({ on, later }) => {
    on('send an odd workbook', [3, 6])
    on('ask for sign-off', [10, 12])
    later('sign off', [1, 3])
    later('accept', [0, 6])
  },
  'relaxed no longer': ({ on, later }) => {
    on('send an odd workbook', [10, 13])
    on('send a workbook', [43, 48])
    later('sign off', [0, 3])
    later('accept', [0, 6])
  },
  extended: (diary, random) => {
    const until = daysAfter(season.dueOn, 21)
    diary.on('ask for time', [15, 27], { until })
    diary.later('grant time', [0, 2], { until })
    returns(diary, random, [beforeDue + 1, 49])
  },
  'extended and late': (diary, random) => {
    const until = daysAfter(season.dueOn, 14)
    diary.on('ask for time', [20, 28], { until })
    diary.later('grant time', [0, 1], { until })
    returns(diary, random, [46, beforeClosing])
  },
  // Asks for no more than everybody is given a few days later, so nobody has to decide on it.
  'answered by the dates': (diary, random) => {
    diary.on('ask for time', [8, 14], { until: daysAfter(season.dueOn, 7) })
    returns(diary, random, [20, 45])
  },
  'given time': (diary, random) => {
    diary.on('give time', [8, 28], { until: daysAfter(season.dueOn, 10) })
    returns(diary, random, [20, 50])
  },
  refused: (diary, random) => {
    diary.on('ask for time', [10, 26], { until: daysAfter(season.dueOn, 20) })
    diary.later('refuse time', [0, 3])
    returns(diary, random, [28, 50])
  },
  'sent back': (diary) => {
    diary.on('declare nil', [5, 30])
    diary.later('ask for sign-off', [0, 2])
    diary.later('send back', [0, 3])
    diary.later('declare nil', [1, 8])
    diary.later('sign off', [0, 5])
    diary.later('accept', [0, 5])
  },
  queried: (diary) => queried(diary, [1, 6]),
  'queried for long': (diary) => queried(diary, [8, 20]),
  reopened: (diary, random) => {
    returns(diary, random, [3, 25])
    diary.later('reopen', [1, 5])
    diary.later('declare nil', [3, 12])
    diary.later('sign off', [0, 3])
    diary.later('accept', [0, 4])
  },
  excluded: ({ on, later }) => {
    on('declare nil', [10, 28])
    later('sign off', [0, 2])
    later('exclude', [1, 5])
  },
  'changed contact': (diary, random) => {
    diary.on('invite an officer', [2, 24], { officer: 3 })
    diary.later('remove an officer', [0, 1], { officer: 2 })
    returns(diary, random, [26, 50])
  },
  covered: ({ on, later }) => {
    on('name a cover', [2, 8], { until: daysAfter(season.issueOn, 27) })
    on('declare nil', [9, 18])
    later('ask for sign-off', [0, 2])
    later('sign off', [1, 4])
    later('accept', [0, 4])
  },
  // Whoever stands in is reminded once, though both are late.
  'covered and late': (diary, random) => {
    diary.on('name a cover', [20, 28], { until: daysAfter(season.issueOn, 50) })
    returns(diary, random, [39, beforeClosing])
  },
  'handed over': (diary, random) => {
    diary.on('hand over', [3, 26], { officer: 2 })
    returns(diary, random, [27, 50])
  },
  bounced: (diary, random) => returns(diary, random, [20, 50]),
  'bounced and replaced': (diary, random) => {
    diary.on('invite an officer', [2, 9], { officer: 3 })
    diary.later('remove an officer', [0, 1], { officer: 1 })
    returns(diary, random, [26, 50])
  },
}

/** Asked about its return, which answers after so many days. */
function queried({ on, later }: Diary, answersAfter: readonly [number, number]): void {
  on('declare nil', [2, 20])
  later('sign off', [0, 2])
  later('raise a query', [1, 4])
  later('answer', answersAfter)
  later('close the query', [0, 2])
  later('accept', [0, 2])
}
