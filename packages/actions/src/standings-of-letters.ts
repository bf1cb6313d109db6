import { getDataRequest } from '@rollcall/database/data-requests'
import { getLetter } from '@rollcall/database/letters'
import { inWords } from '@rollcall/domain/calendar-date'
import { LetterId } from '@rollcall/domain/ids'
import { whyNotOwed } from '@rollcall/domain/non-compliance'
import type { ReadStanding } from './message-standing.ts'

/** Messages about formal letters. */
export const standingsOfLetters: Readonly<Record<string, ReadStanding>> = {
  'letter of non-compliance': async ({ today }, trx, { aboutId }) => {
    const { id, state, reference, dueOn, dataRequestId } = await getLetter(trx, LetterId.parse(aboutId))
    const request = await getDataRequest(trx, dataRequestId)
    return {
      notNeeded:
        state === 'issued' ? whyNotOwed(request, { dueOn, today }) : 'The letter has been withdrawn.',
      facts: { reference: reference ?? '', 'was due': inWords(dueOn) },
      path: `/letters/${id}`,
    }
  },
}
