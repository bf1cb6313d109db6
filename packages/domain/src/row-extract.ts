import { Problem } from './problem.ts'

/** How long the rows of a return are open to whoever gave a reason. After that they are read again with a reason, and told again. */
export const openForMinutes = 60

/** Whether rows that were taken out may still be looked at. */
export const isStillOpen = ({ takenAt }: { readonly takenAt: Moment }, now: Moment): boolean =>
  now.getTime() - takenAt.getTime() < openForMinutes * 60_000

interface Moment {
  getTime(): number
}

export const rowExtractProblems = {
  over: () =>
    new Problem(
      'conflict',
      'ROWS_SHUT',
      'The time to look at these rows is over, or somebody else opened them. Say again why you need to see them.',
    ),

  notInFigure: () =>
    new Problem(
      'conflict',
      'NOT_IN_FIGURE',
      'This version of the return is not in this figure as it stands. Read the figure again, and follow one of its returns.',
    ),
}
