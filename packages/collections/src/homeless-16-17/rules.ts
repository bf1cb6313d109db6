import { type OutcomeId, outcomes, type PartId, parts, section20Places } from './lines.ts'

/** A rule as it is written down. The schema knows what else each kind needs, and refuses the collection where it is wrong. */
interface WrittenRule {
  readonly code: string
  readonly [option: string]: unknown
}

type Part = (typeof parts)[number]

const sheet = 'return'
const ids = (lines: readonly { readonly id: string }[], part: PartId) =>
  lines.map(({ id }) => `${id}_${part}`)

/** The codes of the rules about a part's total, by part. */
export const presentedRules: Readonly<Record<PartId, string>> = { uasc: 'HO-001', others: 'HO-002' }
export const placesRules: Readonly<Record<PartId, string>> = { uasc: 'HO-003', others: 'HO-004' }
/** The codes of the rules about lines that a total needs, by line and part. */
export const heldRules: Readonly<Record<OutcomeId, Readonly<Record<PartId, string>>>> = {
  unknown: { uasc: 'HO-005', others: 'HO-006' },
  returned: { uasc: 'HO-007', others: 'HO-008' },
  section_20: { uasc: 'HO-009', others: 'HO-010' },
  section_17: { uasc: 'HO-011', others: 'HO-012' },
  part_7: { uasc: 'HO-013', others: 'HO-014' },
  undistinguished: { uasc: 'HO-015', others: 'HO-016' },
  not_accommodated: { uasc: 'HO-017', others: 'HO-018' },
}
export const placesHeldRules: Readonly<Record<PartId, string>> = { uasc: 'HO-019', others: 'HO-020' }
const changedRules: Readonly<Record<PartId, string>> = { uasc: 'HO-022', others: 'HO-023' }

function outcomesAddUp({ id: part }: Part): WrittenRule {
  return {
    code: presentedRules[part],
    severity: 'error',
    sheet,
    kind: 'adds-up',
    column: `presented_${part}`,
    of: { parts: ids(outcomes, part) },
    says: {
      message: `You say that {presented_${part}} presented, but the lines that say what happened to them come to {sum}.`,
      expected: '{sum}',
      fix: 'Check the lines, and mend the one that is wrong. Count each child on one line only; if you do not know what happened, on “Outcome not known”.',
    },
  }
}

function placesAddUp({ id: part }: Part): WrittenRule {
  return {
    code: placesRules[part],
    severity: 'error',
    sheet,
    kind: 'adds-up',
    column: `section_20_${part}`,
    of: { parts: ids(section20Places, part) },
    says: {
      message: `You say that {section_20_${part}} were accommodated under section 20, but the lines that say where come to {sum}.`,
      expected: '{sum}',
      fix: 'Check the lines, and mend the one that is wrong. If you do not know where a child went, count them under “other”.',
    },
  }
}

const notDistinguished =
  'If they were given somewhere to live but you do not know under which law, count them under “Accommodated, legislation not distinguished” and type 0 here.'
const notKnown = 'If you do not know how many, count them under “Outcome not known” and type 0 here.'

/** What to do in place of 'not held', so that the total can still be checked. */
const waysOut: Readonly<Record<OutcomeId, string>> = {
  unknown: 'Type how many are left when you have counted the other lines. If there are none, type 0.',
  returned: notKnown,
  section_20: notDistinguished,
  section_17: notDistinguished,
  part_7: notDistinguished,
  undistinguished: 'If you know the law for every child who was given somewhere to live, type 0.',
  not_accommodated: notKnown,
}

function neededForTotal(outcome: OutcomeId, { id: part }: Part): WrittenRule {
  const column = `${outcome}_${part}`
  return {
    code: heldRules[outcome][part],
    severity: 'error',
    sheet,
    kind: 'holds',
    column,
    check: { not: { column, notHeld: true } },
    when: { column: `presented_${part}`, answered: true },
    says: {
      message: `This line is Not held, but it is part of the {presented_${part}} who presented.`,
      expected: 'a number, so that the lines add up to those who presented',
      fix: `${waysOut[outcome]} If you do not hold how many presented either, type “Not held” on that line too.`,
    },
  }
}

/** Either it is known where those under section 20 went, or it is not: a part of it adds up to nothing. */
function placesHeldTogether({ id: part }: Part): WrittenRule {
  const places = ids(section20Places, part)
  return {
    code: placesHeldRules[part],
    severity: 'error',
    sheet,
    kind: 'holds',
    column: `section_20_foster_${part}`,
    check: {
      any: [
        { all: places.map((column) => ({ column, notHeld: true })) },
        { all: places.map((column) => ({ not: { column, notHeld: true } })) },
      ],
    },
    says: {
      message:
        'Some of the four lines that say where those under section 20 went are Not held, and some are not.',
      expected: 'a number on all four lines, or “Not held” on all four',
      fix: 'Count those whose place you do not know under “other”, and type 0 on lines with none.',
    },
  }
}

function changed({ id: part }: Part): WrittenRule {
  const column = `presented_${part}`
  return {
    code: changedRules[part],
    severity: 'query',
    sheet,
    kind: 'changed-since-last-round',
    column,
    sum: column,
    factor: 2,
    minimum: 10,
    says: {
      message: 'You say that {now} presented. In your last return it was {before}.',
      expected: 'more than half and less than double the last number',
      fix: 'Check that children are counted as before. If the number is right, explain what changed.',
    },
  }
}

const someUnderSection20: WrittenRule = {
  code: 'HO-021',
  severity: 'query',
  sheet,
  kind: 'holds',
  column: 'section_20_others',
  check: {
    not: {
      all: [
        { column: 'section_20', is: 0 },
        { column: 'accommodated', over: 10 },
      ],
    },
  },
  says: {
    message: '{accommodated} children were given somewhere to live, and none of them under section 20.',
    expected: 'at least one child under section 20',
    fix: 'Check the lines. If your records do not say under which law, use “Accommodated, legislation not distinguished”. If it is right, explain why.',
  },
}

/** Every rule. A code is never used again for something else. */
export const rules: readonly WrittenRule[] = [
  ...parts.map(outcomesAddUp),
  ...parts.map(placesAddUp),
  ...outcomes.flatMap(({ id }) => parts.map((part) => neededForTotal(id, part))),
  ...parts.map(placesHeldTogether),
  someUnderSection20,
  ...parts.map(changed),
]
