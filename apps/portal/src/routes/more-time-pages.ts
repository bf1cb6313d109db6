import { AskForExtension, askForExtension } from '@rollcall/actions/ask-for-extension'
import { type Context, transact } from '@rollcall/actions/context'
import { readExtensions } from '@rollcall/actions/read-extensions'
import { getOwnRequest } from '@rollcall/database/own-requests'
import { DataRequestId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { inAuthority } from '../in-authority.ts'
import { attempt, FormBody, notAccepted, PageQuery, readForm, typedIn } from '../page-forms.ts'
import { moreTimePage } from '../pages/more-time-page.ts'
import { readerOf } from '../reader.ts'
import { dayTyped, partsMissing, TypedDay } from '../typed-day.ts'

const params = z.object({ dataRequestId: DataRequestId })
const Typed = z.object({
  until: TypedDay('The day you need more time until', 'Enter the day you need more time until.'),
  reason: AskForExtension.shape.reason,
})

/** Asking the office for more time. */
export function moreTimePageRoutes(app: App, contextFor: ContextFor): void {
  const path = '/data-requests/:dataRequestId/more-time'

  app.get(path, { schema: { hide: true, params } }, async (request) => {
    inAuthority(request)
    const context = contextFor(request)
    const read = await readAll(context, request.params.dataRequestId)
    return moreTimePage({ ...read, reader: readerOf(request) })
  })

  app.post(
    path,
    { schema: { hide: true, params, querystring: PageQuery, body: FormBody } },
    async (request, reply) => {
      inAuthority(request)
      const { dataRequestId } = request.params
      const context = contextFor(request)
      const until = dayTyped(request.body, 'until')
      const reason = typedIn(request.body, 'reason')
      const typed = readForm(Typed, { until, reason: reason ?? '' })
      // Whatever is refused, another day is what can be chosen.
      const asked = typed.ok
        ? await attempt(() => askForExtension(context, { dataRequestId, ...typed.input }), 'until-day')
        : typed
      if (asked.ok) return reply.redirect(`/data-requests/${dataRequestId}?done=extension-asked`, 303)
      const page = moreTimePage({
        ...(await readAll(context, dataRequestId)),
        ...{ reader: readerOf(request), mistakes: asked.mistakes },
        typed: { until, reason, missing: partsMissing(until) },
      })
      return notAccepted(reply, page)
    },
  )
}

const readAll = async (context: Context, dataRequestId: DataRequestId) => ({
  request: await transact(context, (trx) => getOwnRequest(trx, dataRequestId)),
  extensions: await readExtensions(context, dataRequestId),
  today: context.today,
})
