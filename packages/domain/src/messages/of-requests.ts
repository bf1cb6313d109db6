import type { MessageKind } from '../message-kind.ts'

const both = ['officer', 'signatory'] as const

/** What is written about a data request: that it is made, when it is due, how it ends. */
export const messagesOfRequests: readonly MessageKind[] = [
  {
    kind: 'data request issued',
    sentWhen: 'A round is issued. The formal request itself is on the portal.',
    to: both,
    timing: 'in office hours',
    statesLaw: true,
    mustName: ['legal basis', 'due date'],
    placeholders: {
      'legal basis': { says: 'By which law it is asked', example: 'section 2F of the Children Act 2004' },
      'reference date': { says: 'The day or the time that the return is about', example: '1 March 2026' },
      collection: { says: 'What is collected', example: 'Children in illegal children’s homes' },
    },
    wording: {
      subject: 'Send your return by ((due date)): ((authority)), ((round))',
      body: `The Children’s Commissioner for England asks ((authority)) for a data return: ((round)). It is asked under ((legal basis)).

What is asked: ((collection)). The return is about ((reference date)).

Send the return through Rollcall, our portal. Your authority’s signatory has to sign it off by ((due date)). A return that is not signed off does not count.

The formal request says all that is asked, and why. If you need more time, or something is not clear, ask on the portal or write to ((contact)).`,
      link: 'Read the formal request',
    },
  },
  {
    kind: 'extension granted',
    sentWhen: 'The office gives an authority more time, whether it was asked for or not.',
    to: both,
    timing: 'at once',
    mustName: ['due date'],
    placeholders: {},
    wording: {
      subject: 'You have more time, until ((due date)): ((authority)), ((round))',
      body: `((authority)) has more time for its return for ((round)). The new due date is ((due date)).

The return has to be signed off by then.`,
      link: 'See your new due date',
    },
  },
  {
    kind: 'extension refused',
    sentWhen: 'The office does not give the time that an authority asked for.',
    to: both,
    timing: 'at once',
    mustName: ['due date'],
    placeholders: {},
    wording: {
      subject: 'The due date stays ((due date)): ((authority)), ((round))',
      body: `((authority)) asked for more time for its return for ((round)). We cannot give it. The due date stays ((due date)).

The portal says why. If the return cannot be signed off by then, write to ((contact)) now, and say when it can be.`,
      link: 'Read why',
    },
  },
  {
    kind: 'dates changed',
    sentWhen: 'The office moves the due date or the publication date of a round that is issued.',
    to: both,
    timing: 'in office hours',
    mustName: ['dates', 'own date'],
    placeholders: {
      dates: {
        says: 'Which dates have changed',
        example: [
          'Returns are now due on 14 April 2026, and no longer due on 31 March 2026.',
          'The figures are now to be published on 30 June 2026.',
        ],
      },
      'own date': {
        says: 'What that means for this authority',
        example: 'Your return is due on 14 April 2026.',
      },
    },
    wording: {
      subject: 'Note the new dates: ((authority)), ((round))',
      body: `We have changed the dates of ((round)):

((dates))

((own date))`,
      link: 'See the dates, and why they changed',
    },
  },
  {
    kind: 'ended without a return',
    sentWhen: 'A round closes, and an authority’s return is not signed off.',
    to: both,
    timing: 'in office hours',
    mustName: ['contact'],
    placeholders: {},
    wording: {
      subject: 'Write to us if you can still send a return: ((authority)), ((round))',
      body: `((round)) is closed. ((authority)) has sent no return that is signed off, so it counts as not having answered.

If you can still send a return, write to ((contact)). We can open it for you again.`,
      link: 'See how the return stands',
    },
  },
  {
    kind: 'work handed over',
    sentWhen: 'Somebody hands over their work. It is sent for each return that is not done.',
    to: both,
    timing: 'in office hours',
    placeholders: {
      stands: { says: 'How the return stands now', example: 'is in progress' },
    },
    wording: {
      subject: 'Take over the return, due on ((due date)): ((authority)), ((round))',
      body: `A colleague has handed over their work at ((authority)). The return for ((round)) is now with you, and with anybody else who has the same role.

It ((stands)). Its due date is ((due date)).`,
      link: 'See what is to be done',
    },
  },
  {
    kind: 'content destroyed',
    sentWhen: 'The office destroys what was sent, or what was written about a return. It is done for good.',
    to: both,
    timing: 'in office hours',
    placeholders: {},
    wording: {
      subject: 'Something you sent is destroyed: ((authority)), ((round))',
      body: `We have destroyed something that ((authority)) sent or wrote to us for ((round)). Nobody can read it any more, and nobody can bring it back.

What was destroyed, and when, is in the history of the return. There is nothing to do.`,
      link: 'See the history of the return',
    },
  },
]
