import { approveRound } from '@rollcall/actions/approve-round'
import { closeRound } from '@rollcall/actions/close-round'
import { type Context, transact } from '@rollcall/actions/context'
import { issueRound } from '@rollcall/actions/issue-round'
import { nextReminder } from '@rollcall/actions/read-reminders'
import { listUncheckedWordings } from '@rollcall/actions/read-wordings'
import { getFrozenCollection } from '@rollcall/database/frozen-sources'
import {
  getOfficeRound,
  listAskedAuthorities,
  listNames,
  listOtherApprovers,
} from '@rollcall/database/office-rounds'
import { listDateChanges } from '@rollcall/database/round-date-changes'
import { RoundId } from '@rollcall/domain/ids'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { inOffice } from '../in-office.ts'
import { attempt, DoneQuery, FormBody, notAccepted, PageQuery, typedIn } from '../page-forms.ts'
import { closePage, issuePage } from '../pages/round-confirm-pages.ts'
import { roundPage } from '../pages/round-page.ts'
import { readerOf } from '../reader.ts'

const params = z.object({ roundId: RoundId })

/** One round, and what is done with it: approving, issuing, closing. */
export function roundPageRoutes(app: App, contextFor: ContextFor): void {
  const read = { schema: { hide: true, params } }
  const write = { schema: { hide: true, params, querystring: PageQuery, body: FormBody } }

  app.get('/rounds/:roundId', { schema: { ...read.schema, querystring: DoneQuery } }, async (request) => {
    const viewer = inOffice(request)
    const shown = await readRound(contextFor(request), request.params.roundId)
    return roundPage({ ...shown, viewer, reader: readerOf(request), done: request.query.done })
  })

  app.post('/rounds/:roundId/approve', write, async (request, reply) => {
    const viewer = inOffice(request)
    const { roundId } = request.params
    const context = contextFor(request)
    // What cannot be a revision is none that could have been read.
    const revision = Number(typedIn(request.body, 'revision')) || 0
    const approved = await attempt(() => approveRound(context, { roundId, revision }))
    if (approved.ok) return reply.redirect(`/rounds/${roundId}?done=round-approved`, 303)
    const shown = await readRound(context, roundId)
    return notAccepted(
      reply,
      roundPage({ ...shown, viewer, reader: readerOf(request), mistakes: approved.mistakes }),
    )
  })

  app.get('/rounds/:roundId/issue', read, async (request) => issuePage(await confirming(request, contextFor)))

  app.post('/rounds/:roundId/issue', write, async (request, reply) => {
    inOffice(request)
    const { roundId } = request.params
    const issued = await attempt(() => issueRound(contextFor(request), { roundId }))
    if (issued.ok) return reply.redirect(`/rounds/${roundId}?done=round-issued`, 303)
    const page = { ...(await confirming(request, contextFor)), mistakes: issued.mistakes }
    return notAccepted(reply, issuePage(page))
  })

  app.get('/rounds/:roundId/close', read, async (request) => closePage(await confirming(request, contextFor)))

  app.post('/rounds/:roundId/close', write, async (request, reply) => {
    inOffice(request)
    const { roundId } = request.params
    const closed = await attempt(() => closeRound(contextFor(request), { roundId }))
    if (closed.ok) return reply.redirect(`/rounds/${roundId}?done=round-closed`, 303)
    const page = { ...(await confirming(request, contextFor)), mistakes: closed.mistakes }
    return notAccepted(reply, closePage(page))
  })
}

async function confirming(request: FastifyRequest, contextFor: ContextFor) {
  inOffice(request)
  const context = contextFor(request)
  const { roundId } = params.parse(request.params)
  const round = await transact(context, (trx) => getOfficeRound(trx, roundId))
  return { round, reader: readerOf(request), today: context.today }
}

const readRound = (context: Context, roundId: RoundId) =>
  transact(context, async (trx) => {
    const round = await getOfficeRound(trx, roundId)
    return {
      round,
      collection: await getFrozenCollection(trx, round.collectionHash),
      asked: await listAskedAuthorities(trx, roundId),
      leftOut: await listNames(trx, round.whoAsked.except),
      changes: await listDateChanges(trx, roundId),
      approvers: await listOtherApprovers(trx, [round.openedBy, round.changedBy]),
      unchecked: round.state === 'draft' ? await listUncheckedWordings(trx) : [],
      reminder: round.state === 'open' ? await nextReminder(context, trx, roundId) : null,
      today: context.today,
    }
  })
