import type { WrittenRule } from './written-rule.ts'

export const sameChildRules: readonly WrittenRule[] = [
  {
    code: 'IH-023',
    severity: 'error',
    sheet: 'children',
    kind: 'unique',
    columns: ['child_id'],
    says: {
      message: 'The child ID {child_id} is also on row {first_row}.',
      expected: 'each child once',
      fix: 'Compare this row with row {first_row}. If they are one child, delete one of them. If not, mend the ID that is wrong.',
    },
  },
  {
    code: 'IH-024',
    severity: 'query',
    sheet: 'children',
    kind: 'unique',
    columns: ['date_of_birth', 'sex', 'placed_on'],
    unlessSame: 'child_id',
    says: {
      message:
        'This child has the same date of birth, sex and moving-in date as the one on row {first_row}, under another ID.',
      expected: 'each child once',
      fix: 'Compare this row with row {first_row}. If they are one child, delete one of them. If they are two, such as twins, say so.',
    },
  },
]
