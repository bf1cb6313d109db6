import { day, inWords } from '@rollcall/domain/calendar-date'
import { withCommas } from '@rollcall/domain/text'
import type { Terminal } from '../terminal.ts'
import { type Compared, compared2024, compared2025, remark } from './published.ts'
import type { Standing } from './rounds.ts'
import type { FirstRound, SecondRound } from './story.ts'

export interface Played {
  readonly first: FirstRound
  readonly second: SecondRound
  /** Whether every authority was asked, so that the figures compare with those published. */
  readonly isWhole: boolean
  nameOf(code: string): string
}

/** Prints the figures of both rounds, beside the published ones where they compare. */
export function tellDemo({ first, second, isWhole, nameOf }: Played, terminal: Terminal): void {
  const table = (on: string, rows: readonly Compared[]) => {
    const widest = Math.max(...rows.map(({ ours }) => ours.length))
    terminal.out(
      `\n${terminal.strong(inWords(day(on)).padEnd(44))}${isWhole ? `${' '.repeat(widest - 4)}here   published` : ''}`,
    )
    for (const { title, ours, published } of rows)
      terminal.out(
        `  ${title.padEnd(42)}${ours.padStart(widest)}${isWhole && published ? `   ${published}` : ''}`,
      )
  }
  table('2024-09-01', compared2024(first))
  table('2025-09-01', compared2025(second))
  const { whenDue, complete, change } = second
  terminal.out('')
  terminal.out(
    `On the due date of 2025: ${asNumber(whenDue)} children in ${whenDue.included} of ${whenDue.asked} returns.`,
  )
  for (const [standing, codes] of Object.entries(whenDue.notIncluded)) {
    if (codes.length > 0) terminal.out(`  ${wordsFor[standing] ?? standing}: ${codes.map(nameOf).join('; ')}`)
  }
  terminal.out(`In the end ${complete.included} of ${complete.asked} are included.`)
  const { children } = change
  if (children)
    terminal.out(
      `Change since 2024, like for like in ${change.authorities} authorities: from ${children.before ?? '-'} to ${children.now ?? '-'} children, ${signed(children.change)} (${signed(children.percentage)}%).`,
    )
  if (isWhole) terminal.out(remark)
  terminal.out(`\nHash of the figures of 2024 as first published: ${first.asPublished.hash}`)
  terminal.out(`                             2024 corrected: ${first.corrected.hash}`)
  terminal.out(`                                       2025: ${complete.hash}`)
}

// What became of an authority that is not included.
const wordsFor: Readonly<Record<string, string>> = {
  missing: 'nothing sent',
  excluded: 'excluded for quality',
  unsigned: 'not signed off',
  signed: 'not accepted yet',
  accepted: 'not added up yet',
  queried: 'asked about',
  noReturn: 'ended without a return',
}

const asNumber = (standing: Standing): string => withCommas(standing.figure('children')?.value ?? 0)
const signed = (value: number | null): string =>
  value === null ? '-' : `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value)}`
