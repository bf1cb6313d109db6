import type { Worded } from '../message-kind.ts'

/** The words of the formal request. What is asked, of which day and how to answer it comes from the collection. */
export const formalRequest: Worded = {
  kind: 'formal request',
  sentWhen: 'A round is issued. Every authority that is asked has this letter in the portal.',
  statesLaw: true,
  mustName: ['legal basis', 'due date', 'what is asked'],
  placeholders: {
    'legal basis': {
      says: 'The law under which the collection asks, as it is said within a sentence',
      example: 'section 2F of the Children Act 2004',
    },
    purpose: {
      says: 'What the collection is for, as it is said after a colon',
      example: 'to find out how many children live in homes that are not registered.',
    },
    message: {
      says: 'The office’s own message for this round, in a paragraph of its own. It goes where this stands.',
      example: ['Thank you for the returns of last year.'],
    },
    'what is asked': {
      says: 'The dates, the contact and what has to be filled in, in a paragraph of its own',
      example: ['Children: 24 columns', 'Your return: 5 questions'],
    },
    'how to answer': {
      says: 'What is particular to this collection: whether “Not held” is an answer, and a nil return',
      example: [
        'You are asked for what you hold. Where a question allows it, “Not held” is an answer of its own: it is neither an empty cell nor 0.',
      ],
    },
  },
  wording: {
    subject: 'Request for information: ((round)), due on ((due date))',
    body: `The Children’s Commissioner for England asks ((authority)) for the information that is listed here. The legal basis is ((legal basis)).

What it is for: ((purpose))

((message))

((what is asked))

Fill in the template that comes with this request, and send it through the portal. It is checked as soon as it is sent, and can be sent again as often as you need.

((how to answer))

By ((due date)) your signatory must have signed the return off. A return that is sent, but not signed off, does not count.

If you need longer, ask for more time through the portal before that day. If anything is unclear, ask there too, or write to ((contact)).`,
    link: '',
  },
}
