import type { Trx } from '@rollcall/database/connect'
import { getDataRequest } from '@rollcall/database/data-requests'
import { findRequestLetter } from '@rollcall/database/letters'
import { findMessage, getNoticeTerms } from '@rollcall/database/notice-terms'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import type { AuthorityId, DataRequestId, LetterId, RoundId } from '@rollcall/domain/ids'
import { formalRequest } from '@rollcall/domain/letters/of-requests'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { type RequestNotice, requestNotice } from '@rollcall/domain/request-notice'
import { today } from '@rollcall/platform/clock'
import { askedAuthority } from './asked-authority.ts'
import { type Context, transact } from './context.ts'
import { frozenCollectionOf } from './frozen-collection.ts'
import { wordingFor } from './wording-for.ts'

/** The letter that a notice stands in: none in a draft, nor of a round from before there were letters. */
interface InLetter {
  readonly letterId: LetterId
  readonly reference: string
}

interface Noticed {
  readonly notice: RequestNotice
  readonly letter: InLetter | undefined
}

/** The formal request as its authority was sent it. */
export const readNotice = (context: Context, dataRequestId: DataRequestId): Promise<Noticed> =>
  transact(context, async (trx) => {
    const { roundId, authorityCode } = await getDataRequest(trx, dataRequestId)
    const authority = await askedAuthority(trx, roundId, authorityCode)
    const { notice, letter } = await noticeFor(trx, roundId, authority)
    return { notice, letter }
  })

/** The same as one authority of a round gets it, in a draft too; and what the round before said, where this one says nothing yet. */
export const readNoticeOfRound = (
  context: Context,
  { roundId, authority: said }: { readonly roundId: RoundId; readonly authority?: string | undefined },
) =>
  transact(context, async (trx) => {
    mustBeAllowed(context.viewer, 'read what a round will ask')
    const authority = await askedAuthority(trx, roundId, said)
    const { notice, letter, message, lastRoundId } = await noticeFor(trx, roundId, authority)
    const before = message === null && lastRoundId !== null ? await findMessage(trx, lastRoundId) : null
    return { notice, letter, authority, message, messageBefore: before }
  })

interface Asked {
  readonly id: AuthorityId
  readonly code: string
  readonly name: string
}

async function noticeFor(trx: Trx, roundId: RoundId, authority: Asked) {
  const { issuedAt, toldDueOn, ...round } = await getNoticeTerms(trx, roundId)
  const sent = await findRequestLetter(trx, { roundId, authorityId: authority.id })
  if (sent) return { ...round, ...sent }
  const { collection } = await frozenCollectionOf(trx, roundId)
  const told = {
    dueOn: toldDueOn ?? round.dueOn,
    issueOn: issuedAt === null ? round.issueOn : CalendarDate.parse(today(issuedAt)),
  }
  const wording = issuedAt === null ? await wordingFor(trx, formalRequest.kind) : formalRequest.wording
  const notice = requestNotice({ collection, round: { ...round, ...told }, authority, wording })
  return { ...round, notice, letter: undefined }
}
