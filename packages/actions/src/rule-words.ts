import type { CompiledCollection } from '@rollcall/domain/compiled-collection'
import { type RelaxableRule, relaxableRules } from '@rollcall/domain/relaxation'
import { checksOf } from '@rollcall/workbook/writing/checks'

interface RuleInWords extends RelaxableRule {
  /** The sheet's name. */
  readonly sheetName: string
  /** The heading it is about. */
  readonly about: string
  readonly expects: string
}

/** Every rule of a round that can be relaxed, in the collection's words; that an answer is required is said in ours. */
export function rulesOfRound(compiled: CompiledCollection): RuleInWords[] {
  const checks = new Map(
    compiled.sheets.flatMap((sheet) => checksOf(sheet, compiled)).map((check) => [check.code, check]),
  )
  return relaxableRules(compiled).map((rule) => inWords(rule, compiled, checks.get(rule.code)))
}

/** One of them. */
export const ruleInWords = (rule: RelaxableRule, compiled: CompiledCollection): RuleInWords =>
  rulesOfRound(compiled).find(({ code }) => code === rule.code) ?? inWords(rule, compiled, undefined)

function inWords(
  rule: RelaxableRule,
  compiled: CompiledCollection,
  check: { readonly about: string; readonly expects: string } | undefined,
): RuleInWords {
  const { sheet, columns } = compiled.sheet(rule.sheet)
  const blank = columns.find(({ id }) => rule.code === `${id}.blank`)
  return {
    ...rule,
    sheetName: sheet.name,
    about: check?.about ?? blank?.heading ?? rule.code,
    expects: check?.expects ?? 'An answer',
  }
}
