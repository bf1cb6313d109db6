import type { Figure } from '@rollcall/domain/figure'
import { type Outlier, whyListed } from '@rollcall/domain/outlier'
import { z } from 'zod'
import { amountText } from './pages/amounts.ts'

/** A figure of a return that is far from what is usual, as the API gives it. */
export const OutlierShape = z.object({
  figure: z.string(),
  against: z.enum(['others', 'last round']),
  value: z.number().nullable(),
  before: z.number().nullable().describe('In the authority’s last return'),
  usual: z
    .object({ low: z.number(), middle: z.number(), high: z.number() })
    .nullable()
    .describe('Where the middle half of those it was compared with lies'),
  compared: z.number().describe('With how many returns it was compared'),
  why: z.string(),
})

export const outlierShape = (figure: Figure, found: Outlier): z.infer<typeof OutlierShape> => ({
  ...{ figure: figure.id, against: found.against, value: found.figure.value, before: found.before },
  ...{ usual: found.usual, compared: found.compared },
  why: whyListed(found, (value) => amountText(value, figure)),
})
