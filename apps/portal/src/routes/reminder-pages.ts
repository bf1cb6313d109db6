import { ChangeReminders, changeReminders } from '@rollcall/actions/change-reminders'
import {
  readEveryPlanned,
  readPlanned,
  readWaiting,
  readWithoutReminder,
} from '@rollcall/actions/read-planned'
import { type ReadReminders, readReminders } from '@rollcall/actions/read-reminders'
import { RoundId } from '@rollcall/domain/ids'
import {
  mostSteps,
  type ReminderStep,
  reminderAims,
  reminderFaults,
} from '@rollcall/domain/reminder-calendar'
import { withoutCapital } from '@rollcall/domain/text'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { inOffice } from '../in-office.ts'
import { attempt, DoneQuery, FormBody, notAccepted, PageNumber, PageQuery, typedIn } from '../page-forms.ts'
import { changeRemindersPage, type TypedStep } from '../pages/change-reminders-page.ts'
import { doneWords } from '../pages/done.ts'
import type { Mistake } from '../pages/fields.ts'
import { plannedPage, plannedViews } from '../pages/planned-page.ts'
import { remindersPage } from '../pages/reminders-page.ts'
import { readerOf } from '../reader.ts'
import { sendPlanned } from '../send-planned.ts'

const params = z.object({ roundId: RoundId })
const Planned = z.object({
  show: z.enum(plannedViews).catch('reminders'),
  text: z.string().trim().min(1).max(100).optional().catch(undefined),
  days: z.coerce.number().int().min(1).max(400).optional().catch(undefined),
  page: PageNumber,
})

/** When a round reminds whom, and what is going to be written. */
export function reminderPageRoutes(app: App, contextFor: ContextFor): void {
  const path = '/rounds/:roundId/reminders'

  app.get(path, { schema: { hide: true, params, querystring: DoneQuery } }, async (request) => {
    inOffice(request)
    const read = await readReminders(contextFor(request), request.params.roundId)
    return remindersPage({ ...read, reader: readerOf(request), done: doneWords(request.query.done) })
  })

  app.get(`${path}/change`, { schema: { hide: true, params } }, async (request) => {
    inOffice(request)
    const read = await readReminders(contextFor(request), request.params.roundId)
    return changeRemindersPage({ ...shownOf(read), reader: readerOf(request), typed: typedOf(read.steps) })
  })

  app.post(
    `${path}/change`,
    { schema: { hide: true, params, querystring: PageQuery, body: FormBody } },
    async (request, reply) => {
      inOffice(request)
      const context = contextFor(request)
      const { roundId } = request.params
      const typed = rowsTypedIn(request.body)
      const { steps, mistakes } = stepsOf(typed)
      const revision = ChangeReminders.shape.revision
        .catch(1)
        .parse(Number(typedIn(request.body, 'revision')))
      const changed =
        mistakes.length > 0
          ? { ok: false as const, mistakes }
          : await attempt(() => changeReminders(context, { roundId, revision, steps }))
      if (changed.ok) return reply.redirect(`/rounds/${roundId}/reminders?done=reminders-changed`, 303)
      const read = await readReminders(context, roundId)
      const shown = { ...shownOf(read), reader: readerOf(request), typed, mistakes: changed.mistakes }
      return notAccepted(reply, changeRemindersPage(shown))
    },
  )

  app.get(
    '/rounds/:roundId/messages/planned',
    { schema: { hide: true, params, querystring: Planned } },
    async (request) => {
      inOffice(request)
      const context = contextFor(request)
      const view = request.query
      const asked = { ...request.params, ...view }
      const of = (show: typeof view.show) => ({ ...asked, page: view.show === show ? view.page : undefined })
      const { planned, ...read } = await readPlanned(context, of('reminders'))
      const waiting = await readWaiting(context, of('waiting'))
      const without = await readWithoutReminder(context, of('none'))
      const lists = {
        reminders: { show: 'reminders' as const, rows: planned },
        waiting: { show: 'waiting' as const, rows: waiting.rows },
        none: { show: 'none' as const, rows: without.rows },
      }
      return plannedPage({
        ...{ ...read, reader: readerOf(request), view, list: lists[view.show] },
        ...{ waiting: waiting.total, without: without.total },
      })
    },
  )

  app.get(
    '/rounds/:roundId/messages/planned.csv',
    { config: { givesFile: true }, schema: { hide: true, params, querystring: Planned } },
    async (request, reply) => {
      inOffice(request)
      const context = contextFor(request)
      const { text, days } = request.query
      const { round } = await readReminders(context, request.params.roundId)
      const fileName = `${round.collectionId}-${round.referenceOn}-planned.csv`
      return sendPlanned(reply, readEveryPlanned(context, { ...request.params, text, days }), fileName)
    },
  )
}

const shownOf = ({ round, unknownYear }: ReadReminders) => ({ round, revision: round.revision, unknownYear })

/** A calendar as its form shows it. */
const typedOf = (steps: readonly ReminderStep[]): TypedStep[] =>
  steps.map(({ aim, days, at }) => ({
    ...{ aim, at, days: String(Math.abs(days)), side: days > 0 ? 'after' : 'before' },
  }))

/** Every row of the form as it was typed. */
const rowsTypedIn = (body: FormBody): TypedStep[] =>
  Array.from({ length: mostSteps }, (_, at) => at).flatMap((at) => {
    const of = (part: string) => typedIn(body, `step-${at}-${part}`)?.trim() ?? ''
    const days = of('days')
    return days === '' ? [] : [{ days, side: of('side'), aim: of('aim'), at: of('at') }]
  })

const Aim = z.enum(reminderAims).catch('officers')

/** The calendar that was typed, with what is wrong beside the row that it is wrong in. */
function stepsOf(typed: readonly TypedStep[]): { steps: ReminderStep[]; mistakes: Mistake[] } {
  const steps = typed.map(({ days, side, aim, at }) => ({
    ...{ aim: Aim.parse(aim), at: /^\d:\d\d$/.test(at) ? `0${at}` : at },
    days: /^\d+$/.test(days) ? (side === 'after' ? Number(days) : 0 - Number(days)) : Number.NaN,
  }))
  const mistakes = reminderFaults(steps).map(({ at, words }) => ({
    words: `Reminder ${at + 1}: ${withoutCapital(words)}`,
    field: `step-${at}-${words.startsWith('Choose a time') ? 'at' : 'days'}`,
  }))
  return { steps, mistakes }
}
