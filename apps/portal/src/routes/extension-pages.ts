import { type Context, transact } from '@rollcall/actions/context'
import { grantExtension } from '@rollcall/actions/grant-extension'
import { readExtension, readMoreTime } from '@rollcall/actions/read-extensions'
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
const params = z.object({ extensionId: ExtensionId })
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
  const one = '/extensions/:extensionId'
  const schema = { hide: true, params, querystring: PageQuery, body: FormBody }

  app.get(
    '/rounds/:roundId/extensions',
    { schema: { hide: true, params: ofRound, querystring } },
    async (request) => {
      inOffice(request)
      const context = contextFor(request)
      const { page } = request.query
      return roundExtensionsPage({
        reader: readerOf(request),
        moreTime: await readMoreTime(context, request.params.roundId, page),
        page,
        done: doneWords(request.query.done),
      })
    },
  )

  app.get(one, { schema: { hide: true, params } }, async (request) => {
    inOffice(request)
    const read = await readOne(contextFor(request), request.params.extensionId)
    return extensionPage({ ...read, reader: readerOf(request) })
  })

  app.post(`${one}/grant`, { schema }, async (request, reply) => {
    inOffice(request)
    const context = contextFor(request)
    const { extensionId } = request.params
    const { round } = await readOne(context, extensionId)
    const until = dayTyped(request.body, 'until')
    const reason = typedIn(request.body, 'reason')
    const typed = readForm(TypedGrant, { until, reason: reason ?? '' })
    const granted = typed.ok
      ? await attempt(() => grantExtension(context, { extensionId, ...typed.input }), 'until-day')
      : typed
    if (granted.ok) return reply.redirect(`/rounds/${round.id}/extensions?done=extension-granted`, 303)
    const page = extensionPage({
      ...(await readOne(context, extensionId)),
      ...{ reader: readerOf(request), mistakes: granted.mistakes },
      typed: { until, reason, missing: partsMissing(until) },
    })
    return notAccepted(reply, page)
  })

  app.post(`${one}/refuse`, { schema }, async (request, reply) => {
    inOffice(request)
    const context = contextFor(request)
    const { extensionId } = request.params
    const { round } = await readOne(context, extensionId)
    const refusal = typedIn(request.body, 'refusal')
    const typed = readForm(TypedRefusal, { refusal: refusal ?? '' })
    const refused = typed.ok
      ? await attempt(() => refuseExtension(context, { extensionId, reason: typed.input.refusal }), 'refusal')
      : typed
    if (refused.ok) return reply.redirect(`/rounds/${round.id}/extensions?done=extension-refused`, 303)
    const page = extensionPage({
      ...(await readOne(context, extensionId)),
      ...{ reader: readerOf(request), mistakes: refused.mistakes, typed: { refusal } },
    })
    return notAccepted(reply, page)
  })
}

async function readOne(context: Context, extensionId: ExtensionId) {
  const extension = await readExtension(context, extensionId)
  const round = await transact(context, (trx) => getRound(trx, extension.roundId))
  return { extension, round }
}
