import { approveRoundExtract } from '@rollcall/actions/approve-round-extract'
import { AskForRoundExtract, askForRoundExtract } from '@rollcall/actions/ask-for-round-extract'
import { transact } from '@rollcall/actions/context'
import { downloadRoundExtract } from '@rollcall/actions/download-round-extract'
import { endRoundExtract } from '@rollcall/actions/end-round-extract'
import { compiledOf, frozenCollectionOf } from '@rollcall/actions/frozen-collection'
import { readRoundExtract, readRoundExtracts } from '@rollcall/actions/read-round-extracts'
import { RefuseRoundExtract, refuseRoundExtract } from '@rollcall/actions/refuse-round-extract'
import { getRound } from '@rollcall/database/rounds'
import { RoundExtractId, RoundId } from '@rollcall/domain/ids'
import { isIdentifying } from '@rollcall/domain/round-extract'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { sendLongCsv } from '../csv.ts'
import { inOffice } from '../in-office.ts'
import {
  allTypedIn,
  attempt,
  DoneQuery,
  FormBody,
  type NotAccepted,
  notAccepted,
  PageNumber,
  PageQuery,
  readForm,
  typedIn,
} from '../page-forms.ts'
import { askForExtractPage } from '../pages/ask-for-extract-page.ts'
import { doneWords } from '../pages/done.ts'
import { roundExtractPage } from '../pages/round-extract-page.ts'
import { roundExtractsPage } from '../pages/round-extracts-page.ts'
import { readerOf } from '../reader.ts'

const ofRound = z.object({ roundId: RoundId })
const ofExtract = z.object({ roundExtractId: RoundExtractId })
const sent = { hide: true, params: ofExtract, querystring: PageQuery } as const
const Asked = AskForRoundExtract.pick({ sheet: true, columns: true, figure: true, reason: true })
const Refusal = RefuseRoundExtract.pick({ reason: true })

type Request = Parameters<ContextFor>[0]

/** Extracts of rows of a whole round: asked for by one person, decided by another, downloaded by the first. */
export function roundExtractPageRoutes(app: App, contextFor: ContextFor): void {
  asking(app, contextFor)
  oneExtract(app, contextFor)
}

function asking(app: App, contextFor: ContextFor): void {
  const path = '/rounds/:roundId/extracts'

  const askPage = async (
    request: Request,
    roundId: RoundId,
    asked: { readonly sheet?: string | undefined } & Partial<
      Pick<Parameters<typeof askForExtractPage>[0], 'mistakes' | 'typed'>
    >,
  ) => {
    const { round, compiled } = await transact(contextFor(request), async (trx) => ({
      round: await getRound(trx, roundId),
      compiled: compiledOf(await frozenCollectionOf(trx, roundId)),
    }))
    const sheet = compiled.sheets.find(({ id }) => id === asked.sheet) ?? compiled.sheets[0]
    if (sheet === undefined) throw new Error('a collection has no sheet')
    return {
      page: askForExtractPage({ ...asked, reader: readerOf(request), round, compiled, sheet }),
      sheet,
    }
  }

  app.get(
    path,
    { schema: { hide: true, params: ofRound, querystring: z.object({ page: PageNumber }) } },
    async (request) => {
      inOffice(request)
      const context = contextFor(request)
      const { roundId } = request.params
      return roundExtractsPage({
        round: await transact(context, (trx) => getRound(trx, roundId)),
        extracts: await readRoundExtracts(context, roundId),
        ...{ reader: readerOf(request), page: request.query.page },
      })
    },
  )

  app.get(
    `${path}/new`,
    {
      schema: {
        hide: true,
        params: ofRound,
        querystring: z.object({ sheet: z.string().max(40).optional() }),
      },
    },
    async (request) => {
      inOffice(request)
      const { page } = await askPage(request, request.params.roundId, request.query)
      return page
    },
  )

  app.post(
    `${path}/new`,
    { schema: { hide: true, params: ofRound, querystring: PageQuery, body: FormBody } },
    async (request, reply) => {
      inOffice(request)
      const { roundId } = request.params
      const [figure, reason] = [typedIn(request.body, 'figure'), typedIn(request.body, 'reason')]
      const columns = allTypedIn(request.body, 'columns')
      const { sheet } = await askPage(request, roundId, { sheet: typedIn(request.body, 'sheet') })
      const withIdentifiers = sheet.columns.some(
        (column) => columns.includes(column.id) && isIdentifying(sheet, column),
      )
      const typed = readForm(Asked, {
        sheet: sheet.id,
        columns,
        figure: figure || null,
        reason: reason ?? '',
      })
      const asked = typed.ok
        ? await attempt(
            () => askForRoundExtract(contextFor(request), { roundId, withIdentifiers, ...typed.input }),
            'columns',
          )
        : typed
      if (asked.ok) return reply.redirect(`/extracts/${asked.value.roundExtractId}?done=extract-asked`, 303)
      const { page } = await askPage(request, roundId, {
        ...{ sheet: sheet.id, mistakes: asked.mistakes, typed: { columns, figure, reason } },
      })
      return notAccepted(reply, page)
    },
  )
}

