import type { OwnRequest } from '@rollcall/database/own-requests'
import { maySend } from '@rollcall/domain/next-step'
import { awaitsCheck } from '@rollcall/domain/submission-life'
import type { AuthorityViewer } from '@rollcall/domain/viewer'
import { type Status, taskList } from './components.ts'
import type { Html } from './html.ts'

export interface RequestTasks {
  readonly request: OwnRequest
  readonly role: AuthorityViewer['role']
  /** How many questions the office has asked about the return. */
  readonly questions: number
}

interface Task {
  readonly title: string
  readonly href?: string
  readonly hint?: string
  readonly status: Status | string
}

const notYet = 'Cannot start yet'
const done = (words: string): Status => ({ words, colour: 'green' })
const open = (words: string): Status => ({ words, colour: 'yellow' })

/** The steps of a return, each with how far it is. */
export const requestTasks = (about: RequestTasks): Html =>
  taskList([
    sending(about),
    fixing(about),
    explaining(about),
    askingForSignOff(about),
    signing(about),
    answering(about),
  ])

function sending({ request: { id, version, submissionState, standing }, role }: RequestTasks): Task {
  const title = version === null ? 'Send your return' : 'Send another version'
  const status = version === null ? { words: 'Not started' } : done(`Version ${version} sent`)
  if (role !== 'officer' || !maySend(standing)) return { title: 'Send your return', status }
  const signed = submissionState === 'signed' ? 'A new version has to be signed off again.' : undefined
  return { title, status, href: `/data-requests/${id}/send`, ...(signed && { hint: signed }) }
}

/** Whether the newest version has been read, so that its summary can be shown. */
export const hasSummary = (request: OwnRequest): boolean =>
  isChecked(request) && request.submissionState !== 'refused'

const isChecked = ({ submissionState }: OwnRequest): boolean =>
  submissionState !== null && !awaitsCheck(submissionState)

function fixing({ request }: RequestTasks): Task {
  const title = 'Fix what is wrong'
  const { submissionId, submissionState, errorCount } = request
  if (submissionState === null) return { title, status: notYet }
  const href = `/submissions/${submissionId}`
  if (!isChecked(request)) return { title, href, status: { words: 'Being checked', colour: 'teal' } }
  if (submissionState === 'refused')
    return { title, href, status: { words: 'File cannot be read', colour: 'red' } }
  return errorCount
    ? { title, href, status: { words: `${errorCount} to fix`, colour: 'red' } }
    : { title, href, status: done('Nothing to fix') }
}

function explaining({ request, role }: RequestTasks): Task {
  const title = 'Explain what is unusual'
  const { submissionId, openQueryCount, queryCount } = request
  if (!hasSummary(request)) return { title, status: notYet }
  const place = role === 'officer' && queryCount ? { href: `/submissions/${submissionId}/explanations` } : {}
  if (openQueryCount) return { title, ...place, status: open(`${openQueryCount} to explain`) }
  return { title, ...place, status: done(queryCount ? 'All explained' : 'Nothing to explain') }
}

const isSigned = ({ submissionState }: OwnRequest): boolean => submissionState === 'signed'

function askingForSignOff({ request, role }: RequestTasks): Task {
  const title = 'Send it for sign-off'
  const { id, isSentForSignOff, standing } = request
  const canBe = role === 'officer' && standing.state === 'awaiting-sign-off'
  const place = canBe ? { href: `/data-requests/${id}/sign-off-request` } : {}
  if (isSentForSignOff) return { title, ...place, status: done('Sent') }
  if (isSigned(request)) return { title, status: 'Not needed' }
  return { title, ...place, status: canBe ? open('To do') : notYet }
}

function signing({ request, role }: RequestTasks): Task {
  const { id, submissionId, version, standing } = request
  const title = role === 'signatory' ? 'Sign it off' : 'Sign-off by your signatory'
  if (isSigned(request))
    return {
      title,
      href: `/submissions/${submissionId}/summary`,
      status: done(`Version ${version} signed off`),
    }
  if (standing.state !== 'awaiting-sign-off') return { title, status: notYet }
  return role === 'signatory'
    ? { title, href: `/data-requests/${id}/sign-off`, status: open('To do') }
    : {
        title,
        href: `/submissions/${submissionId}/summary`,
        hint: 'Read the summary that they will sign.',
        status: open('Waiting'),
      }
}

function answering({ request: { id, unansweredQuestions }, questions }: RequestTasks): Task {
  const title = 'Questions from the office'
  if (questions === 0) return { title, status: 'None' }
  const href = `/data-requests/${id}/data-queries`
  return {
    title,
    href,
    status: unansweredQuestions > 0 ? open(`${unansweredQuestions} to answer`) : done('Answered'),
  }
}
