import type { MessageKind, Placeholder } from '../message-kind.ts'

const version: Placeholder = { says: 'Which version of the return it is', example: '2' }
const outcome: MessageKind['placeholders'] = {
  version,
  'to do': { says: 'What is to be done, in a few words', example: 'Fix 3 things' },
  outcome: {
    says: 'What the check came to',
    example: 'There are 3 things to fix, and 1 more to fix or explain.',
  },
  how: {
    says: 'How that is done',
    example: 'Fix what is wrong in your workbook, then send the workbook again.',
  },
}

/** What is written as a return goes its way, from its upload to the figures. */
export const messagesOfReturns: readonly MessageKind[] = [
  {
    kind: 'return checked',
    sentWhen:
      'The check of a version is done, unless a newer one was sent or it went for sign-off meanwhile.',
    to: ['officer'],
    timing: 'at once',
    mustName: ['version', 'outcome', 'how'],
    placeholders: outcome,
    wording: {
      subject: '((to do)): ((authority)), ((round))',
      body: `We have checked version ((version)) of ((authority))’s return for ((round)). ((outcome))

((how))

The due date of the signed return is ((due date)).`,
      link: 'See what to do',
    },
  },
  {
    kind: 'return checked again',
    sentWhen:
      'The office has relaxed a check, or does so no longer, and what is left to do about a version has changed by it.',
    to: ['officer'],
    timing: 'in office hours',
    mustName: ['version', 'outcome', 'how'],
    placeholders: outcome,
    wording: {
      subject: '((to do)), as checks have changed: ((authority)), ((round))',
      body: `We have changed what we check. So we have looked again at version ((version)) of ((authority))’s return for ((round)). ((outcome))

((how))

The due date of the signed return is ((due date)).`,
      link: 'See what to do now',
    },
  },
  {
    kind: 'file refused',
    sentWhen: 'A file cannot be read, or its check has failed on our side.',
    to: ['officer'],
    timing: 'at once',
    mustName: ['version', 'how'],
    placeholders: {
      version,
      why: {
        says: 'Whether it is the file, or our fault',
        example: 'The file cannot be read as a return, so nothing in it was checked.',
      },
      how: {
        says: 'What to do about it',
        example: 'See on the portal what is wrong with it. Put that right, then send the file again.',
      },
    },
    wording: {
      subject: 'Send the file again: ((authority)), ((round))',
      body: `We could not check version ((version)) of ((authority))’s return for ((round)). ((why))

((how))

The due date of the signed return is ((due date)).`,
      link: 'See why',
    },
  },
  {
    kind: 'return awaits sign-off',
    sentWhen: 'An officer sends a return for sign-off.',
    to: ['signatory'],
    timing: 'at once',
    mustName: ['due date'],
    placeholders: {
      version,
      'asked by': { says: 'The officer who sent it for sign-off', example: 'Sam Okoro' },
    },
    wording: {
      subject: 'Sign off the return: ((authority)), ((round))',
      body: `((asked by)) asks you to sign off ((authority))’s return to the Children’s Commissioner for England: ((round)), version ((version)). Nothing in it is left to fix or explain.

Read the summary, then sign the return off. If something is wrong, send it back and say what.

The due date is ((due date)). The return does not count until it is signed off.`,
      link: 'Read and sign off the return',
    },
  },
  {
    kind: 'return sent back',
    sentWhen: 'A signatory does not sign a return off, and sends it back.',
    to: ['officer'],
    timing: 'at once',
    placeholders: {
      version,
      'sent back by': { says: 'The signatory who sent it back', example: 'Alex Reid' },
    },
    wording: {
      subject: 'Change the return, it was sent back: ((authority)), ((round))',
      body: `((sent back by)) has not signed off version ((version)) of ((authority))’s return for ((round)), and has sent it back to you.

See on the portal what is wrong. Change the return, send it again, and then send it for sign-off.

The due date of the signed return is ((due date)).`,
      link: 'See what to change',
    },
  },
  {
    kind: 'return signed off',
    sentWhen: 'A signatory signs a return off. It is the receipt of the authority.',
    to: ['officer', 'signatory'],
    timing: 'at once',
    mustName: ['version', 'hash', 'what next'],
    placeholders: {
      version,
      'signed by': { says: 'The signatory who signed it off', example: 'Alex Reid' },
      'signed on': { says: 'The day it was signed off', example: '27 March 2026' },
      hash: { says: 'How the SHA-256 of the file begins', example: '9f86d081884c7d65' },
      'what next': {
        says: 'What comes next',
        example: 'There is nothing more to do now. We write to you if we have a question.',
      },
    },
    wording: {
      subject: 'Keep this receipt, the return is signed off: ((authority)), ((round))',
      body: `((signed by)) signed off version ((version)) of ((authority))’s return for ((round)) on ((signed on)). We have received it.

The fingerprint (SHA-256) of what was signed begins with ((hash)). The receipt has all of it, and a code by which anybody can check that the receipt is real.

((what next))`,
      link: 'See the receipt',
    },
  },
  {
    kind: 'return accepted',
    sentWhen: 'The office accepts a return.',
    to: ['officer', 'signatory'],
    timing: 'in office hours',
    placeholders: { version: { says: 'The version that was accepted', example: '2' } },
    wording: {
      subject: 'Nothing more to do: ((authority))’s return is accepted, ((round))',
      body: `Thank you. We have accepted version ((version)) of ((authority))’s return for ((round)). It counts in the figures now.

There is nothing more to do, unless we ask you about it.`,
      link: 'See the return',
    },
  },
]
