import { type Answer, isNotHeld, isValue } from './answer.ts'
import { type CalendarDate, shift } from './calendar-date.ts'
import type { CompiledCollection } from './compiled-collection.ts'
import { type CompiledSheet, type SheetColumn, sourcesOf } from './compiled-sheet.ts'
import type { PersonId } from './ids.ts'
import { Problem } from './problem.ts'

/** What rows of every return of a round are asked for at once. */
export interface RoundExtractAsked {
  /** The sheet's id. */
  readonly sheet: string
  /** The ids of its columns, also of those that are worked out. */
  readonly columns: readonly string[]
  /** Only rows in this figure; null: all of the sheet. */
  readonly figure: string | null
  /** Whether what tells who a child is may be among the columns. Without it a pseudonym stands for the child. */
  readonly withIdentifiers: boolean
}

/** What became of it. */
export interface RoundExtractDecided {
  readonly askedBy: PersonId
  readonly decision: 'approved' | 'refused' | null
  /** The last day that it may be downloaded on. */
  readonly until: CalendarDate | null
  readonly endedAt: object | null
}

/** For how long an approved extract may be downloaded. */
const daysOpen = 14

export type RoundExtractState = 'asked' | 'approved' | 'refused' | 'ended' | 'over'

/** How an extract stands: whether it waits for an approver, may be downloaded, or is past. */
export function roundExtractState(
  { decision, until, endedAt }: Omit<RoundExtractDecided, 'askedBy'>,
  today: CalendarDate,
): RoundExtractState {
  if (endedAt !== null) return 'ended'
  if (decision === null) return 'asked'
  if (decision === 'refused') return 'refused'
  return until !== null && until < today ? 'over' : 'approved'
}

/** The last day that an extract approved today may be downloaded on. */
export const openUntil = (today: CalendarDate): CalendarDate => shift(today, { days: daysOpen })

/**
 * Whether a column tells who a child is, by itself or with what others know: what names a row, numbers that are a person's own, the
 * dates that tell a child in two authorities' returns or an age is worked out from, and whatever is written freely. A number of days gives such a date away; an age
 * or a number of months does not.
 */
export function isIdentifying(compiled: CompiledSheet, { id, source, derived }: SheetColumn): boolean {
  if (derived?.kind === 'days-between')
    return sourcesOf(derived).some((name) => isIdentifying(compiled, compiled.column(name)))
  if (source === undefined) return false
  const { sheet } = compiled
  const [key, across] = sheet.kind === 'table' ? [sheet.key, sheet.acrossAuthorities ?? []] : [[], []]
  if (key.includes(id)) return true
  if (source.type === 'date') return across.includes(id) || isBirthday(compiled, id)
  return source.type === 'upn' || source.type === 'nhs-number' || source.type === 'text'
}

/** A date that an age is worked out from: of one person, whether returns are compared by it or not. */
const isBirthday = ({ sheet }: CompiledSheet, id: string): boolean =>
  sheet.derived.some((one) => one.kind === 'age' && one.of === id)

/** The columns that an extract may be asked for, in the order of the sheet. */
export const columnsToAskFor = (sheet: CompiledSheet, withIdentifiers: boolean): readonly SheetColumn[] =>
  sheet.columns.filter((column) => withIdentifiers || !isIdentifying(sheet, column))

/** Refuses what the collection has not, and identifiers that were not asked for as such. */
export function mustBeAskable(
  { sheet: id, columns, figure, withIdentifiers }: RoundExtractAsked,
  { collection, sheets }: CompiledCollection,
): void {
  const sheet = sheets.find((one) => one.id === id)
  if (sheet === undefined) throw roundExtractProblems.sheetUnknown()
  const known = sheet.columns.map((column) => column.id)
  const [unknown] = columns.filter((column) => !known.includes(column))
  if (unknown !== undefined || columns.length === 0) throw roundExtractProblems.columnsUnknown()
  const may = columnsToAskFor(sheet, withIdentifiers).map((column) => column.id)
  const telling = columns
    .filter((column) => !may.includes(column))
    .map((column) => sheet.column(column).heading)
  if (telling.length > 0) throw roundExtractProblems.identifiersNotAsked({ headings: telling })
  const ofSheet = collection.figures.some((one) => one.id === figure && 'sheet' in one && one.sheet === id)
  if (figure !== null && !ofSheet) throw roundExtractProblems.figureNotOfSheet()
}

/** Refuses a decision by whoever asked, or a second one. */
export function mustBeDecidedBy(extract: RoundExtractDecided, personId: PersonId, today: CalendarDate): void {
  if (extract.askedBy === personId) throw roundExtractProblems.ownExtract()
  if (roundExtractState(extract, today) !== 'asked') throw roundExtractProblems.decidedBefore()
}

/** Refuses a download by anybody but whoever asked, and of what is not approved, or not any more. */
export function mustBeDownloadable(
  extract: RoundExtractDecided,
  personId: PersonId,
  today: CalendarDate,
): void {
  if (extract.askedBy !== personId) throw roundExtractProblems.notYourExtract()
  if (roundExtractState(extract, today) !== 'approved') throw roundExtractProblems.notOpen()
}

/** An answer as a program reads it: a code, a day as 2024-09-01, a number in whole units, 'Not held', or nothing. */
export function plainAnswer(answer: Answer, { scale }: SheetColumn): string | number | null {
  if (isNotHeld(answer)) return 'Not held'
  if (!isValue(answer)) return null
  return typeof answer === 'number' && scale > 1 ? answer / scale : answer
}

export const roundExtractProblems = {
  sheetUnknown: () =>
    new Problem('invalid', 'EXTRACT_SHEET_UNKNOWN', 'Choose one of the sheets that this round asks for.'),

  columnsUnknown: () =>
    new Problem(
      'invalid',
      'EXTRACT_COLUMNS_UNKNOWN',
      'Choose at least one column, and only columns of the sheet.',
    ),

  identifiersNotAsked: ({ headings }: { headings: readonly string[] }) =>
    new Problem(
      'invalid',
      'IDENTIFIERS_NOT_ASKED',
      `What tells who a child is stands in ${headings.join(', ')}. Leave it out, or ask for identifiers.`,
    ),

  figureNotOfSheet: () =>
    new Problem(
      'invalid',
      'FIGURE_NOT_OF_SHEET',
      'Choose a figure that is counted from the rows of this sheet.',
    ),

  ownExtract: () =>
    new Problem(
      'forbidden',
      'OWN_EXTRACT',
      'You asked for this extract yourself, so somebody else has to decide. Ask another approver.',
    ),

  decidedBefore: () =>
    new Problem(
      'conflict',
      'EXTRACT_DECIDED',
      'This extract does not wait for a decision any more. Read how it stands.',
    ),

  notYourExtract: () =>
    new Problem(
      'forbidden',
      'NOT_YOUR_EXTRACT',
      'Only the person who asked for this extract can download it. Ask for one of your own.',
    ),

  notOpen: () =>
    new Problem(
      'conflict',
      'EXTRACT_NOT_OPEN',
      'This extract cannot be downloaded: it is not approved, or its time is over. Ask for it again if you need it.',
    ),

  endedBefore: () =>
    new Problem('conflict', 'EXTRACT_ENDED', 'This extract is over already, so there is nothing to end.'),
}
