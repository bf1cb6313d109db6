import type { MessageKind, Placeholder } from '../message-kind.ts'

const check: Placeholder = {
  says: 'What the check looks at, and its code',
  example: 'Date of birth (IH-014)',
}

/** What is written to everybody who is asked in a round, or to those for whom a check is relaxed. */
export const messagesOfRounds: readonly MessageKind[] = [
  {
    kind: 'answer published',
    sentWhen:
      'The office answers a question for everybody in a round, to those whose return is not signed off.',
    to: ['officer'],
    timing: 'in office hours',
    placeholders: {},
    wording: {
      subject: 'Read our new answer before you send: ((authority)), ((round))',
      body: `We have answered a question about ((round)) for everybody who is asked. It may change how you fill in ((authority))’s return.

Read it before you send the return, or send a new version if you need to. The due date is ((due date)).`,
      link: 'Read the answer',
    },
  },
  {
    kind: 'rule relaxed',
    sentWhen: 'A check is relaxed for a round or one authority, to those whose return is not signed off.',
    to: ['officer'],
    timing: 'in office hours',
    placeholders: {
      check,
      effect: {
        says: 'What that changes',
        example: 'What it finds can be explained: it does not have to be fixed.',
      },
    },
    wording: {
      subject: 'Less to fix, a check is relaxed: ((authority)), ((round))',
      body: `We have relaxed a check in ((round)): ((check)). ((effect))

The portal says why. If you have sent ((authority))’s return, we look at it again. You do not have to send it again for this.`,
      link: 'Read why the check is relaxed',
    },
  },
  {
    kind: 'rule no longer relaxed',
    sentWhen: 'A check that was relaxed holds again, to those whose return is not signed off.',
    to: ['officer'],
    timing: 'in office hours',
    placeholders: { check },
    wording: {
      subject: 'Look at the return, a check holds again: ((authority)), ((round))',
      body: `We had relaxed a check in ((round)), and it holds again now: ((check)).

If you have sent ((authority))’s return, we look at it again. We write to you if there is more to do.`,
      link: 'Read what is checked',
    },
  },
]
