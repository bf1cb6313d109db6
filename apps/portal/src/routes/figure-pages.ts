import { type Context, transact } from '@rollcall/actions/context'
import { KeepFigures, keepFigures } from '@rollcall/actions/keep-figures'
import { readSnapshots } from '@rollcall/actions/read-figures'
import { readTrace } from '@rollcall/actions/read-trace'
import { getRound } from '@rollcall/database/rounds'
import { RoundId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { readPicture } from '../figure-picture.ts'
import { inOffice } from '../in-office.ts'
import { liveRound } from '../live-round.ts'
import {
  attempt,
  DoneQuery,
  FormBody,
  notAccepted,
  PageNumber,
  PageQuery,
  readForm,
  typedIn,
} from '../page-forms.ts'
import { doneWords } from '../pages/done.ts'
import { figurePage } from '../pages/figure-page.ts'
import { figuresPage } from '../pages/figures-page.ts'
import { snapshotsPage } from '../pages/snapshots-page.ts'
import { readerOf } from '../reader.ts'

const params = z.object({ roundId: RoundId })
const Typed = z.object({
  label: KeepFigures.shape.label,
  note: z
    .string()
    .trim()
    .max(4000)
    .transform((text) => text || null),
})

/** The national figures of a round, and where each comes from. */
export function figurePageRoutes(app: App, contextFor: ContextFor): void {
  const path = '/rounds/:roundId/figures'
  const snapshots = '/rounds/:roundId/snapshots'

  app.get(path, { schema: { hide: true, params } }, async (request) => {
    inOffice(request)
    const context = contextFor(request)
    const { roundId } = request.params
    const live = await liveRound(context, roundId)
    return figuresPage({ ...(await readPicture(context, roundId)), live, reader: readerOf(request) })
  })

  app.get(
    `${path}/:figure`,
    {
      schema: {
        hide: true,
        params: params.extend({ figure: z.string().max(40) }),
        querystring: z.object({ page: PageNumber }),
      },
    },
    async (request) => {
      inOffice(request)
      const context = contextFor(request)
      const { roundId } = request.params
      const live = await liveRound(context, roundId)
      const picture = await readPicture(context, roundId, request.params.figure)
      const [line] = picture.lines
      if (line === undefined) throw problems.notFound({ what: 'figure' })
      const trace = await readTrace(context, { roundId, figure: line.figure.id, page: request.query.page })
      return figurePage({
        ...picture,
        live,
        line,
        trace,
        reader: readerOf(request),
        page: request.query.page,
      })
    },
  )

  app.get(snapshots, { schema: { hide: true, params, querystring: DoneQuery } }, async (request) => {
    inOffice(request)
    return snapshotsPage({
      ...(await readKept(contextFor(request), request.params.roundId)),
      ...{ reader: readerOf(request), done: doneWords(request.query.done) },
    })
  })

  app.post(
    snapshots,
    { schema: { hide: true, params, querystring: PageQuery, body: FormBody } },
    async (request, reply) => {
      inOffice(request)
      const context = contextFor(request)
      const { roundId } = request.params
      const [label, note] = [typedIn(request.body, 'label'), typedIn(request.body, 'note')]
      const typed = readForm(Typed, { label: label ?? '', note: note ?? '' })
      const kept = typed.ok
        ? await attempt(() => keepFigures(context, { roundId, ...typed.input }), 'label')
        : typed
      if (kept.ok) return reply.redirect(`/rounds/${roundId}/snapshots?done=figures-kept`, 303)
      const page = snapshotsPage({
        ...(await readKept(context, roundId)),
        ...{ reader: readerOf(request), mistakes: kept.mistakes, typed: { label, note } },
      })
      return notAccepted(reply, page)
    },
  )
}

const readKept = async (context: Context, roundId: RoundId) => ({
  round: await transact(context, (trx) => getRound(trx, roundId)),
  snapshots: await readSnapshots(context, roundId),
})
