import { Problem } from '@rollcall/domain/problem'
import { HttpProblem } from './http-problem.ts'

export const signInProblems = {
  tokenWrong: () =>
    new Problem(
      'signed-out',
      'TOKEN_WRONG',
      'This access token cannot be used: it has expired, or is not for this portal, or its client was removed. Ask for a new one.',
    ),

  notAMember: () =>
    new Problem(
      'forbidden',
      'NOT_A_MEMBER',
      'You signed in, but nobody here knows you. Ask your signatory or the office to invite you.',
    ),

  membershipWrong: () =>
    new Problem(
      'forbidden',
      'MEMBERSHIP_WRONG',
      'The header Rollcall-Membership names no membership of yours. GET /api/v1/me lists those you have.',
    ),

  membershipNeeded: ({ memberships }: { memberships: readonly string[] }) =>
    new HttpProblem(
      400,
      'MEMBERSHIP_NEEDED',
      `You have several memberships. Name the one to act as in the header Rollcall-Membership: ${memberships.join('; ')}.`,
    ),

  crossSite: () =>
    new Problem(
      'forbidden',
      'CROSS_SITE',
      "This did not come from a page of the portal, so it is not done in your name. Send the header Origin with the portal's address, and X-Rollcall: 1 to the API.",
    ),

  organisationRefused: () =>
    new Problem(
      'forbidden',
      'ORGANISATION_REFUSED',
      'Your organisation did not sign you in, or you stopped on the way. Try again, or get a code by e-mail.',
    ),

  /** Why is for the log. */
  journeyWrong: (cause?: Error) =>
    Object.assign(
      new Problem(
        'forbidden',
        'JOURNEY_WRONG',
        'This sign-in was not begun in this browser, was finished before, or took more than ten minutes. Begin again.',
      ),
      { cause },
    ),

  signInServiceAway: (cause?: Error) =>
    new HttpProblem(
      503,
      'SIGN_IN_SERVICE_AWAY',
      'The service you sign in with cannot be reached, so its tokens cannot be checked. Try again in a few seconds.',
      { headers: { 'retry-after': '10' }, cause },
    ),
}
