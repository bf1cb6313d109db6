import type { Context } from '@rollcall/actions/context'
import { endCover } from '@rollcall/actions/end-cover'
import { nameCover } from '@rollcall/actions/name-cover'
import { readColleague, readCovering } from '@rollcall/actions/read-colleagues'
import { CoverId, MembershipId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { attempt, FormBody, notAccepted, PageQuery, readForm, typedIn } from '../page-forms.ts'
import { coverPage } from '../pages/cover-page.ts'
import { readerOf } from '../reader.ts'
import { dayTyped, TypedDay } from '../typed-day.ts'
import type { Whose } from './people-pages.ts'

// An address may say more: whose people they are.
const params = z.looseObject({ membershipId: MembershipId })
const ofCover = params.extend({ coverId: CoverId })
const TypedCover = z.object({
  coverMembershipId: z.uuid('Choose who stands in.').pipe(MembershipId),
  from: TypedDay('The first day', 'Enter the first day.'),
  until: TypedDay('The last day', 'Enter the last day.'),
})

type Named = z.infer<typeof TypedCover> & { readonly membershipId: MembershipId }

/** What can be refused is about the days: about the last where it comes before the first. */
const name = (context: Context, { from: fromOn, until: untilOn, ...who }: Named) =>
  attempt(() => nameCover(context, { ...who, fromOn, untilOn }), untilOn < fromOn ? 'until-day' : 'from-day')

/** Who stands in for people while they are away, wherever they are listed. */
export function covering(app: App, contextFor: ContextFor, { path, where }: Whose): void {
  const sent = { hide: true, querystring: PageQuery, body: FormBody }
  const read = async (request: FastifyRequest, membershipId: MembershipId) => {
    const { place, authorityId } = await where(request)
    const read = await readCovering(contextFor(request), authorityId, membershipId)
    return { reader: readerOf(request), place, ...read }
  }

  app.get(`${path}/:membershipId/cover`, { schema: { hide: true, params } }, async (request) =>
    coverPage(await read(request, request.params.membershipId)),
  )

  app.post(`${path}/:membershipId/cover`, { schema: { ...sent, params } }, async (request, reply) => {
    const { membershipId } = request.params
    const page = await read(request, membershipId)
    const { body } = request
    const typed = {
      coverMembershipId: typedIn(body, 'coverMembershipId'),
      ...{ from: dayTyped(body, 'from'), until: dayTyped(body, 'until') },
    }
    const form = readForm(TypedCover, typed)
    const done = form.ok ? await name(contextFor(request), { membershipId, ...form.input }) : form
    if (done.ok) return reply.redirect(`${page.place.list}?done=cover-named`, 303)
    return notAccepted(reply, coverPage({ ...page, typed, mistakes: done.mistakes }))
  })

  app.post(
    `${path}/:membershipId/cover/:coverId/end`,
    { schema: { ...sent, params: ofCover } },
    async (request, reply) => {
      const context = contextFor(request)
      const { place, authorityId } = await where(request)
      const { membershipId, coverId } = request.params
      const { colleague } = await readColleague(context, authorityId, membershipId)
      if (!colleague.covers.some(({ id }) => id === coverId)) throw problems.notFound({ what: 'cover' })
      await endCover(context, { coverId })
      return reply.redirect(`${place.list}?done=cover-ended`, 303)
    },
  )
}
