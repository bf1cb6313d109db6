import { readBoard, readOutstanding } from '@rollcall/actions/read-board'
import { roleWords } from '@rollcall/actions/role-words'
import { boardSorts } from '@rollcall/database/board'
import { RoundId } from '@rollcall/domain/ids'
import { requestStates } from '@rollcall/domain/request-life'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { sendCsv } from '../csv.ts'
import { inOffice } from '../in-office.ts'
import { PageNumber } from '../page-forms.ts'
import type { BoardView } from '../pages/board-address.ts'
import { boardPage } from '../pages/board-page.ts'
import { statusOfRequest } from '../pages/statuses.ts'
import { readerOf } from '../reader.ts'

const params = z.object({ roundId: RoundId })
const Typed = z.string().trim().min(1).max(100).optional().catch(undefined)

// What cannot be read is as usual: an address that somebody kept goes on leading somewhere.
const querystring = z.object({
  view: z.enum(['all', 'outstanding']).catch('all'),
  sort: z.enum([...boardSorts, ...boardSorts.map((sort) => `-${sort}` as const)]).catch('authority'),
  state: z.enum(requestStates).optional().catch(undefined),
  region: Typed,
  overdue: z.literal('yes').optional().catch(undefined),
  text: Typed,
  page: PageNumber,
})

/** What has come in of a round. */
export function boardRoutes(app: App, contextFor: ContextFor): void {
  app.get('/rounds/:roundId/board', { schema: { hide: true, params, querystring } }, async (request) => {
    inOffice(request)
    const context = contextFor(request)
    const view = viewOf(request.query)
    const { sort, isDescending, page } = view
    const filter = filterOf(request.params.roundId, view)
    const board = await readBoard(context, { filter, sort, isDescending, page })
    return boardPage({ reader: readerOf(request), board, view, today: context.today })
  })

  app.get(
    '/rounds/:roundId/board.csv',
    { config: { givesFile: true }, schema: { hide: true, params, querystring } },
    async (request, reply) => {
      inOffice(request)
      const context = contextFor(request)
      const filter = filterOf(request.params.roundId, viewOf(request.query))
      const { round, people } = await readOutstanding(context, filter)
      const rows = people.map((one) => [
        ...[one.code, one.authority, one.region, statusOfRequest[one.state].words, one.dueOn, one.daysLate],
        ...[one.role && roleWords[one.role], one.name, one.email],
      ])
      return sendCsv(reply, [heads, ...rows], `${round.collectionId}-${round.referenceOn}-outstanding.csv`)
    },
  )
}

const heads = ['Code', 'Authority', 'Region', 'State', 'Due', 'Days late', 'Role', 'Person', 'E-mail address']

function viewOf({ sort, overdue, ...rest }: z.output<typeof querystring>): BoardView {
  const [isDescending, by] = [sort.startsWith('-'), sort.replace(/^-/, '')]
  return {
    ...rest,
    ...{ isDescending, sort: boardSorts.find((one) => one === by) ?? 'authority' },
    isOverdue: overdue === 'yes',
  }
}

const filterOf = (roundId: RoundId, { view, state, region, isOverdue, text }: BoardView) => ({
  ...{ roundId, state, region, isOverdue, text },
  isOutstanding: view === 'outstanding',
})
