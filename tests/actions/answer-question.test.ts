import { answerQuestion } from '@rollcall/actions/answer-question'
import { listAnswers } from '@rollcall/database/questions'
import { asViewer } from '@rollcall/database/transaction'
import { RoundId } from '@rollcall/domain/ids'
import type { Viewer } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest, aRound, told } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'

const { db } = testDatabase()
const answering = { question: 'Do caravans count?', answer: 'Yes, if care is provided there.' }
const answersFor = (viewer: Viewer, roundId: RoundId) =>
  asViewer(db, viewer, (trx) => listAnswers(trx, roundId))

test('an answer is published to every authority of the round, and each is told', async () => {
  const scene = await aDataRequest(db)
  const { as, analyst, officer, foreigner, roundId, dataRequestId, foreignDataRequestId } = scene

  const { answerId } = await answerQuestion(as(analyst), { roundId, ...answering })

  for (const [viewer, id] of [
    [officer, dataRequestId],
    [foreigner, foreignDataRequestId],
  ] as const) {
    expect(await answersFor(viewer, roundId)).toMatchObject([{ id: answerId, ...answering }])
    expect((await told(db, viewer, id)).notices.at(-1)).toEqual({
      kind: 'answer published',
      recipients: 'authority',
    })
  }
  const events = await asViewer(db, analyst, (trx) =>
    trx.selectFrom('auditEvents').select(['type', 'details', 'personId']).orderBy('seq').execute(),
  )
  expect(events.at(-1)).toEqual({
    type: 'answer published',
    details: { roundId, answerId },
    personId: analyst.personId,
  })
})

test('an officer publishes nothing; a draft and a round that is not there take no answers', async () => {
  const draft = await aRound(db, { until: 'draft' })
  const { as, analyst, officer, roundId } = await aRound(db)
  const nowhere = RoundId.parse(crypto.randomUUID())

  await expect(answerQuestion(as(officer), { roundId, ...answering })).rejects.toMatchObject({
    code: 'NOT_ALLOWED',
  })
  await expect(answerQuestion(as(analyst), { roundId: draft.roundId, ...answering })).rejects.toMatchObject({
    code: 'ROUND_STATE',
  })
  await expect(answerQuestion(as(analyst), { roundId: nowhere, ...answering })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  expect(await answersFor(analyst, roundId)).toEqual([])
})
