import type { ShownDateChange } from '@rollcall/database/round-date-changes'
import { dateChangeWords } from '@rollcall/domain/date-change'
import { capital } from '@rollcall/domain/text'
import { momentText } from './components.ts'
import { type Html, html } from './html.ts'
import { written } from './written.ts'

/** What was changed together, the newest first, with its reason; who did it, where the reader may know. */
const together = (changes: readonly ShownDateChange[]) =>
  [...Map.groupBy(changes, ({ changeId }) => changeId).values()].toReversed()

/** Of a summary list: how the dates of a round were changed after it was issued, and why. Nothing where they stand as they were. */
export const dateChangesRow = (changes: readonly ShownDateChange[]): { key: string; value: Html }[] =>
  changes.length === 0 ? [] : [{ key: 'Dates changed', value: html`${together(changes).map(oneChange)}` }]

const oneChange = (changes: readonly ShownDateChange[]): Html =>
  html`${changes.slice(0, 1).map(
    ({ changedAt, changedBy, reason }) => html`
      <p class="govuk-body">${capital(dateChangeWords(changes))}${changedBy !== null && `, by ${changedBy}`}, on ${momentText(changedAt)}. The reason:</p>
      <div class="rollcall-quoted">${written(reason)}</div>`,
  )}`

/** Why dates were changed together, for whoever reads that they were. */
export const reasonOfChange = (changes: readonly ShownDateChange[], changeId: unknown): string | undefined =>
  changes.find((change) => change.changeId === changeId)?.reason
