import { approveLetter } from '@rollcall/actions/approve-letter'
import { approveLetters } from '@rollcall/actions/approve-letters'
import { DeclineLetter, declineLetter } from '@rollcall/actions/decline-letter'
import { ProposeLetterByHand, proposeLetterByHand } from '@rollcall/actions/propose-letter-by-hand'
import { readLetter, readLetters, readProposedLetters, readToPropose } from '@rollcall/actions/read-letters'
import { DataRequestId, LetterId, RoundId } from '@rollcall/domain/ids'
import { letterKinds, letterStates } from '@rollcall/domain/letter'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type App, askerOf, type ContextFor, type Services } from '../app.ts'
import { inOffice } from '../in-office.ts'
import {
  allTypedIn,
  attempt,
  DoneQuery,
  FormBody,
  type NotAccepted,
  notAccepted,
  PageNumber,
  PageQuery,
  readForm,
  typedIn,
} from '../page-forms.ts'
import { approveLettersPage } from '../pages/approve-letters-page.ts'
import { doneWords } from '../pages/done.ts'
import { letterPage } from '../pages/letter-page.ts'
import { lettersPage } from '../pages/letters-page.ts'
import { proposeLetterPage } from '../pages/propose-letter-page.ts'
import { readerOf } from '../reader.ts'
import { letterPdfs } from '../send-letter-pdf.ts'

const params = z.object({ letterId: LetterId })
const ofRound = z.object({ roundId: RoundId })
const querystring = DoneQuery.extend({
  page: PageNumber,
  kind: z.enum(letterKinds).optional().catch(undefined),
  state: z.enum(letterStates).optional().catch(undefined),
})
const TypedLetters = z.object({ letters: z.array(LetterId).min(1, 'Choose at least one letter.') })
const TypedProposal = z.object({ reason: ProposeLetterByHand.shape.reason })
const TypedReason = z.object({ reason: DeclineLetter.shape.reason })

