import { readOutliers } from '@rollcall/actions/read-outliers'
import { readSignedClashes } from '@rollcall/actions/read-signed-clashes'
import { readToDo, readToDoOf } from '@rollcall/actions/read-to-do'
import { readWordingsToApprove } from '@rollcall/actions/read-wordings'
import { RoundId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { inOffice } from '../in-office.ts'
import { liveRound } from '../live-round.ts'
import { DoneQuery, PageNumber } from '../page-forms.ts'
import { clashesPage } from '../pages/clashes-page.ts'
import { doneWords } from '../pages/done.ts'
import { outliersPage } from '../pages/outliers-page.ts'
import { toDoGroupPage, toDoPage } from '../pages/to-do-page.ts'
import { readerOf } from '../reader.ts'

const params = z.object({ roundId: RoundId })
/** What is listed by this page, and by none of its own. */
const groupsWithAList = ['failed', 'overdue', 'answered', 'explanations', 'messages', 'addresses'] as const
const ofGroup = params.extend({ group: z.enum(groupsWithAList) })

// What cannot be read is as usual: an address that somebody kept goes on leading somewhere.
const ofOutliers = z.object({
  figure: z.string().trim().min(1).max(40).optional().catch(undefined),
  waiting: z.literal('yes').optional().catch(undefined),
  page: PageNumber,
})

/** What in a round waits for a person of the office, and what stands out. */
export function toDoPageRoutes(app: App, contextFor: ContextFor): void {
  app.get(
    '/rounds/:roundId/to-do',
    { schema: { hide: true, params, querystring: DoneQuery } },
    async (request) => {
      inOffice(request)
      const context = contextFor(request)
      const { roundId } = request.params
      const live = await liveRound(context, roundId)
      const toDo = await readToDo(context, roundId)
      const wordings = await readWordingsToApprove(context)
      const done = doneWords(request.query.done)
      return toDoPage({ reader: readerOf(request), live, ...toDo, wordings, done })
    },
  )

  app.get(
    '/rounds/:roundId/to-do/:group',
    { schema: { hide: true, params: ofGroup, querystring: z.object({ page: PageNumber }) } },
    async (request) => {
      inOffice(request)
      const { group } = request.params
      const { page } = request.query
      const context = contextFor(request)
      const live = await liveRound(context, request.params.roundId)
      const waiting = await readToDoOf(context, { ...request.params, page })
      return toDoGroupPage({ reader: readerOf(request), live, ...waiting, group, page })
    },
  )

  app.get(
    '/rounds/:roundId/outliers',
    { schema: { hide: true, params, querystring: ofOutliers } },
    async (request) => {
      inOffice(request)
      const { figure, waiting, page } = request.query
      const view = { figure, isWaiting: waiting === 'yes', page }
      const outliers = await readOutliers(contextFor(request), { ...request.params, ...view })
      return outliersPage({ reader: readerOf(request), ...outliers, view })
    },
  )

  app.get(
    '/rounds/:roundId/clashes',
    { schema: { hide: true, params, querystring: z.object({ page: PageNumber }) } },
    async (request) => {
      inOffice(request)
      const { page } = request.query
      const clashes = await readSignedClashes(contextFor(request), { ...request.params, page })
      return clashesPage({ reader: readerOf(request), ...clashes, page })
    },
  )
}
