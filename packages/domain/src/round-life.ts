import { Problem } from './problem.ts'

export const roundStates = ['draft', 'open', 'closed', 'archived'] as const
export type RoundState = (typeof roundStates)[number]

export const roundActs = [
  'change',
  'rehearse',
  'approve',
  'issue',
  'collect',
  'work on returns',
  'close',
  'reopen a return',
  'change dates',
  'change reminders',
] as const
export type RoundAct = (typeof roundActs)[number]

// What may be done with a round, by its state. 'collect' is all that an authority sends; after the close the office still works on returns and
// asks about them, and can reopen one.
const allowed: Record<RoundState, readonly RoundAct[]> = {
  draft: ['change', 'rehearse', 'approve', 'issue', 'change reminders'],
  open: ['collect', 'work on returns', 'close', 'reopen a return', 'change dates', 'change reminders'],
  closed: ['work on returns', 'reopen a return', 'change dates'],
  archived: [],
}

const words: Record<RoundAct, string> = {
  change: 'be changed',
  rehearse: 'be rehearsed',
  approve: 'be approved',
  issue: 'be issued',
  collect: 'take returns',
  'work on returns': 'have its returns worked on',
  close: 'be closed',
  'reopen a return': 'have returns reopened',
  'change dates': 'have its dates changed',
  'change reminders': 'have its reminders changed',
}

export const roundAllows = (state: RoundState, act: RoundAct): boolean => allowed[state].includes(act)

/** Refuses an act that a round in this state does not allow. */
export function roundMust(state: RoundState, act: RoundAct): void {
  if (!roundAllows(state, act))
    throw new Problem(
      'conflict',
      'ROUND_STATE',
      state === 'draft'
        ? `This round is a draft, so it cannot ${words[act]} yet. It has to be approved and issued first.`
        : `This round is ${state}, so it can no longer ${words[act]}.${wayOut[act] ?? ''}`,
    )
}

const wayOut: Partial<Record<RoundAct, string>> = {
  change:
    ' Some of its dates can be moved, with a reason, and an authority that needs longer can be given more time.',
  collect: ' Ask its contact to reopen your return.',
}
