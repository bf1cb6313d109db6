import { Problem } from './problem.ts'
import type { RoundState } from './round-life.ts'

/** Why content is destroyed. Words of ours, as what a person writes about a child would have to be destroyed with it. */
export const destructionReasons = [
  'its retention date has come',
  'it was sent by mistake',
  'its authority asked for it',
  'it was decided',
] as const

export const destructionProblems = {
  roundNotOver: () =>
    new Problem(
      'conflict',
      'ROUND_NOT_OVER',
      'Returns of this round can still come in. Close the round first; until then destroy single versions.',
    ),

  destroyedBefore: () =>
    new Problem(
      'conflict',
      'DESTROYED_BEFORE',
      'There is nothing left to destroy here. The record of when it was done is in the history.',
    ),
}

/** What was written about a request goes when nothing more comes in: until then people still decide on it, and give their reasons. */
export function roundMustBeOver(state: RoundState): void {
  if (state === 'draft' || state === 'open') throw destructionProblems.roundNotOver()
}
