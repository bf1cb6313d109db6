import type { Trx } from '@rollcall/database/connect'
import { countTouchedReturns, type EffectOn, listTouchedReturns } from '@rollcall/database/relaxation-effects'
import { getProposal, listProposals, listRuleCounts } from '@rollcall/database/relaxations'
import { getRound } from '@rollcall/database/rounds'
import type { CompiledCollection } from '@rollcall/domain/compiled-collection'
import type { DataRequestId, RelaxationId, RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import {
  effectsFor,
  leftAfter,
  leftAgain,
  type RelaxableRule,
  type RelaxationEffect,
  relaxableRule,
} from '@rollcall/domain/relaxation'
import { checkedState } from '@rollcall/domain/submission-life'
import { askedRequest } from './asked-request.ts'
import { type Context, transact } from './context.ts'
import { compiledOf, frozenCollectionOf } from './frozen-collection.ts'
import { openerOf, readReasons } from './relaxation-words.ts'
import { ruleInWords, rulesOfRound } from './rule-words.ts'

/** A rule in words, with how often it finds something in the newest versions of a round. */
export type RuleOfRound = Awaited<ReturnType<typeof readRules>>['rules'][number]

/** Every rule of a round that can be relaxed, with what it finds now and what is proposed or in force about it. */
export async function readRules(context: Context, roundId: RoundId) {
  mustBeAllowed(context.viewer, 'propose to relax a rule')
  return await transact(context, async (trx) => {
    const round = await getRound(trx, roundId)
    const compiled = compiledOf(await frozenCollectionOf(trx, roundId))
    const counts = new Map((await listRuleCounts(trx, roundId)).map((one) => [one.rule, one]))
    const proposals = await proposalsOf(context, trx, roundId)
    const rules = rulesOfRound(compiled).map((rule) => {
      const {
        findings = 0,
        returns = 0,
        relaxedFindings = 0,
        relaxedReturns = 0,
      } = counts.get(rule.code) ?? {}
      const own = proposals.filter((one) => one.rule === rule.code)
      return {
        ...rule,
        ...{ findings, returns, relaxedFindings, relaxedReturns },
        inForce: own.filter(({ standing }) => standing === 'in force'),
        waiting: own.filter(({ standing }) => standing === 'waiting').length,
      }
    })
    return { round, rules, waiting: proposals.filter(({ standing }) => standing === 'waiting') }
  })
}

export interface ReadRule {
  readonly roundId: RoundId
  readonly rule: string
  /** What it would be made; where it is left out, the mildest it can be. */
  readonly effect?: RelaxationEffect | undefined
  /** For whom, by code, GSS code or name; left out: for all. */
  readonly authority?: string | undefined
  readonly limit: number
  readonly skip: number
}

export type ReadRuleOfRound = Awaited<ReturnType<typeof readRule>>

/** One rule: what relaxing it would do to the returns that are in, by authority, and all that was proposed about it. */
export async function readRule(context: Context, input: ReadRule) {
  const { viewer } = context
  mustBeAllowed(viewer, 'propose to relax a rule')
  const { roundId, rule: code, authority, limit, skip } = input
  return await transact(context, async (trx) => {
    const round = await getRound(trx, roundId)
    const compiled = compiledOf(await frozenCollectionOf(trx, roundId))
    const rule = relaxableRule(compiled, code)
    const effects = effectsFor(rule)
    const effect = effects.find((one) => one === input.effect) ?? effects[0] ?? 'off'
    const request = authority === undefined ? null : await askedRequest(trx, roundId, compiled, authority)
    const on = { roundId, rule: code, dataRequestId: request?.id ?? null, withdraws: null }
    const proposals = await proposalsOf(context, trx, roundId)
    return {
      ...{ round, rule: ruleInWords(rule, compiled), effects, effect },
      authority: request && nameOf(compiled, request.authorityCode),
      would: await effectOf(trx, { on, rule, effect }, { limit, skip }),
      proposals: proposals.filter((one) => one.rule === code),
    }
  })
}

export type ReadProposal = Awaited<ReturnType<typeof readProposal>>

/** One proposal, with what approving it would do now. */
export async function readProposal(
  context: Context,
  { relaxationId, limit, skip }: { relaxationId: RelaxationId; limit: number; skip: number },
) {
  mustBeAllowed(context.viewer, 'propose to relax a rule')
  return await transact(context, async (trx) => {
    const { roundId, rule: code, dataRequestId, withdraws, effect } = await getProposal(trx, relaxationId)
    const round = await getRound(trx, roundId)
    const compiled = compiledOf(await frozenCollectionOf(trx, roundId))
    const rule = relaxableRule(compiled, code)
    const proposals = await proposalsOf(context, trx, roundId)
    const own = proposals.find(({ id }) => id === relaxationId)
    if (own === undefined) throw new Error('a proposal that was read is not among those of its round')
    const on = { roundId, rule: code, dataRequestId, withdraws }
    return {
      ...{ round, rule: ruleInWords(rule, compiled), proposal: own },
      withdrawn: proposals.find(({ id }) => id === withdraws) ?? null,
      /** A withdrawal of it that waits. */
      beingWithdrawn:
        proposals.find((one) => one.withdraws === relaxationId && one.standing === 'waiting') ?? null,
      would: own.standing === 'waiting' ? await effectOf(trx, { on, rule, effect }, { limit, skip }) : null,
    }
  })
}

export type Proposal = Awaited<ReturnType<typeof proposalsOf>>[number]

/** Everything that was proposed about the rules of a round, what waits first. */
export async function readProposals(context: Context, roundId: RoundId) {
  mustBeAllowed(context.viewer, 'propose to relax a rule')
  return await transact(context, async (trx) => {
    await getRound(trx, roundId)
    return await proposalsOf(context, trx, roundId)
  })
}

async function proposalsOf(context: Context, trx: Trx, roundId: RoundId) {
  const listed = await listProposals(trx, roundId)
  const opened = await openerOf(context, trx, listed)
  return (await readReasons(context, trx, listed)).map(({ refusal, refusalSealed, ...proposal }) => ({
    ...proposal,
    refusal: opened(proposal.dataRequestId, refusal, refusalSealed),
    standing: standingOf(proposal),
  }))
}

type Standing = 'waiting' | 'in force' | 'carried out' | 'refused' | 'withdrawn'

function standingOf(proposal: {
  readonly decision: 'approved' | 'refused' | null
  readonly withdraws: RelaxationId | null
  readonly withdrawnAt: Date | null
}): Standing {
  if (proposal.decision === null) return 'waiting'
  if (proposal.decision === 'refused') return 'refused'
  if (proposal.withdraws !== null) return 'carried out'
  return proposal.withdrawnAt === null ? 'in force' : 'withdrawn'
}

interface Change {
  readonly on: EffectOn
  readonly rule: RelaxableRule
  readonly effect: RelaxationEffect
}

/** How a version stands: as a check leaves it, or signed. */
export type VersionStanding = ReturnType<typeof checkedState> | 'signed'

interface Move {
  readonly from: VersionStanding
  readonly to: VersionStanding
  readonly returns: number
}

/** What a change of a rule would do to the returns that are in. */
export interface RelaxationWould {
  /** How many returns would go from what to what; those that stay as they are among them. */
  readonly moves: readonly Move[]
  /** Not signed, and with findings that would be touched. */
  readonly returns: number
  readonly findings: number
  /** Signed returns in which the rule found something stay as they were signed. */
  readonly signed: number
  readonly total: number
  /** A part of them all. */
  readonly items: readonly {
    readonly dataRequestId: DataRequestId
    readonly code: string
    readonly authority: string
    readonly findings: number
    readonly from: VersionStanding
    readonly to: VersionStanding
  }[]
}

/** What a change would do, told by the numbers that every check leaves behind and decided as the next check decides. */
async function effectOf(
  trx: Trx,
  change: Change,
  page: { readonly limit: number; readonly skip: number },
): Promise<RelaxationWould> {
  const groups = await countTouchedReturns(trx, change.on)
  const open = groups.filter(({ state }) => state !== 'signed')
  const moves = new Map<string, Move>()
  for (const { state, returns, ...group } of open) {
    const to = stateAfter(change, {
      errors: Number(group.otherErrors) + Number(group.ownErrors),
      openQueries: Number(group.otherOpen) + Number(group.ownOpen),
      ownErrors: Number(group.ownErrors),
      ownQueries: Number(group.ownQueries),
      ownOpen: Number(group.ownOpen),
      fellAway: Number(group.fellAway),
    })
    const key = `${state} ${to}`
    moves.set(key, { from: state, to, returns: returns + (moves.get(key)?.returns ?? 0) })
  }
  const sum = (some: typeof groups, of: 'returns' | 'findings') => some.reduce((all, one) => all + one[of], 0)
  return {
    moves: [...moves.values()],
    returns: sum(open, 'returns'),
    findings: sum(open, 'findings'),
    signed: sum(groups, 'returns') - sum(open, 'returns'),
    total: sum(groups, 'returns'),
    items: (await listTouchedReturns(trx, change.on, page)).map((touched) => ({
      ...{ dataRequestId: touched.dataRequestId, code: touched.code, authority: touched.authority },
      findings: touched.ownErrors + touched.ownQueries + touched.ownNotes + touched.fellAway,
      from: touched.state,
      to: touched.state === 'signed' ? touched.state : stateAfter(change, touched),
    })),
  }
}

interface Numbers {
  readonly errors: number
  readonly openQueries: number
  readonly ownErrors: number
  readonly ownQueries: number
  readonly ownOpen: number
  readonly fellAway: number
}

function stateAfter(
  { on, rule, effect }: Change,
  { errors, openQueries, fellAway, ...numbers }: Numbers,
): VersionStanding {
  const own = { errors: numbers.ownErrors, openQueries: numbers.ownOpen, queries: numbers.ownQueries }
  const left = { errors, openQueries }
  return checkedState(
    on.withdraws === null ? leftAfter(left, own, effect) : leftAgain(left, { ...own, fellAway }, rule),
  )
}

const nameOf = ({ authorities }: CompiledCollection, code: string) => ({
  code,
  name: authorities.get(code)?.name ?? code,
})
