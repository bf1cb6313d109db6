import { type ChangeRound, changeRound } from '@rollcall/actions/change-round'
import { type Context, transact } from '@rollcall/actions/context'
import { readNotice, readNoticeOfRound } from '@rollcall/actions/read-notice'
import { getOfficeRound } from '@rollcall/database/office-rounds'
import { getOwnRequest } from '@rollcall/database/own-requests'
import { DataRequestId, RoundId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor, Services } from '../app.ts'
import { inAuthority } from '../in-authority.ts'
import { inOffice } from '../in-office.ts'
import { attempt, DoneQuery, FormBody, notAccepted, PageQuery, readForm, typedIn } from '../page-forms.ts'
import { noticePage } from '../pages/notice-page.ts'
import { roundNoticePage } from '../pages/round-notice-page.ts'
import { readerOf } from '../reader.ts'

const params = z.object({ roundId: RoundId })
const Typed = z.object({ message: z.string().trim().max(5000, 'A message has at most 5,000 characters.') })

/** The words of the formal request: of a round, for the office, and of a request, for its authority. */
export function noticePageRoutes(app: App, { printer }: Services, contextFor: ContextFor): void {
  const hasPdf = printer !== undefined
  const path = '/rounds/:roundId/notice'
  const querystring = DoneQuery.extend({ authority: z.string().max(200).optional().catch('') })

  app.get(path, { schema: { hide: true, params, querystring } }, async (request, reply) => {
    inOffice(request)
    const { authority, done } = request.query
    const context = contextFor(request)
    const { roundId } = request.params
    const reader = readerOf(request)
    const read = await attempt(() => readPage(context, roundId, authority), 'authority')
    if (read.ok) return roundNoticePage({ ...read.value, reader, done })
    const standing = await readPage(context, roundId)
    const { mistakes } = read
    return notAccepted(
      reply,
      roundNoticePage({ ...standing, reader, notice: undefined, authority: authority ?? '', mistakes }),
    )
  })

  app.post(
    path,
    { schema: { hide: true, params, querystring: PageQuery, body: FormBody } },
    async (request, reply) => {
      inOffice(request)
      const { roundId } = request.params
      const context = contextFor(request)
      const typed = typedIn(request.body, 'message') ?? ''
      const revision = typedIn(request.body, 'revision') ?? ''
      const saved = await saveMessage(context, roundId, { message: typed, revision })
      if (saved.ok) return reply.redirect(`/rounds/${roundId}/notice?done=message-saved`, 303)
      const standing = await readPage(context, roundId)
      return notAccepted(
        reply,
        roundNoticePage({
          ...standing,
          ...{ message: typed, revision, isOfLastRound: false },
          ...{ reader: readerOf(request), mistakes: saved.mistakes },
        }),
      )
    },
  )

  app.get(
    '/data-requests/:dataRequestId/notice',
    { schema: { hide: true, params: z.object({ dataRequestId: DataRequestId }) } },
    async (request) => {
      inAuthority(request)
      const { dataRequestId } = request.params
      const context = contextFor(request)
      const noticed = await readNotice(context, dataRequestId)
      const own = await transact(context, (trx) => getOwnRequest(trx, dataRequestId))
      return noticePage({ ...noticed, hasPdf, request: own, reader: readerOf(request) })
    },
  )
}

/** An empty message is none. What cannot be a revision is none that could have been read. */
async function saveMessage(
  context: Context,
  roundId: RoundId,
  typed: { readonly message: string; readonly revision: string },
) {
  const read = readForm(Typed, typed)
  if (!read.ok) return read
  const change: ChangeRound = {
    ...{ roundId, revision: Number(typed.revision) || 0 },
    message: read.input.message || null,
  }
  return await attempt(() => changeRound(context, change))
}

async function readPage(context: Context, roundId: RoundId, said?: string) {
  const round = await transact(context, (trx) => getOfficeRound(trx, roundId))
  const read = await readNoticeOfRound(context, { roundId, authority: said })
  return {
    ...{ round, notice: read.notice, authority: read.authority.code },
    message: read.message ?? read.messageBefore ?? '',
    isOfLastRound: read.message === null && read.messageBefore !== null,
    revision: String(round.revision),
  }
}
