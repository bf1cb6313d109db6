import { readBoardMap } from '@rollcall/actions/read-board-map'
import { readForecast } from '@rollcall/actions/read-forecast'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { DataRequestId, RoundId } from '@rollcall/domain/ids'
import { requestStates } from '@rollcall/domain/request-life'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { inOffice } from '../in-office.ts'
import { boardMapPage } from '../pages/board-map-page.ts'
import { readerOf } from '../reader.ts'

const params = z.object({ roundId: RoundId })

/** How far every authority of a round is, on a map. */
export function boardMapRoutes(app: App, contextFor: ContextFor): void {
  app.get('/rounds/:roundId/board/map', { schema: { hide: true, params } }, async (request) => {
    inOffice(request)
    const map = await readBoardMap(contextFor(request), request.params.roundId)
    return boardMapPage({ reader: readerOf(request), map })
  })
}

const BoardMap = z.object({
  asked: z.number(),
  unplaced: z.number().describe('How many of those asked have no place on the map'),
  states: z.array(z.object({ state: z.enum(requestStates), count: z.number() })),
  regions: z.array(
    z.object({
      region: z.string().nullable(),
      ...{ asked: z.number(), signed: z.number(), accepted: z.number(), overdue: z.number() },
    }),
  ),
  authorities: z
    .array(
      z.object({
        ...{ code: z.string(), name: z.string(), region: z.string().nullable() },
        place: z
          .object({ column: z.number(), row: z.number() })
          .nullable()
          .describe('Of its hexagon; the next one of a row is two columns further'),
        dataRequestId: DataRequestId.nullable().describe('Null where it was not asked'),
        state: z.enum(requestStates).nullable(),
        dueOn: CalendarDate.nullable(),
        isOverdue: z.boolean(),
      }),
    )
    .describe('Everybody with a place on the map, asked or not, and the first twenty of those without one'),
})

export function boardMapApiRoutes(app: App, contextFor: ContextFor): void {
  app.get(
    '/rounds/:roundId/map',
    {
      schema: {
        tags: ['rounds'],
        summary: 'How far each authority and each region is, with their places on a map of England',
        params,
        response: { 200: BoardMap },
      },
    },
    async (request) => {
      const { unplacedCount, ...map } = await readBoardMap(contextFor(request), request.params.roundId)
      return { ...map, unplaced: unplacedCount }
    },
  )
  app.get(
    '/rounds/:roundId/forecast',
    {
      schema: {
        tags: ['rounds'],
        summary:
          'How many returns will be signed by the due date, if authorities go on as in the round before',
        params,
        response: { 200: z.object({ forecast: Forecast.nullable() }) },
      },
    },
    async (request) => ({
      forecast: (await readForecast(contextFor(request), request.params.roundId)) ?? null,
    }),
  )
}

const Forecast = z
  .object({
    ...{ dueOn: CalendarDate, workingDaysLeft: z.number(), expected: z.number() },
    waiting: z
      .number()
      .describe('Of those asked in both rounds: had not signed when as many working days were left'),
    signed: z.number().describe('How many of these signed by the due date of that round'),
    lastRound: z.object({ id: RoundId, title: z.string() }),
  })
  .describe(
    'Null where there was no round before, this one is not open, its due date is over or all have signed',
  )
