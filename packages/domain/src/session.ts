import { Problem } from './problem.ts'

/** How long a person stays signed in: while they use the portal, and never longer than a working day. */
export const sessionMinutes = { idle: 30, absolute: 12 * 60 } as const

/** How long a link that signs somebody in can be used, unless it is made for longer. */
export const signInLinkMinutes = 10

export const sessionProblems = {
  signInLinkSpent: () =>
    new Problem(
      'signed-out',
      'SIGN_IN_LINK_SPENT',
      'This link has been used before or is too old. Ask for a new one, and use it within a few minutes.',
    ),
}
