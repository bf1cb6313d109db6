import { Problem } from './problem.ts'
import type { AuthorityViewer, OfficeViewer, Viewer } from './viewer.ts'

/** How long a person stays signed in: while they use the portal, and never longer than a working day. */
export const sessionMinutes = { idle: 30, absolute: 12 * 60 } as const

/** How long a link that signs somebody in can be used, unless it is made for longer. */
export const signInLinkMinutes = 10

/** Refuses a supplier's system, which acts in a person's name but never signs in as them. */
export function mustBePerson(viewer: Viewer): asserts viewer is AuthorityViewer | OfficeViewer {
  if (!('personId' in viewer) || viewer.clientId !== undefined) throw sessionProblems.sessionsOfPeople()
}

export const sessionProblems = {
  sessionsOfPeople: () =>
    new Problem(
      'forbidden',
      'SESSIONS_OF_PEOPLE',
      'Only a person has sessions, and only they can see and end them. Sign in with a browser.',
    ),

  signInLinkSpent: () =>
    new Problem(
      'signed-out',
      'SIGN_IN_LINK_SPENT',
      'This link has been used before or is too old. Ask for a new one, and use it within a few minutes.',
    ),
}
