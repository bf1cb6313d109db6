import type { WrittenRule } from './written-rule.ts'

export const placeRules: readonly WrittenRule[] = [
  {
    code: 'IH-017',
    severity: 'query',
    sheet: 'children',
    kind: 'holds',
    column: 'legal_status',
    check: {
      not: {
        all: [
          { column: 'legal_status', is: 'L1' },
          { column: 'stay_days', over: 3 },
        ],
      },
    },
    says: {
      message:
        'The child is under police protection, and moved in on {placed_on}. Police protection is for a few days only.',
      expected: 'the child’s legal status on the reference date',
      fix: 'Give the status that followed. If it is right, explain it.',
    },
  },
  {
    code: 'IH-018',
    severity: 'query',
    sheet: 'children',
    kind: 'holds',
    column: 'legal_status',
    check: { not: { column: 'legal_status', in: ['V3', 'V4'] } },
    says: {
      message: 'The legal status is {legal_status}. Short breaks are very rarely in such a home.',
      expected: 'a child living in the home, not one there for a short break',
      fix: 'Check the legal status. If it is right, explain why a short break was there.',
    },
  },
  {
    code: 'IH-019',
    severity: 'query',
    sheet: 'children',
    kind: 'holds',
    column: 'legal_status',
    check: { not: { column: 'legal_status', in: ['J1', 'J3'] } },
    says: {
      message:
        'The legal status is {legal_status}. Children on remand or under a sentence are very rarely in such a home.',
      expected: 'another legal status',
      fix: 'Check the legal status. If it is right, explain why the child was in this home.',
    },
  },
  {
    code: 'IH-020',
    severity: 'error',
    sheet: 'children',
    kind: 'required-when',
    column: 'setting_other',
    when: { column: 'setting_type', is: 'other' },
    says: {
      message: 'The type of setting is Other, but not what kind.',
      expected: 'a few words about the kind of place',
      fix: 'Say what kind of place it is, or choose another type of setting. Nothing about the child, and no address.',
    },
  },
  {
    code: 'IH-021',
    severity: 'query',
    sheet: 'children',
    kind: 'holds',
    column: 'setting_type',
    check: {
      not: {
        all: [
          { column: 'setting_type', is: 'supported-accommodation' },
          { column: 'age', under: 16 },
        ],
      },
    },
    says: {
      message: 'The child was {age} and in supported accommodation, which is for 16 and 17 year olds.',
      expected: 'another type of setting for a child under 16',
      fix: 'Check the type of setting and the date of birth. If both are right, explain why the child was there.',
    },
  },
  {
    code: 'IH-022',
    severity: 'query',
    sheet: 'children',
    kind: 'holds',
    column: 'setting_type',
    check: {
      not: {
        all: [
          { column: 'setting_type', is: 'hotel' },
          { column: 'stay_days', over: 28 },
        ],
      },
    },
    says: {
      message: 'The child had been in a hotel, hostel or bed and breakfast for {stay_days} days.',
      expected: '28 days or less in such a place',
      fix: 'Check the type of setting and the date the child moved in. If both are right, explain why it took so long.',
    },
  },
]
