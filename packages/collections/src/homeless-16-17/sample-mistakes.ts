import type { Cell } from '@rollcall/domain/cell'
import type { Random } from '../sample/random.ts'
import type { Planted, SampleRow } from '../sample/sample.ts'
import { type OutcomeId, outcomes, type PartId, parts, section20Places } from './lines.ts'
import { heldRules, placesHeldRules, placesRules, presentedRules } from './rules.ts'

/** One authority's answers, by column. */
export type Answers = Readonly<Record<string, number | 'not-held'>>

export const columnsOfForm = parts.length * (1 + outcomes.length + section20Places.length)

interface Mistake {
  readonly column: string
  readonly rule: string
  readonly cells: SampleRow
}

/** Makes so many mistakes, but no more than one in each part, as two in one part would hide each other. */
export function answersWithMistakes(
  answers: Answers,
  count: number,
  random: Random,
): { changed: SampleRow; planted: readonly Planted[] } {
  const made = random
    .shuffled(parts)
    .slice(0, count)
    .map(({ id }) => random.pick(possible(id, answers)))
  return {
    changed: Object.assign({}, ...made.map(({ cells }) => cells)),
    planted: made.map(({ column, rule }) => ({ sheet: 'return', row: 0, column, rule })),
  }
}

function possible(part: PartId, answers: Answers): Mistake[] {
  return [
    ...inPresented(part, answers),
    ...outcomes.flatMap(({ id }) => inOutcome(id, part, answers)),
    ...inPlaces(part, answers),
  ]
}

const one = (column: string, fault: string, cell: Cell): Mistake => ({
  column,
  rule: `${column}.${fault}`,
  cells: { [column]: cell },
})

function inPresented(part: PartId, answers: Answers): Mistake[] {
  const column = `presented_${part}`
  const now = answers[column]
  const asCell = [
    one(column, 'suppressed', '<5'),
    one(column, 'suppressed', 'fewer than five'),
    one(column, 'unreadable', 'approx 30'),
    one(column, 'unreadable', 'see note'),
    one(column, 'blank', null),
  ]
  if (typeof now !== 'number') return asCell
  return [...asCell, { column, rule: presentedRules[part], cells: { [column]: now + 1 } }]
}

function inOutcome(outcome: OutcomeId, part: PartId, answers: Answers): Mistake[] {
  const column = `${outcome}_${part}`
  const asCell = [
    one(column, 'suppressed', '1 to 4'),
    one(column, 'unreadable', 'n/k'),
    one(column, 'error', { kind: 'error', text: '#REF!' }),
  ]
  // A blank is counted as nought where lines are added up: only where there were none is it one mistake and not two.
  if (answers[column] === 0) asCell.push(one(column, 'blank', null))
  if (typeof answers[`presented_${part}`] !== 'number') return asCell
  return [...asCell, { column, rule: heldRules[outcome][part], cells: { [column]: 'Not held' } }]
}

function inPlaces(part: PartId, answers: Answers): Mistake[] {
  const [total, foster, supported] = [
    `section_20_${part}`,
    `section_20_foster_${part}`,
    `section_20_supported_${part}`,
  ]
  const held = answers[supported]
  if (typeof held !== 'number') return []
  return [
    { column: total, rule: placesRules[part], cells: { [supported]: held + 1 } },
    { column: foster, rule: placesHeldRules[part], cells: { [`section_20_home_${part}`]: 'Not held' } },
  ]
}
