import { recordEvent } from '@rollcall/database/audit-events'
import type { Trx } from '@rollcall/database/connect'
import { updateDataRequest } from '@rollcall/database/data-requests'
import {
  findAskedExtension,
  getExtension,
  insertExtension,
  updateExtension,
} from '@rollcall/database/extensions'
import { lockReturn } from '@rollcall/database/held-returns'
import { getClosingDate } from '@rollcall/database/rounds'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { extend, extensionProblems, mustBeAhead } from '@rollcall/domain/extension'
import { DataRequestId, ExtensionId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { roundMust } from '@rollcall/domain/round-life'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { tell } from './tell.ts'
import { wordsOf } from './words.ts'

const reason = z.string().trim().min(1, 'Say why more time is given.').max(4000)

/** Grants what was asked for, until another day if one is given; or gives more time to an authority that did not ask. */
export const GrantExtension = z.union([
  z.object({
    extensionId: ExtensionId,
    until: CalendarDate.optional(),
    reason: reason.optional(),
  }),
  z.object({ dataRequestId: DataRequestId, until: CalendarDate, reason }),
])
export type GrantExtension = z.infer<typeof GrantExtension>

/** Gives one authority until a later day, and tells them. The round's own due date stays. */
export async function grantExtension(
  context: Context,
  input: GrantExtension,
): Promise<{ readonly extensionId: ExtensionId; readonly dueOn: CalendarDate }> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'grant an extension')
  return await transact(context, async (trx) => {
    const dataRequestId = await requestOf(trx, input)
    const request = await lockReturn(trx, dataRequestId)
    roundMust(request.roundState, 'collect')
    const asked = await askedOf(trx, input, dataRequestId)
    if (!asked) mustBeAhead(wantedUntil(input, null), context.today)
    const { roundId, authorityId } = request
    const until = extend(request, await getClosingDate(trx, roundId), wantedUntil(input, asked?.askedUntil))

    const extensionId = asked?.id ?? ExtensionId.parse(crypto.randomUUID())
    const words = await wordsOf(context, trx, dataRequestId)
    const decision = {
      state: 'granted' as const,
      until,
      decidedBy: viewer.personId,
      decidedAt: now,
      decisionSealed: input.reason === undefined ? null : words.seal(input.reason),
    }
    if (asked) await updateExtension(trx, extensionId, decision)
    else await insertExtension(trx, { id: extensionId, dataRequestId, authorityId, ...decision })
    await updateDataRequest(trx, dataRequestId, { dueOn: until })
    const told = { roundId, dataRequestId, authorityId }
    await recordEvent(trx, context, { type: 'extension granted', ...told, extensionId, until })
    await tell(trx, [{ ...told, kind: 'extension granted', recipients: 'authority', aboutId: extensionId }])
    return { extensionId, dueOn: until }
  })
}

const requestOf = async (trx: Trx, input: GrantExtension): Promise<DataRequestId> =>
  'extensionId' in input ? (await getExtension(trx, input.extensionId)).dataRequestId : input.dataRequestId

/** What the authority asked for and this decides; read once the request is held, so that it is decided once. */
async function askedOf(trx: Trx, input: GrantExtension, dataRequestId: DataRequestId) {
  if (!('extensionId' in input)) return await findAskedExtension(trx, dataRequestId)
  const asked = await getExtension(trx, input.extensionId)
  if (asked.state !== 'asked') throw extensionProblems.extensionDecided(asked)
  return asked
}

function wantedUntil(input: GrantExtension, askedUntil: CalendarDate | null | undefined): CalendarDate {
  const until = input.until ?? askedUntil
  if (!until) throw new Error('an extension that was asked for says no day')
  return until
}