function oneExtract(app: App, contextFor: ContextFor): void {
  const path = '/extracts/:roundExtractId'

  const extractPage = async (
    request: Request,
    roundExtractId: RoundExtractId,
    more: Partial<Pick<Parameters<typeof roundExtractPage>[0], 'done' | 'mistakes' | 'reason'>> = {},
  ) => {
    const context = contextFor(request)
    const extract = await readRoundExtract(context, roundExtractId)
    return roundExtractPage({
      ...{ ...more, extract, reader: readerOf(request) },
      round: { id: extract.roundId, title: extract.roundTitle, state: extract.roundState },
      mayApprove: context.viewer.role === 'approver',
    })
  }

  const decided =
    (done: string, act: (request: Request, id: RoundExtractId) => Promise<void>) =>
    async (request: Request & { params: { roundExtractId: RoundExtractId } }) => {
      inOffice(request)
      const { roundExtractId } = request.params
      const outcome = await attempt(() => act(request, roundExtractId))
      return outcome.ok
        ? { to: `/extracts/${roundExtractId}?done=${done}` }
        : { page: await extractPage(request, roundExtractId, { mistakes: outcome.mistakes }) }
    }

  app.get(path, { schema: { hide: true, params: ofExtract, querystring: DoneQuery } }, async (request) => {
    inOffice(request)
    const done = doneWords(request.query.done)
    return await extractPage(request, request.params.roundExtractId, { done })
  })

  const approve = decided('extract-approved', (request, roundExtractId) =>
    approveRoundExtract(contextFor(request), { roundExtractId }),
  )
  const end = decided('extract-ended', (request, roundExtractId) =>
    endRoundExtract(contextFor(request), { roundExtractId }),
  )
  for (const [name, act] of [
    ['approve', approve],
    ['end', end],
  ] as const)
    app.post(`${path}/${name}`, { schema: sent }, async (request, reply) => {
      const { to, page } = await act(request)
      return to === undefined ? notAccepted(reply, page) : reply.redirect(to, 303)
    })

  app.post(`${path}/refuse`, { schema: { ...sent, body: FormBody } }, async (request, reply) => {
    inOffice(request)
    const { roundExtractId } = request.params
    const reason = typedIn(request.body, 'reason')
    const typed = readForm(Refusal, { reason: reason ?? '' })
    const refused: NotAccepted | { readonly ok: true } = typed.ok
      ? await attempt(
          () => refuseRoundExtract(contextFor(request), { roundExtractId, ...typed.input }),
          'reason',
        )
      : typed
    if (refused.ok) return reply.redirect(`/extracts/${roundExtractId}?done=extract-refused`, 303)
    return notAccepted(
      reply,
      await extractPage(request, roundExtractId, { mistakes: refused.mistakes, reason }),
    )
  })

  app.post(
    `${path}/download`,
    { config: { givesFile: true, holdsRows: true }, schema: sent },
    async (request, reply) => {
      inOffice(request)
      const { roundExtractId } = request.params
      const taken = await attempt(() => downloadRoundExtract(contextFor(request), { roundExtractId }))
      if (taken.ok) return sendLongCsv(reply, { ...taken.value, rows: taken.value.rows() })
      return notAccepted(reply, await extractPage(request, roundExtractId, { mistakes: taken.mistakes }))
    },
  )
}
