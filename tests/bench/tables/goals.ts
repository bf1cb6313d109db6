import { ratio, shown, table, times } from '../table.ts'
import type { Sizes } from '../workplace.ts'
import type { Checking } from './checking.ts'
import type { Hostile } from './hostile.ts'
import type { Reading } from './reading.ts'
import type { Returns } from './returns.ts'
import type { SmallReturn } from './small-return.ts'
import type { Whole } from './whole.ts'

interface Found {
  readonly reading: Reading
  readonly checking: Checking
  readonly whole: Whole
  readonly small: SmallReturn
  readonly returns: Returns
  readonly hostile: Hostile
}

interface Goal {
  readonly work: string
  readonly goal: string
  readonly found: number | undefined
  readonly shown: string
  readonly limit: number
  /** Whether more is better. */
  readonly atLeast?: boolean
}

/** What we set out to reach, what was found, and whether it was reached. */
export function goals(found: Found, sizes: Sizes): string {
  const rows = [...readingGoals(found), ...checkingGoals(found, sizes), ...otherGoals(found, sizes)].map(
    (goal) => [goal.work, goal.goal, goal.shown, verdict(goal)],
  )
  return table(['', 'goal', 'found', 'met'], rows)
}

function verdict({ found, limit, atLeast }: Goal): string {
  if (found === undefined) return 'not measured'
  return (atLeast ? found >= limit : found <= limit) ? 'yes' : '**no**'
}

const most = (work: string, found: number | undefined, limit: number): Goal => ({
  work,
  goal: `at most ${shown(limit)} ×`,
  found,
  shown: times(found),
  limit,
})
const least = (work: string, found: number | undefined, limit: number): Goal => ({
  ...most(work, found, limit),
  goal: `at least ${shown(limit)} ×`,
  atLeast: true,
})
const within = (work: string, found: number | undefined, limit: number, unit: string): Goal => ({
  work,
  goal: `at most ${shown(limit)} ${unit}`,
  found,
  shown: `${shown(found)} ${unit}`,
  limit,
})

function readingGoals({ reading: { stress }, small }: Found): Goal[] {
  return [
    most('reading the stress file, beside unpacking it', ratio(stress.ours, stress.floor), 2.5),
    least('reading the stress file, openpyxl read-only beside ours', ratio(stress.openpyxl, stress.ours), 20),
    within('reading the stress file, peak memory', stress.ours?.megabytes, 160, 'MB'),
    within('a return of 30 rows, read', small.results.reading?.ms, 3, 'ms'),
    within('a return of 30 rows, file in hand to findings', small.results.whole?.ms, 5, 'ms'),
  ]
}

function checkingGoals({ checking, whole }: Found, { rows }: Sizes): Goal[] {
  const [, middle, large] = rows
  const pair = (spoilt: boolean) => checking.pairs.find((one) => one.rows === large && one.spoilt === spoilt)
  const [before, after] = [whole.bySize.get(middle), whole.bySize.get(large)]
  return [
    most('checking the most rows, clean, beside by hand', ratio(pair(false)?.ours, pair(false)?.byHand), 2.5),
    most('checking the most rows, one cell in ten bad', ratio(pair(true)?.ours, pair(true)?.byHand), 5),
    most('the whole way, most rows, beside its floors', ratio(after?.ours, after?.floors), 2),
    least('the whole way, most rows, pandas beside ours', ratio(after?.pandas, after?.ours), 10),
    most('ten times the rows: time', ratio(after?.ours, before?.ours), 10.5),
    most(
      'ten times the rows: memory',
      after?.ours && before?.ours && after.ours.megabytes / before.ours.megabytes,
      2,
    ),
  ]
}

function otherGoals({ returns, hostile }: Found, { manyReturns }: Sizes): Goal[] {
  const results = [...hostile.results]
  const refused = results.filter(([, { said }]) => String(said).startsWith('refused'))
  const honest = results.filter(([, { said }]) => !String(said).startsWith('refused'))
  const slowest = (those: typeof results) => Math.max(0, ...those.map(([, { ms }]) => ms)) / 1000
  return [
    within(
      `${manyReturns.toLocaleString('en-GB')} small returns on two cores (the goal is for 22,000)`,
      returns.many.ms / 1000,
      60,
      'seconds',
    ),
    within('a hostile file, the slowest to be refused', slowest(refused), 2, 'seconds'),
    within('an honest but bloated file, the slowest to be done', slowest(honest), 10, 'seconds'),
    within(
      'a hostile file, the most memory',
      Math.max(...results.map(([, one]) => one.megabytes)),
      256,
      'MB',
    ),
  ]
}
