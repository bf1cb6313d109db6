import { type CalendarDate, inWords } from './calendar-date.ts'
import { Problem } from './problem.ts'

/** What figures are kept under when a round falls due and when it closes: said once for each, so that it is done once. */
export const snapshotLabels = {
  due: (dueOn: CalendarDate): string => `As at the due date, ${inWords(dueOn)}`,
  closing: (closesOn: CalendarDate): string => `As at the closing date, ${inWords(closesOn)}`,
}

export const snapshotProblems = {
  labelTaken: ({ label }: { label: string }) =>
    new Problem(
      'conflict',
      'LABEL_TAKEN',
      `This round has a snapshot with the label “${label}” already. Choose another label.`,
    ),
}
