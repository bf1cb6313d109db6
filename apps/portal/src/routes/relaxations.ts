import { approveRelaxation } from '@rollcall/actions/approve-relaxation'
import { ProposeRelaxation, proposeRelaxation } from '@rollcall/actions/propose-relaxation'
import { ProposeWithdrawal, proposeWithdrawal } from '@rollcall/actions/propose-withdrawal'
import { readRelaxed } from '@rollcall/actions/read-relaxed'
import { readProposals, readRule, readRules } from '@rollcall/actions/read-rules'
import { RefuseRelaxation, refuseRelaxation } from '@rollcall/actions/refuse-relaxation'
import { DataRequestId, RelaxationId, RoundId } from '@rollcall/domain/ids'
import { relaxationEffects } from '@rollcall/domain/relaxation'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'

const Effect = z
  .enum(relaxationEffects)
  .describe('Left out of what is found, or to be explained and not fixed')
const Severity = z.enum(['error', 'query', 'note'])
const State = z.enum(['must-fix', 'needs-answers', 'ready', 'signed'])

const Rule = z.object({
  code: z.string(),
  severity: Severity,
  sheet: z.string(),
  about: z.string().describe('The heading it is about'),
  expects: z.string(),
})

const Counted = Rule.extend({
  findings: z.number().describe('In the newest versions, as they stand'),
  returns: z.number(),
  relaxedFindings: z.number().describe('Left out, or made queries'),
  relaxedReturns: z.number(),
  relaxations: z.array(RelaxationId).describe('In force'),
})

const Proposal = z.object({
  relaxationId: RelaxationId,
  rule: z.string(),
  effect: Effect,
  authority: z.object({ code: z.string(), name: z.string() }).nullable().describe('Null: for all'),
  withdraws: RelaxationId.nullable().describe('Set where it proposes that this be withdrawn'),
  standing: z.enum(['waiting', 'in force', 'carried out', 'refused', 'withdrawn']),
  reason: z.string().nullable(),
  proposedBy: z.string().nullable(),
  proposedAt: z.date(),
  decidedBy: z.string().nullable(),
  decidedAt: z.date().nullable(),
  refusal: z.string().nullable(),
  withdrawnAt: z.date().nullable(),
})

const Would = z.object({
  rule: Rule,
  effect: Effect,
  returns: z.number().describe('That are in, not signed, and in which it finds something'),
  findings: z.number(),
  signed: z.number().describe('Signed returns with findings of it, which stay as they are'),
  moves: z.array(z.object({ from: State, to: State, returns: z.number() })).readonly(),
  items: z.array(
    z.object({
      dataRequestId: DataRequestId,
      authority: z.object({ code: z.string(), name: z.string() }),
      findings: z.number(),
      from: State,
      to: State,
    }),
  ),
})

const Told = z.object({
  relaxationId: RelaxationId,
  rule: z.string(),
  about: z.string().describe('The heading it is about'),
  effect: Effect,
  isForAll: z.boolean(),
  reason: z.string().nullable(),
  since: z.date().nullable(),
})

const Made = z.object({ relaxationId: RelaxationId })

