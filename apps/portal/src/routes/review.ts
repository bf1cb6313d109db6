import { acceptReturn } from '@rollcall/actions/accept-return'
import { type Context, transact } from '@rollcall/actions/context'
import { ExcludeReturn, excludeReturn } from '@rollcall/actions/exclude-return'
import { compiledOf, frozenCollectionOf } from '@rollcall/actions/frozen-collection'
import { RaiseDataQuery, raiseDataQuery } from '@rollcall/actions/raise-data-query'
import { readReview } from '@rollcall/actions/read-review'
import { ReopenReturn, reopenReturn } from '@rollcall/actions/reopen-return'
import { TakeBackDecision, takeBackDecision } from '@rollcall/actions/take-back-decision'
import { DataQueryAbout } from '@rollcall/domain/data-query'
import { DataRequestId, SubmissionId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { inOffice } from '../in-office.ts'
import { attempt, DoneQuery, FormBody, notAccepted, PageQuery, readForm, typedIn } from '../page-forms.ts'
import { askAuthorityPage, type TypedQuestion } from '../pages/ask-authority-page.ts'
import { acceptPage, takeBackPage } from '../pages/decide-pages.ts'
import { doneWords } from '../pages/done.ts'
import { reviewPage } from '../pages/review-page.ts'
import { readerOf } from '../reader.ts'
import { dayTyped, partsMissing, TypedDay } from '../typed-day.ts'

const params = z.object({ dataRequestId: DataRequestId })
const shown = { schema: { hide: true, params } }
const sent = { schema: { hide: true, params, querystring: PageQuery, body: FormBody } }

const Looked = z.object({
  submissionId: z.string('Read the return again, then accept it.').pipe(SubmissionId),
})
const takeBack = {
  exclude: { take: excludeReturn, Reason: ExcludeReturn.pick({ reason: true }), done: 'return-excluded' },
  reopen: { take: reopenReturn, Reason: ReopenReturn.pick({ reason: true }), done: 'return-reopened' },
  'take-back': {
    take: takeBackDecision,
    Reason: TakeBackDecision.pick({ reason: true, decisionId: true }),
    done: 'decision-taken-back',
  },
} as const

/** What a question is about, as its form says it. */
const TypedAbout = z
  .object({
    kind: z.enum(['return', 'figure', 'place'], 'Choose what the question is about.'),
    figure: z.string(),
    place: z.string(),
    row: z.string(),
  })
  .transform(({ kind, figure, place, row }, context): DataQueryAbout => {
    const [sheet = '', column = ''] = place.split('.')
    const said = {
      return: { kind },
      figure: { kind, figure },
      place: { kind: column ? 'cell' : 'row', sheet, row: Number(row), ...(column && { column }) },
    }[kind]
    const about = DataQueryAbout.safeParse(said)
    if (about.success) return about.data
    const say = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (kind === 'figure') say('figure', 'Choose the figure that the question is about.')
    if (kind === 'place' && sheet === '') say('place', 'Choose the sheet and the question it is about.')
    if (kind === 'place' && !/^[1-9]\d{0,6}$/.test(row))
      say('row', 'Enter the number of the row, such as 12.')
    return z.NEVER
  })

/** What a link says that a question is about: a figure, or a row of a sheet and perhaps a column. */
const said = z.string().max(200).optional().catch(undefined)
const AskedAbout = z.object({ figure: said, sheet: said, row: said, column: said })

function aboutIn({ figure, sheet, row, column = '' }: z.infer<typeof AskedAbout>): TypedQuestion | undefined {
  const nothing = { due: { day: '', month: '', year: '' }, missing: [], text: undefined }
  if (figure !== undefined) return { ...nothing, kind: 'figure', figure, place: undefined, row: undefined }
  if (sheet === undefined) return undefined
  return { ...nothing, kind: 'place', figure: undefined, place: `${sheet}.${column}`, row }
}

const Question = z.object({
  about: TypedAbout,
  due: TypedDay('The day to be answered by', 'Enter the day by which you need an answer.'),
  text: RaiseDataQuery.shape.text,
})
type Question = z.infer<typeof Question>

/** The office's work on one return: reading it, and everything that is decided or asked about it. */
export function reviewRoutes(app: App, contextFor: ContextFor): void {
  const path = '/data-requests/:dataRequestId/review'

  app.get(path, { schema: { hide: true, params, querystring: DoneQuery } }, async (request) => {
    inOffice(request)
    const context = contextFor(request)
    return reviewPage({
      review: await readReview(context, request.params.dataRequestId),
      ...{ reader: readerOf(request), today: context.today, done: doneWords(request.query.done) },
    })
  })

  app.get(`${path}/accept`, shown, async (request) => {
    inOffice(request)
    const review = await readReview(contextFor(request), request.params.dataRequestId)
    return acceptPage({ reader: readerOf(request), review })
  })

  app.post(`${path}/accept`, sent, async (request, reply) => {
    inOffice(request)
    const context = contextFor(request)
    const { dataRequestId } = request.params
    const typed = readForm(Looked, request.body)
    const accepted = typed.ok
      ? await attempt(() => acceptReturn(context, { dataRequestId, ...typed.input }))
      : typed
    if (accepted.ok) return reply.redirect(`/data-requests/${dataRequestId}/review?done=return-accepted`, 303)
    const review = await readReview(context, dataRequestId)
    const { mistakes } = accepted
    return notAccepted(reply, acceptPage({ reader: readerOf(request), review, mistakes }))
  })

  for (const act of ['exclude', 'reopen', 'take-back'] as const) {
    const { take, Reason, done } = takeBack[act]
    app.get(`${path}/${act}`, shown, async (request) => {
      inOffice(request)
      const review = await readReview(contextFor(request), request.params.dataRequestId)
      return takeBackPage({ reader: readerOf(request), review, act })
    })

    app.post(`${path}/${act}`, sent, async (request, reply) => {
      inOffice(request)
      const context = contextFor(request)
      const { dataRequestId } = request.params
      const typed = readForm(Reason, { ...request.body, reason: typedIn(request.body, 'reason') ?? '' })
      const taken = typed.ok ? await attempt(() => take(context, { dataRequestId, ...typed.input })) : typed
      if (taken.ok) return reply.redirect(`/data-requests/${dataRequestId}/review?done=${done}`, 303)
      const review = await readReview(context, dataRequestId)
      const again = { act, mistakes: taken.mistakes, reason: typedIn(request.body, 'reason') }
      return notAccepted(reply, takeBackPage({ reader: readerOf(request), review, ...again }))
    })
  }

  app.get(
    `${path}/question`,
    { schema: { hide: true, params, querystring: AskedAbout } },
    async (request) => {
      inOffice(request)
      const asking = await readAsking(contextFor(request), request.params.dataRequestId)
      return askAuthorityPage({ reader: readerOf(request), ...asking, typed: aboutIn(request.query) })
    },
  )

  app.post(`${path}/question`, sent, async (request, reply) => {
    inOffice(request)
    const context = contextFor(request)
    const { dataRequestId } = request.params
    const typed = typedQuestion(request.body)
    const { kind, figure = '', place = '', row = '', due, text = '' } = typed
    const read = readForm(Question, { about: { kind, figure, place, row }, due, text })
    const asked = read.ok ? await ask(context, dataRequestId, read.input) : read
    if (asked.ok) return reply.redirect(`/data-requests/${dataRequestId}/review?done=authority-asked`, 303)
    const page = askAuthorityPage({
      ...(await readAsking(context, dataRequestId)),
      ...{ reader: readerOf(request), typed, mistakes: asked.mistakes },
    })
    return notAccepted(reply, page)
  })
}

function ask(context: Context, dataRequestId: DataRequestId, { due: dueOn, about, text }: Question) {
  const isTooSoon = dueOn <= context.today
  return attempt(
    () => raiseDataQuery(context, { dataRequestId, about, dueOn, text }),
    isTooSoon ? 'due-day' : undefined,
  )
}

async function readAsking(context: Context, dataRequestId: DataRequestId) {
  const review = await readReview(context, dataRequestId)
  const { roundId } = review.dataRequest
  const compiled = await transact(context, async (trx) => compiledOf(await frozenCollectionOf(trx, roundId)))
  return { review, compiled }
}

function typedQuestion(body: FormBody): TypedQuestion {
  const due = dayTyped(body, 'due')
  return {
    kind: typedIn(body, 'about-kind'),
    figure: typedIn(body, 'about-figure'),
    place: typedIn(body, 'about-place'),
    row: typedIn(body, 'about-row')?.trim(),
    ...{ due, missing: partsMissing(due) },
    text: typedIn(body, 'text'),
  }
}
