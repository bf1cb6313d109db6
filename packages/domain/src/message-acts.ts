import type { MessageState } from './message.ts'
import { Problem } from './problem.ts'

/** What the office may say became of a message of which nobody knew. */
export const unclearBecame = ['arrived', 'not arrived'] as const

interface Resendable {
  readonly state: MessageState
  /** How far the same message got each time it was sent before. */
  readonly others: readonly MessageState[]
  /** Whether the address that it would go to is known not to work. */
  readonly isBroken: boolean
}

/** Refuses to send a message again that may still go out, or that cannot arrive. */
export function mustBeResendable({ state, others, isBroken }: Resendable): void {
  if (isOnItsWay(state)) throw messageProblems.notSentYet()
  if (state === 'unclear' || others.includes('unclear')) throw messageProblems.unclear()
  if (others.some(isOnItsWay)) throw messageProblems.underWay()
  if (isBroken) throw messageProblems.addressBroken()
}

const isOnItsWay = (state: MessageState): boolean => state === 'waiting' || state === 'sending'

/** Refuses to say what became of a message where that is known. */
export function mustBeUnclear({ state }: { readonly state: MessageState }): void {
  if (state !== 'unclear') throw messageProblems.known()
}

interface Failed {
  readonly state: MessageState
  /** Whether somebody has said before that nothing more is to be done. */
  readonly isLeft: boolean
}

/** Refuses to leave a message as it is that did not fail, or that was left before. */
export function mustBeLeavable({ state, isLeft }: Failed): void {
  if ((state !== 'given up' && state !== 'came back') || isLeft) throw messageProblems.nothingToLeave()
}

/** How the step of a message begins, whichever time it is sent. */
export const firstStep = (step: string): string => step.replace(/ again \d+$/, '')

/** The step of a message that is sent again, after so many times. */
export const stepAgain = (step: string, times: number): string => `${firstStep(step)} again ${times}`

export const messageProblems = {
  notSentYet: () =>
    new Problem(
      'conflict',
      'MESSAGE_NOT_SENT_YET',
      'This message has not gone out yet, so there is nothing to send again. Wait until it has.',
    ),

  unclear: () =>
    new Problem(
      'conflict',
      'MESSAGE_UNCLEAR',
      'This message may have arrived. Say first whether it did: where it did not, it is sent again.',
    ),

  underWay: () =>
    new Problem(
      'conflict',
      'MESSAGE_UNDER_WAY',
      'This message is being sent again already. Wait until that has gone out.',
    ),

  addressBroken: () =>
    new Problem(
      'conflict',
      'ADDRESS_BROKEN',
      'Messages to this address come back. Have somebody else invited, or say that the address works again.',
    ),

  known: () =>
    new Problem('conflict', 'MESSAGE_KNOWN', 'It is known what became of this message. Read it again.'),

  nothingToLeave: () =>
    new Problem(
      'conflict',
      'MESSAGE_NOT_FAILED',
      'There is nothing to decide about this message. Read it again.',
    ),

  addressWorks: () =>
    new Problem(
      'conflict',
      'ADDRESS_WORKS',
      'Somebody has said already that this address works again. There is nothing to do.',
    ),

  pausedBefore: () =>
    new Problem('conflict', 'MESSAGES_PAUSED', 'These messages are paused already. There is nothing to do.'),

  notPaused: () =>
    new Problem('conflict', 'MESSAGES_NOT_PAUSED', 'These messages are not paused. There is nothing to do.'),
}
