import type { Role } from './viewer.ts'

export const messageStates = [
  'waiting',
  'sending',
  'sent',
  'delivered',
  'came back',
  'complained about',
  'not needed',
  'given up',
  'unclear',
] as const
/**
 * How far one e-mail to one person has got. 'sent' is what a mail server took; 'delivered' what somebody says arrived; 'unclear' what may
 * have gone out or not, as the worker died while it sent it: only a person may say that it goes again.
 */
export type MessageState = (typeof messageStates)[number]

/**
 * What became of one attempt to hand a message over. Whoever carries mail took it, or did not: nobody could be reached; not now; never;
 * never to this address. It is not known, as the connection broke or the worker died; when asked, they said that they never had it; or it
 * could not even be written, by a mistake of ours.
 */
export const attemptBecame = [
  'taken',
  'away',
  'not now',
  'refused',
  'no such address',
  'not known',
  'not taken',
  'not written',
] as const
export type AttemptBecame = (typeof attemptBecame)[number]

/** As whom somebody is written to: in a role, or as the one who stands in for a colleague. */
export type WrittenAs = Exclude<Role, 'system'> | 'cover'

/** Why an address is not written to any more. */
export type AddressFault = 'came back' | 'complained about'

const minutesToWait = [1, 5, 15, 60, 4 * 60, 8 * 60, 12 * 60, 24 * 60]

/** How many minutes after it could not be handed over a message is tried again, ever more; nothing after about two days. */
export const minutesUntilNextTry = (attempts: number): number | undefined => minutesToWait[attempts - 1]

/** While nobody who carries mail can be reached, a message is tried at least so often, for as long as that takes. */
export const minutesWhileAway = (attempts: number): number => Math.min(minutesToWait[attempts - 1] ?? 15, 15)

/** After how long nobody can still be sending a message that was begun: sending one takes a minute at most. */
export const settledAfterMinutes = 5

/** For how long whoever carries mail can be asked after a message: Notify forgets one after three days where a service has it so. */
export const askedAfterWithinMinutes = 2 * 24 * 60
