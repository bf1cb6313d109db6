import { Problem } from './problem.ts'

export const requestStates = [
  'not-started',
  'in-progress',
  'needs-answers',
  'awaiting-sign-off',
  'signed',
  'queried',
  'accepted',
  'excluded',
  'no-return',
] as const
/** How far an authority has got with what it was asked: one word, shown the same everywhere. */
export type RequestState = (typeof requestStates)[number]

export const requestActs = [
  'submit',
  'find errors',
  'find queries',
  'find nothing',
  'ask for sign-off',
  'sign off',
  'send back',
  'accept',
  'exclude',
  'reopen',
  'reopen what was sent',
  'raise a query',
  'close the last query of a signed return',
  'close the last query of an accepted return',
  'end without a return',
] as const
/**
 * Something that moves a request on. What a check comes to is one of three: errors, queries that are open, or nothing. A return that
 * ended unsigned is reopened in one of two ways: nothing was sent, or something was.
 */
export type RequestAct = (typeof requestActs)[number]

type Moves = Partial<Record<RequestAct, RequestState>>

const checked: Moves = {
  'find errors': 'in-progress',
  'find queries': 'needs-answers',
  'find nothing': 'awaiting-sign-off',
}

// The life of a request. What is not here is refused. A new version may be sent until the return is accepted; after that it must be reopened first.
export const requestMoves: Record<RequestState, Moves> = {
  'not-started': { submit: 'in-progress', 'end without a return': 'no-return' },
  'in-progress': { submit: 'in-progress', ...checked, 'end without a return': 'no-return' },
  'needs-answers': { submit: 'in-progress', ...checked, 'end without a return': 'no-return' },
  'awaiting-sign-off': {
    submit: 'in-progress',
    ...checked,
    'ask for sign-off': 'awaiting-sign-off',
    'sign off': 'signed',
    'send back': 'in-progress',
    'end without a return': 'no-return',
  },
  signed: {
    submit: 'in-progress',
    accept: 'accepted',
    exclude: 'excluded',
    'raise a query': 'queried',
    reopen: 'in-progress',
  },
  queried: {
    submit: 'in-progress',
    'raise a query': 'queried',
    'close the last query of a signed return': 'signed',
    'close the last query of an accepted return': 'accepted',
    exclude: 'excluded',
    reopen: 'in-progress',
  },
  accepted: { 'raise a query': 'queried', exclude: 'excluded', reopen: 'in-progress' },
  excluded: { submit: 'in-progress', reopen: 'in-progress' },
  'no-return': { reopen: 'not-started', 'reopen what was sent': 'in-progress' },
}

/** The state a request is in after an act, or a Problem that says why the act cannot be. */
export function requestAfter(state: RequestState, act: RequestAct): RequestState {
  const next = requestMoves[state][act]
  if (next === undefined) throw requestProblems.requestState({ state, act })
  return next
}

/** Whether the office may ask about a return: it is signed. */
export const mayBeAskedAbout = (state: RequestState): boolean =>
  requestMoves[state]['raise a query'] !== undefined

const stateWords: Record<RequestState, string> = {
  'not-started': 'has not been started',
  'in-progress': 'is in progress',
  'needs-answers': 'has things to explain',
  'awaiting-sign-off': 'is waiting to be signed off',
  signed: 'is signed off',
  queried: 'has an open question',
  accepted: 'is accepted',
  excluded: 'is excluded for quality',
  'no-return': 'ended without a return',
}

/** How a return stands, to follow its name: 'is signed off'. */
export const stateInWords = (state: RequestState): string => stateWords[state]

const wayOut: Partial<Record<RequestAct, string>> = {
  submit: 'Ask the contact of this round to reopen it, then send a new version.',
  'ask for sign-off': 'A return is sent for sign-off when it has been checked and every query is answered.',
  'sign off': 'A return can be signed off when it has been checked and every query is answered.',
  accept: 'A return can be accepted when it is signed off and every question about it is closed.',
  reopen: 'There is nothing to reopen: a new version can be sent as it is.',
}

const requestProblems = {
  requestState: ({ state, act }: { state: RequestState; act: RequestAct }) =>
    new Problem(
      'conflict',
      'REQUEST_STATE',
      `This return ${stateWords[state]}, so this cannot be done now. ${wayOut[act] ?? 'Read it again to see what can be done.'}`,
    ),
}
