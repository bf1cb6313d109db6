import { acceptExplanations } from '@rollcall/actions/accept-explanations'
import type { Context } from '@rollcall/actions/context'
import { ChosenReasons } from '@rollcall/actions/hold-reasons'
import { readReview } from '@rollcall/actions/read-review'
import { RefuseExplanations, refuseExplanations } from '@rollcall/actions/refuse-explanations'
import { takeBackExplanationDecisions } from '@rollcall/actions/take-back-explanation-decisions'
import { DataRequestId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { inOffice } from '../in-office.ts'
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
import { refuseReasonsPage, takeBackReasonPage } from '../pages/decide-reasons-pages.ts'
import { doneWords } from '../pages/done.ts'
import type { Mistake } from '../pages/fields.ts'
import { askedBy, reasonsPage, unreadOf } from '../pages/reasons-page.ts'
import { readerOf } from '../reader.ts'
import { dayTyped, partsMissing, TypedDay } from '../typed-day.ts'

const params = z.object({ dataRequestId: DataRequestId, rule: z.string().max(200) })
const body = FormBody
const sent = { schema: { hide: true, params, querystring: PageQuery, body } }

// Which reasons are ticked: one is a word, several are a list of them.
const Chosen = z.object({
  reason: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((ids) => (typeof ids === 'string' ? [ids] : ids)),
  all: z.union([z.string(), z.array(z.string())]).optional(),
})
type Chosen = z.infer<typeof Chosen>

const Looked = ChosenReasons.pick({ submissionId: true })
const Refusal = Looked.extend({
  text: RefuseExplanations.shape.text,
  due: TypedDay('The day to be answered by', 'Enter the day by which you need an answer.'),
})
const nothingTicked: Mistake = { words: 'Tick each reason that you decide on.', field: 'reason' }

/** The pages on which the office accepts and refuses the reasons that an authority gave for what one rule found. */
export function reasonPageRoutes(app: App, contextFor: ContextFor): void {
  const path = '/data-requests/:dataRequestId/review/reasons/:rule'

  app.get(
    path,
    { schema: { hide: true, params, querystring: DoneQuery.extend({ page: PageNumber }) } },
    async (request) => {
      inOffice(request)
      const { dataRequestId, rule } = request.params
      const { page, done } = request.query
      const review = await readReview(contextFor(request), dataRequestId)
      return reasonsPage({ reader: readerOf(request), review, rule, page, done: doneWords(done) })
    },
  )

  app.post(path, sent, async (request, reply) => {
    inOffice(request)
    const context = contextFor(request)
    const { dataRequestId, rule } = request.params
    const { reason, all } = Chosen.parse(request.body)
    const again = async (mistakes: readonly Mistake[]) => {
      const review = await readReview(context, dataRequestId)
      return notAccepted(reply, reasonsPage({ reader: readerOf(request), review, rule, page: 1, mistakes }))
    }
    if (all === undefined && reason.length === 0) return await again([nothingTicked])
    const looked = readForm(Looked, request.body)
    if (!looked.ok) return await again(looked.mistakes)
    const named = all === undefined ? { reasons: reason } : {}
    const accepted = await attempt(() => acceptExplanations(context, { ...looked.input, rule, ...named }))
    if (!accepted.ok) return await again(accepted.mistakes)
    return reply.redirect(addressAfter(request.params, 'reasons-accepted'), 303)
  })

  app.get(
    `${path}/refuse`,
    { schema: { hide: true, params, querystring: Chosen } },
    async (request, reply) => {
      inOffice(request)
      const { dataRequestId, rule } = request.params
      const review = await readReview(contextFor(request), dataRequestId)
      const reasons = chosenOf(review, rule, request.query)
      const { reason, all } = request.query
      if (all === undefined && reason.length === 0)
        return notAccepted(
          reply,
          reasonsPage({ reader: readerOf(request), review, rule, page: 1, mistakes: [nothingTicked] }),
        )
      const isAll = all !== undefined
      return refuseReasonsPage({ reader: readerOf(request), review, rule, reasons, isAll })
    },
  )

  app.post(`${path}/refuse`, sent, async (request, reply) => {
    inOffice(request)
    const context = contextFor(request)
    const { dataRequestId, rule } = request.params
    const chosen = Chosen.parse(request.body)
    const named = chosen.all === undefined ? { reasons: chosen.reason } : {}
    const due = dayTyped(request.body, 'due')
    const text = typedIn(request.body, 'text') ?? ''
    const read = readForm(Refusal, { submissionId: typedIn(request.body, 'submissionId'), due, text })
    const refused = read.ok ? await refuse(context, { ...read.input, rule, ...named }) : read
    if (refused.ok) return reply.redirect(addressAfter(request.params, 'reasons-refused'), 303)
    const review = await readReview(context, dataRequestId)
    const page = refuseReasonsPage({
      ...{ reader: readerOf(request), review, rule, mistakes: refused.mistakes },
      ...{ reasons: chosenOf(review, rule, chosen), isAll: chosen.all !== undefined },
      typed: { text, due, missing: partsMissing(due) },
    })
    return notAccepted(reply, page)
  })

  app.get(`${path}/take-back`, { schema: { hide: true, params, querystring: Chosen } }, async (request) => {
    inOffice(request)
    const { dataRequestId, rule } = request.params
    const review = await readReview(contextFor(request), dataRequestId)
    const reasons = namedOf(review, rule, request.query.reason)
    return takeBackReasonPage({ reader: readerOf(request), review, rule, reasons })
  })

  app.post(`${path}/take-back`, sent, async (request, reply) => {
    inOffice(request)
    const context = contextFor(request)
    const { dataRequestId, rule } = request.params
    const { reason: reasons } = Chosen.parse(request.body)
    const looked = readForm(Looked, request.body)
    const taken = looked.ok
      ? await attempt(() => takeBackExplanationDecisions(context, { ...looked.input, rule, reasons }))
      : looked
    if (taken.ok) return reply.redirect(addressAfter(request.params, 'reason-taken-back'), 303)
    const review = await readReview(context, dataRequestId)
    const again = { reasons: namedOf(review, rule, reasons), mistakes: taken.mistakes }
    return notAccepted(reply, takeBackReasonPage({ reader: readerOf(request), review, rule, ...again }))
  })
}

type Review = Awaited<ReturnType<typeof readReview>>

/** The reasons nobody has decided on: those that are ticked, or all. */
const chosenOf = (review: Review, rule: string, { reason, all }: Chosen) =>
  unreadOf(askedBy({ review, rule })).filter(
    ({ explanationId }) => all !== undefined || reason.includes(explanationId),
  )

const namedOf = (review: Review, rule: string, ids: readonly string[]) =>
  (askedBy({ review, rule })?.explanations ?? []).filter(({ explanationId }) => ids.includes(explanationId))

function refuse(
  context: Context,
  { due: dueOn, ...input }: z.infer<typeof Refusal> & { readonly rule: string; readonly reasons?: string[] },
) {
  const isTooSoon = dueOn <= context.today
  return attempt(() => refuseExplanations(context, { ...input, dueOn }), isTooSoon ? 'due-day' : undefined)
}

const addressAfter = ({ dataRequestId, rule }: z.infer<typeof params>, done: string): string =>
  `/data-requests/${dataRequestId}/review/reasons/${encodeURIComponent(rule)}?done=${done}`
