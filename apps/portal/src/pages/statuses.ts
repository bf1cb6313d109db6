import type { RequestState } from '@rollcall/domain/request-life'
import type { RoundState } from '@rollcall/domain/round-life'
import type { Status } from './components.ts'

// How far a thing is, as every page says it. What waits for somebody is coloured, what is done is green or grey.

export const statusOfRequest: Readonly<Record<RequestState, Status>> = {
  'not-started': { words: 'Not started' },
  'in-progress': { words: 'In progress', colour: 'teal' },
  'needs-answers': { words: 'Queries to explain', colour: 'yellow' },
  'awaiting-sign-off': { words: 'Waiting for sign-off', colour: 'yellow' },
  signed: { words: 'Signed off', colour: 'green' },
  queried: { words: 'Question from the office', colour: 'yellow' },
  accepted: { words: 'Accepted', colour: 'green' },
  excluded: { words: 'Excluded for quality', colour: 'red' },
  'no-return': { words: 'Ended without a return', colour: 'grey' },
}

export const statusOfRound: Readonly<Record<RoundState, Status>> = {
  draft: { words: 'Draft', colour: 'yellow' },
  open: { words: 'Open' },
  closed: { words: 'Closed', colour: 'grey' },
  archived: { words: 'Archived', colour: 'grey' },
}
