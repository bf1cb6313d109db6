import { readReview } from '@rollcall/actions/read-review'
import { DataRequestId, SubmissionId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { OutlierShape, outlierShape } from '../outlier-shape.ts'
import { Counts, Explanations, Figure, LastReturn, SheetGiven } from './summary.ts'

const Usual = z
  .object({ low: z.number(), middle: z.number(), high: z.number(), returns: z.number() })
  .describe('Quartiles over the accepted returns')

const WhyNot = z.string().nullable().describe('Null where it can be done')

const Rule = z.object({
  rule: z.string(),
  severity: z.enum(['error', 'query', 'note']),
  findings: z.number(),
  about: z.string().nullable().describe('The heading of the column'),
  expects: z.string().nullable().describe('In the words of the collection'),
  open: z.number().describe('Not explained yet'),
  explanations: Explanations,
})

const Review = z.object({
  dataRequestId: DataRequestId,
  submissionId: SubmissionId.nullable().describe('The newest version; null until something is sent'),
  whyNot: z.object({
    accept: WhyNot,
    exclude: WhyNot,
    reopen: WhyNot,
    ask: WhyNot,
    takeBack: WhyNot,
    proposeLetter: WhyNot,
  }),
  rules: z.array(Rule).describe('What its check found, in numbers'),
  says: z
    .object({
      figures: z.array(Figure.omit({ breakdowns: true })),
      lastReturn: LastReturn.nullable(),
      sheets: z.array(SheetGiven),
      since: z
        .object({ version: z.number(), counts: Counts.nullable().describe('Null where both are too long') })
        .nullable()
        .describe('How it differs from the version signed before, or else from the one checked before'),
    })
    .nullable()
    .describe('Null until it is signed, and where it was destroyed'),
  clashes: z
    .array(z.object({ authority: z.string(), children: z.number() }))
    .describe('Children that another authority counts too'),
  compared: z.object({
    region: z.string().nullable(),
    outliers: z.array(OutlierShape),
    usual: z.array(z.object({ figure: z.string(), inEngland: Usual, inRegion: Usual.nullable() })),
  }),
})

export function reviewApiRoutes(app: App, contextFor: ContextFor): void {
  app.get(
    '/data-requests/:dataRequestId/review',
    {
      schema: {
        tags: ['returns'],
        summary: 'What the office reads of a return: figures, findings and changes in numbers, no rows',
        params: z.object({ dataRequestId: DataRequestId }),
        response: { 200: Review },
      },
    },
    async (request) => {
      const { dataRequestId } = request.params
      const review = await readReview(contextFor(request), dataRequestId)
      const { whyNot, rules, says, clashes, versions } = review
      const { region, outliers, usual } = review.compared
      return {
        ...{ dataRequestId, submissionId: versions[0]?.submissionId ?? null, whyNot, rules, says, clashes },
        compared: {
          region,
          outliers: outliers.map(({ figure, found }) => outlierShape(figure, found)),
          usual: usual.map(({ figure, ...rest }) => ({ figure: figure.id, ...rest })),
        },
      }
    },
  )
}
