import { ChangeDates, changeDates } from '@rollcall/actions/change-dates'
import { readDateChanges, readDateEffects } from '@rollcall/actions/read-date-changes'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { movableDates } from '@rollcall/domain/date-change'
import { RoundId } from '@rollcall/domain/ids'
import { roundProblems } from '@rollcall/domain/round'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'

const Changed = z.object({
  which: z.enum(movableDates),
  fromOn: CalendarDate.nullable().describe('Null where a publication date was not known'),
  toOn: CalendarDate.nullable(),
})

const Change = Changed.extend({
  changeId: z.uuid().describe('The same for dates that were changed together'),
  reason: z.string(),
  changedAt: z.date(),
  changedBy: z.string().nullable().describe('For the office alone; null for everybody else'),
})

const Effects = z.object({
  requests: z.number(),
  moved: z.number().describe('Get another due date'),
  keepLonger: z.number().describe('Were given more time than that, and keep it'),
  noLongerLate: z.number().describe('Are late today, and no longer would be'),
  becomeOnTime: z.number().describe('Signed late, and would count as on time'),
  answered: z.number().describe('Have asked for no more time than that: it is granted by the change'),
})

const date = CalendarDate.optional()

/** The dates of rounds that are issued. */
export function dateChangeRoutes(app: App, contextFor: ContextFor): void {
  const tags = ['rounds']
  const params = z.object({ roundId: RoundId })
  const path = '/rounds/:roundId/date-changes'

  app.get(
    path,
    {
      schema: {
        tags,
        summary:
          'Dates that were changed after a round was issued, oldest first: for an officer, without its closing date',
        params,
        response: { 200: z.object({ items: z.array(Change) }) },
      },
    },
    async (request) => ({ items: await readDateChanges(contextFor(request), request.params.roundId) }),
  )

  app.get(
    `${path}/effects`,
    {
      schema: {
        tags,
        summary: 'What other dates would mean for the returns of a round; nothing is changed',
        params,
        querystring: z.object({
          dueOn: date,
          closesOn: date,
          publishOn: z
            .union([z.literal('').transform(() => null), CalendarDate])
            .optional()
            .describe('Empty: not known'),
        }),
        response: {
          200: z.object({
            changes: z.array(Changed),
            effects: Effects.nullable().describe('Null where the due date stays'),
          }),
        },
      },
    },
    async (request) => {
      const { dueOn, closesOn, publishOn } = request.query
      const possible = await readDateEffects(contextFor(request), request.params.roundId, {
        ...(dueOn !== undefined && { dueOn }),
        ...(closesOn !== undefined && { closesOn }),
        ...(publishOn !== undefined && { publishOn }),
      })
      if (possible.faults)
        throw roundProblems.roundDates({ faults: possible.faults.map(({ words }) => words) })
      return { changes: [...possible.changes], effects: possible.effects }
    },
  )

  app.post(
    path,
    {
      schema: {
        tags,
        summary:
          'Moves the due, closing or publication date of an issued round, and tells its authorities why',
        params,
        body: ChangeDates.omit({ roundId: true }),
        response: {
          200: z.object({ moved: z.number().describe('Requests that are due on another day now') }),
        },
      },
    },
    async (request) => changeDates(contextFor(request), { ...request.params, ...request.body }),
  )
}
