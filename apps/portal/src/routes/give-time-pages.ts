import { type Context, transact } from '@rollcall/actions/context'
import { GiveTime, giveTime, readTimeGiving, type TimeFor } from '@rollcall/actions/give-time'
import { grantExtension } from '@rollcall/actions/grant-extension'
import { findAskedExtension } from '@rollcall/database/extensions'
import { getFrozenAuthorities } from '@rollcall/database/frozen-sources'
import { countWithoutSignature } from '@rollcall/database/more-time'
import { getRound } from '@rollcall/database/rounds'
import { getShownDataRequest } from '@rollcall/database/shown-data-requests'
import { indexAuthorities } from '@rollcall/domain/authority-index'
import type { CalendarDate } from '@rollcall/domain/calendar-date'
import { DataRequestId, RoundId } from '@rollcall/domain/ids'
import { readPasted } from '@rollcall/domain/pasted-authorities'
import { Problem } from '@rollcall/domain/problem'
import { roundMust } from '@rollcall/domain/round-life'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { inOffice } from '../in-office.ts'
import {
  allTypedIn,
  attempt,
  FormBody,
  type NotAccepted,
  notAccepted,
  PageQuery,
  readForm,
  typedIn,
} from '../page-forms.ts'
import { confirmGiving, givingForm, type TypedGiving } from '../pages/give-several-time-pages.ts'
import { giveTimePage } from '../pages/give-time-page.ts'
import { faultsIn } from '../pasted-faults.ts'
import { readerOf } from '../reader.ts'
import { dayTyped, TypedDay } from '../typed-day.ts'

const until = TypedDay('The new due date', 'Enter the day until which you give more time.')
const Given = z.object({ until, reason: GiveTime.shape.reason })
const Meant = z.object({
  who: z.enum(['not signed', 'late', 'regions', 'authorities'], 'Choose who gets more time.'),
  until,
})
const Confirmed = z.object({
  expected: z.coerce.number().int().positive().catch(1),
  reason: GiveTime.shape.reason,
})

/** More time that nobody asked for: to one authority, or to several at once. */
export function giveTimePageRoutes(app: App, contextFor: ContextFor): void {
  toOne(app, contextFor)
  toSeveral(app, contextFor)
}

function toOne(app: App, contextFor: ContextFor): void {
  const path = '/data-requests/:dataRequestId/give-time'
  const params = z.object({ dataRequestId: DataRequestId })

  app.get(path, { schema: { hide: true, params } }, async (request) => {
    inOffice(request)
    const read = await readOne(contextFor(request), request.params.dataRequestId)
    return giveTimePage({ ...read, reader: readerOf(request) })
  })

  const sent = { hide: true, params, querystring: PageQuery, body: FormBody }
  app.post(path, { schema: sent }, async (request, reply) => {
    inOffice(request)
    const context = contextFor(request)
    const { dataRequestId } = request.params
    const typed = { until: dayTyped(request.body, 'until'), reason: typedIn(request.body, 'reason') }
    const read = readForm(Given, { ...typed, reason: typed.reason ?? '' })
    const given = read.ok
      ? await attempt(() => grantExtension(context, { dataRequestId, ...read.input }), 'until-day')
      : read
    if (given.ok) return reply.redirect(`/data-requests/${dataRequestId}/review?done=extension-granted`, 303)
    const page = { ...(await readOne(context, dataRequestId)), reader: readerOf(request) }
    return notAccepted(reply, giveTimePage({ ...page, typed, mistakes: given.mistakes }))
  })
}

async function readOne(context: Context, dataRequestId: DataRequestId) {
  return await transact(context, async (trx) => {
    const dataRequest = await getShownDataRequest(trx, dataRequestId)
    return {
      dataRequest,
      round: await getRound(trx, dataRequest.roundId),
      asked: await findAskedExtension(trx, dataRequestId),
      today: context.today,
    }
  })
}

