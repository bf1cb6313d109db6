import { ChangeDates, changeDates } from '@rollcall/actions/change-dates'
import type { Context } from '@rollcall/actions/context'
import { readDateEffects, readDatesOfRound } from '@rollcall/actions/read-date-changes'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import type { WantedDates } from '@rollcall/domain/date-change'
import { RoundId } from '@rollcall/domain/ids'
import type { RoundDates } from '@rollcall/domain/round'
import { roundAllows } from '@rollcall/domain/round-life'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { inOffice } from '../in-office.ts'
import { attempt, FormBody, notAccepted, PageQuery, readForm, typedIn } from '../page-forms.ts'
import { changeDatesPage, confirmDatesPage, type TypedDates } from '../pages/change-dates-page.ts'
import type { Mistake } from '../pages/fields.ts'
import type { Html } from '../pages/html.ts'
import type { Reader } from '../pages/layout.ts'
import { readerOf } from '../reader.ts'
import { fieldOfDate } from '../round-form.ts'
import { dayInParts, dayTyped, TypedDay } from '../typed-day.ts'

const params = z.object({ roundId: RoundId })
const names = ['due', 'closes', 'publish'] as const
const parts = names.flatMap((name) => [`${name}-day`, `${name}-month`, `${name}-year`])
const part = z.string().max(40).optional().catch(undefined)
/** The form of dates goes by GET, as it changes nothing; `edit` shows it again as it was filled in. */
const querystring = z.object({
  ...Object.fromEntries(parts.map((name) => [name, part])),
  edit: z.literal('yes').optional().catch(undefined),
})

const Typed = z.object({
  due: TypedDay('The due date', 'Enter the day the returns are due.'),
  closes: TypedDay('The closing date', 'Enter the day the round closes.'),
  publish: TypedDay('The publication date', 'Enter the day of publication.').nullable(),
})
const Confirmed = z.object({
  revision: z.coerce.number().int().positive().catch(1),
  dueOn: CalendarDate,
  closesOn: CalendarDate,
  publishOn: z.union([z.literal('').transform(() => null), CalendarDate]),
  reason: ChangeDates.shape.reason,
})

/** The dates of a round that is issued: what other dates would mean, and the change. */
export function dateChangePageRoutes(app: App, contextFor: ContextFor): void {
  const path = '/rounds/:roundId/dates'

  app.get(path, { schema: { hide: true, params, querystring } }, async (request, reply) => {
    inOffice(request)
    const context = contextFor(request)
    const { roundId } = request.params
    const shown = { ...(await readDatesOfRound(context, roundId)), reader: readerOf(request) }
    const { round } = shown
    const { edit, ...query } = request.query as Readonly<Record<string, string | undefined>>
    const typed = datesTyped(query, round)
    const isAsked =
      parts.some((name) => query[name] !== undefined) && roundAllows(round.state, 'change dates')
    if (!isAsked || edit === 'yes') return changeDatesPage({ ...shown, typed })
    const { publish } = typed
    const read = readForm(Typed, { ...typed, publish: isBlank(publish) ? null : publish })
    if (!read.ok) return notAccepted(reply, changeDatesPage({ ...shown, typed, mistakes: read.mistakes }))
    const { due: dueOn, closes: closesOn, publish: publishOn } = read.input
    return await confirmation(context, reply, { shown, wanted: { dueOn, closesOn, publishOn }, typed })
  })

  app.post(
    path,
    { schema: { hide: true, params, querystring: PageQuery, body: FormBody } },
    async (request, reply) => {
      inOffice(request)
      const context = contextFor(request)
      const { roundId } = request.params
      const reason = typedIn(request.body, 'reason')
      const read = readForm(Confirmed, { ...request.body, reason: reason ?? '' })
      const changed = read.ok ? await attempt(() => changeDates(context, { roundId, ...read.input })) : read
      if (changed.ok) return reply.redirect(`/rounds/${roundId}?done=dates-changed`, 303)
      const shown = { ...(await readDatesOfRound(context, roundId)), reader: readerOf(request) }
      const wanted = Confirmed.omit({ reason: true, revision: true }).safeParse(request.body)
      const typed = typedOf(wanted.success ? wanted.data : shown.round)
      const { mistakes } = changed
      if (!wanted.success) return notAccepted(reply, changeDatesPage({ ...shown, typed, reason, mistakes }))
      return await confirmation(context, reply, { shown, wanted: wanted.data, typed, reason, mistakes })
    },
  )
}

interface Confirming {
  readonly shown: Awaited<ReturnType<typeof readDatesOfRound>> & { readonly reader: Reader }
  readonly wanted: WantedDates
  readonly typed: TypedDates
  readonly reason?: string | undefined
  readonly mistakes?: readonly Mistake[]
}

/** What the dates would mean; or the form with what is wrong beside each. */
async function confirmation(
  context: Context,
  reply: FastifyReply,
  { shown, wanted, typed, reason, mistakes }: Confirming,
): Promise<Html | FastifyReply> {
  const { round } = shown
  const looked = await attempt(() => readDateEffects(context, round.id, wanted))
  if (!looked.ok || looked.value.faults) {
    const faults = looked.ok
      ? (looked.value.faults ?? []).map(({ date, words }) => ({ field: fieldOfDate[date], words }))
      : looked.mistakes
    return notAccepted(reply, changeDatesPage({ ...shown, typed, reason, mistakes: mistakes ?? faults }))
  }
  const { changes: made, effects } = looked.value
  const query = new URLSearchParams(
    names.flatMap((name) =>
      Object.entries(typed[name]).map(([one, value]): [string, string] => [`${name}-${one}`, value]),
    ),
  )
  const page = confirmDatesPage({
    ...{ ...shown, wanted, made, effects, reason, revision: round.revision, mistakes: mistakes ?? [] },
    back: `/rounds/${round.id}/dates?edit=yes&${query}`,
  })
  return mistakes ? notAccepted(reply, page) : page
}

/** The dates as typed; one that the form does not have stays. */
function datesTyped(query: Readonly<Record<string, string | undefined>>, round: RoundDates): TypedDates {
  const standing = typedOf(round)
  const of = (name: (typeof names)[number]) =>
    query[`${name}-day`] === undefined ? standing[name] : dayTyped(query as FormBody, name)
  return { due: of('due'), closes: of('closes'), publish: of('publish') }
}

const typedOf = ({ dueOn, closesOn, publishOn }: WantedDates): TypedDates => ({
  due: dayInParts(dueOn),
  closes: dayInParts(closesOn),
  publish: dayInParts(publishOn),
})

const isBlank = (typed: TypedDates['due']): boolean => Object.values(typed).every((one) => one === '')
