import { AcceptReturn, acceptReturn } from '@rollcall/actions/accept-return'
import { AskForSignOff, askForSignOff } from '@rollcall/actions/ask-for-sign-off'
import { ExcludeReturn, excludeReturn } from '@rollcall/actions/exclude-return'
import { readSignOffs } from '@rollcall/actions/read-sign-offs'
import { ReopenReturn, reopenReturn } from '@rollcall/actions/reopen-return'
import { SendBackReturn, sendBackReturn } from '@rollcall/actions/send-back-return'
import { SignOffReturn, signOffReturn } from '@rollcall/actions/sign-off-return'
import { TakeBackDecision, takeBackDecision } from '@rollcall/actions/take-back-decision'
import { DataRequestId, SubmissionId } from '@rollcall/domain/ids'
import { statementOfTruth } from '@rollcall/domain/sign-off'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { DataRequestAnswer, sendDataRequest } from './data-requests.ts'

const SignOff = z.object({
  submissionId: SubmissionId,
  version: z.number(),
  sha256: z.string(),
  statement: z.string(),
  signedByName: z.string().nullable(),
  signedAt: z.date(),
})

const Asked = z.object({
  submissionId: SubmissionId,
  askedByName: z.string().nullable(),
  askedAt: z.date(),
  note: z
    .string()
    .nullable()
    .describe('Null where there is none, where it was destroyed, and for the office'),
})

const params = z.object({ dataRequestId: DataRequestId })
const inAddress = { dataRequestId: true } as const

/** Each decision about a return answers with its data request as it is after it. */
const decides = <Body extends z.ZodType>(summary: string, body: Body) => ({
  schema: { tags: ['returns'], summary, params, body, response: { 200: DataRequestAnswer } },
})

export function returnRoutes(app: App, contextFor: ContextFor): void {
  app.get(
    '/data-requests/:dataRequestId/sign-off',
    {
      schema: {
        tags: ['returns'],
        summary:
          'The words a return is signed off under, who asked for it, and every sign-off so far, newest first',
        params,
        response: {
          200: z.object({
            statementOfTruth: z.string().describe('To be sent back with the sign-off, word for word'),
            asked: Asked.nullable().describe('Who last asked for the newest version to be signed off'),
            items: z.array(SignOff),
          }),
        },
      },
    },
    async (request) => {
      const { asked, signOffs } = await readSignOffs(contextFor(request), request.params.dataRequestId)
      return { statementOfTruth, asked, items: signOffs }
    },
  )

  app.post(
    '/data-requests/:dataRequestId/sign-off-request',
    decides(
      'Asks the signatories to sign off the newest version, with a note or none',
      AskForSignOff.omit(inAddress).nullish(),
    ),
    async (request, reply) => {
      const context = contextFor(request)
      const { dataRequestId } = request.params
      await askForSignOff(context, { dataRequestId, ...request.body })
      return sendDataRequest(context, reply, dataRequestId)
    },
  )

  app.post(
    '/data-requests/:dataRequestId/sign-off',
    decides('Signs off the newest version under the statement of truth', SignOffReturn.omit(inAddress)),
    async (request, reply) => {
      const context = contextFor(request)
      const { dataRequestId } = request.params
      await signOffReturn(context, { dataRequestId, ...request.body })
      return sendDataRequest(context, reply, dataRequestId)
    },
  )

  app.post(
    '/data-requests/:dataRequestId/send-back',
    decides('Gives a return back to its officers unsigned, with the reason', SendBackReturn.omit(inAddress)),
    async (request, reply) => {
      const context = contextFor(request)
      const { dataRequestId } = request.params
      await sendBackReturn(context, { dataRequestId, ...request.body })
      return sendDataRequest(context, reply, dataRequestId)
    },
  )

  app.post(
    '/data-requests/:dataRequestId/acceptance',
    decides('Takes a signed return into the figures', AcceptReturn.omit(inAddress).nullish()),
    async (request, reply) => {
      const context = contextFor(request)
      const { dataRequestId } = request.params
      await acceptReturn(context, { dataRequestId, ...request.body })
      return sendDataRequest(context, reply, dataRequestId)
    },
  )

  app.post(
    '/data-requests/:dataRequestId/exclusion',
    decides(
      'Keeps a return that cannot be relied on out of the figures, with the reason',
      ExcludeReturn.omit(inAddress),
    ),
    async (request, reply) => {
      const context = contextFor(request)
      const { dataRequestId } = request.params
      await excludeReturn(context, { dataRequestId, ...request.body })
      return sendDataRequest(context, reply, dataRequestId)
    },
  )

  app.post(
    '/data-requests/:dataRequestId/reopening',
    decides(
      'Lets an authority send a new version of its return, also after the close',
      ReopenReturn.omit(inAddress),
    ),
    async (request, reply) => {
      const context = contextFor(request)
      const { dataRequestId } = request.params
      await reopenReturn(context, { dataRequestId, ...request.body })
      return sendDataRequest(context, reply, dataRequestId)
    },
  )

  app.post(
    '/data-requests/:dataRequestId/taking-back',
    decides(
      'Takes back that a return was accepted, excluded or reopened last; what was decided before that, by its id',
      TakeBackDecision.omit(inAddress),
    ),
    async (request, reply) => {
      const context = contextFor(request)
      const { dataRequestId } = request.params
      await takeBackDecision(context, { dataRequestId, ...request.body })
      return sendDataRequest(context, reply, dataRequestId)
    },
  )
}
