import { type CalendarDate, inWords } from './calendar-date.ts'
import { Problem } from './problem.ts'
import { withCommas } from './text.ts'

/** What figures are kept under when a round falls due and when it closes: said once for each, so that it is done once. */
export const snapshotLabels = {
  due: (dueOn: CalendarDate): string => `As at the due date, ${inWords(dueOn)}`,
  closing: (closesOn: CalendarDate): string => `As at the closing date, ${inWords(closesOn)}`,
}

/** Refuses a person the portal's own labels: figures kept on another day would stand in place of those it keeps. */
export function mustBeFreeToUse(label: string): void {
  if (/^as at the (?:due|closing) date/i.test(label)) throw snapshotProblems.labelReserved()
}

export const snapshotProblems = {
  tooManyFigures: ({ figures }: { figures: number }) =>
    new Problem(
      'too-large',
      'TOO_MANY_FIGURES',
      `A workbook of ${withCommas(figures)} figures would be too large to work with. Choose CSV or Parquet, or one figure or one breakdown.`,
    ),

  returnsNotKept: () =>
    new Problem(
      'conflict',
      'RETURNS_NOT_KEPT',
      'These figures were kept before Rollcall kept what each return put into them, and some of those returns are no longer in the figures, so nobody can say which of them moved a number. Compare later snapshots.',
    ),

  labelReserved: () =>
    new Problem(
      'invalid',
      'LABEL_RESERVED',
      'The portal itself keeps the figures as at the due date and the closing date, under labels that begin so. Choose another label.',
    ),

  labelTaken: ({ label }: { label: string }) =>
    new Problem(
      'conflict',
      'LABEL_TAKEN',
      `This round has a snapshot with the label “${label}” already. Choose another label.`,
    ),
}
