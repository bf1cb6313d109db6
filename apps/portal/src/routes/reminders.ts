import { ChangeReminders, changeReminders } from '@rollcall/actions/change-reminders'
import { readPlanned } from '@rollcall/actions/read-planned'
import { readReminders } from '@rollcall/actions/read-reminders'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { DataRequestId, RoundId } from '@rollcall/domain/ids'
import { reminderAims } from '@rollcall/domain/reminder-calendar'
import { requestStates } from '@rollcall/domain/request-life'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'

const Step = z.object({
  aim: z.enum(reminderAims),
  days: z.number().describe('Working days after the due date; negative: before it'),
  at: z.string().describe('A time of day in London'),
})
const on = CalendarDate.describe('The day it comes, in London')

const Dated = Step.extend({
  on: on.describe('The day it comes for the round’s own due date'),
  became: z.enum(['to come', 'due', 'taken', 'passed over', 'over before', 'not sent']),
  requests: z.number().describe('Of how many authorities something was outstanding'),
  messages: z.number().describe('How many messages were made'),
})

const Planned = z.object({
  dataRequestId: DataRequestId,
  authority: z.string(),
  code: z.string(),
  state: z.enum(requestStates),
  aim: z.enum(reminderAims),
  days: z.number(),
  dueOn: CalendarDate,
  on,
  at: z.string(),
  kind: z
    .string()
    .nullable()
    .describe('The kind of message; null for a letter that is proposed to the office'),
  people: z.array(
    z.object({
      name: z.string(),
      writtenAs: z.string(),
      coversFor: z.string().nullable(),
      isBroken: z.boolean().describe('Whether messages to their address have come back'),
    }),
  ),
})

/** Reminders of a round. */
export function reminderRoutes(app: App, contextFor: ContextFor): void {
  const tags = ['rounds']
  const params = z.object({ roundId: RoundId })
  const path = '/rounds/:roundId/reminders'

  app.get(
    path,
    {
      schema: {
        tags,
        summary: 'When a round reminds whom, and what became of each step',
        params,
        response: {
          200: z.object({
            revision: z.number().describe('To change it with'),
            unknownYear: z
              .string()
              .nullable()
              .describe('A year whose bank holidays are not known, so that its dates are not sure'),
            items: z.array(Dated),
          }),
        },
      },
    },
    async (request) => {
      const { round, steps, unknownYear } = await readReminders(contextFor(request), request.params.roundId)
      const items = steps.map(({ moment, takenAt: _, ...step }) => ({ ...step, on: moment.date }))
      return { revision: round.revision, unknownYear, items }
    },
  )

  app.post(
    path,
    {
      schema: {
        tags,
        summary: 'Gives a round another calendar of reminders: the whole of it',
        params,
        body: ChangeReminders.omit({ roundId: true }),
        response: { 204: z.null().describe('It holds from now on') },
      },
    },
    async (request, reply) => {
      await changeReminders(contextFor(request), { ...request.params, ...request.body })
      return reply.status(204).send(null)
    },
  )

  app.get(
    `${path}/planned`,
    {
      schema: {
        tags,
        summary:
          'A dry run: what the round’s calendar will send as things stand, to whom, when and why; fifty a page',
        params,
        querystring: z.object({
          page: z.coerce.number().int().min(1).max(100_000).default(1),
          days: z.coerce
            .number()
            .int()
            .min(1)
            .max(400)
            .optional()
            .describe('Only what comes in so many days'),
          text: z.string().max(100).optional().describe('Some of an authority’s name, or its code'),
        }),
        response: { 200: z.object({ total: z.number(), items: z.array(Planned) }) },
      },
    },
    async (request) => {
      const { total, planned } = await readPlanned(contextFor(request), {
        ...request.params,
        ...request.query,
      })
      const items = planned.map(
        ({ id, moment, authorityId: _, isMeant: __, isRemindedBefore: ___, ...row }) => ({
          ...{ ...row, dataRequestId: id, on: moment.date, at: moment.time },
        }),
      )
      return { total, items }
    },
  )
}
