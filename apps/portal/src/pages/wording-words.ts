import type { WordingVersion } from '@rollcall/actions/read-wordings'
import type { Worded } from '@rollcall/domain/message-kind'
import { findMessageKind } from '@rollcall/domain/message-kinds'
import { both, capital } from '@rollcall/domain/text'
import { titleOf, wordedSlug } from '@rollcall/domain/worded'
import type { Crumb, Status } from './components.ts'

// How the words of messages and letters are called on their pages, and where those are.

export const wordingAddress = (worded: Pick<Worded, 'kind'>): string => `/wordings/${wordedSlug(worded)}`

export const versionAddress = (worded: Pick<Worded, 'kind'>, version: number): string =>
  `${wordingAddress(worded)}/versions/${version}`

export const wordingsCrumb: Crumb = { text: 'Words of messages and letters', href: '/wordings' }

export const wordingCrumb = (worded: Worded): Crumb => ({
  text: titleOf(worded.kind),
  href: wordingAddress(worded),
})

export const versionWords = (version: number): string =>
  version === 0 ? 'As shipped with Rollcall' : `Version ${version}`

/** The same within a sentence. */
export const thatVersion = (version: number): string =>
  version === 0 ? 'the words shipped with Rollcall' : `version ${version}`

const audiences = {
  officer: 'data officers',
  signatory: 'signatories',
  analyst: 'analysts',
  approver: 'approvers',
} as const

/** Who gets a kind of message; nothing for a letter. */
export function toWhom({ kind }: Pick<Worded, 'kind'>): string | undefined {
  const to = findMessageKind(kind)?.to
  return to && `${capital(both(to.map((role) => audiences[role])))}, and whoever stands in for one of them`
}

const timings = {
  'at once': 'At once, at any hour',
  'in office hours': 'From 8am to 6pm on working days',
} as const

/** When a kind of message goes out; nothing for a letter. */
export const goesOut = ({ kind }: Pick<Worded, 'kind'>): string | undefined => {
  const timing = findMessageKind(kind)?.timing
  return timing && timings[timing]
}

export const uncheckedStatus: Status = { words: 'Not checked by a lawyer', colour: 'orange' }
export const waitingStatus: Status = { words: 'Waits for an approver', colour: 'yellow' }

/** What became of a version. */
export function statusOfVersion(
  { version, decision }: Pick<WordingVersion, 'version' | 'decision'>,
  inForce: number,
): Status {
  if (version === inForce) return { words: 'In force', colour: 'green' }
  if (version === 0) return { words: 'Not in force', colour: 'grey' }
  if (decision === null) return waitingStatus
  return decision === 'refused'
    ? { words: 'Refused', colour: 'grey' }
    : { words: 'Was in force', colour: 'grey' }
}
