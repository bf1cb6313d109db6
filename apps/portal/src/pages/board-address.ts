import type { BoardSort } from '@rollcall/database/board'
import type { RequestState } from '@rollcall/domain/request-life'

/** Which authorities of a round, and in which order: as the address says it. */
export interface BoardView {
  readonly view: 'all' | 'outstanding'
  readonly sort: BoardSort
  readonly isDescending: boolean
  readonly state?: RequestState | undefined
  readonly region?: string | undefined
  readonly isOverdue: boolean
  readonly text?: string | undefined
  readonly page: number
}

/** Everybody who was asked, as the board begins. */
export const everybody = {
  ...{ view: 'all', sort: 'authority', isDescending: false, isOverdue: false, page: 1 },
} as const satisfies BoardView

/** The fields of an address that say so; what is as usual is left out. */
export function boardFields({ view, sort, isDescending, isOverdue, page, ...narrowed }: BoardView) {
  const fields = {
    view: view === 'all' ? undefined : view,
    sort: sort === 'authority' && !isDescending ? undefined : `${isDescending ? '-' : ''}${sort}`,
    ...narrowed,
    overdue: isOverdue ? 'yes' : undefined,
    page: page > 1 ? String(page) : undefined,
  }
  return Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as [string, string]],
  )
}

/** The address of a board, or of a file of it. */
export function boardAddress(roundId: string, view: BoardView, ending = ''): string {
  const query = new URLSearchParams(boardFields(view)).toString()
  return `/rounds/${roundId}/board${ending}${query && `?${query}`}`
}
