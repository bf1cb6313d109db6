import { ExplanationText, explainFindings } from '@rollcall/actions/explain-findings'
import { readQueries } from '@rollcall/actions/read-queries'
import { SubmissionId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type App, askerOf, type ContextFor } from '../app.ts'
import { attempt, DoneQuery, FormBody, notAccepted, PageNumber, PageQuery, typedIn } from '../page-forms.ts'
import { doneWords } from '../pages/done.ts'
import { explainRulePage } from '../pages/explain-rule-page.ts'
import { addressOfRule, explanationsOf, openOf } from '../pages/explaining.ts'
import { explanationsPage } from '../pages/explanations-page.ts'
import type { Mistake } from '../pages/fields.ts'
import { type Html, html } from '../pages/html.ts'
import { link } from '../pages/text.ts'
import { readerOf } from '../reader.ts'

const params = z.object({ submissionId: SubmissionId })
const number = z.coerce.number().int().positive()
const Where = PageQuery.extend({
  rule: z.string().max(200).optional(),
  finding: number.optional().catch(undefined),
  each: z.literal('yes').optional().catch(undefined),
  after: z.coerce.number().int().min(0).default(0).catch(0),
  page: PageNumber,
  ...DoneQuery.shape,
})
type Where = z.infer<typeof Where>

type Read = Awaited<ReturnType<typeof readQueries>>

/** What was typed and could not be taken as it is. */
interface Typed {
  readonly body: FormBody
  readonly mistakes: readonly Mistake[]
}

/** The pages on which an officer explains queries. */
export function explanationRoutes(app: App, contextFor: ContextFor): void {
  app.get(
    '/submissions/:submissionId/explanations',
    { schema: { hide: true, params, querystring: Where } },
    async (request) => {
      const read = await readQueries(contextFor(request), request.params.submissionId)
      return pageOf(request, read, request.query)
    },
  )

  app.post(
    '/submissions/:submissionId/explanations',
    { schema: { hide: true, params, querystring: Where, body: FormBody } },
    async (request, reply) => {
      const context = contextFor(request)
      const { query, body, params } = request
      const { submissionId } = params
      const again = async (mistakes: readonly Mistake[]) =>
        notAccepted(
          reply,
          pageOf(request, await readQueries(context, submissionId), query, { body, mistakes }),
        )

      const boxes = boxesIn(body, query)
      const mistakes = boxes.flatMap(({ mistake }) => mistake ?? [])
      if (mistakes.length > 0) return await again(mistakes)
      const explanations = boxes.flatMap(({ about, text }) => (text === undefined ? [] : { ...about, text }))
      if (explanations.length > 0) {
        const explained = await attempt(
          () => explainFindings(context, { submissionId, explanations }),
          boxes[0]?.field,
        )
        if (!explained.ok) return await again(explained.mistakes)
      }
      const read = await readQueries(context, submissionId)
      return reply.redirect(nextAddress(read, query, { boxes, isDone: explanations.length > 0 }), 303)
    },
  )
}

/** One box of the form: what is said in it of which queries, or what is wrong with that; neither where it was left empty. */
interface Box {
  readonly field: string
  readonly id: number | undefined
  readonly about: { readonly rule: string } | { readonly findings: number[] }
  readonly text?: string
  readonly mistake?: Mistake
}

const boxesIn = (body: FormBody, where: Where): Box[] =>
  Object.keys(body).flatMap((field) => {
    const about = aboutOf(field, where)
    return about === undefined ? [] : boxIn({ field, ...about }, typedIn(body, field) ?? '', where)
  })

/** What a box is about: all that is open of the rule, or one query. */
function aboutOf(field: string, { rule }: Where): Pick<Box, 'id' | 'about'> | undefined {
  if (field === 'reason' && rule !== undefined) return { id: undefined, about: { rule } }
  const id = Number(/^finding-(\d{1,9})$/.exec(field)?.[1])
  return id > 0 ? { id, about: { findings: [id] } } : undefined
}

function boxIn(box: Pick<Box, 'field' | 'id' | 'about'>, text: string, { each }: Where): Box {
  // Where there are many boxes, those that are left empty are for another time.
  if (each && text.trim() === '') return box
  const read = ExplanationText.safeParse(text)
  if (read.success) return { ...box, text: read.data }
  return { ...box, mistake: { field: box.field, words: read.error.issues[0]?.message ?? '' } }
}

/** Where somebody goes on: the next boxes of this rule where there are more, or else what is left of the whole. */
function nextAddress(
  { rules, submission }: Read,
  where: Where,
  { boxes, isDone }: { readonly boxes: readonly Box[]; readonly isDone: boolean },
): string {
  const version = { submissionId: submission.id }
  const done: Record<string, string> = isDone ? { done: 'explained' } : {}
  const rule = ruleOf(rules, where)
  const last = Math.max(0, ...boxes.map(({ id = 0 }) => id))
  if (where.each && rule && openOf(rule.findings).some(({ id }) => id > last))
    return addressOfRule(version, rule.rule, { each: 'yes', after: last, ...done })
  if (where.finding && rule) return addressOfRule(version, rule.rule, done)
  return `${explanationsOf(submission.id)}${isDone ? '?done=explained' : ''}`
}

/** All queries by rule; or those of one rule, where it is named or there is only one that leaves anything to explain. */
function pageOf(request: FastifyRequest, read: Read, where: Where, typed?: Typed): Html {
  const { submission, dataRequest, rules } = read
  const version = {
    ...{ reader: readerOf(request), rules, isOver: isOver(request, read) },
    ...{ submissionId: submission.id, version: submission.version },
    request: { id: dataRequest.id, title: dataRequest.title },
  }
  const done = doneWords(where.done)
  const rule = ruleOf(rules, where)
  if (rule === undefined) {
    if (where.rule !== undefined || where.finding !== undefined) throw problems.notFound({ what: 'query' })
    const mayBeSent = dataRequest.state === 'awaiting-sign-off' && version.isOver === undefined
    return explanationsPage({ ...version, errors: submission.errorCount ?? 0, mayBeSent, done })
  }
  const { finding, each, after, page } = where
  const only = rule.findings.find(({ id }) => id === finding)
  return explainRulePage({
    ...{ ...version, rule, page, only, done },
    each: each && { after },
    ...(typed && { mistakes: typed.mistakes, typed: wordsIn(typed.body) }),
  })
}

const wordsIn = (body: FormBody): ReadonlyMap<string, string> =>
  new Map(Object.keys(body).map((field) => [field, typedIn(body, field) ?? '']))

function ruleOf(rules: Read['rules'], { rule, finding }: Where): Read['rules'][number] | undefined {
  if (finding !== undefined) return rules.find(({ findings }) => findings.some(({ id }) => id === finding))
  if (rule !== undefined) return rules.find((one) => one.rule === rule)
  const [first, ...others] = rules
  return first && others.length === 0 && openOf(first.findings).length > 0 ? first : undefined
}

/** Why nothing can be explained on this version now. */
function isOver(request: FastifyRequest, { submission, dataRequest }: Read): Html | undefined {
  if (dataRequest.currentSubmissionId !== submission.id)
    return html`A newer version of this return has been sent. ${dataRequest.currentSubmissionId && link(explanationsOf(dataRequest.currentSubmissionId), 'Explain the queries of that one')}.`
  if (submission.checkedAt === null) return html`This version has not been checked yet.`
  if (submission.state === 'signed')
    return html`This version is signed off, so its explanations can no longer change.`
  if (askerOf(request).viewer.role !== 'officer') return html`Queries are explained by your data officers.`
  return undefined
}
