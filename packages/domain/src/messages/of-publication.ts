import type { MessageKind } from '../message-kind.ts'

/** What is written to everybody who was asked in a round about the figures that were published of it. */
export const messagesOfPublication: readonly MessageKind[] = [
  {
    kind: 'figures published',
    sentWhen: 'An approver announces where the figures of a round are published.',
    to: ['officer', 'signatory'],
    timing: 'in office hours',
    placeholders: { 'published on': { says: 'When they were published', example: '1 June 2026' } },
    wording: {
      subject: 'The figures are published: ((round))',
      body: `The Children’s Commissioner published figures from ((round)) on ((published on)).

The page of ((authority))’s data request says where they are. There is nothing for you to do. If you find a mistake in them, write to ((contact)).`,
      link: 'See where the figures are',
    },
  },
  {
    kind: 'publication withdrawn',
    sentWhen: 'It is withdrawn that figures of a round were published, to those who were told of it.',
    to: ['officer', 'signatory'],
    timing: 'in office hours',
    placeholders: {},
    wording: {
      subject: 'Do not use the address we sent for figures: ((round))',
      body: `We told you where figures from ((round)) are published. That is withdrawn.

The page of ((authority))’s data request says why. We write to you again if they are published anew. There is nothing for you to do.`,
      link: 'Read why',
    },
  },
]
