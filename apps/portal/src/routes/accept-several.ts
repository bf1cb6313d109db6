import { AcceptReturns, acceptReturns } from '@rollcall/actions/accept-returns'
import { readToAccept } from '@rollcall/actions/read-to-accept'
import { RoundId } from '@rollcall/domain/ids'
import { counted } from '@rollcall/domain/text'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { inOffice } from '../in-office.ts'
import {
  allTypedIn,
  DoneQuery,
  FormBody,
  notAccepted,
  PageNumber,
  PageQuery,
  readForm,
} from '../page-forms.ts'
import { acceptSeveralPage } from '../pages/accept-several-page.ts'
import { doneWords } from '../pages/done.ts'
import type { Mistake } from '../pages/fields.ts'
import { readerOf } from '../reader.ts'

const params = z.object({ roundId: RoundId })
const querystring = DoneQuery.extend({ page: PageNumber })

/** The returns that are ticked, each as its data request and the version that was shown. */
const Ticked = z.object({
  return: z
    .array(z.string())
    .transform((ticked) =>
      ticked.map((one) => {
        const [dataRequestId, submissionId] = one.split('.')
        return { dataRequestId, submissionId }
      }),
    )
    .pipe(AcceptReturns.shape.returns),
})

/** Signed returns of a round that are accepted together. */
export function acceptSeveralRoutes(app: App, contextFor: ContextFor): void {
  const path = '/rounds/:roundId/to-do/accept'

  app.get(path, { schema: { hide: true, params, querystring } }, async (request) => {
    inOffice(request)
    const { page, done } = request.query
    const read = await readToAccept(contextFor(request), { ...request.params, page })
    return acceptSeveralPage({ reader: readerOf(request), ...read, page, done: doneWords(done) })
  })

  app.post(
    path,
    { schema: { hide: true, params, querystring: PageQuery, body: FormBody } },
    async (request, reply) => {
      inOffice(request)
      const context = contextFor(request)
      const { roundId } = request.params
      const again = async (mistakes: readonly Mistake[]) => {
        const read = await readToAccept(context, { roundId, page: 1 })
        return notAccepted(
          reply,
          acceptSeveralPage({ reader: readerOf(request), ...read, page: 1, mistakes }),
        )
      }
      const ticked = readForm(Ticked, { return: allTypedIn(request.body, 'return') })
      if (!ticked.ok) return await again([{ words: 'Tick at least one return.', field: 'return' }])
      const { accepted, notAccepted: left } = await acceptReturns(context, {
        roundId,
        returns: ticked.input.return,
      })
      if (left.length === 0)
        return reply.redirect(`/rounds/${roundId}/to-do/accept?done=returns-accepted`, 303)
      const done = `${counted(accepted.length, 'return was', 'returns were')} accepted. The others were not, for the reason beside each.`
      return await again([
        { words: done },
        ...left.map(({ authority, why }) => ({ words: `${authority ?? 'One of the returns'}: ${why}` })),
      ])
    },
  )
}

/** The same, for programs. */
export function acceptanceRoutes(app: App, contextFor: ContextFor): void {
  app.post(
    '/rounds/:roundId/acceptances',
    {
      schema: {
        tags: ['returns'],
        summary: 'Accepts several signed returns about which nothing is open, each by itself',
        params,
        body: AcceptReturns.omit({ roundId: true }),
        response: { 200: Accepted },
      },
    },
    (request) => acceptReturns(contextFor(request), { ...request.params, ...request.body }),
  )
}

const Accepted = z.object({
  accepted: z.array(AcceptReturns.shape.returns.element.shape.dataRequestId),
  notAccepted: z.array(
    z.object({
      dataRequestId: AcceptReturns.shape.returns.element.shape.dataRequestId,
      authority: z
        .string()
        .nullable()
        .describe('Null where the return is not of this round, or waits no more'),
      why: z.string(),
    }),
  ),
})
