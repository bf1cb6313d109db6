import { z } from 'zod'
import { CalendarDate } from './calendar-date.ts'
import { Name } from './ids.ts'

const shift = { years: z.int().optional(), months: z.int().optional(), days: z.int().optional() }

/** A day to compare with: written out, the reference date, or another column's; moved by years, months and days if wanted. */
export const DayOperand = z.union([
  CalendarDate,
  z.strictObject({ day: z.literal('reference-date'), ...shift }),
  z.strictObject({ column: Name, ...shift }),
])
export type DayOperand = z.infer<typeof DayOperand>

/** A number to compare with (pounds for money), or another column's. */
export const NumberOperand = z.union([z.number(), z.strictObject({ column: Name })])
export type NumberOperand = z.infer<typeof NumberOperand>

/**
 * Something that is or is not so of one row. A cell that could not be read makes it neither: nothing is concluded from it,
 * so one mistake gives one finding. A blank or 'not held' cell is not any value, so only `not`, `blank` and `notHeld` hold of it.
 */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { column: string; is: string | number }
  | { column: string; in: (string | number)[] }
  | { column: string; before: DayOperand }
  | { column: string; after: DayOperand }
  | { column: string; over: NumberOperand }
  | { column: string; under: NumberOperand }
  /** Has a value: neither blank nor not held. */
  | { column: string; answered: true }
  | { column: string; blank: true }
  | { column: string; notHeld: true }
  /** The row's key was in this authority's last return. */
  | { inLastRound: true }

export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union(
    [
      z.strictObject({ all: z.array(Condition).min(1) }),
      z.strictObject({ any: z.array(Condition).min(1) }),
      z.strictObject({ not: Condition }),
      z.strictObject({ column: Name, is: z.union([z.string(), z.number()]) }),
      z.strictObject({ column: Name, in: z.array(z.union([z.string(), z.number()])).min(1) }),
      z.strictObject({ column: Name, before: DayOperand }),
      z.strictObject({ column: Name, after: DayOperand }),
      z.strictObject({ column: Name, over: NumberOperand }),
      z.strictObject({ column: Name, under: NumberOperand }),
      z.strictObject({ column: Name, answered: z.literal(true) }),
      z.strictObject({ column: Name, blank: z.literal(true) }),
      z.strictObject({ column: Name, notHeld: z.literal(true) }),
      z.strictObject({ inLastRound: z.literal(true) }),
    ],
    {
      error:
        'is not a condition: use all, any, not, or a column with is, in, before, after, over, under, answered, blank or notHeld',
    },
  ),
)

/** The columns a condition looks at. */
export function columnsIn(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(columnsIn)
  if ('any' in condition) return condition.any.flatMap(columnsIn)
  if ('not' in condition) return columnsIn(condition.not)
  if (!('column' in condition)) return []
  const operand = Object.values(condition).find(
    (part) => typeof part === 'object' && part !== null && 'column' in part,
  )
  return [condition.column, ...(operand ? [(operand as { column: string }).column] : [])]
}
