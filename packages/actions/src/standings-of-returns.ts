import type { Trx } from '@rollcall/database/connect'
import { getDataRequest } from '@rollcall/database/data-requests'
import { listReturnDecisions } from '@rollcall/database/return-decisions'
import { findSignOffRequest } from '@rollcall/database/sign-off-requests'
import { findSignOff } from '@rollcall/database/sign-offs'
import { getSubmissionWithCounts } from '@rollcall/database/submissions'
import { CalendarDate, inWords } from '@rollcall/domain/calendar-date'
import { signedOff } from '@rollcall/domain/data-request'
import { SubmissionId } from '@rollcall/domain/ids'
import { checkInWords } from '@rollcall/domain/outcome-words'
import type { RequestState } from '@rollcall/domain/request-life'
import { notCheckedCode } from '@rollcall/domain/submission-life'
import { today } from '@rollcall/platform/clock'
import { aboutOf, isUnderWay, notNeeded, requestOf } from './message-about.ts'
import type { ReadStanding } from './message-standing.ts'

type Message = Parameters<ReadStanding>[2]

/** The version that a message is about, and the request, as they stand now. */
async function versionOf(trx: Trx, message: Message) {
  const request = await requestOf(trx, message)
  const submission = await getSubmissionWithCounts(trx, SubmissionId.parse(aboutOf(message)))
  const isNewest = request.submissionId === submission.id
  return { request, submission, isNewest, facts: { version: String(submission.version) } }
}

const isReplaced = 'A newer version has been sent.'

/** Where a version that was checked leads on to, by what the check came to. */
const onFromCheck = {
  'must-fix': ({ submissionId }: Whose) => `/submissions/${submissionId}`,
  'needs-answers': ({ submissionId }: Whose) => `/submissions/${submissionId}/explanations`,
  ready: ({ id }: Whose) => `/data-requests/${id}/sign-off-request`,
} as const
interface Whose {
  readonly id: string
  readonly submissionId: string | null
}

const checked: ReadStanding = async (_, trx, message) => {
  const { request, submission, isNewest, facts } = await versionOf(trx, message)
  const { state, errorCount, openQueryCount } = submission
  if (!isNewest) return notNeeded(isReplaced)
  if (!isUnderWay(request)) return notNeeded('The return is signed off, or its round is closed.')
  if (state !== 'must-fix' && state !== 'needs-answers' && state !== 'ready')
    return notNeeded('The version is not as its check left it.')
  // What was sent back by its signatory has nothing wrong that a check finds.
  if (
    state === 'ready' &&
    (request.state !== 'awaiting-sign-off' || request.standing.newest?.isSentForSignOff)
  )
    return notNeeded('The return went on to its signatory.')
  const { toDo, outcome, how } = checkInWords(state, {
    errors: errorCount ?? 0,
    openQueries: openQueryCount ?? 0,
  })
  return { facts: { ...facts, 'to do': toDo, outcome, how }, path: onFromCheck[state](request) }
}

const ourFault = (contact: string) => ({
  why: 'That is our fault, and not the file’s: something broke on our side each time we tried.',
  how: `Please send the file again. If you read this a second time, write to ${contact}.`,
})
const itsFault = {
  why: 'The file cannot be read as a return, so nothing in it was checked.',
  how: 'See on the portal what is wrong with it. Put that right, then send the file again.',
}

/** What an authority may expect of us once its return is signed off. */
const nextWhenSigned: Partial<Record<RequestState, string>> = {
  signed:
    'There is nothing more to do now. We write to you if we have a question, and when we accept the return.',
  queried: 'A question about the return is still open. Please answer it on the portal.',
  accepted: 'We have accepted the return. There is nothing more to do.',
}

/** Messages that follow a return on its way. */
export const standingsOfReturns: Readonly<Record<string, ReadStanding>> = {
  'return checked': checked,
  'return checked again': checked,

  'file refused': async (_, trx, message) => {
    const { request, submission, isNewest, facts } = await versionOf(trx, message)
    if (!isNewest) return notNeeded(isReplaced)
    if (!isUnderWay(request)) return notNeeded('The round is closed.')
    return {
      facts: {
        ...facts,
        ...(submission.refusalCode === notCheckedCode ? ourFault(request.contact) : itsFault),
      },
      path: `/submissions/${submission.id}`,
    }
  },

  'return awaits sign-off': async (_, trx, message) => {
    const { request, submission, isNewest, facts } = await versionOf(trx, message)
    if (!isNewest) return notNeeded(isReplaced)
    if (request.state !== 'awaiting-sign-off') return notNeeded('The return does not wait for a signature.')
    const asked = await findSignOffRequest(trx, submission.id)
    return {
      facts: { ...facts, 'asked by': asked?.askedByName ?? 'Your data officer' },
      path: `/data-requests/${request.id}/sign-off`,
    }
  },

  'return sent back': async (_, trx, message) => {
    const { request, isNewest, facts } = await versionOf(trx, message)
    if (!isNewest) return notNeeded(isReplaced)
    const last = (await listReturnDecisions(trx, request.id)).at(-1)
    if (last?.decision !== 'sent back' || !isUnderWay(request))
      return notNeeded('The return does not stand as it was sent back.')
    return {
      facts: { ...facts, 'sent back by': last.decidedByName ?? 'Your signatory' },
      path: `/data-requests/${request.id}`,
    }
  },

  'return signed off': async (_, trx, message) => {
    const { request, submission, isNewest, facts } = await versionOf(trx, message)
    const signOff = await findSignOff(trx, submission.id)
    const next = nextWhenSigned[request.state]
    if (!isNewest || !signedOff.includes(request.state) || !signOff || !next)
      return notNeeded('The return does not stand as it was signed off.')
    return {
      facts: {
        ...facts,
        'signed by': signOff.signedByName ?? 'Your signatory',
        'signed on': inWords(CalendarDate.parse(today(signOff.signedAt))),
        hash: submission.sha256.slice(0, 16),
        'what next': next,
      },
      path: `/submissions/${submission.id}/receipt`,
    }
  },

  'return accepted': async (_, trx, message) => {
    const { request, submission, facts } = await versionOf(trx, message)
    const { acceptedSubmissionId } = await getDataRequest(trx, request.id)
    if (request.state !== 'accepted' || acceptedSubmissionId !== submission.id)
      return notNeeded('The return is no longer accepted as it was.')
    return { facts, path: `/data-requests/${request.id}` }
  },
}
