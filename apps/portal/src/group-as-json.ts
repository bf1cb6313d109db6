import { z } from 'zod'

const Breakdown = z.record(z.string(), z.union([z.string(), z.number()]))

/** One group of a breakdown, as an address of the API says it; left out for England. */
export const GroupAsJson = z
  .string()
  .max(1000)
  .default('{}')
  .describe('One group as the figures name it, as JSON: `{"region":"North East"}`')
  .transform(asBreakdown)

function asBreakdown(text: string, context: z.RefinementCtx): z.infer<typeof Breakdown> {
  try {
    return Breakdown.parse(JSON.parse(text))
  } catch {
    context.addIssue('Write one group as JSON, as the figures name it.')
    return z.NEVER
  }
}
