import type { MessageKind } from '../message-kind.ts'

/** What is written about formal letters. */
export const messagesOfLetters: readonly MessageKind[] = [
  {
    kind: 'letter of non-compliance',
    sentWhen: 'A person of the office approves a letter of non-compliance.',
    to: ['signatory', 'officer'],
    timing: 'in office hours',
    placeholders: {
      reference: { says: 'The number of the letter', example: 'CCO-2026-00187' },
      'was due': { says: 'When the return was due, as the letter has it', example: '31 March 2026' },
    },
    mustName: ['reference'],
    wording: {
      subject: 'Send ((authority))’s overdue return: formal letter ((reference))',
      body: `We have written ((authority)) a formal letter, number ((reference)). Its return for ((round)) was due on ((was due)), and nobody has signed it off.

Read the letter. Then have the return sent and signed off through the portal without further delay.

If it cannot be done now, write to ((contact)). Say what stands in the way, and by which day it will be done.`,
      link: 'Read the letter',
    },
  },
]
