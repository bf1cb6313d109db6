import { boardSorts } from '@rollcall/database/board'
import { reaches } from '@rollcall/database/reached-authorities'
import { requestStates } from '@rollcall/domain/request-life'
import { z } from 'zod'
import { PageNumber } from './page-forms.ts'
import { type BoardColumn, type BoardView, boardColumns, boardFields } from './pages/board-address.ts'

const Typed = z.string().trim().min(1).max(100).optional().catch(undefined)
const Columns = z
  .union([z.string().max(200), z.array(z.string().max(50)).max(20)])
  .optional()
  .catch(undefined)

/** What the address of a board says. What cannot be read is as usual: an address that somebody kept goes on leading somewhere. */
export const BoardQuery = z.object({
  view: z.enum(['all', 'outstanding']).catch('all'),
  sort: z.enum([...boardSorts, ...boardSorts.map((sort) => `-${sort}` as const)]).catch('authority'),
  state: z.enum(requestStates).optional().catch(undefined),
  region: Typed,
  overdue: z.literal('yes').optional().catch(undefined),
  text: Typed,
  reach: z.enum(reaches).optional().catch(undefined),
  columns: Columns,
  page: PageNumber,
})

/** Which authorities, columns and order an address means. */
export function boardViewOf({ sort, overdue, columns, ...rest }: z.output<typeof BoardQuery>): BoardView {
  const [isDescending, by] = [sort.startsWith('-'), sort.replace(/^-/, '')]
  const named = [columns ?? []].flat().flatMap((one) => one.split(','))
  const possible: readonly BoardColumn[] = boardColumns[rest.view]
  const chosen = possible.filter((one) => named.includes(one))
  return {
    ...rest,
    ...{ isDescending, sort: boardSorts.find((one) => one === by) ?? 'authority' },
    isOverdue: overdue === 'yes',
    ...(chosen.length > 0 && chosen.length < possible.length && { columns: chosen }),
  }
}

/** What an address, or a part of one, shows: in the one way in which a view is saved. */
export function shownBy(query: string): string {
  const asked = new URLSearchParams(query)
  const columns = asked.getAll('columns').join(',')
  const fields = { ...Object.fromEntries(asked), ...(columns !== '' && { columns }) }
  return shownIn(boardViewOf(BoardQuery.parse(fields)))
}

/** The same of a view that was read; which page of it is no part of what is saved. */
export const shownIn = (view: BoardView): string =>
  new URLSearchParams(boardFields({ ...view, page: 1 })).toString()
