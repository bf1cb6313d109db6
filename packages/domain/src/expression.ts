import { z } from 'zod'
import { Name } from './ids.ts'

/** A formula over figures, as data: `{ times: [{ figure: 'children' }, { figure: 'mean_daily_cost' }, 365] }`. */
export type Expression =
  | number
  | { figure: string }
  | { plus: Expression[] }
  | { minus: [Expression, Expression] }
  | { times: Expression[] }
  | { over: [Expression, Expression] }

export const Expression: z.ZodType<Expression> = z.lazy(() =>
  z.union(
    [
      z.int(),
      z.strictObject({ figure: Name }),
      z.strictObject({ plus: z.array(Expression).min(2) }),
      z.strictObject({ minus: z.tuple([Expression, Expression]) }),
      z.strictObject({ times: z.array(Expression).min(2) }),
      z.strictObject({ over: z.tuple([Expression, Expression]) }),
    ],
    { error: 'is not a formula: use a whole number, a figure, plus, minus, times or over' },
  ),
)

/** The figures a formula is made of. */
export function figuresOf(expression: Expression): string[] {
  if (typeof expression === 'number') return []
  if ('figure' in expression) return [expression.figure]
  return Object.values(expression as Record<string, Expression[]>).flatMap((operands) =>
    operands.flatMap(figuresOf),
  )
}
