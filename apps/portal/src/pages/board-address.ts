import type { BoardSort } from '@rollcall/database/board'
import type { Reach } from '@rollcall/database/reached-authorities'
import type { RequestState } from '@rollcall/domain/request-life'

const common = ['region', 'state', 'due', 'late'] as const

/** What a board can tell of an authority beside its name, in the order in which it stands. */
export const boardColumns = {
  all: [...common, 'version', 'left', 'questions', 'done'],
  outstanding: [...common, 'people'],
} as const
export type BoardColumn = (typeof boardColumns)[keyof typeof boardColumns][number]

/** Which authorities of a round, in which order, and what is told of them: as the address says it. */
export interface BoardView {
  readonly view: 'all' | 'outstanding'
  readonly sort: BoardSort
  readonly isDescending: boolean
  readonly state?: RequestState | undefined
  readonly region?: string | undefined
  readonly isOverdue: boolean
  readonly text?: string | undefined
  readonly reach?: Reach | undefined
  /** Those columns that are shown; all where none is named. */
  readonly columns?: readonly BoardColumn[] | undefined
  readonly page: number
}

/** Everybody who was asked, as the board begins. */
export const everybody = {
  ...{ view: 'all', sort: 'authority', isDescending: false, isOverdue: false, page: 1 },
} as const satisfies BoardView

/** The fields of an address that say so; what is as usual is left out. */
export function boardFields({ view, sort, isDescending, isOverdue, page, columns, ...narrowed }: BoardView) {
  const fields = {
    view: view === 'all' ? undefined : view,
    sort: sort === 'authority' && !isDescending ? undefined : `${isDescending ? '-' : ''}${sort}`,
    ...narrowed,
    columns: columns?.join(','),
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
