import { setTimeout as wait } from 'node:timers/promises'
import { answerQuestion } from '@rollcall/actions/answer-question'
import { askQuestion } from '@rollcall/actions/ask-question'
import { handOverWork } from '@rollcall/actions/hand-over-work'
import { enqueue, jobs } from '@rollcall/actions/jobs'
import { noteDelivery } from '@rollcall/actions/note-delivery'
import { recordEvent } from '@rollcall/database/audit-events'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest, aMember, contextOf, membershipIdOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { mailerInto } from '../support/mailers.ts'
import { messages, post } from '../support/post.ts'
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

test('a message that comes back never waits in a circle for somebody who has another one sent', async () => {
  const { officer } = await aDataRequest(db, { until: 'open' })
  const when = { now: new Date('2024-10-01T09:00:00Z') }
  await post(db, mailerInto([]), when)
  const sent = (await messages(db)).find(({ personId }) => personId === officer.personId)
  if (sent === undefined) throw new Error('nobody was told')
  await asViewer(db, system, (trx) => trx.deleteFrom('outbox').execute())

  let comesBack: Promise<boolean> | undefined
  await asViewer(db, system, async (trx) => {
    await recordEvent(trx, { viewer: system, ...when }, { type: 'message sent again' })
    const news = { messageId: sent.id, became: 'came back', said: 'failed 5.1.1' } as const
    comesBack = noteDelivery(contextOf(db, system, when), news)
    // Until it has got as far as it can while this one holds the record.
    await Promise.race([comesBack.catch(() => undefined), wait(400)])
    await enqueue(trx, jobs.sendMessages, {})
  })

  expect(await comesBack).toBe(true)
})
