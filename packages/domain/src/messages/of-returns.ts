import type { MessageKind } from '../message-kind.ts'

/** What is written as a return goes its way, from its upload to the figures. */
export const messagesOfReturns: readonly MessageKind[] = [
  {
    kind: 'return accepted',
    sentWhen: 'The office accepts a return.',
    to: ['officer', 'signatory'],
    timing: 'in office hours',
    placeholders: { version: { says: 'The version that was accepted', example: '2' } },
    wording: {
      subject: 'Nothing more to do: ((authority))’s return is accepted',
      body: `Thank you. Version ((version)) of ((authority))’s return for ((round)) is accepted. It counts in the figures now.

There is nothing more to do, unless we ask you about it.`,
      link: 'See the return',
    },
  },
]
