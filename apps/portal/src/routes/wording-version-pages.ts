import { ApproveWording, approveWording } from '@rollcall/actions/approve-wording'
import { readWording } from '@rollcall/actions/read-wordings'
import { recordWordingCheck } from '@rollcall/actions/record-wording-check'
import { RefuseWording, refuseWording } from '@rollcall/actions/refuse-wording'
import { problems } from '@rollcall/domain/problems'
import { wordedOfSlug } from '@rollcall/domain/worded'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App, ContextFor, Services } from '../app.ts'
import { inOffice } from '../in-office.ts'
import { attempt, FormBody, notAccepted, PageQuery, readForm, typedIn } from '../page-forms.ts'
import type { Mistake } from '../pages/fields.ts'
import { wordingPage } from '../pages/wording-page.ts'
import { wordingVersionPage } from '../pages/wording-version-page.ts'
import { wordingAddress } from '../pages/wording-words.ts'
import { readerOf } from '../reader.ts'
import { withPolicy } from '../safe-headers.ts'
import { dayTyped, TypedDay } from '../typed-day.ts'
import { exampleIn } from './wording-pages.ts'

const VersionNumber = z.coerce.number().int().min(0).max(1_000_000)
const ofKind = z.object({ kind: z.string().max(100) })
const ofVersion = ofKind.extend({ version: VersionNumber })
const Against = z.object({ against: VersionNumber.optional().catch(undefined) })
const Checked = z.object({
  lawyer: ApproveWording.shape.lawyer,
  checkedOn: TypedDay('The day of the check', 'Give the day on which the lawyer checked the words.'),
})

/** One version of some words, and what is decided about it: approved, refused, or that a lawyer has checked it. */
export function wordingVersionRoutes(
  app: App,
  { portalUrl }: Pick<Services, 'portalUrl'>,
  contextFor: ContextFor,
): void {
  const helmet = withPolicy('pageWithAnEmail')
  const writing = { hide: true, querystring: PageQuery, body: FormBody }

  app.get(
    '/wordings/:kind/versions/:version',
    { helmet, schema: { hide: true, params: ofVersion, querystring: Against } },
    async (request) => {
      inOffice(request)
      return wordingVersionPage(await versionShown(request, request.params, request.query.against))
    },
  )

  app.post(
    '/wordings/:kind/versions/:version/approve',
    { helmet, schema: { ...writing, params: ofVersion } },
    async (request, reply) => {
      inOffice(request)
      const { kind, version } = request.params
      const typed = typedCheck(request.body)
      const read = readForm(Checked, typed)
      const input = { kind: wordedOfSlug(kind).kind, version }
      const decided = read.ok
        ? await attempt(
            () => approveWording(contextFor(request), { ...input, ...read.input }),
            'checkedOn-day',
          )
        : read
      if (decided.ok) return reply.redirect(`${wordingAddress(input)}?done=wording-approved`, 303)
      const shown = await versionShown(request, request.params)
      const again = { ...typed, reason: '' }
      return notAccepted(reply, wordingVersionPage({ ...shown, typed: again, mistakes: decided.mistakes }))
    },
  )

  app.post(
    '/wordings/:kind/versions/:version/refuse',
    { helmet, schema: { ...writing, params: ofVersion } },
    async (request, reply) => {
      inOffice(request)
      const { kind, version } = request.params
      const reason = typedIn(request.body, 'reason') ?? ''
      const read = readForm(RefuseWording, { kind: wordedOfSlug(kind).kind, version, reason })
      const decided = read.ok
        ? await attempt(() => refuseWording(contextFor(request), read.input), 'reason')
        : read
      if (decided.ok) return reply.redirect(`${wordingAddress(wordedOfSlug(kind))}?done=wording-refused`, 303)
      const shown = await versionShown(request, request.params)
      const again = { lawyer: '', checkedOn: dayTyped({}, 'checkedOn'), reason }
      return notAccepted(reply, wordingVersionPage({ ...shown, typed: again, mistakes: decided.mistakes }))
    },
  )

  app.post(
    '/wordings/:kind/check',
    { helmet, schema: { ...writing, params: ofKind } },
    async (request, reply) => {
      const viewer = inOffice(request)
      const { kind } = wordedOfSlug(request.params.kind)
      const typed = typedCheck(request.body)
      const form = readForm(Checked, typed)
      const version = Number(typedIn(request.body, 'read')) || 0
      const recorded = form.ok
        ? await attempt(
            () => recordWordingCheck(contextFor(request), { kind, read: version, ...form.input }),
            'checkedOn-day',
          )
        : form
      if (recorded.ok) return reply.redirect(`${wordingAddress({ kind })}?done=wording-checked`, 303)
      const read = await readWording(contextFor(request), kind)
      const example = exampleIn(read, read.inForce.version, portalUrl)
      const mistakes: readonly Mistake[] = recorded.mistakes
      return notAccepted(
        reply,
        wordingPage({ ...read, viewer, example, page: 1, mistakes, typed, reader: readerOf(request) }),
      )
    },
  )

  async function versionShown(
    request: FastifyRequest,
    { kind, version: number }: z.infer<typeof ofVersion>,
    against?: number,
  ) {
    const viewer = inOffice(request)
    const read = await readWording(contextFor(request), wordedOfSlug(kind).kind)
    const { versions, inForce } = read
    const at = versions.findIndex(({ version }) => version === number)
    const version = versions[at]
    if (version === undefined) throw problems.notFound({ what: 'wording' })
    const chosen = versions.find((one) => one.version === against && one !== version)
    // What waits is compared with what holds; what held, with the version before it.
    const usual = version.decision === null && version !== inForce ? inForce : versions[at + 1]
    return {
      ...{ ...read, viewer, version, reader: readerOf(request) },
      against: chosen ?? (usual === version ? undefined : usual),
      example: exampleIn(read, number, portalUrl),
    }
  }
}

const typedCheck = (body: FormBody) => ({
  lawyer: typedIn(body, 'lawyer') ?? '',
  checkedOn: dayTyped(body, 'checkedOn'),
})