function toSeveral(app: App, contextFor: ContextFor): void {
  const path = '/rounds/:roundId/extensions/give'
  const params = z.object({ roundId: RoundId })

  app.get(path, { schema: { hide: true, params } }, async (request) => {
    inOffice(request)
    const read = await readForms(contextFor(request), request.params.roundId)
    return givingForm({ ...read, typed: nothingTyped, reader: readerOf(request) })
  })

  const sent = { hide: true, params, querystring: PageQuery, body: FormBody }
  app.post(path, { schema: sent }, async (request, reply) => {
    inOffice(request)
    const context = contextFor(request)
    const { roundId } = request.params
    const typed = typedGiving(request.body)
    const read = { ...(await readForms(context, roundId)), reader: readerOf(request) }
    const looked = await lookTyped(context, roundId, typed)
    if (!looked.ok) return notAccepted(reply, givingForm({ ...read, typed, mistakes: looked.mistakes }))
    const { giving, ...input } = looked.input
    const shown = { ...read, typed, giving, until: input.until }
    // The first press shows who it would be; the page that lists them says how many it has listed.
    if (request.body.expected === undefined) return confirmGiving(shown)
    const reason = typedIn(request.body, 'reason')
    const confirmed = readForm(Confirmed, {
      expected: typedIn(request.body, 'expected'),
      reason: reason ?? '',
    })
    const given = confirmed.ok
      ? await attempt(() => giveTime(context, { roundId, ...input, ...confirmed.input }))
      : confirmed
    if (given.ok) return reply.redirect(`/rounds/${roundId}/extensions?done=time-given`, 303)
    return notAccepted(reply, confirmGiving({ ...shown, reason, mistakes: given.mistakes }))
  })
}

const nothingTyped: TypedGiving = {
  ...{ who: undefined, regions: [], codes: undefined },
  until: { day: '', month: '', year: '' },
}

const typedGiving = (body: FormBody): TypedGiving => ({
  who: typedIn(body, 'who'),
  regions: allTypedIn(body, 'regions'),
  codes: typedIn(body, 'codes'),
  until: dayTyped(body, 'until'),
})

const readForms = (context: Context, roundId: RoundId) =>
  transact(context, async (trx) => ({
    round: await getRound(trx, roundId),
    waiting: await countWithoutSignature(trx, roundId, context.today),
  }))

/** The authorities as the round knows them, to read a pasted list by. */
const readTable = (context: Context, roundId: RoundId) =>
  transact(context, async (trx) => {
    const { authoritiesHash, referenceOn } = await getRound(trx, roundId)
    return { authorities: await getFrozenAuthorities(trx, authoritiesHash), referenceOn }
  })

interface MeantInput {
  readonly for: TimeFor
  readonly until: CalendarDate
}

/** Whom more time is meant for and until when; or everything that has to be mended. */
function readMeant(
  typed: TypedGiving,
  { authorities, referenceOn }: Awaited<ReturnType<typeof readTable>>,
): { readonly ok: true; readonly input: MeantInput } | NotAccepted {
  const read = readForm(Meant, typed)
  const say = (field: string, words: readonly string[]): NotAccepted => ({
    ok: false,
    mistakes: [...faultsIn(field, words), ...(read.ok ? [] : read.mistakes)],
  })
  const asked = (meant: TimeFor): { readonly ok: true; readonly input: MeantInput } | NotAccepted =>
    read.ok ? { ok: true, input: { for: meant, until: read.input.until } } : read
  const { who, regions, codes = '' } = typed
  if (who === 'regions')
    return regions.length > 0
      ? asked({ who, regions: [...regions] })
      : say('regions', ['Choose at least one region.'])
  if (who === 'authorities') {
    const every = new Set(authorities.map(({ code }) => code))
    const pasted = readPasted(codes, indexAuthorities(authorities, referenceOn), every)
    if (pasted.faults.length > 0) return say('codes', pasted.faults)
    if (pasted.codes.length === 0) return say('codes', ['Enter at least one authority.'])
    return asked({ who, codes: [...pasted.codes] })
  }
  return asked({ who: who === 'late' ? 'late' : 'not signed' })
}

/** What was typed, with who would get more time by it. */
async function lookTyped(context: Context, roundId: RoundId, typed: TypedGiving) {
  const meant = readMeant(typed, await readTable(context, roundId))
  if (!meant.ok) return meant
  const looked = await look(context, roundId, meant.input)
  return looked.ok ? { ok: true as const, input: { ...meant.input, giving: looked.value } } : looked
}

const fieldOfProblem: Readonly<Record<string, string>> = {
  EXTENSION_PAST_CLOSE: 'until-day',
  EXTENSION_OVER: 'until-day',
  EXTENSION_FOR_NOBODY: 'who',
  NOT_IN_ROUND: 'codes',
}

/** Who would get it; or beside which field it has to be mended. */
async function look(context: Context, roundId: RoundId, input: MeantInput) {
  let field: string | undefined
  const looked = await attempt(async () => {
    try {
      const { state } = await transact(context, (trx) => getRound(trx, roundId))
      roundMust(state, 'collect')
      return await readTimeGiving(context, { roundId, ...input })
    } catch (error) {
      if (error instanceof Problem) field = fieldOfProblem[error.code]
      throw error
    }
  })
  return looked.ok
    ? looked
    : { ...looked, mistakes: looked.mistakes.map((mistake) => ({ ...mistake, ...(field && { field }) })) }
}