export function relaxationRoutes(app: App, contextFor: ContextFor): void {
  const tags = ['rules']
  const ofRound = z.object({ roundId: RoundId })
  const params = z.object({ relaxationId: RelaxationId })

  app.get(
    '/rounds/:roundId/rules',
    {
      schema: {
        tags,
        summary: 'Every rule of a round that can be relaxed, with what it finds now',
        params: ofRound,
        response: { 200: z.object({ items: z.array(Counted) }) },
      },
    },
    async (request) => {
      const { rules } = await readRules(contextFor(request), request.params.roundId)
      return {
        items: rules.map(({ inForce, sheetName, waiting: _, ...rule }) => ({
          ...{ ...rule, sheet: sheetName },
          relaxations: inForce.map(({ id }) => id),
        })),
      }
    },
  )

  app.get(
    '/rounds/:roundId/rules/:rule/effect',
    {
      schema: {
        tags,
        summary: 'What relaxing a rule would do to the returns that are in',
        params: ofRound.extend({ rule: z.string().max(200) }),
        querystring: z.object({
          effect: z.enum(relaxationEffects).optional(),
          authority: z
            .string()
            .trim()
            .min(1)
            .max(200)
            .optional()
            .describe('By code, GSS code or name; left out: for all'),
          limit: z.coerce.number().int().min(1).max(200).default(50),
          skip: z.coerce.number().int().min(0).max(1_000_000).default(0),
        }),
        response: { 200: Would },
      },
    },
    async (request) => {
      const { rule, effect, would } = await readRule(contextFor(request), {
        ...request.params,
        ...request.query,
      })
      const { items, total: _, ...counts } = would
      return {
        ...{ rule: { ...rule, sheet: rule.sheetName }, effect, ...counts },
        items: items.map(({ code, authority, ...item }) => ({
          ...item,
          authority: { code, name: authority },
        })),
      }
    },
  )

  app.get(
    '/rounds/:roundId/relaxations',
    {
      schema: {
        tags,
        summary:
          'What was proposed about the rules of a round: first what waits to be decided, then the newest',
        params: ofRound,
        response: { 200: z.object({ items: z.array(Proposal) }) },
      },
    },
    async (request) => {
      const proposals = await readProposals(contextFor(request), request.params.roundId)
      return {
        items: proposals.map(
          ({ id: relaxationId, authorityCode, authority, proposedByName, decidedByName, ...proposal }) => ({
            ...{ ...proposal, relaxationId, proposedBy: proposedByName, decidedBy: decidedByName },
            authority:
              authorityCode !== null && authority !== null ? { code: authorityCode, name: authority } : null,
          }),
        ),
      }
    },
  )

  app.post(
    '/rounds/:roundId/relaxations',
    {
      schema: {
        tags,
        summary: 'Proposes to relax a rule, for one authority or for all',
        params: ofRound,
        body: ProposeRelaxation.omit({ roundId: true }),
        response: { 201: Made },
      },
    },
    async (request, reply) => {
      const input = { ...request.params, ...request.body }
      return reply.status(201).send(await proposeRelaxation(contextFor(request), input))
    },
  )

  app.post(
    '/relaxations/:relaxationId/approval',
    {
      schema: {
        tags,
        summary: 'Approves what another has proposed; returns that are in and not signed are checked again',
        params,
        response: { 200: z.object({ checkedAgain: z.number() }) },
      },
    },
    async (request) => approveRelaxation(contextFor(request), request.params),
  )

  app.post(
    '/relaxations/:relaxationId/refusal',
    {
      schema: {
        tags,
        summary: 'Leaves the rule as it is; whoever proposed it takes it back in the same way',
        params,
        body: RefuseRelaxation.omit({ relaxationId: true }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await refuseRelaxation(contextFor(request), { ...request.params, ...request.body })
      return reply.status(204).send(null)
    },
  )

  app.post(
    '/relaxations/:relaxationId/withdrawal',
    {
      schema: {
        tags,
        summary: 'Proposes that a rule which is relaxed hold again',
        params,
        body: ProposeWithdrawal.omit({ relaxationId: true }),
        response: { 201: Made },
      },
    },
    async (request, reply) => {
      const input = { ...request.params, ...request.body }
      return reply.status(201).send(await proposeWithdrawal(contextFor(request), input))
    },
  )

  app.get(
    '/data-requests/:dataRequestId/relaxations',
    {
      schema: {
        tags,
        summary: 'The rules that are relaxed for an authority now, and why',
        params: z.object({ dataRequestId: DataRequestId }),
        response: { 200: z.object({ items: z.array(Told) }) },
      },
    },
    async (request) => {
      const relaxed = await readRelaxed(contextFor(request), request.params.dataRequestId)
      return { items: relaxed.map(({ id: relaxationId, ...told }) => ({ relaxationId, ...told })) }
    },
  )
}
