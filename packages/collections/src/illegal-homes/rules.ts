import { ageRules, stayRules } from './rules/age-and-stay.ts'
import { costRules } from './rules/cost.ts'
import { formRules } from './rules/form.ts'
import { orderRules } from './rules/order.ts'
import { placeRules } from './rules/placement.ts'
import { sameChildRules } from './rules/same-child.ts'
import { lastRoundRules, wholeReturnRules } from './rules/whole-return.ts'
import type { WrittenRule } from './rules/written-rule.ts'

/** Every rule, in the order of the questions. A code is never used again for something else. */
export const rules: readonly WrittenRule[] = [
  ageRules,
  stayRules,
  orderRules,
  costRules,
  placeRules,
  sameChildRules,
  formRules,
  wholeReturnRules,
  lastRoundRules,
].flat()
