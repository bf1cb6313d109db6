import type { MessageKind, Placeholder } from '../message-kind.ts'

const when: Placeholder = {
  says: 'When it is due, or was, with how many working days that is from now',
  example: 'in 5 working days, on 31 March 2026',
}
const wasWhen: Placeholder = { ...when, example: '1 working day ago, on 31 March 2026' }
const soon: Placeholder = { says: 'How soon that is, for a subject', example: 'in 5 working days' }
const ago: Placeholder = { says: 'How long ago that was, for a subject', example: '1 working day ago' }
const left: Placeholder = {
  says: 'What is outstanding of this return at the moment of sending, a line for each',
  example: ['Version 2 has 12 things to fix. Then it has to be signed off.'],
}
const first = (example: string): Placeholder => ({ says: 'What to do first', example })

/** What is written to chase: what each says is looked at as it is sent. */
export const messagesOfReminders: readonly MessageKind[] = [
  {
    kind: 'reminder',
    sentWhen: 'A step of the round’s calendar comes, up to the due date, and the return is not signed off.',
    to: ['officer'],
    timing: 'in office hours',
    placeholders: {
      'what to do': first('Fix 12 things'),
      'how soon': soon,
      'when due': when,
      'what is left': left,
    },
    wording: {
      subject: '((what to do)), due ((how soon)): ((authority)), ((round))',
      body: `((authority))’s return for ((round)) is due ((when due)). This is what is left to do:

((what is left))

If you cannot do it in time, ask for more time on the page of the request before the due date. If something is unclear, write to ((contact)).`,
      link: 'Go to the return',
    },
  },
  {
    kind: 'reminder after due',
    sentWhen: 'A step of the round’s calendar comes after the due date, and the return is not signed off.',
    to: ['officer'],
    timing: 'in office hours',
    placeholders: {
      'what to do': first('Fix 12 things'),
      'how long ago': ago,
      'when due': wasWhen,
      'what is left': left,
    },
    wording: {
      subject: '((what to do)) now, due ((how long ago)): ((authority)), ((round))',
      body: `((authority))’s return for ((round)) was due ((when due)), and it is not signed off. This is what is left to do:

((what is left))

Please do it today. If you cannot, tell us when you can: write to ((contact)).`,
      link: 'Go to the return',
    },
  },
  {
    kind: 'reminder to signatory',
    sentWhen: 'A step for signatories comes, up to the due date, and the return is not signed off.',
    to: ['signatory'],
    timing: 'in office hours',
    placeholders: {
      'what to do': first('Sign the return'),
      'how soon': soon,
      'when due': when,
      'what is left': left,
    },
    wording: {
      subject: '((what to do)), it is due ((how soon)): ((authority)), ((round))',
      body: `((authority))’s return to the Children’s Commissioner for England, ((round)), is due ((when due)). It does not count until a signatory of ((authority)) has signed it off. This is how it stands:

((what is left))

If it cannot be done in time, ask for more time on the page of the request before the due date. If something is unclear, write to ((contact)).`,
      link: 'See the return',
    },
  },
  {
    kind: 'reminder to signatory after due',
    sentWhen: 'A step for signatories comes after the due date, and the return is not signed off.',
    to: ['signatory'],
    timing: 'in office hours',
    placeholders: {
      'what to do': first('See that the return is sent'),
      'how long ago': ago,
      'when due': wasWhen,
      'what is left': left,
    },
    wording: {
      subject: '((what to do)), it was due ((how long ago)): ((authority)), ((round))',
      body: `((authority))’s return to the Children’s Commissioner for England, ((round)), was due ((when due)). It does not count until a signatory of ((authority)) has signed it off. This is how it stands:

((what is left))

Please see that it is done today. If that cannot be, tell us when it will be: write to ((contact)).`,
      link: 'See the return',
    },
  },
  {
    kind: 'reminder of data queries',
    title: 'Reminder of questions',
    sentWhen:
      'A step for questions comes, up to the day they are to be answered by, and one waits for the authority.',
    to: ['officer'],
    timing: 'in office hours',
    placeholders: {
      'how many': { says: 'How many questions wait for an answer', example: '2 questions' },
      'how soon': soon,
      'what waits': {
        says: 'What waits for an answer, and by when it is due',
        example: '2 questions wait for your answer, due in 5 working days, on 31 March 2026.',
      },
    },
    wording: {
      subject: 'Answer ((how many)), due ((how soon)): ((authority)), ((round))',
      body: `We asked about ((authority))’s return for ((round)). ((what waits))

You can answer in words, or send a new version of the return. If something is unclear, write to ((contact)).`,
      link: 'Read what we asked',
    },
  },
  {
    kind: 'reminder of data queries after due',
    title: 'Reminder of questions after their day',
    sentWhen:
      'A step for questions comes after the day they were to be answered by, and one waits for the authority.',
    to: ['officer'],
    timing: 'in office hours',
    placeholders: {
      'how many': { says: 'How many questions wait for an answer', example: '2 questions' },
      'how long ago': ago,
      'what waits': {
        says: 'What waits for an answer, and when it was due',
        example: '2 questions wait for your answer, due 1 working day ago, on 31 March 2026.',
      },
    },
    wording: {
      subject: 'Answer ((how many)) now, due ((how long ago)): ((authority)), ((round))',
      body: `We asked about ((authority))’s return for ((round)). ((what waits))

Until they are answered we cannot finish with the return. If you need longer, or something is unclear, write to ((contact)).`,
      link: 'Read what we asked',
    },
  },
]
