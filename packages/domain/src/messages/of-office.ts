import type { MessageKind } from '../message-kind.ts'

/** What is written to people of the office about their own work. */
export const messagesOfOffice: readonly MessageKind[] = [
  {
    kind: 'digest',
    sentWhen:
      'Each working day at 8 o’clock, to everybody of the office who has not chosen to be without it; not where nothing waits and nothing happened.',
    to: ['approver', 'analyst'],
    timing: 'in office hours',
    isOfRequest: false,
    placeholders: {
      count: { says: 'How much waits', example: '4 things wait' },
      waiting: {
        says: 'What waits, a line for each round, and for approvers one for words that were proposed',
        example: ['Illegal children’s homes 2025: 1 answer to read, 3 signed returns to accept'],
      },
      since: { says: 'The day of the digest before', example: '27 March 2026' },
      happened: {
        says: 'What happened since the digest before, a line for each round',
        example: ['Illegal children’s homes 2025: 2 returns were signed, 1 return became late'],
      },
    },
    wording: {
      subject: 'Today ((count)) for you in Rollcall',
      body: `What waits:

((waiting))

What happened since 8 o’clock on ((since)):

((happened))

If you do not want this e-mail, say so on your account page in Rollcall.`,
      link: 'See what waits',
    },
  },
]
