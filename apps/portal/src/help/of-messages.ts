import type { ProblemHelp } from './of-problems.ts'

const help = (means: string, doThis: string): ProblemHelp => ({ means, doThis })

// What is refused about e-mail to people, and about the addresses it goes to.
export const ofMessages: Readonly<Record<string, ProblemHelp>> = {
  ADDRESS_BROKEN: help(
    'Messages to this person came back, so nothing more is sent to their address.',
    'Have somebody else invited. If the address works again, say so on its page first.',
  ),
  ADDRESS_WORKS: help('A colleague has said that this address works again.', 'Nothing.'),
  LETTER_DECIDED: help(
    'A letter of non-compliance is approved, declined or withdrawn once.',
    'Read the letter again to see what became of it.',
  ),
  LETTER_THERE: help(
    'There is one letter of non-compliance about a due date, unless the one before it was declined or withdrawn.',
    'Read that one. If it waits, approve it or decline it.',
  ),
  MESSAGES_NOT_PAUSED: help('A pause that is over cannot be ended again.', 'Nothing.'),
  MESSAGES_PAUSED: help(
    'Messages are paused once, until somebody has them go on.',
    'Nothing. To give another reason, have them go on and pause them again.',
  ),
  MESSAGE_KNOWN: help(
    'Only of a message that is unclear somebody has to say whether it arrived.',
    'Read the message again. It can be sent again if it did not arrive.',
  ),
  MESSAGE_NOT_FAILED: help(
    'Only a message that came back or was given up can be left as it is, and only once.',
    'Read the message again.',
  ),
  MESSAGE_NOT_SENT_YET: help(
    'A message that waits, or is being sent now, cannot be sent again.',
    'Wait until it has gone out.',
  ),
  MESSAGE_UNCLEAR: help(
    'The worker stopped while it sent this message, so nobody knows whether it went out.',
    'Find out whether it arrived, then say so on its page.',
  ),
  MESSAGE_UNDER_WAY: help(
    'The same message to the same person waits to be sent again.',
    'Wait until it has gone out, and look at what became of it.',
  ),
  OWN_LETTER: help(
    'Whoever proposes a letter of non-compliance does not approve it.',
    'Ask a colleague. To take your proposal back, decline it.',
  ),
  RETURN_NOT_OWED: help(
    'A letter of non-compliance is about a return that is late and that nobody has signed off, in a round that is open.',
    'Look at how the return stands, and when it is due.',
  ),
}
