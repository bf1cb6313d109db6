import { samples } from '@rollcall/collections/samples'
import { startCheck } from '@rollcall/domain/check'
import type { Contribution } from '@rollcall/domain/contribution'
import { startContribution } from '@rollcall/domain/contribution'
import { figuresFrom } from '@rollcall/domain/figures'
import { compiled, headings, referenceDate } from '../sample-rows.ts'

/** National figures from every authority's contribution. */
export function ours() {
  const contributions = nationalContributions()
  return () => void figuresFrom(compiled, contributions)
}

/** What has to be done in any case where contributions are kept: reading them from the text they are kept as. */
export function parsing() {
  const kept = JSON.stringify(nationalContributions())
  return () => void JSON.parse(kept)
}

function nationalContributions(): Contribution[] {
  const columns = compiled.sheet('children').sheet.columns
  const returns = samples['illegal-homes']?.({ referenceDate, seed: 7, mistakes: 0 }) ?? []
  return Array.from(returns, ({ authority, sheets }) => {
    const counting = startContribution(compiled, { hasLastRound: false })
    const check = startCheck(compiled, { authority: authority.code, takeRow: counting.row })
    const take = check.sheet({ name: 'Children', hidden: false })
    take?.(1, headings, false)
    for (const [place, row] of (sheets.children ?? []).entries())
      take?.(
        place + 2,
        columns.map(({ id }) => row[id] ?? null),
        false,
      )
    return counting.finish(authority.code)
  })
}
