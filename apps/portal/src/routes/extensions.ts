import { AskForExtension, askForExtension } from '@rollcall/actions/ask-for-extension'
import { GiveTime, giveTime } from '@rollcall/actions/give-time'
import { grantExtension } from '@rollcall/actions/grant-extension'
import { GrantExtensions, grantExtensions } from '@rollcall/actions/grant-extensions'
import { readExtensions, readRoundExtensions } from '@rollcall/actions/read-extensions'
import { RefuseExtension, refuseExtension } from '@rollcall/actions/refuse-extension'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { DataRequestId, ExtensionId, RoundId } from '@rollcall/domain/ids'
import { isOffice } from '@rollcall/domain/viewer'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'

const Extension = z.object({
  extensionId: ExtensionId,
  state: z.enum(['asked', 'granted', 'refused']),
  askedUntil: CalendarDate.nullable().describe('Null where the office gave more time unasked'),
  askedBy: z.string().nullable(),
  askedAt: z.date().nullable(),
  askedBecause: z.string().nullable(),
  until: CalendarDate.nullable().describe('The new due date, where it was granted'),
  decidedAt: z.date().nullable(),
  decidedBecause: z.string().nullable(),
})

const InRound = Extension.extend({
  dataRequestId: DataRequestId,
  authority: z.object({ code: z.string(), name: z.string() }),
  decidedBy: z.string().nullable().describe('For the office alone; null for everybody else'),
})

const Authority = z.object({ code: z.string(), name: z.string() })
const why = { code: z.string().describe('Of the problem'), detail: z.string() }

const { reason } = AskForExtension.shape

export function extensionRoutes(app: App, contextFor: ContextFor): void {
  const tags = ['extensions']
  const ofRequest = z.object({ dataRequestId: DataRequestId })
  const params = z.object({ extensionId: ExtensionId })

  app.get(
    '/rounds/:roundId/extensions',
    {
      schema: {
        tags,
        summary:
          'What was asked for and decided in a round, undecided first: for an officer, what is of their own authority',
        params: z.object({ roundId: RoundId }),
        response: { 200: z.object({ items: z.array(InRound) }) },
      },
    },
    async (request) => {
      const extensions = await readRoundExtensions(contextFor(request), request.params.roundId)
      return {
        items: extensions.map(({ id: extensionId, authorityCode, authority, ...extension }) => ({
          ...{ extensionId, ...extension },
          authority: { code: authorityCode, name: authority },
        })),
      }
    },
  )

  app.post(
    '/rounds/:roundId/extensions',
    {
      schema: {
        tags,
        summary:
          'Gives several authorities of a round more time at once, and tells who could not be given it',
        params: z.object({ roundId: RoundId }),
        body: GiveTime.omit({ roundId: true }),
        response: {
          201: z.object({
            given: z.array(Authority.extend({ dataRequestId: DataRequestId })),
            notGiven: z.array(z.object({ authority: Authority, ...why })),
          }),
        },
      },
    },
    async (request, reply) => {
      const { given, notGiven } = await giveTime(contextFor(request), { ...request.params, ...request.body })
      return reply.status(201).send({
        given: given.map(({ code, name, dataRequestId }) => ({ code, name, dataRequestId })),
        notGiven: notGiven.map(({ request: { code, name }, why: { code: reasonCode, message } }) => ({
          authority: { code, name },
          ...{ code: reasonCode, detail: message },
        })),
      })
    },
  )

  app.post(
    '/rounds/:roundId/extensions/grants',
    {
      schema: {
        tags,
        summary:
          'Grants several authorities what each asked for, one by one, and tells which could not be and why',
        params: z.object({ roundId: RoundId }),
        body: GrantExtensions.omit({ roundId: true }),
        response: {
          200: z.object({
            granted: z.array(ExtensionId),
            notGranted: z.array(z.object({ extensionId: ExtensionId, ...why })),
          }),
        },
      },
    },
    async (request) => {
      const decided = await grantExtensions(contextFor(request), { ...request.params, ...request.body })
      return {
        granted: decided.granted.map(({ extensionId }) => extensionId),
        notGranted: decided.notGranted.map(({ extensionId, why: { code, message } }) => ({
          ...{ extensionId, code, detail: message },
        })),
      }
    },
  )

  app.get(
    '/data-requests/:dataRequestId/extensions',
    {
      schema: {
        tags,
        summary: 'What was asked for and decided about more time, oldest first',
        params: ofRequest,
        response: { 200: z.object({ items: z.array(Extension) }) },
      },
    },
    async (request) => {
      const extensions = await readExtensions(contextFor(request), request.params.dataRequestId)
      return { items: extensions.map(({ id: extensionId, ...extension }) => ({ extensionId, ...extension })) }
    },
  )

  app.post(
    '/data-requests/:dataRequestId/extensions',
    {
      schema: {
        tags,
        summary: 'Asks for more time; for the office, gives more time at once',
        params: ofRequest,
        body: AskForExtension.omit({ dataRequestId: true }),
        response: { 201: z.object({ extensionId: ExtensionId }) },
      },
    },
    async (request, reply) => {
      const context = contextFor(request)
      const input = { ...request.params, ...request.body }
      const work = isOffice(context.viewer) ? grantExtension : askForExtension
      return reply.status(201).send(await work(context, input))
    },
  )

  app.post(
    '/extensions/:extensionId/grant',
    {
      schema: {
        tags,
        summary: 'Grants what was asked for, or until another day',
        params,
        body: z.object({ until: CalendarDate.optional(), reason: reason.optional() }).nullish(),
        response: { 200: z.object({ extensionId: ExtensionId, dueOn: CalendarDate }) },
      },
    },
    async (request) => grantExtension(contextFor(request), { ...request.params, ...request.body }),
  )

  app.post(
    '/extensions/:extensionId/refusal',
    {
      schema: {
        tags,
        summary: 'Leaves the due date as it is, and says why',
        params,
        body: RefuseExtension.omit({ extensionId: true }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await refuseExtension(contextFor(request), { ...request.params, ...request.body })
      return reply.status(204).send(null)
    },
  )
}
