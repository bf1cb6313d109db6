import { type Context, transact } from '@rollcall/actions/context'
import { grantExtension } from '@rollcall/actions/grant-extension'
import { readRoundExtension, readRoundExtensions } from '@rollcall/actions/read-extensions'
import { RefuseExtension, refuseExtension } from '@rollcall/actions/refuse-extension'
import { getRound } from '@rollcall/database/rounds'
import { ExtensionId, RoundId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { inOffice } from '../in-office.ts'
import { attempt, FormBody, notAccepted, PageNumber, PageQuery, readForm, typedIn } from '../page-forms.ts'
import { doneWords } from '../pages/done.ts'
import { extensionPage } from '../pages/extension-page.ts'
import { roundExtensionsPage } from '../pages/round-extensions-page.ts'
import { readerOf } from '../reader.ts'
import { dayTyped, partsMissing, TypedDay } from '../typed-day.ts'

const ofRound = z.object({ roundId: RoundId })
const params = ofRound.extend({ extensionId: ExtensionId })
const querystring = z.object({ done: z.string().max(50).optional().catch(undefined), page: PageNumber })
const TypedGrant = z.object({
  until: TypedDay('The new due date', 'Enter the day until which you give more time.'),
  reason: z
    .string()
    .trim()
    .max(4000)
    .transform((text) => text || undefined),
})
const TypedRefusal = z.object({ refusal: RefuseExtension.shape.reason })

/** More time: what the authorities of a round asked for, and the office's decisions. */
export function extensionPageRoutes(app: App, contextFor: ContextFor): void {
  const list = '/rounds/:roundId/extensions'
  const schema = { hide: true, params, querystring: PageQuery, body: FormBody }

  app.get(list, { schema: { hide: true, params: ofRound, querystring } }, async (request) => {
    inOffice(request)
    const context = contextFor(request)
    const { roundId } = request.params
    return roundExtensionsPage({
      reader: readerOf(request),
      round: await transact(context, (trx) => getRound(trx, roundId)),
      extensions: await readRoundExtensions(context, roundId),
      page: request.query.page,
      done: doneWords(request.query.done),
    })
  })

  app.get(`${list}/:extensionId`, { schema: { hide: true, params } }, async (request) => {
    inOffice(request)
    const read = await readOne(contextFor(request), request.params)
    return extensionPage({ ...read, reader: readerOf(request) })
  })

  app.post(`${list}/:extensionId/grant`, { schema }, async (request, reply) => {
    inOffice(request)
    const context = contextFor(request)
    const { id: extensionId } = (await readOne(context, request.params)).extension
    const until = dayTyped(request.body, 'until')
    const reason = typedIn(request.body, 'reason')
    const typed = readForm(TypedGrant, { until, reason: reason ?? '' })
    const granted = typed.ok
      ? await attempt(() => grantExtension(context, { extensionId, ...typed.input }), 'until-day')
      : typed
    if (granted.ok)
      return reply.redirect(`/rounds/${request.params.roundId}/extensions?done=extension-granted`, 303)
    const page = extensionPage({
      ...(await readOne(context, request.params)),
      ...{ reader: readerOf(request), mistakes: granted.mistakes },
      typed: { until, reason, missing: partsMissing(until) },
    })
    return notAccepted(reply, page)
  })

  app.post(`${list}/:extensionId/refuse`, { schema }, async (request, reply) => {
    inOffice(request)
    const context = contextFor(request)
    const { id: extensionId } = (await readOne(context, request.params)).extension
    const refusal = typedIn(request.body, 'refusal')
    const typed = readForm(TypedRefusal, { refusal: refusal ?? '' })
    const refused = typed.ok
      ? await attempt(() => refuseExtension(context, { extensionId, reason: typed.input.refusal }), 'refusal')
      : typed
    if (refused.ok)
      return reply.redirect(`/rounds/${request.params.roundId}/extensions?done=extension-refused`, 303)
    const page = extensionPage({
      ...(await readOne(context, request.params)),
      ...{ reader: readerOf(request), mistakes: refused.mistakes, typed: { refusal } },
    })
    return notAccepted(reply, page)
  })
}

const readOne = async (context: Context, { roundId, extensionId }: z.infer<typeof params>) => ({
  round: await transact(context, (trx) => getRound(trx, roundId)),
  extension: await readRoundExtension(context, roundId, extensionId),
})
