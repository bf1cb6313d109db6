import { answerQuestion } from '@rollcall/actions/answer-question'
import { askQuestion } from '@rollcall/actions/ask-question'
import { handOverWork } from '@rollcall/actions/hand-over-work'
import { expect, test } from 'vitest'
import { aDataRequest, aMember, membershipIdOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { aWorkbook, send } from '../support/returns.ts'

const { db } = testDatabase()

test('people who work on one round at the same time never wait for each other in a circle', async () => {
  const { officer, analyst, signatory, as, dataRequestId, authorityId, roundId } = await aDataRequest(db)
  const bytes = await aWorkbook([])
  const anOfficer = async () =>
    membershipIdOf(db, { ...officer, personId: await aMember(db, 'officer', authorityId) })

  for (let times = 0; times < 12; times++) {
    const [membershipId, toMembershipId] = [await anOfficer(), await anOfficer()]
    const done = await Promise.allSettled([
      send(as(officer), dataRequestId, bytes),
      // Each of these tells people of a request that the one above holds.
      answerQuestion(as(analyst), { roundId, question: 'Does a caravan count?', answer: 'It does.' }),
      handOverWork(as(signatory), { membershipId, toMembershipId }),
      askQuestion(as(officer), { dataRequestId, text: 'And a boat?' }),
    ])
    expect(done.map((one) => (one.status === 'rejected' ? String(one.reason) : 'done'))).toEqual(
      Array.from({ length: 4 }, () => 'done'),
    )
  }
})
