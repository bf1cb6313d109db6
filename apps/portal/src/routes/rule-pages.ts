import { approveRelaxation } from '@rollcall/actions/approve-relaxation'
import { ProposeRelaxation, proposeRelaxation } from '@rollcall/actions/propose-relaxation'
import { ProposeWithdrawal, proposeWithdrawal } from '@rollcall/actions/propose-withdrawal'
import { readProposal, readRule, readRules } from '@rollcall/actions/read-rules'
import { RefuseRelaxation, refuseRelaxation } from '@rollcall/actions/refuse-relaxation'
import { RelaxationId, RoundId } from '@rollcall/domain/ids'
import { relaxationEffects } from '@rollcall/domain/relaxation'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { inOffice } from '../in-office.ts'
import {
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
import { doneWords } from '../pages/done.ts'
import { returnsOnAPage } from '../pages/relaxation-effect.ts'
import { relaxationPage } from '../pages/relaxation-page.ts'
import { rulePage } from '../pages/rule-page.ts'
import { ruleAddress, rulesPage } from '../pages/rules-page.ts'
import { readerOf } from '../reader.ts'

const ofRound = z.object({ roundId: RoundId })
const ofRule = ofRound.extend({ rule: z.string().min(1).max(200) })
const params = z.object({ relaxationId: RelaxationId })
const Typed = ProposeRelaxation.pick({ effect: true, reason: true })

/** What is chosen on the page of a rule, by its form or in its address. What cannot be is left out. */
const Chosen = z.object({
  effect: z.enum(relaxationEffects).optional().catch(undefined),
  authority: z
    .string()
    .trim()
    .max(200)
    .transform((text) => text || undefined)
    .optional()
    .catch(undefined),
  page: PageNumber,
})
type Chosen = z.infer<typeof Chosen>

/** The rules of a round, and how one is relaxed: proposed, approved or refused, and withdrawn. */
export function rulePageRoutes(app: App, contextFor: ContextFor): void {
  app.get(
    '/rounds/:roundId/rules',
    { schema: { hide: true, params: ofRound, querystring: DoneQuery } },
    async (request) => {
      inOffice(request)
      const read = await readRules(contextFor(request), request.params.roundId)
      return rulesPage({ ...read, reader: readerOf(request), done: doneWords(request.query.done) })
    },
  )

  app.get(
    '/rounds/:roundId/rules/:rule',
    { schema: { hide: true, params: ofRule, querystring: Chosen.extend(DoneQuery.shape) } },
    async (request, reply) => {
      inOffice(request)
      const { done, ...chosen } = request.query
      const shown = await attempt(() => ruleShown(request, request.params, chosen), 'authority')
      if (shown.ok) return rulePage({ ...shown.value, done: doneWords(done) })
      // An authority that is not asked is told beside its field, and the rule is shown for all.
      const forAll = await ruleShown(request, request.params, { ...chosen, authority: undefined })
      const { authority } = chosen
      return notAccepted(reply, rulePage({ ...forAll, mistakes: shown.mistakes, typed: { authority } }))
    },
  )

  app.post(
    '/rounds/:roundId/rules/:rule/propose',
    { schema: { hide: true, params: ofRule, querystring: PageQuery, body: FormBody } },
    async (request, reply) => {
      inOffice(request)
      const { roundId, rule } = request.params
      const { effect, authority } = Chosen.parse(request.body)
      const reason = typedIn(request.body, 'reason') ?? ''
      const typed = readForm(Typed, { effect, reason })
      const proposed = typed.ok
        ? await attempt(
            () => proposeRelaxation(contextFor(request), { roundId, rule, authority, ...typed.input }),
            'reason',
          )
        : typed
      if (proposed.ok) return reply.redirect(`${ruleAddress(roundId, rule)}?done=rule-proposed`, 303)
      const shown = await ruleShown(request, request.params, { effect, authority, page: 1 })
      return notAccepted(reply, rulePage({ ...shown, mistakes: proposed.mistakes, typed: { reason } }))
    },
  )

  app.get(
    '/relaxations/:relaxationId',
    { schema: { hide: true, params, querystring: z.object({ page: PageNumber }) } },
    async (request) => relaxationPage(await proposalShown(request, request.params, request.query.page)),
  )

  const deciding = { schema: { hide: true, params, querystring: PageQuery, body: FormBody } }

  app.post('/relaxations/:relaxationId/approve', deciding, async (request, reply) => {
    inOffice(request)
    const decided = await attempt(() => approveRelaxation(contextFor(request), request.params))
    return await leadOn(request, reply, request.params, { decided, done: 'rule-decided' })
  })

  app.post('/relaxations/:relaxationId/refuse', deciding, async (request, reply) => {
    inOffice(request)
    const { relaxationId } = request.params
    const reason = typedIn(request.body, 'reason') ?? ''
    const typed = readForm(RefuseRelaxation, { relaxationId, reason })
    const decided = typed.ok
      ? await attempt(() => refuseRelaxation(contextFor(request), typed.input), 'reason')
      : typed
    return await leadOn(request, reply, { relaxationId }, { decided, done: 'rule-refused', reason })
  })

  app.post('/relaxations/:relaxationId/withdraw', deciding, async (request, reply) => {
    inOffice(request)
    const { relaxationId } = request.params
    const reason = typedIn(request.body, 'reason') ?? ''
    const typed = readForm(ProposeWithdrawal, { relaxationId, reason })
    const decided = typed.ok
      ? await attempt(() => proposeWithdrawal(contextFor(request), typed.input), 'reason')
      : typed
    return await leadOn(request, reply, { relaxationId }, { decided, done: 'rule-proposed', reason })
  })

  const skipOf = (page: number) => ({ limit: returnsOnAPage, skip: (page - 1) * returnsOnAPage })

  async function ruleShown(request: FastifyRequest, of: z.infer<typeof ofRule>, { page, ...chosen }: Chosen) {
    const read = await readRule(contextFor(request), { ...of, ...chosen, ...skipOf(page) })
    return { ...read, page, reader: readerOf(request) }
  }

  async function proposalShown(
    request: FastifyRequest,
    { relaxationId }: z.infer<typeof params>,
    page: number,
  ) {
    const viewer = inOffice(request)
    const read = await readProposal(contextFor(request), { relaxationId, ...skipOf(page) })
    return { ...read, viewer, page, reader: readerOf(request) }
  }

  interface Outcome {
    readonly decided: { readonly ok: true } | NotAccepted
    readonly done: string
    readonly reason?: string
  }

  async function leadOn(
    request: FastifyRequest,
    reply: FastifyReply,
    of: z.infer<typeof params>,
    { decided, done, reason }: Outcome,
  ) {
    const shown = await proposalShown(request, of, 1)
    if (decided.ok) return reply.redirect(`${ruleAddress(shown.round.id, shown.rule.code)}?done=${done}`, 303)
    return notAccepted(reply, relaxationPage({ ...shown, mistakes: decided.mistakes, typed: reason }))
  }
}
