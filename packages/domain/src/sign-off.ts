import { Problem } from './problem.ts'

/** What a signatory declares. Kept with each sign-off in the words it was made in. */
export const statementOfTruth =
  'I am authorised to sign this return for my authority. It has been checked, and to the best of my knowledge what it says is complete and true on the day it is about.'

/** Refuses a sign-off under other words than those to be declared now. */
export function mustDeclare(statement: string): void {
  if (statement !== statementOfTruth) throw signOffProblems.statementNotAccepted()
}

const signOffProblems = {
  statementNotAccepted: () =>
    new Problem(
      'invalid',
      'STATEMENT_NOT_ACCEPTED',
      'A return is signed off under the statement of truth as it stands, word for word. Read it, then send it back with the sign-off.',
    ),
}
