import type { Worded } from '../message-kind.ts'

/** The words of the letter that says that a return is owed, after reminders have not helped. */
export const formalNonCompliance: Worded = {
  kind: 'formal letter of non-compliance',
  sentWhen:
    'A return is still owed some time after its due date, and a person of the office has approved the letter.',
  statesLaw: true,
  mustName: ['legal basis', 'due date', 'what is asked'],
  placeholders: {
    'legal basis': {
      says: 'The law under which the collection asks, as it is said within a sentence',
      example: 'section 2F of the Children Act 2004',
    },
    'issued date': { says: 'When the request was issued', example: '2 February 2026' },
    'request reference': {
      says: 'The reference of the request, or “without a reference” where it has none',
      example: 'CCO-2026-00042',
    },
    'time overdue': { says: 'How long the return has been owed', example: '10 working days' },
    'where it stands': {
      says: 'What there is of the return, as it is said within a sentence',
      example: 'nothing has been sent',
    },
    reminders: {
      says: 'On which days we wrote to its people about it, in a paragraph of its own. It is left out where we did not.',
      example: ['We reminded its people on 1 April 2026 and 8 April 2026.'],
    },
    'what is asked': {
      says: 'The dates, the contact and what was asked, in a paragraph of its own',
      example: ['Children: 24 columns', 'Your return: 5 questions'],
    },
  },
  wording: {
    subject: 'Overdue: the return of ((authority)) for ((round))',
    body: `On ((issued date)) the Children’s Commissioner for England asked ((authority)) for information, in the request ((request reference)). The legal basis is ((legal basis)).

The return was due on ((due date)), ((time overdue)) ago. We do not have a return that is signed off: ((where it stands)).

((reminders))

((what is asked))

Have the return sent and signed off through the portal without further delay. You are asked for what you hold. Where you do not hold something, say so in the return.

If it cannot be done now, write to ((contact)) at once. Say what stands in the way, and by which day the return will be signed off.

The Commissioner may publish which authorities did not answer.`,
    link: '',
  },
}
