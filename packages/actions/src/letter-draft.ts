import type { Trx } from '@rollcall/database/connect'
import { findRequestLetter, getLetterTerms } from '@rollcall/database/letters'
import { listDaysReminded } from '@rollcall/database/listed-letters'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import type { DataRequestId, RoundId } from '@rollcall/domain/ids'
import { formalNonCompliance } from '@rollcall/domain/letters/of-non-compliance'
import { nonComplianceLetter } from '@rollcall/domain/non-compliance'
import { today } from '@rollcall/platform/clock'
import type { Context } from './context.ts'
import { frozenCollectionOf } from './frozen-collection.ts'
import { wordingFor } from './wording-for.ts'

interface Proposed {
  readonly roundId: RoundId
  readonly dataRequestId: DataRequestId
  readonly dueOn: CalendarDate
}

/** A letter of non-compliance as it would be issued at this moment, in the words that are in force. */
export async function letterDraft(
  context: Pick<Context, 'today'>,
  trx: Trx,
  { roundId, dataRequestId, dueOn }: Proposed,
) {
  const { authorityId, issuedAt, state, ...terms } = await getLetterTerms(trx, dataRequestId)
  const { collection } = await frozenCollectionOf(trx, roundId)
  const { version: wordingVersion, isUnchecked, ...wording } = await wordingFor(trx, formalNonCompliance.kind)
  const asked = await findRequestLetter(trx, { roundId, authorityId })
  const content = nonComplianceLetter({
    ...{ collection, dueOn, today: context.today, wording },
    round: { title: terms.title, contact: terms.contact },
    authority: { name: terms.name, code: terms.code },
    request: {
      state,
      issuedOn: CalendarDate.parse(today(issuedAt)),
      reference: asked?.letter.reference,
    },
    remindedOn: await listDaysReminded(trx, dataRequestId),
  })
  return { content, wordingVersion, isUnchecked }
}
