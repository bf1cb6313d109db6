import { type Context, transact } from '@rollcall/actions/context'
import { compiledOf, frozenCollectionOf } from '@rollcall/actions/frozen-collection'
import { type ReadRehearsal, readRehearsals } from '@rollcall/actions/read-rehearsals'
import { RehearseRound, rehearseRound } from '@rollcall/actions/rehearse-round'
import { RehearsalId, RoundId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { inOffice } from '../in-office.ts'
import { attempt, DoneQuery, FormBody, notAccepted, PageQuery, readForm, typedIn } from '../page-forms.ts'
import { rehearsalPage } from '../pages/rehearsal-page.ts'
import { readerOf } from '../reader.ts'

const params = z.object({ roundId: RoundId })
const usual = { returns: '20', mistakes: '5' }

const { returns, mistakes } = RehearseRound.shape
const Typed = z.object({
  returns: z.coerce.number('Type how many returns to try.').pipe(returns.unwrap()),
  mistakes: z.coerce.number('Type how many mistakes to make.').pipe(mistakes.unwrap()),
})

/** A draft tried on sample returns. */
export function rehearsalPageRoutes(app: App, contextFor: ContextFor): void {
  const path = '/rounds/:roundId/rehearsal'
  const querystring = DoneQuery.extend({ shown: z.string().max(50).optional().catch(undefined) })

  app.get(path, { schema: { hide: true, params, querystring } }, async (request) => {
    inOffice(request)
    const read = await readPage(contextFor(request), request.params.roundId)
    return rehearsalPage({ ...read, ...request.query, typed: usual, reader: readerOf(request) })
  })

  app.post(
    path,
    { schema: { hide: true, params, querystring: PageQuery, body: FormBody } },
    async (request, reply) => {
      inOffice(request)
      const { roundId } = request.params
      const context = contextFor(request)
      const typed = {
        returns: typedIn(request.body, 'returns') ?? '',
        mistakes: typedIn(request.body, 'mistakes') ?? '',
      }
      const read = readForm(Typed, typed)
      const asked = read.ok
        ? await attempt(() => rehearseRound(context, { roundId, ...read.input }), 'returns')
        : read
      if (asked.ok) return reply.redirect(`/rounds/${roundId}/rehearsal?done=rehearsal-asked`, 303)
      const page = await readPage(context, roundId)
      return notAccepted(
        reply,
        rehearsalPage({ ...page, typed, reader: readerOf(request), mistakes: asked.mistakes }),
      )
    },
  )
}

const readPage = async (context: Context, roundId: RoundId) => ({
  ...(await readRehearsals(context, roundId)),
  compiled: compiledOf(await transact(context, (trx) => frozenCollectionOf(trx, roundId))),
})

const Rehearsal = z.object({
  rehearsalId: RehearsalId,
  state: z.enum(['waiting', 'done', 'failed']),
  askedBy: z.string(),
  askedAt: z.date(),
  finishedAt: z.date().nullable(),
  isOutOfDate: z.boolean().describe('Whether the draft has changed since'),
  results: z
    .object({
      returns: z.number(),
      rows: z.number(),
      planted: z.number().describe('Mistakes that were put in'),
      found: z.number().describe('Of those'),
      outcomes: z.record(z.string(), z.number()).describe('Returns by outcome'),
      isCompared: z.boolean().describe('Whether with sample returns of the round before'),
      counted: z.number().describe('Returns that the figures are made from'),
      rules: z.array(
        z.object({ rule: z.string(), severity: z.string(), findings: z.number(), returns: z.number() }),
      ),
      figures: z.array(z.object({ id: z.string(), value: z.number().nullable() })),
      milliseconds: z.object({ checking: z.number(), figures: z.number() }),
    })
    .nullable(),
})

/** The same for programs. */
export function rehearsalRoutes(app: App, contextFor: ContextFor): void {
  const tags = ['rounds']

  app.get(
    '/rounds/:roundId/rehearsals',
    {
      schema: {
        tags,
        summary: 'What came of trying a round on sample returns, the newest first: for the office',
        params,
        response: { 200: z.object({ items: z.array(Rehearsal) }) },
      },
    },
    async (request) => {
      const { rehearsals } = await readRehearsals(contextFor(request), request.params.roundId)
      return { items: rehearsals.map(answerOf) }
    },
  )

  app.post(
    '/rounds/:roundId/rehearsals',
    {
      schema: {
        tags,
        summary: 'Tries a draft on sample returns; the answer says where to look what came of it',
        params,
        body: RehearseRound.omit({ roundId: true }),
        response: { 202: Rehearsal },
      },
    },
    async (request, reply) => {
      const context = contextFor(request)
      const { roundId } = request.params
      const { rehearsalId } = await rehearseRound(context, { roundId, ...request.body })
      reply.status(202).header('location', `/api/v1/rounds/${roundId}/rehearsals/${rehearsalId}`)
      return await answerFor(context, roundId, rehearsalId)
    },
  )

  app.get(
    '/rounds/:roundId/rehearsals/:rehearsalId',
    {
      schema: {
        tags,
        summary: 'One of them',
        params: params.extend({ rehearsalId: RehearsalId }),
        response: { 200: Rehearsal },
      },
    },
    async (request) =>
      await answerFor(contextFor(request), request.params.roundId, request.params.rehearsalId),
  )
}

async function answerFor(context: Context, roundId: RoundId, rehearsalId: RehearsalId) {
  const { rehearsals } = await readRehearsals(context, roundId)
  const found = rehearsals.find(({ id }) => id === rehearsalId)
  if (found === undefined) throw problems.notFound({ what: 'rehearsal' })
  return answerOf(found)
}

function answerOf({ id, askedByName, authorities: _, mistakes: __, results, ...rehearsal }: ReadRehearsal) {
  const lists = results && { ...results, rules: [...results.rules], figures: [...results.figures] }
  return { rehearsalId: id, askedBy: askedByName, ...rehearsal, results: lists }
}
