import type { MessageKind } from '../message-kind.ts'

/** What is written when the office decides something about a return other than to accept it. */
export const messagesOfDecisions: readonly MessageKind[] = [
  {
    kind: 'return excluded',
    sentWhen: 'The office leaves a return out of the figures because of its quality.',
    to: ['officer', 'signatory'],
    timing: 'in office hours',
    placeholders: {
      how: {
        says: 'What the authority can do about it',
        example: 'To be counted, send a new version and have it signed off.',
      },
    },
    wording: {
      subject: 'Read why the return does not count: ((authority)), ((round))',
      body: `We have left ((authority))’s return for ((round)) out of the figures, because of its quality. The portal says why.

((how))`,
      link: 'Read why',
    },
  },
  {
    kind: 'return reopened',
    sentWhen: 'The office opens a return again, so that another version can be sent.',
    to: ['officer', 'signatory'],
    timing: 'in office hours',
    placeholders: {
      'to do': { says: 'What is to be done, in a few words', example: 'Send a new version' },
    },
    wording: {
      subject: '((to do)), the return is open again: ((authority)), ((round))',
      body: `We have opened ((authority))’s return for ((round)) again. The portal says why.

Read that first. Then send the return and have it signed off. It does not count in the figures until then.`,
      link: 'Read why',
    },
  },
  {
    kind: 'decision taken back',
    sentWhen: 'The office takes back that it accepted, excluded or reopened a return.',
    to: ['officer', 'signatory'],
    timing: 'in office hours',
    mustName: ['stands'],
    placeholders: {
      stands: { says: 'How the return stands now', example: 'is signed off' },
    },
    wording: {
      subject: 'See how the return stands, a decision is taken back: ((authority)), ((round))',
      body: `We have taken back our last decision about ((authority))’s return for ((round)). The portal says why.

The return stands as it did before: it ((stands)). See on the portal whether there is something to do.`,
      link: 'See the return',
    },
  },
]
