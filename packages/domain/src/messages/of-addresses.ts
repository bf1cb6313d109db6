import type { MessageKind } from '../message-kind.ts'

/** What is written about an address that does not work, to those who can name another. */
export const messagesOfAddresses: readonly MessageKind[] = [
  {
    kind: 'contact wanted',
    sentWhen:
      'Messages to somebody at an authority come back. It goes to its signatories, or where none of them can be reached to its data officers.',
    to: ['signatory', 'officer'],
    timing: 'in office hours',
    isOfRequest: false,
    placeholders: {
      authority: { says: 'The authority', example: 'Camden' },
      person: { says: 'Who cannot be reached', example: 'Amina Yusuf' },
      address: { says: 'The address that does not work', example: 'amina.yusuf@camden.example' },
      role: { says: 'What they do for the authority', example: 'data officer' },
    },
    wording: {
      subject: 'Name another contact: we cannot reach ((person)) at ((authority))',
      body: `Messages to ((person)), a ((role)) of ((authority)), come back to us. We wrote to ((address)).

If ((person)) has left or has another address, please invite them or somebody else, and remove the entry that does not work. A signatory can do that; a data officer can ask one.

If the address is right, ask your IT department to let our messages in. Then tell the Children’s Commissioner’s office that it works.`,
      link: 'See who acts for your authority',
    },
    mustName: ['person'],
  },
]
