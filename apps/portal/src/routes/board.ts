import { readBoard, readOutstanding } from '@rollcall/actions/read-board'
import { readViews } from '@rollcall/actions/read-views'
import { roleWords } from '@rollcall/actions/role-words'
import { RoundId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { BoardQuery, boardViewOf, shownIn } from '../board-view.ts'
import { sendCsv } from '../csv.ts'
import { inOffice } from '../in-office.ts'
import { liveRound } from '../live-round.ts'
import type { BoardView } from '../pages/board-address.ts'
import { boardPage } from '../pages/board-page.ts'
import { statusOfRequest } from '../pages/statuses.ts'
import { readerOf } from '../reader.ts'

const params = z.object({ roundId: RoundId })
const querystring = BoardQuery

/** What has come in of a round. */
export function boardRoutes(app: App, contextFor: ContextFor): void {
  app.get('/rounds/:roundId/board', { schema: { hide: true, params, querystring } }, async (request) => {
    inOffice(request)
    const context = contextFor(request)
    const view = boardViewOf(request.query)
    const { sort, isDescending, page } = view
    const filter = filterOf(request.params.roundId, view)
    const live = await liveRound(context, filter.roundId)
    const board = await readBoard(context, { filter, sort, isDescending, page })
    const views = await readViews(context)
    return boardPage({
      ...{ reader: readerOf(request), live, board, view, today: context.today },
      ...{ views, shows: shownIn(view) },
    })
  })

  app.get(
    '/rounds/:roundId/board.csv',
    { config: { givesFile: true }, schema: { hide: true, params, querystring } },
    async (request, reply) => {
      inOffice(request)
      const context = contextFor(request)
      const filter = filterOf(request.params.roundId, boardViewOf(request.query))
      const { round, people } = await readOutstanding(context, filter)
      const rows = people.map((one) => [
        ...[one.code, one.authority, one.region, statusOfRequest[one.state].words, one.dueOn, one.daysLate],
        ...[one.role && roleWords[one.role], one.name, one.email, one.email && reachedText(one)],
      ])
      return sendCsv(reply, [heads, ...rows], `${round.collectionId}-${round.referenceOn}-outstanding.csv`)
    },
  )
}

const heads = [
  ...['Code', 'Authority', 'Region', 'State', 'Due', 'Days late'],
  ...['Role', 'Person', 'E-mail address', 'Can be reached'],
]

const reachedText = ({ isBroken }: { readonly isBroken: boolean }): string =>
  isBroken ? 'No: messages come back' : 'Yes'

const filterOf = (roundId: RoundId, { view, state, region, isOverdue, text, reach }: BoardView) => ({
  ...{ roundId, state, region, isOverdue, text, reach },
  isOutstanding: view === 'outstanding',
})
