import type { ProblemHelp } from './of-problems.ts'

const help = (means: string, doThis: string): ProblemHelp => ({ means, doThis })

// What is refused about a return: how far it is, reasons that are given and decided on, questions, decisions that are taken back.
export const ofDecisions: Readonly<Record<string, ProblemHelp>> = {
  DUE_TOO_SOON: help(
    'An authority needs time to answer a question.',
    'Choose a later day to be answered by.',
  ),
  MOVED_ON: help(
    'The office takes a decision back while the return still stands as that left it: the same version, in the same state.',
    'Read the return again. Exclude, reopen or accept it as it stands now.',
  ),
  NOTHING_TO_TAKE_BACK: help(
    'The office has not accepted, excluded or reopened this return, or has taken all of that back.',
    'Read the decisions about the return.',
  ),
  NOT_A_QUERY: help(
    'Only queries are explained. Errors are fixed, and notes need nothing.',
    'Explain queries, and send a new version for errors.',
  ),
  NO_OPEN_QUERY: help(
    'An explanation answers a query that is open.',
    'Read the findings again, and explain those that are still open.',
  ),
  NO_SUCH_PLACE: help(
    'A question is about the return, a row, a cell or a figure of the round’s collection.',
    'Name a sheet, column or figure that the collection has.',
  ),
  NO_SUCH_REASON: help(
    'A reason is accepted or refused while nobody has done so, and a decision on it is taken back once. None of those chosen is such a one.',
    'Read the reasons again: somebody may have decided on them meanwhile.',
  ),
  QUERIES_OPEN: help(
    'A return is accepted when nothing more is asked about it.',
    'Close the questions about it first.',
  ),
  QUERY_CLOSED: help(
    'Nothing more is said about a question that is closed.',
    'Ask another if there is more to ask.',
  ),
  QUERY_OPEN: help(
    'Only a closed question can be opened again. Somebody may have done so meanwhile.',
    'Read it, and write in it.',
  ),
  NOT_CHECKED: help(
    'Findings are there once a version has been checked, a few seconds after it was sent.',
    'Ask for the submission until its state is another than received or checking.',
  ),
  NOT_CURRENT: help(
    'A newer version has taken the place of this one.',
    'Read the data request for its current submission.',
  ),
  NO_FILE: help('A nil return is a declaration, not a workbook.', 'Read the submission itself.'),
  SUBMISSION_STATE: help(
    'What can be done with a version depends on how far it has got.',
    'Read the submission for its state.',
  ),
  REQUEST_STATE: help(
    'What can be done with a return depends on how far it has got.',
    'Read the data request for its state, and do what it waits for.',
  ),
  STATEMENT_NOT_ACCEPTED: help(
    'A return is signed under the statement of truth as it stands.',
    'Read the statement with the data request, and send it word for word.',
  ),
}
