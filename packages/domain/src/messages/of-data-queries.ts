import type { MessageKind, Placeholder } from '../message-kind.ts'

const answerBy: Placeholder = { says: 'The day by which an answer is asked for', example: '24 April 2026' }

/** What is written about a data query. People know it as a question from the office. */
export const messagesOfDataQueries: readonly MessageKind[] = [
  {
    kind: 'data query raised',
    title: 'Question about a return',
    sentWhen:
      'The office asks an authority about its signed return. What it asks before this has gone out is said in one message.',
    to: ['officer', 'signatory'],
    timing: 'in office hours',
    saysAll: true,
    mustName: ['answer by'],
    placeholders: {
      questions: { says: 'How many questions are asked', example: '2 questions' },
      'answer by': { ...answerBy, says: 'The day by which the first of them is to be answered' },
      'what else waits': {
        says: 'When the last is due, where that is later, and how many wait in all, where others were asked before',
        example: '3 questions about this return wait for your answer in all.',
      },
    },
    wording: {
      subject: 'Answer ((questions)) by ((answer by)): ((authority)), ((round))',
      body: `We have ((questions)) about ((authority))’s return for ((round)). Please answer by ((answer by)).

((what else waits))

What we ask is on the portal. Answer it there, and not by e-mail: what you say may be about a child. You can also send a new version of the return.`,
      link: 'Read and answer what we ask',
    },
  },
  {
    kind: 'data query answered',
    title: 'Question about a return, written to again',
    sentWhen:
      'The office writes again in a question that is open. What an authority writes is in the office’s digest.',
    to: ['officer', 'signatory'],
    timing: 'in office hours',
    placeholders: { 'answer by': answerBy },
    wording: {
      subject: 'Read what we wrote, a question is still open: ((authority)), ((round))',
      body: `We have written to you again about a question on ((authority))’s return for ((round)). The question is still open. We asked for an answer by ((answer by)).

Read what we wrote on the portal, and answer it there.`,
      link: 'Read and answer it',
    },
  },
  {
    kind: 'data query closed',
    title: 'Question about a return, closed',
    sentWhen: 'The office closes a question about a return.',
    to: ['officer', 'signatory'],
    timing: 'in office hours',
    placeholders: {
      'other questions': {
        says: 'Whether other questions about the return are open',
        example: 'No other question about this return is open.',
      },
    },
    wording: {
      subject: 'Thank you, a question is closed: ((authority)), ((round))',
      body: `We have closed a question about ((authority))’s return for ((round)). Thank you for your help.

((other questions))`,
      link: 'See the question',
    },
  },
  {
    kind: 'data query reopened',
    title: 'Question about a return, opened again',
    sentWhen: 'The office opens a question again that it had closed.',
    to: ['officer', 'signatory'],
    timing: 'in office hours',
    mustName: ['answer by'],
    placeholders: { 'answer by': answerBy },
    wording: {
      subject: 'Answer by ((answer by)), a question is open again: ((authority)), ((round))',
      body: `We have opened a question about ((authority))’s return for ((round)) again. Please answer it by ((answer by)).

What is still to be answered is on the portal. Answer it there, and not by e-mail: what you say may be about a child.`,
      link: 'Read and answer the question again',
    },
  },
]
