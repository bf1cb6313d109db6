import { Problem } from './problem.ts'

// Everything the system can refuse, in the words people read: what is so, and what to do. Those of one noun are in its own file.
export const problems = {
  notAllowed: ({ action }: { action: string }) =>
    new Problem(
      'forbidden',
      'NOT_ALLOWED',
      `Your role does not let you ${action}. Ask somebody whose role does.`,
    ),

  signedOut: () => new Problem('signed-out', 'SIGNED_OUT', 'Sign in first, then try again.'),

  // One sentence for what is not there and for what is another authority's, so that nobody learns which.
  notFound: ({ what }: { what: string }) =>
    new Problem('missing', 'NOT_FOUND', `There is no such ${what}, or it is not yours to see.`),

  stale: ({ what }: { what: string }) =>
    new Problem(
      'stale',
      'CHANGED_MEANWHILE',
      `Somebody has changed this ${what} since you read it. Read it again, then decide.`,
    ),

  doneBefore: () =>
    new Problem(
      'conflict',
      'DONE_BEFORE',
      'This was done when it was first asked for, but the answer was lost. It was not done again: read how things stand now.',
    ),

  contentDestroyed: () =>
    new Problem(
      'missing',
      'CONTENT_DESTROYED',
      'What was written or sent here has been destroyed, as the retention schedule or a decision required. The record of that is in the history.',
    ),
}
