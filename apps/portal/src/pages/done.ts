// What pages say once something was done, by the word in `?done=` of the address that the doing leads to.
const sentences: Readonly<Record<string, string>> = {
  'sent-for-sign-off': 'Your signatory has been asked to sign off the return.',
  'sent-back': 'The return has been sent back to your data officers, with your reason.',
  'question-asked': 'Your question has been sent to the office.',
  'extension-asked': 'You have asked for more time. What the office decides stands here.',
  answered: 'Your answer is sent. The office reads it, then closes the question or asks you more.',
  explained: 'Your reasons are saved.',
  'nil-declared': 'Your nil return has been sent and checked.',
  ended: 'You are signed out there.',
  'others-ended': 'You are signed out everywhere else.',
  removed: 'They are removed and signed out.',
  'handed-over': 'The work is handed over.',
  'extension-granted': 'More time was given, and the authority is told.',
  'extensions-granted': 'More time was given to all of them, each until the day it asked for.',
  'time-given': 'More time was given, and each of the authorities is told.',
  'extension-refused': 'More time was refused. The authority is told, with your reason.',
  'rule-proposed': 'It is proposed. An approver who did not propose it can approve it.',
  'rule-decided':
    'It is approved. Those it is for have been told, and returns that are not signed are being checked again.',
  'rule-refused': 'The proposal is refused. The rule stays as it is.',
  'answer-published': 'The answer is published, and every authority of the round is told.',
  'view-saved': 'The view is saved. It stands on the board of every round.',
  'view-changed': 'The view is changed.',
  'view-deleted': 'The view is deleted.',
  'figures-kept': 'The figures are kept as they were at that moment.',
  'return-accepted': 'The return is accepted. It counts in the figures, and the authority has been told.',
  'return-excluded': 'The return is excluded. It counts in no figure, and the authority has been told why.',
  'return-reopened': 'The return is reopened. The authority has been told why, and can send a new version.',
  'authorities-asked': 'Your question has been sent to each of the authorities.',
  'authority-asked': 'Your question has been sent to the authority.',
  'authority-written-to': 'Your message has been sent to the authority.',
  'reasons-accepted': 'The reasons are accepted.',
  'reasons-refused': 'The reasons are refused. The authority has been asked for better ones.',
  'reason-taken-back': 'What was decided is taken back. The reason waits to be read again.',
  'decision-taken-back': 'The decision is taken back. The authority has been told why.',
  'question-reopened': 'The question is open again, and the authority has been told.',
  'question-closed': 'The question is closed, and the authority has been told.',
}

/** What was just done, in a sentence; nothing for a word that is none of ours. */
export const doneWords = (word: string | undefined): string | undefined =>
  word !== undefined && Object.hasOwn(sentences, word) ? sentences[word] : undefined
