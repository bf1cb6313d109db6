import { type CalendarDate, shift } from '@rollcall/domain/calendar-date'
import type { Cell } from '@rollcall/domain/cell'
import type { Random } from '../sample/random.ts'
import type { Planted, SampleRow } from '../sample/sample.ts'
import type { Typing } from '../sample/typing.ts'
import { cellMistakes } from './sample-cell-mistakes.ts'
import type { Child } from './sample-child.ts'
import type { Making, Mistake } from './sample-mistake.ts'

const daysAfter = (making: Making, days: number): Cell =>
  making.typing.date(shift(making.referenceDate, { days }))
const costOf = ({ child }: Making): number => (child.weeklyCost === 'not-held' ? 0 : child.weeklyCost)
const mayLoseCost = (making: Making) => costOf(making) > 0 && costOf(making) <= making.spareCost
// A child of the last round with another birth date would give a finding of its own.
const isNew = ({ child }: Making) => !child.wasInLastRound
const isUnderOrder = ({ child }: Making) => child.order === 'yes'

const ruleMistakes: readonly Mistake[] = [
  {
    column: 'date_of_birth',
    rule: 'IH-001',
    fits: isNew,
    cells: (making) => ({ date_of_birth: daysAfter(making, making.random.whole(1, 120)) }),
  },
  {
    column: 'date_of_birth',
    rule: 'IH-002',
    fits: isNew,
    cells: (making) => ({
      date_of_birth: making.typing.date(
        shift(making.referenceDate, {
          years: -making.random.whole(18, 24),
          days: -making.random.whole(1, 300),
        }),
      ),
    }),
  },
  {
    column: 'placed_on',
    rule: 'IH-004',
    cells: (making) => ({ placed_on: daysAfter(making, making.random.whole(1, 25)) }),
  },
  {
    column: 'placed_on',
    rule: 'IH-005',
    // A stay that long would also be too long for a hotel.
    fits: ({ child }) => child.setting !== 'hotel',
    cells: ({ child, random, typing }) => ({
      placed_on: typing.date(shift(child.born, { days: -random.whole(5, 300) })),
    }),
  },
  {
    column: 'expected_end',
    rule: 'IH-007',
    cells: (making) => ({ expected_end: daysAfter(making, -making.random.whole(1, 60)) }),
  },
  { column: 'dol_start', rule: 'IH-008', fits: isUnderOrder, cells: () => ({ dol_start: null }) },
  {
    column: 'dol_start',
    rule: 'IH-009',
    fits: ({ child }) => child.order === 'no',
    cells: (making) => ({ dol_start: daysAfter(making, -making.random.whole(5, 200)) }),
  },
  {
    column: 'dol_start',
    rule: 'IH-010',
    fits: isUnderOrder,
    cells: (making) => ({ dol_start: daysAfter(making, making.random.whole(1, 40)) }),
  },
  {
    column: 'dol_start',
    rule: 'IH-012',
    fits: (making) => isUnderOrder(making) && making.child.age >= 6,
    cells: (making) => ({ dol_start: daysAfter(making, -making.random.whole(370, 600)) }),
  },
  { column: 'weekly_cost', rule: 'IH-013', fits: mayLoseCost, cells: () => ({ weekly_cost: 0 }) },
  {
    // Thousands of pounds in place of pounds, or the cost of an hour or two.
    column: 'weekly_cost',
    rule: 'IH-014',
    fits: mayLoseCost,
    cells: ({ random, typing }) => ({ weekly_cost: typing.money(random.whole(12, 480)) }),
  },
  {
    column: 'weekly_cost',
    rule: 'IH-016',
    fits: (making) => costOf(making) > 0,
    cells: (making) => ({ weekly_cost: making.typing.money(costOf(making) * 52) }),
  },
  {
    column: 'setting_other',
    rule: 'IH-020',
    fits: ({ child }) => child.setting !== 'other',
    cells: () => ({ setting_type: 'Other', setting_other: null }),
  },
  {
    column: 'setting_type',
    rule: 'IH-021',
    fits: ({ child }) => child.age < 16,
    cells: () => ({ setting_type: "Supported accommodation operating as a children's home" }),
  },
  {
    column: 'child_id',
    rule: 'IH-023',
    fits: ({ earlierId }) => earlierId !== null,
    cells: ({ earlierId }) => ({ child_id: earlierId }),
  },
]

const mistakes: readonly Mistake[] = [...ruleMistakes, ...cellMistakes]

export interface Spoiling {
  readonly rows: readonly SampleRow[]
  readonly children: readonly Child[]
  readonly count: number
  readonly referenceDate: CalendarDate
  readonly typing: Typing
  readonly random: Random
}

/** Makes one mistake in so many of the rows. */
export function withMistakes(spoiling: Spoiling): {
  rows: readonly SampleRow[]
  planted: readonly Planted[]
} {
  const { rows, children, count, random } = spoiling
  const chosen = random
    .shuffled(rows.map((_, index) => index))
    .slice(0, count)
    .toSorted((a, b) => a - b)
  const isChosen = new Set(chosen)
  const originals = rows.flatMap((row, index) =>
    isChosen.has(index) || children[index]?.wasInLastRound ? [] : [{ index, id: row.child_id ?? null }],
  )
  let spareCost =
    0.4 *
    children.reduce((sum, { weeklyCost }) => sum + Number(weeklyCost === 'not-held' ? 0 : weeklyCost), 0)
  const changed = [...rows]
  const planted: Planted[] = []
  for (const index of chosen) {
    const [child, row] = [children[index], rows[index]]
    if (child === undefined || row === undefined) continue
    const earlier = originals.slice(0, firstNotBefore(originals, index))
    const earlierId = earlier.length === 0 ? null : random.pick(earlier).id
    const making: Making = { ...spoiling, child, earlierId, spareCost }
    const mistake = random.pick(mistakes.filter(({ fits }) => fits === undefined || fits(making)))
    const cells = mistake.cells(making)
    if ('weekly_cost' in cells) spareCost -= costOf(making)
    changed[index] = { ...row, ...cells }
    planted.push({ sheet: 'children', row: index, column: mistake.column, rule: mistake.rule })
  }
  return { rows: changed, planted }
}

/** How many of the rows come before this one. */
function firstNotBefore(rows: readonly { index: number }[], index: number): number {
  let [low, high] = [0, rows.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rows[middle]?.index ?? 0) < index) low = middle + 1
    else high = middle
  }
  return low
}
