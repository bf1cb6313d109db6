import { Problem } from './problem.ts'

/** How long a code and a link that were asked for by e-mail can be used. */
export const signInMinutes = 10

/** How long an invitation can be accepted. */
export const invitationDays = 14

/** After this time somebody may be sent another. */
const invitedAgainAfterMinutes = 5

/** How often somebody may try, so that nobody gets in by guessing and nobody’s mailbox is filled. */
export const signInLimits = {
  /** Wrong codes, until a new one has to be asked for. */
  wrongCodes: 5,
  /** Wrong codes for one address in a day; after these only its links are taken. */
  wrongCodesADay: 30,
  /** What is asked for within this time is counted together. */
  askedWithinMinutes: 60,
  /** Messages to one address, asked for from one place. */
  asksOfBoth: 6,
  /** Messages to one address. */
  asksOfAddress: 20,
  /** Messages asked for from one place: a whole authority may be behind one. */
  asksFromNetwork: 120,
} as const

/** Refuses to send an invitation again before the one before can have arrived. */
export function mustNotBeInvitedOften(minutesSinceLast: number): void {
  if (minutesSinceLast < invitedAgainAfterMinutes) throw signInProblems.invitedJustNow()
}

interface Asks {
  readonly ofAddress: number
  readonly fromNetwork: number
  readonly ofBoth: number
}

/** Refuses to send yet another message. Whether anybody has the address makes no difference. */
export function mustNotAskTooOften({ ofAddress, fromNetwork, ofBoth }: Asks): void {
  const { asksOfAddress, asksFromNetwork, asksOfBoth } = signInLimits
  if (ofAddress >= asksOfAddress || fromNetwork >= asksFromNetwork || ofBoth >= asksOfBoth)
    throw signInProblems.askedTooOften()
}

export const signInProblems = {
  codeWrong: ({ left }: { left: number }) =>
    new Problem(
      'invalid',
      'CODE_WRONG',
      `This is not the code in our newest e-mail to you. Look again: you can try ${left === 1 ? 'once' : `${left} times`} more.`,
    ),

  signInSpent: () =>
    new Problem(
      'signed-out',
      'SIGN_IN_SPENT',
      'This code or link has been used, is more than ten minutes old, or was given wrong too often. Ask for a new one.',
    ),

  otherBrowser: () =>
    new Problem(
      'signed-out',
      'OTHER_BROWSER',
      'This link was asked for in another browser. Go back to that browser and type the code from the e-mail there.',
    ),

  codesStopped: () =>
    new Problem(
      'conflict',
      'CODES_STOPPED',
      'Too many wrong codes were given for this e-mail address today. Use the link in the e-mail instead, in this browser.',
    ),

  askedTooOften: () =>
    new Problem(
      'conflict',
      'ASKED_TOO_OFTEN',
      'You have asked for too many e-mails. Use the newest one, or wait an hour and ask again.',
    ),

  identityUnknown: () =>
    new Problem(
      'forbidden',
      'IDENTITY_UNKNOWN',
      'Your organisation knows you, but Rollcall does not know yet who you are. Open the link in your invitation and continue from there. If it does not work any more, ask whoever invited you to send it again, and meanwhile get a code by e-mail.',
    ),

  identityTaken: () =>
    new Problem(
      'conflict',
      'IDENTITY_TAKEN',
      'This sign-in of your organisation belongs to somebody else in Rollcall already. Sign in there as yourself, or get a code by e-mail.',
    ),

  invitedJustNow: () =>
    new Problem(
      'conflict',
      'INVITED_JUST_NOW',
      `An invitation was sent to this person a moment ago. Wait ${invitedAgainAfterMinutes} minutes before you send another.`,
    ),

  invitationSpent: () =>
    new Problem(
      'missing',
      'INVITATION_SPENT',
      'This invitation was accepted, was replaced by a newer one, or is over. If you accepted it, sign in. If not, ask whoever invited you for a new one.',
    ),
}
