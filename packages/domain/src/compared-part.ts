import type { Collection } from './collection.ts'
import type { CompiledCollection } from './compiled-collection.ts'
import { type CompiledSheet, sourcesOf } from './compiled-sheet.ts'
import { columnsIn } from './condition.ts'
import type { KeptReturn } from './kept-return.ts'
import type { Rule } from './rules/index.ts'

type Comparing = Extract<Rule, { kind: 'changed-since-last-round' }>

/** Of the last return, what this round's rules compare with and nothing else: they find the same in it as in the whole. */
export function comparedPart(kept: KeptReturn, { collection, sheets }: CompiledCollection): KeptReturn {
  const parts = sheets.flatMap((sheet) => {
    const own = kept.sheets.find(({ sheet: id }) => id === sheet.id)
    const compared = comparedColumns(sheet, collection)
    if (own === undefined || compared === undefined) return []
    const places = own.columns.flatMap((id, place) => (compared.has(id) ? [place] : []))
    return {
      sheet: own.sheet,
      columns: places.map((place) => own.columns[place] ?? ''),
      rows: own.rows.map(({ row, answers }) => ({
        row,
        key: null,
        answers: places.map((place) => withoutWords(answers[place] ?? null)),
      })),
    }
  })
  return { ...kept, sheets: parts }
}

/** The columns asked for that rules look at in last round's rows of a sheet; `undefined` where they do not look at these rows at all. */
function comparedColumns(sheet: CompiledSheet, { rules }: Collection): ReadonlySet<string> | undefined {
  const own = rules.filter(
    (rule): rule is Comparing => rule.kind === 'changed-since-last-round' && rule.sheet === sheet.id,
  )
  const byKey = own.some(({ sameRow }) => sameRow) || JSON.stringify(rules).includes('"inLastRound":true')
  const isTable = sheet.sheet.kind === 'table'
  if (own.length === 0 && !(byKey && isTable)) return undefined
  const named = own.flatMap(({ sameRow, column, where, sum }) =>
    sameRow ? [column] : [...(sum === undefined ? [] : [sum]), ...(where ? columnsIn(where) : [])],
  )
  if (byKey && sheet.sheet.kind === 'table') named.push(...sheet.sheet.key)
  return new Set(named.flatMap((id) => askedFor(id, sheet)))
}

/** Of a derived column, the columns asked for that it is worked out from. */
function askedFor(id: string, sheet: CompiledSheet): readonly string[] {
  const { derived } = sheet.column(id)
  return derived === undefined ? [id] : sourcesOf(derived).flatMap((source) => askedFor(source, sheet))
}

/** What a cell said that could not be read, no rule looks at. */
const withoutWords = (answer: KeptReturn['sheets'][number]['rows'][number]['answers'][number]) =>
  typeof answer === 'object' && answer !== null && 'unreadable' in answer ? { unreadable: '' } : answer
