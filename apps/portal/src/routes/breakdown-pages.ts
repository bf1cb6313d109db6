import { readBreakdown, readRequestsOfGroups } from '@rollcall/actions/read-breakdown'
import { RoundId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { inOffice } from '../in-office.ts'
import { liveRound } from '../live-round.ts'
import { PageNumber } from '../page-forms.ts'
import { breakdownAddress, breakdownPage, type GroupSort, groupSorts } from '../pages/breakdown-page.ts'
import { pageOf } from '../pages/paged.ts'
import { readerOf } from '../reader.ts'

/** One figure by region, by authority, or as else its collection breaks it down. */
export function breakdownPageRoutes(app: App, contextFor: ContextFor): void {
  app.get(
    '/rounds/:roundId/figures/:figure/by/:breakdown',
    {
      schema: {
        hide: true,
        params: z.object({ roundId: RoundId, figure: z.string().max(40), breakdown: z.string().max(400) }),
        querystring: z.object({ sort: z.enum(groupSorts).catch('group'), page: PageNumber }),
      },
    },
    async (request) => {
      inOffice(request)
      const context = contextFor(request)
      const { roundId, figure, breakdown: name } = request.params
      const { sort, page } = request.query
      const live = await liveRound(context, roundId)
      const broken = await readBreakdown(context, request.params)
      const groups = sorted(broken.groups, sort)
      const address = breakdownAddress(roundId, figure, name)
      const place = pageOf(groups.length, {
        page,
        href: (number) => `${address}?sort=${sort}&page=${number}`,
      })
      const shown = groups.slice(place.from, place.to)
      const requests = await readRequestsOfGroups(context, roundId, shown)
      return breakdownPage({ ...broken, live, reader: readerOf(request), sort, place, shown, requests })
    },
  )
}

/** As the collection has them, or by their numbers: what has none is last. */
function sorted<Group extends { readonly value: number | null }>(
  groups: readonly Group[],
  sort: GroupSort,
): readonly Group[] {
  if (sort === 'group') return groups
  const least = sort === 'value' ? 1 : -1
  const place = ({ value }: Group) => (value === null ? Number.POSITIVE_INFINITY : value * least)
  return groups.toSorted((a, b) => (place(a) === place(b) ? 0 : place(a) < place(b) ? -1 : 1))
}
