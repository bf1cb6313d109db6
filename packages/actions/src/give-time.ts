import { recordEvents } from '@rollcall/database/audit-events'
import type { Trx } from '@rollcall/database/connect'
import {
  grantAsked,
  insertExtensions,
  listMeant,
  lockRequestsOfRound,
  type Meant,
  makeDue,
} from '@rollcall/database/more-time'
import { getClosingDate, lockRound } from '@rollcall/database/rounds'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { extensionProblems, timeForSeveral } from '@rollcall/domain/extension'
import { ExtensionId, RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import type { Problem } from '@rollcall/domain/problem'
import { problems } from '@rollcall/domain/problems'
import { roundMust } from '@rollcall/domain/round-life'
import type { OfficeViewer } from '@rollcall/domain/viewer'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { tell } from './tell.ts'
import { wordsOfEach } from './words.ts'

/** Whom of a round more time is meant for. */
export const TimeFor = z.discriminatedUnion('who', [
  z.object({ who: z.literal('not signed') }),
  z.object({ who: z.literal('late') }),
  z.object({ who: z.literal('regions'), regions: z.array(z.string().max(100)).min(1).max(100) }),
  z.object({ who: z.literal('authorities'), codes: z.array(z.string().max(40)).min(1).max(10_000) }),
])
export type TimeFor = z.infer<typeof TimeFor>

export const GiveTime = z.object({
  roundId: RoundId,
  for: TimeFor,
  until: CalendarDate,
  reason: z.string().trim().min(1, 'Say why more time is given.').max(4000),
  /** To how many it was read that it would be given; another number in the meantime refuses it. */
  expected: z.int().positive().optional(),
})
export type GiveTime = z.infer<typeof GiveTime>

interface TimeGiven {
  readonly given: readonly Meant[]
  readonly notGiven: readonly { readonly request: Meant; readonly why: Problem }[]
}

type Wanted = Pick<GiveTime, 'roundId' | 'for' | 'until'>

/** Who would get more time until a day, and who would not and why; nothing is changed. */
export async function readTimeGiving(context: Context, wanted: Wanted): Promise<TimeGiven> {
  mustBeAllowed(context.viewer, 'grant an extension')
  return await transact(context, (trx) => whoGetsTime(context, trx, wanted))
}

/**
 * Gives several authorities more time that nobody has to have asked for: all of it or none, each with an extension of its own. What one
 * has asked for is decided by it, unless that is longer: this still waits for an answer.
 */
export async function giveTime(context: Context, input: GiveTime): Promise<TimeGiven> {
  const { viewer } = context
  mustBeAllowed(viewer, 'grant an extension')
  return await transact(context, async (trx) => {
    const { state } = await lockRound(trx, input.roundId)
    roundMust(state, 'collect')
    await lockRequestsOfRound(trx, input.roundId)
    const decided = await whoGetsTime(context, trx, input)
    const { given } = decided
    if (input.expected !== undefined && given.length !== input.expected)
      throw problems.stale({ what: 'list of authorities' })

    const extensions = given.map((request) => ({ ...request, extensionId: extensionFor(request, input) }))
    await storeExtensions(context, trx, { ...input, viewer, extensions })
    await makeDue(
      trx,
      given.map(({ dataRequestId }) => dataRequestId),
      input.until,
    )
    const { roundId, until } = input
    const told = extensions.map(({ dataRequestId, authorityId, extensionId }) => ({
      of: { roundId, dataRequestId, authorityId },
      extensionId,
    }))
    await recordEvents(
      trx,
      context,
      told.map(({ of, extensionId }) => ({ type: 'extension granted', ...of, extensionId, until })),
    )
    await tell(
      trx,
      told.map(({ of, extensionId: aboutId }) => ({
        ...{ ...of, kind: 'extension granted', aboutId },
        recipients: 'authority' as const,
      })),
    )
    return decided
  })
}

async function whoGetsTime(
  { today }: Context,
  trx: Trx,
  { roundId, until, for: meant }: Wanted,
): Promise<TimeGiven> {
  const requests = await listMeant(trx, roundId, meant, today)
  if (meant.who === 'authorities') {
    const found = new Set(requests.map(({ code }) => code))
    const codes = meant.codes.filter((code) => !found.has(code))
    if (codes.length > 0) throw extensionProblems.notInRound({ codes })
  }
  return timeForSeveral(requests, { until, closesOn: await getClosingDate(trx, roundId), today })
}

/** Whether what somebody asked for is answered by this. */
const isAnswered = ({ askedUntil }: Meant, { until }: Pick<GiveTime, 'until'>): boolean =>
  askedUntil !== null && askedUntil <= until

const extensionFor = (request: Meant, input: GiveTime): ExtensionId =>
  request.askedId !== null && isAnswered(request, input)
    ? request.askedId
    : ExtensionId.parse(crypto.randomUUID())

interface Extensions extends GiveTime {
  readonly viewer: OfficeViewer
  readonly extensions: readonly (Meant & { readonly extensionId: ExtensionId })[]
}

/** Each has the reason sealed under its own key. */
async function storeExtensions(
  context: Context,
  trx: Trx,
  { viewer, until, reason, extensions }: Extensions,
): Promise<void> {
  const words = await wordsOfEach(
    context,
    trx,
    extensions.map(({ dataRequestId }) => dataRequestId),
  )
  const sealed = extensions.map(({ dataRequestId, authorityId, askedId, extensionId: id }) => {
    const own = words.get(dataRequestId)
    if (own === undefined) throw problems.contentDestroyed()
    return { id, dataRequestId, authorityId, isNew: id !== askedId, decisionSealed: own.seal(reason) }
  })
  const decision = { until, decidedBy: viewer.personId, decidedAt: context.now }
  await grantAsked(
    trx,
    sealed.filter(({ isNew }) => !isNew),
    decision,
  )
  await insertExtensions(
    trx,
    sealed
      .filter(({ isNew }) => isNew)
      .map(({ isNew: _, ...extension }) => ({ ...extension, state: 'granted' as const, ...decision })),
  )
}
