import type { Trx } from '@rollcall/database/connect'
import { listInForce, listRelaxations } from '@rollcall/database/relaxations'
import { RelaxationId, type RoundId } from '@rollcall/domain/ids'
import { effectMeans } from '@rollcall/domain/relaxation'
import { compiledOf, frozenCollectionOf } from './frozen-collection.ts'
import { aboutOf, isUnderWay, notNeeded, requestOf } from './message-about.ts'
import type { ReadStanding } from './message-standing.ts'
import { rulesOfRound } from './rule-words.ts'

const isSigned = 'The return is signed off, or its round is closed.'

/** Messages to everybody who is asked in a round, or to those for whom a check is relaxed. */
export const standingsOfRounds: Readonly<Record<string, ReadStanding>> = {
  'answer published': async (_, trx, message) => {
    const request = await requestOf(trx, message)
    if (!isUnderWay(request)) return notNeeded(isSigned)
    return { facts: {}, path: `/data-requests/${request.id}/questions` }
  },

  'rule relaxed': async (_, trx, message) => {
    const { request, relaxation, check, path } = await relaxationOf(trx, message)
    if (!isUnderWay(request)) return notNeeded(isSigned)
    if (relaxation.withdrawnAt !== null) return notNeeded('The check is not relaxed any more.')
    return { facts: { check, effect: effectMeans[relaxation.effect] }, path }
  },

  'rule no longer relaxed': async (_, trx, message) => {
    const { request, relaxation, check, path } = await relaxationOf(trx, message)
    if (!isUnderWay(request)) return notNeeded(isSigned)
    const inForce = await listInForce(trx, { roundId: request.roundId, dataRequestId: request.id })
    if (inForce.some(({ rule }) => rule === relaxation.rule)) return notNeeded('The check is relaxed again.')
    return { facts: { check }, path }
  },
}

/** The relaxation that a message is about, with its check in words. */
async function relaxationOf(trx: Trx, message: Parameters<ReadStanding>[2]) {
  const request = await requestOf(trx, message)
  const [relaxation] = await listRelaxations(trx, [RelaxationId.parse(aboutOf(message))])
  if (relaxation === undefined) throw new Error('a message is about a relaxation that is not there')
  return {
    ...{ request, relaxation, path: `/data-requests/${request.id}/asked/checks` },
    check: await checkOf(trx, request.roundId, relaxation.rule),
  }
}

async function checkOf(trx: Trx, roundId: RoundId, code: string): Promise<string> {
  const rule = rulesOfRound(compiledOf(await frozenCollectionOf(trx, roundId))).find(
    (one) => one.code === code,
  )
  return rule === undefined ? code : `${rule.about} (${code})`
}
