import type { Trx } from '@rollcall/database/connect'
import { listReturnDecisions } from '@rollcall/database/return-decisions'
import { decisionInForce } from '@rollcall/domain/decision'
import type { DataRequestId } from '@rollcall/domain/ids'
import { maySend } from '@rollcall/domain/next-step'
import { stateInWords } from '@rollcall/domain/request-life'
import { isUnderWay, notNeeded, requestOf } from './message-about.ts'
import type { ReadStanding } from './message-standing.ts'

const lastInForce = async (trx: Trx, id: DataRequestId) =>
  decisionInForce(await listReturnDecisions(trx, id))?.decision

/** Messages of what the office has decided about a return, and took back. */
export const standingsOfDecisions: Readonly<Record<string, ReadStanding>> = {
  'return excluded': async (_, trx, message) => {
    const request = await requestOf(trx, message)
    if (request.state !== 'excluded') return notNeeded('The return is not excluded any more.')
    const how = maySend(request)
      ? 'To be counted, send a new version and have it signed off.'
      : `If you want to send a better one, write to ${request.contact}. We can open the return again.`
    return { facts: { how }, path: `/data-requests/${request.id}` }
  },

  'return reopened': async (_, trx, message) => {
    const request = await requestOf(trx, message)
    const { id, submissionId } = request
    const isAsItWas = isUnderWay(request) && submissionId === message.aboutId
    if (!isAsItWas || (await lastInForce(trx, id)) !== 'reopened')
      return notNeeded('The return does not stand as it was reopened.')
    return {
      facts: { 'to do': submissionId === null ? 'Send the return' : 'Send a new version' },
      path: `/data-requests/${id}`,
    }
  },

  'decision taken back': async (_, trx, message) => {
    const { id, state } = await requestOf(trx, message)
    const last = (await listReturnDecisions(trx, id)).at(-1)
    if (last?.decision !== 'taken back') return notNeeded('Something else was decided since.')
    return { facts: { stands: stateInWords(state) }, path: `/data-requests/${id}` }
  },
}
