import type { ProblemHelp } from './of-problems.ts'

const help = (means: string, doThis: string): ProblemHelp => ({ means, doThis })

// What is refused about rules that are relaxed.
export const ofRelaxations: Readonly<Record<string, ProblemHelp>> = {
  EFFECT_UNFIT: help(
    'Only a rule whose findings must be fixed can be made a query. What is a query or a note already can be turned off.',
    'Propose it with the effect off.',
  ),
  NOT_IN_FORCE: help(
    'What is to be withdrawn was never approved, is withdrawn already, or is itself a withdrawal.',
    'Read the rules of the round to see what is in force.',
  ),
  OWN_PROPOSAL: help(
    'Whoever proposes to relax a rule, or to withdraw that, does not approve it.',
    'Ask another approver. To take your proposal back, refuse it.',
  ),
  PROPOSAL_DECIDED: help(
    'Somebody has approved or refused this proposal. That is not undone by deciding it again.',
    'Read it again. What is in force can be withdrawn, and what was refused can be proposed anew.',
  ),
  RELAXED_BEFORE: help(
    'For the same authority, or for all, this rule is relaxed already, or such a proposal waits.',
    'Decide or withdraw that one, then propose yours.',
  ),
  RELAXED_NO_MORE: help(
    'The return could be signed only because a rule was relaxed. That was withdrawn a moment ago, and the return is checked again with the rule.',
    'Wait until it is checked, then read what it comes to.',
  ),
  RULE_UNKNOWN: help(
    'The round’s collection has no such rule. What says that a cell cannot be read is no rule: nobody knows what the cell means.',
    'Take a rule from the rules of the round.',
  ),
  WITHDRAWAL_PROPOSED: help(
    'A proposal to withdraw this waits to be decided.',
    'Ask an approver who did not propose it.',
  ),
}
