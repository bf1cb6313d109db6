import type { Context } from '@rollcall/actions/context'
import { GrantExtensions, grantExtensions } from '@rollcall/actions/grant-extensions'
import { type MoreTime, readMoreTime } from '@rollcall/actions/read-extensions'
import { extend } from '@rollcall/domain/extension'
import { ExtensionId, RoundId } from '@rollcall/domain/ids'
import { Problem } from '@rollcall/domain/problem'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { inOffice } from '../in-office.ts'
import { allTypedIn, attempt, FormBody, notAccepted, PageQuery, readForm, typedIn } from '../page-forms.ts'
import { grantSeveralPage } from '../pages/grant-several-page.ts'
import { readerOf } from '../reader.ts'

const params = z.object({ roundId: RoundId })
const Typed = z.object({
  extensions: z.array(ExtensionId).min(1, 'Choose at least one authority.'),
  reason: z
    .string()
    .trim()
    .transform((text) => text || undefined)
    .pipe(GrantExtensions.shape.reason),
})

/** Requests for more time that are granted together. */
export function grantSeveralPageRoutes(app: App, contextFor: ContextFor): void {
  const path = '/rounds/:roundId/extensions/grant'

  app.get(path, { schema: { hide: true, params } }, async (request) => {
    inOffice(request)
    const read = await readWaiting(contextFor(request), request.params.roundId)
    return grantSeveralPage({ ...read, reader: readerOf(request) })
  })

  const sent = { hide: true, params, querystring: PageQuery, body: FormBody }
  app.post(path, { schema: sent }, async (request, reply) => {
    inOffice(request)
    const context = contextFor(request)
    const { roundId } = request.params
    const ids = allTypedIn(request.body, 'extensions')
    const reason = typedIn(request.body, 'reason')
    const read = readForm(Typed, { extensions: ids, reason: reason ?? '' })
    const decided = read.ok
      ? await attempt(() =>
          grantExtensions(context, {
            ...{ roundId, extensionIds: read.input.extensions, reason: read.input.reason },
          }),
        )
      : read
    if (decided.ok && decided.value.notGranted.length === 0)
      return reply.redirect(`/rounds/${roundId}/extensions?done=extensions-granted`, 303)
    const page = { ...(await readWaiting(context, roundId)), reader: readerOf(request) }
    const typed = { ids, reason }
    if (!decided.ok)
      return notAccepted(reply, grantSeveralPage({ ...page, typed, mistakes: decided.mistakes }))
    const { granted, notGranted } = decided.value
    const mistakes = notGranted.map(({ authority, why }) => ({
      words: `${authority ?? 'One of them'}: ${why.message}`,
    }))
    return notAccepted(
      reply,
      grantSeveralPage({
        ...{ ...page, typed, mistakes },
        granted: granted.map(({ authority }) => authority),
      }),
    )
  })
}

async function readWaiting(context: Context, roundId: RoundId) {
  const { round, waiting, counts } = await readMoreTime(context, roundId, 1)
  const whyNot = ({ askedUntil, requestState: state, dueOn }: MoreTime['waiting'][number]) => {
    try {
      if (askedUntil && round.closesOn) extend({ state, dueOn }, round.closesOn, askedUntil)
      return undefined
    } catch (error) {
      if (error instanceof Problem) return error.message
      throw error
    }
  }
  return { round, waiting, all: counts.waiting, whyNot }
}
