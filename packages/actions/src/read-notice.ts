import type { Trx } from '@rollcall/database/connect'
import { getDataRequest } from '@rollcall/database/data-requests'
import { findMessage, getNoticeTerms } from '@rollcall/database/notice-terms'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import type { DataRequestId, RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { type RequestNotice, requestNotice } from '@rollcall/domain/request-notice'
import { today } from '@rollcall/platform/clock'
import { askedAuthority } from './asked-authority.ts'
import { type Context, transact } from './context.ts'
import { frozenCollectionOf } from './frozen-collection.ts'

/** The formal request as its authority was sent it. */
export const readNotice = (context: Context, dataRequestId: DataRequestId): Promise<RequestNotice> =>
  transact(context, async (trx) => {
    const { roundId, authorityCode } = await getDataRequest(trx, dataRequestId)
    return (await noticeFor(trx, roundId, await askedAuthority(trx, roundId, authorityCode))).notice
  })

/** The same as one authority of a round gets it, in a draft too; and what the round before said, where this one says nothing yet. */
export const readNoticeOfRound = (
  context: Context,
  { roundId, authority: said }: { readonly roundId: RoundId; readonly authority?: string | undefined },
) =>
  transact(context, async (trx) => {
    mustBeAllowed(context.viewer, 'read what a round will ask')
    const authority = await askedAuthority(trx, roundId, said)
    const { notice, message, lastRoundId } = await noticeFor(trx, roundId, authority)
    const before = message === null && lastRoundId !== null ? await findMessage(trx, lastRoundId) : null
    return { notice, authority, message, messageBefore: before }
  })

async function noticeFor(
  trx: Trx,
  roundId: RoundId,
  authority: { readonly code: string; readonly name: string },
) {
  const { issuedAt, toldDueOn, ...round } = await getNoticeTerms(trx, roundId)
  const { collection } = await frozenCollectionOf(trx, roundId)
  const told = {
    dueOn: toldDueOn ?? round.dueOn,
    issueOn: issuedAt === null ? round.issueOn : CalendarDate.parse(today(issuedAt)),
  }
  return { ...round, notice: requestNotice({ collection, round: { ...round, ...told }, authority }) }
}
