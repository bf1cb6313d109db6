import { askQuestion } from '@rollcall/actions/ask-question'
import { readQuestions } from '@rollcall/actions/read-questions'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest, told } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'

const { db } = testDatabase()
const text = 'Does Oliver Twist, in a caravan since May, count?'

test('a question reaches the office in its own words, is kept sealed, and no other authority sees it', async () => {
  const { as, officer, signatory, analyst, foreigner, dataRequestId, roundId } = await aDataRequest(db)

  const { questionId } = await askQuestion(as(officer), { dataRequestId, text })

  for (const reader of [analyst, signatory]) {
    expect(await readQuestions(as(reader), roundId)).toMatchObject([
      { id: questionId, text, authorityCode: '330', askedBy: 'Some officer' },
    ])
  }
  expect(await readQuestions(as(foreigner), roundId)).toEqual([])
  const kept = await asViewer(db, system, (trx) => trx.selectFrom('questions').selectAll().execute())
  expect(kept[0]?.textSealed?.includes('Oliver')).toBe(false)
  const { events, notices } = await told(db, officer, dataRequestId)
  expect(events.at(-1)).toMatchObject({ type: 'question asked', personId: officer.personId })
  expect(JSON.stringify(events)).not.toContain('Oliver')
  expect(notices.at(-1)).toEqual({ kind: 'question asked', recipients: 'office' })
})

test('an analyst asks nothing here, and nobody asks about what is not theirs', async () => {
  const { as, analyst, foreigner, dataRequestId, roundId } = await aDataRequest(db)

  await expect(askQuestion(as(analyst), { dataRequestId, text })).rejects.toMatchObject({
    code: 'NOT_ALLOWED',
  })
  await expect(askQuestion(as(foreigner), { dataRequestId, text })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  expect(await readQuestions(as(analyst), roundId)).toEqual([])
})

test('where the words were destroyed, a question is still listed, without them', async () => {
  const { as, officer, analyst, dataRequestId, roundId } = await aDataRequest(db)
  await askQuestion(as(officer), { dataRequestId, text })

  await asViewer(db, system, (trx) =>
    trx
      .updateTable('dataKeys')
      .set({ wrapped: null, destroyedAt: new Date() })
      .where('dataRequestId', '=', dataRequestId)
      .execute(),
  )

  expect(await readQuestions(as(analyst), roundId)).toMatchObject([{ dataRequestId, text: null }])
  await expect(askQuestion(as(officer), { dataRequestId, text })).rejects.toMatchObject({
    code: 'CONTENT_DESTROYED',
  })
})