/** Formal letters: each by itself, for the office and for its authority, and those of a round, for the office. */
export function letterPageRoutes(app: App, services: Services, contextFor: ContextFor): void {
  const sendPdf = letterPdfs(services)
  const hasPdf = services.printer !== undefined
  const form = { hide: true, querystring: PageQuery, body: FormBody }

  app.get(
    '/letters/:letterId',
    { schema: { hide: true, params, querystring: DoneQuery } },
    async (request) => {
      askerOf(request)
      const letter = await readLetter(contextFor(request), request.params.letterId)
      return letterPage({
        reader: readerOf(request),
        ...{ letter, hasPdf, done: doneWords(request.query.done) },
      })
    },
  )

  app.get(
    '/letters/:letterId.pdf',
    { config: { givesFile: true }, schema: { hide: true, params } },
    async (request, reply) => {
      askerOf(request)
      return await sendPdf(reply, await readLetter(contextFor(request), request.params.letterId))
    },
  )

  app.post('/letters/:letterId/approve', { schema: { ...form, params } }, async (request, reply) => {
    inOffice(request)
    const { letterId } = request.params
    const approved = await attempt(() => approveLetter(contextFor(request), { letterId }))
    if (!approved.ok) return await again(request, reply, letterId, approved)
    const done = approved.value.state === 'issued' ? 'letter-approved' : 'letter-withdrawn'
    return reply.redirect(`/letters/${letterId}?done=${done}`, 303)
  })

  app.post('/letters/:letterId/decline', { schema: { ...form, params } }, async (request, reply) => {
    inOffice(request)
    const { letterId } = request.params
    const reason = typedIn(request.body, 'reason')
    const typed = readForm(TypedReason, { reason: reason ?? '' })
    const declined = typed.ok
      ? await attempt(() => declineLetter(contextFor(request), { letterId, ...typed.input }))
      : typed
    if (!declined.ok) return await again(request, reply, letterId, declined, reason)
    return reply.redirect(`/letters/${letterId}?done=letter-declined`, 303)
  })

  /** The page of a letter with what could not be done, as it stands now. */
  const again = async (
    request: FastifyRequest,
    reply: FastifyReply,
    letterId: LetterId,
    { mistakes }: NotAccepted,
    reason?: string,
  ) => {
    const letter = await readLetter(contextFor(request), letterId)
    return notAccepted(
      reply,
      letterPage({ reader: readerOf(request), ...{ letter, hasPdf, mistakes, typed: { reason } } }),
    )
  }

  app.get(
    '/rounds/:roundId/letters',
    { schema: { hide: true, params: ofRound, querystring } },
    async (request) => {
      inOffice(request)
      const { done, ...view } = request.query
      const read = await readLetters(contextFor(request), { ...request.params, ...view })
      return lettersPage({ reader: readerOf(request), read, view, done: doneWords(done) })
    },
  )

  proposing(app, contextFor)

  const several = '/rounds/:roundId/letters/approve'
  app.get(several, { schema: { hide: true, params: ofRound } }, async (request) => {
    inOffice(request)
    const read = await readProposedLetters(contextFor(request), request.params.roundId)
    return approveLettersPage({ ...read, reader: readerOf(request) })
  })

  app.post(several, { schema: { ...form, params: ofRound } }, async (request, reply) => {
    inOffice(request)
    const context = contextFor(request)
    const { roundId } = request.params
    const ids = allTypedIn(request.body, 'letters')
    const typed = readForm(TypedLetters, { letters: ids })
    const decided = typed.ok
      ? await attempt(() => approveLetters(context, { roundId, letterIds: typed.input.letters }))
      : typed
    const isDone = decided.ok && decided.value.notApproved.length + decided.value.withdrawn.length === 0
    if (isDone) return reply.redirect(`/rounds/${roundId}/letters?done=letters-approved`, 303)
    const page = { ...(await readProposedLetters(context, roundId)), reader: readerOf(request), typed: ids }
    if (!decided.ok) return notAccepted(reply, approveLettersPage({ ...page, mistakes: decided.mistakes }))
    const { issued, withdrawn, notApproved } = decided.value
    return notAccepted(
      reply,
      approveLettersPage({
        ...page,
        approved: issued.map(({ authority }) => authority),
        mistakes: [
          ...withdrawn.map(({ authority }) => ({
            words: `${authority}: the return is not owed any more, so the letter was withdrawn.`,
          })),
          ...notApproved.map(({ authority, why }) => ({
            words: `${authority ?? 'One of them'}: ${why.message}`,
          })),
        ],
      }),
    )
  })
}

/** A letter of non-compliance that somebody of the office proposes by hand. */
function proposing(app: App, contextFor: ContextFor): void {
  const path = '/data-requests/:dataRequestId/propose-letter'
  const ofRequest = z.object({ dataRequestId: DataRequestId })
  const read = async (request: FastifyRequest, dataRequestId: DataRequestId) => {
    inOffice(request)
    const context = contextFor(request)
    const reader = readerOf(request)
    return { reader, today: context.today, ...(await readToPropose(context, dataRequestId)) }
  }

  app.get(path, { schema: { hide: true, params: ofRequest } }, async (request) =>
    proposeLetterPage(await read(request, request.params.dataRequestId)),
  )

  const sent = { hide: true, params: ofRequest, querystring: PageQuery, body: FormBody }
  app.post(path, { schema: sent }, async (request, reply) => {
    inOffice(request)
    const { dataRequestId } = request.params
    const reason = typedIn(request.body, 'reason')
    const typed = readForm(TypedProposal, { reason: reason ?? '' })
    const proposed = typed.ok
      ? await attempt(() => proposeLetterByHand(contextFor(request), { dataRequestId, ...typed.input }))
      : typed
    if (proposed.ok) return reply.redirect(`/letters/${proposed.value.letterId}?done=letter-proposed`, 303)
    const page = await read(request, dataRequestId)
    return notAccepted(reply, proposeLetterPage({ ...page, reason, mistakes: proposed.mistakes }))
  })
}
