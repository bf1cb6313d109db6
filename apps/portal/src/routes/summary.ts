import { readSummary } from '@rollcall/actions/read-summary'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { DataQueryId, DataRequestId, RoundId, SubmissionId } from '@rollcall/domain/ids'
import { requestStates } from '@rollcall/domain/request-life'
import { submissionStates } from '@rollcall/domain/submission-life'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'

const compared = {
  value: z.number().nullable().describe('Null where there is nothing to work it out from'),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  notHeld: z.number().describe('Answers of ‘not held’ to what it is about'),
  before: z.number().nullable().describe('In the return of the last round'),
  change: z.number().nullable(),
  percentage: z.number().nullable().describe('The change, as a percentage of what it was before'),
}

export const Figure = z.object({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  unit: z.string(),
  decimals: z.number(),
  note: z.string().nullable(),
  countsAllRows: z.boolean().describe('Whether it is how many rows a sheet has'),
  ...compared,
  breakdowns: z
    .array(
      z.object({
        by: z.array(z.string()).readonly(),
        heading: z.string(),
        hasCoarser: z.boolean().describe('Whether another breakdown puts the same into bands or groups'),
        groups: z
          .array(
            z.object({
              breakdown: z.record(z.string(), z.union([z.string(), z.number()])).readonly(),
              label: z.string(),
              ...compared,
            }),
          )
          .readonly(),
      }),
    )
    .readonly(),
})

export const SheetGiven = z.object({
  sheet: z.string(),
  name: z.string(),
  kind: z.enum(['table', 'form']),
  rows: z.number(),
  columns: z
    .array(
      z.object({
        column: z.string(),
        heading: z.string(),
        mayBeBlank: z.boolean(),
        mayBeNotHeld: z.boolean(),
        answered: z.number(),
        notHeld: z.number(),
        blank: z.number(),
        unreadable: z.number(),
      }),
    )
    .readonly(),
})

/** What the office made of an explanation. */
export const Decided = z
  .object({
    decision: z.enum(['accepted', 'refused']),
    decidedBy: z.string().nullable().describe('Null for an authority: somebody of the office'),
    decidedAt: z.date(),
    dataQueryId: DataQueryId.nullable().describe('Where it is refused: the data query that says so'),
    why: z.string().nullable(),
  })
  .nullable()
  .describe('Null while nobody in the office has decided. What is refused does not count as explained')

/** What officers said of a rule's queries. */
export const Explanations = z
  .array(
    z.object({
      explanationId: z.uuid().describe('Of any of the explanations that say this: names the reason'),
      text: z.string().nullable().describe('Null where it was destroyed'),
      version: z.number().describe('The version it was given on'),
      givenBy: z.string().nullable(),
      givenAt: z.date(),
      decided: Decided,
      queries: z.number(),
      cells: z.array(z.string()).readonly().describe('The first few it is for'),
    }),
  )
  .readonly()

const RuleQueries = z.object({
  rule: z.string(),
  sheet: z.string(),
  heading: z.string().nullable(),
  message: z.string().describe('What all of them say, with … for what differs'),
  expected: z.string(),
  queries: z.number(),
  open: z.number().describe('Not explained yet'),
  explanations: Explanations,
})

export const Counts = z.object({
  added: z.number(),
  removed: z.number(),
  altered: z.number(),
  unaltered: z.number(),
})
const Signed = z.object({ submissionId: SubmissionId, version: z.number(), signedAt: z.date() })

export const LastReturn = Signed.extend({
  roundId: RoundId,
  title: z.string(),
  referenceOn: CalendarDate,
  isAccepted: z.boolean().describe('False where it was signed and is not in the figures'),
  isDestroyed: z.boolean().describe('Then nothing is compared with it'),
})

const Summary = z.object({
  submissionId: SubmissionId,
  dataRequestId: DataRequestId,
  version: z.number(),
  kind: z.enum(['workbook', 'nil']),
  state: z.enum(submissionStates),
  isNewest: z.boolean(),
  requestState: z.enum(requestStates),
  sha256: z.string().describe('Of the bytes as they were sent'),
  byteCount: z.number(),
  receivedByName: z.string().nullable(),
  receivedAt: z.date(),
  checkedAt: z.date().nullable(),
  errorCount: z.number().nullable(),
  queryCount: z.number().nullable(),
  noteCount: z.number().nullable(),
  openQueryCount: z.number().nullable(),
  signOff: z
    .object({ signedByName: z.string().nullable(), signedAt: z.date() })
    .nullable()
    .describe('Of this very version'),
  round: z.object({ roundId: RoundId, title: z.string(), referenceOn: CalendarDate }),
  collection: z.object({
    title: z.string(),
    version: z.number(),
    time: z.string().describe('The day or the period it is about, in words'),
  }),
  authority: z.string(),
  declares: z.string().nullable().describe('What a nil return says, in a sentence'),
  figures: z.array(Figure).nullable().describe('Null while something must be fixed'),
  lastReturn: LastReturn.nullable().describe(
    'What is compared with; null where nothing was signed in the last round',
  ),
  sheets: z.array(SheetGiven),
  queries: z.array(RuleQueries),
  notes: z.array(z.object({ rule: z.string(), message: z.string(), notes: z.number() })),
  sinceSigned: Signed.extend({
    counts: Counts.nullable().describe('Null where what was signed is destroyed'),
    sheets: z.array(z.object({ sheet: z.string(), name: z.string(), counts: Counts })),
  })
    .nullable()
    .describe('How it differs from the version signed before it'),
})

export function summaryRoutes(app: App, contextFor: ContextFor): void {
  app.get(
    '/submissions/:submissionId/summary',
    {
      schema: {
        tags: ['submissions'],
        summary:
          'One version as a whole: its own figures beside the last round’s, what is not held, what was explained',
        params: z.object({ submissionId: SubmissionId }),
        response: { 200: Summary },
      },
    },
    async (request) => readSummary(contextFor(request), request.params.submissionId),
  )
}
