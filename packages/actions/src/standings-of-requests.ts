import type { Trx } from '@rollcall/database/connect'
import { listExtensions } from '@rollcall/database/extensions'
import type { OwnRequest } from '@rollcall/database/own-requests'
import { listDateChanges } from '@rollcall/database/round-date-changes'
import { timeInWords } from '@rollcall/domain/asked'
import { inWords } from '@rollcall/domain/calendar-date'
import { signedOff } from '@rollcall/domain/data-request'
import { changeAsTold, stillTold } from '@rollcall/domain/date-change'
import { stateInWords } from '@rollcall/domain/request-life'
import { withoutCapital } from '@rollcall/domain/text'
import { frozenCollectionOf } from './frozen-collection.ts'
import { aboutOf, isUnderWay, notNeeded, requestOf } from './message-about.ts'
import type { ReadStanding, Standing } from './message-standing.ts'

const isDone = 'The return is signed off, or its round is closed.'

/** Messages about a data request: that it is made, when it is due, how it ends. */
export const standingsOfRequests: Readonly<Record<string, ReadStanding>> = {
  'data request issued': async (_, trx, message) => {
    const request = await requestOf(trx, message)
    if (!isUnderWay(request)) return notNeeded(isDone)
    const { collection, referenceDate } = await frozenCollectionOf(trx, request.roundId)
    return {
      facts: {
        'legal basis': withoutCapital(collection.legalBasis),
        'reference date': timeInWords({ collection, referenceDate }),
        collection: collection.title,
      },
      path: `/data-requests/${request.id}/notice`,
    }
  },

  'extension granted': async (_, trx, message) => {
    const { request, extension, path } = await extensionOf(trx, message)
    if (!isUnderWay(request)) return notNeeded(isDone)
    if (extension.until === null || extension.until <= request.roundDueOn)
      return notNeeded('Everybody in the round has until then, and is told so.')
    if (extension.until !== request.dueOn) return notNeeded('The return is due on another day since.')
    return { facts: {}, path }
  },

  'extension refused': async (_, trx, message) => {
    const { request, extension, others, path } = await extensionOf(trx, message)
    if (!isUnderWay(request)) return notNeeded(isDone)
    if (others.some((other) => isSince(other, extension)))
      return notNeeded('More time was asked for, or given, since.')
    return { facts: {}, path }
  },

  'dates changed': async (_, trx, message) =>
    datesChanged(trx, await requestOf(trx, message), aboutOf(message)),

  'ended without a return': async (_, trx, message) => {
    const { id, state } = await requestOf(trx, message)
    if (state !== 'no-return') return notNeeded('The return was opened again.')
    return { facts: {}, path: `/data-requests/${id}` }
  },

  'work handed over': async (_, trx, message) => {
    const { id, state, ...request } = await requestOf(trx, message)
    if (!isUnderWay({ state }) && state !== 'queried')
      return notNeeded('There is nothing more to do about the return.')
    if (request.roundState !== 'open') return notNeeded('The round is closed.')
    return { facts: { stands: stateInWords(state) }, path: `/data-requests/${id}` }
  },

  'content destroyed': async (_, trx, message) => {
    const { id } = await requestOf(trx, message)
    return { facts: {}, path: `/data-requests/${id}/history` }
  },
}

/** The extension that a message is about, and the request and its other extensions, as they stand now. */
async function extensionOf(trx: Trx, message: Parameters<ReadStanding>[2]) {
  const request = await requestOf(trx, message)
  const about = aboutOf(message)
  const all = await listExtensions(trx, request.id)
  const extension = all.find(({ id }) => id === about)
  if (extension === undefined)
    throw new Error(`a message is about the extension ${about}, which is not there`)
  const others = all.filter(({ id }) => id !== about)
  return { request, extension, others, path: `/data-requests/${request.id}/more-time` }
}

type Extension = Awaited<ReturnType<typeof listExtensions>>[number]

/** Whether one was asked for, or given, after another was decided. */
const isSince = ({ askedAt, decidedAt, state }: Extension, refused: Extension): boolean =>
  state !== 'refused' && (decidedAt ?? askedAt ?? 0) >= (refused.decidedAt ?? 0)

async function datesChanged(trx: Trx, request: OwnRequest, changeId: string): Promise<Standing> {
  const told = stillTold(await listDateChanges(trx, request.roundId), changeId)
  // When it was due is of no more use to those who have signed.
  const dates = isUnderWay(request) ? told : told.filter(({ which }) => which !== 'due')
  if (dates.length === 0)
    return notNeeded('What was changed is changed again, or does not matter for this return any more.')
  return {
    facts: { dates: dates.map(changeAsTold), 'own date': ownDate(request) },
    path: `/data-requests/${request.id}`,
  }
}

function ownDate(request: OwnRequest): string {
  if (!isUnderWay(request))
    return `There is nothing to do for this: ${signedOff.includes(request.state) ? 'your return is signed off' : 'the round is closed'}.`
  const longer = request.dueOn > request.roundDueOn ? ' You were given more time, and keep it.' : ''
  return `Your return is due on ${inWords(request.dueOn)}.${longer}`
}
