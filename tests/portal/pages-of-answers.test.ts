import { askQuestion } from '@rollcall/actions/ask-question'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest, aRound } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { pageAsker } from '../support/page-asker.ts'
import { testPortal } from '../support/portal.ts'

const { db } = testDatabase()
const portal = testPortal(db)
const answering = { question: 'Do boats count?', answer: 'Yes.\n\nWhere care is provided there.' }

/** Birmingham and Camden have each asked something, and the office looks. */
async function asked() {
  const round = await aDataRequest(db)
  const { as, officer, foreigner, analyst, roundId, dataRequestId, foreignDataRequestId } = round
  const ask = async (who: typeof officer, id: typeof dataRequestId, text: string, minute: number) =>
    (
      await askQuestion(as(who, { now: new Date(Date.UTC(2024, 9, 1, 9, minute)) }), {
        dataRequestId: id,
        text,
      })
    ).questionId
  const questionId = await ask(officer, dataRequestId, 'Does a caravan count?\n\nOr a boat?', 1)
  const otherId = await ask(foreigner, foreignDataRequestId, 'Is a tent a home?', 2)
  const list = `/rounds/${roundId}/questions`
  return {
    ...{ ...round, questionId, otherId, list, url: `/questions/${questionId}/publish` },
    ...pageAsker(portal, analyst),
    officerOpens: (path: string) => pageAsker(portal, officer).open(path),
  }
}

test('what authorities asked is told with who and when, first what is not answered', async () => {
  const { open, send, list, url, otherId } = await asked()

  const before = await open(list)
  expect(before.text).toContain('2 questions; 2 of them have not been answered yet, oldest first.')
  expect(before.text).toMatch(
    /Birmingham To answer Does a caravan count\? Or a boat\? Asked by Some officer on 1 October 2024 at 10:01am .* Camden To answer Is a tent a home\?/,
  )
  expect(before.text).toContain('The office has published no answers yet.')
  await send(url, answering)
  const after = await open(list)
  expect(after.text).toMatch(/Camden To answer .* Birmingham Answered .* Answered under “Do boats count\?”\./)
  expect(after.body).toContain(`href="/questions/${otherId}/publish"`)
})

test('an answer to a question is published to all, and only who asked is told that it is theirs', async () => {
  const { open, send, list, url, officerOpens, foreigner, dataRequestId, foreignDataRequestId } =
    await asked()
  const form = await open(url)
  for (const said of ['What Birmingham asked', 'Or a boat?', 'Name no authority, no person and no child.'])
    expect(form.text).toContain(said)

  const sent = await send(url, answering)

  expect([sent.statusCode, sent.location]).toEqual([303, `${list}?done=answer-published`])
  expect((await open(String(sent.location))).text).toContain('every authority of the round is told')
  const own = (await officerOpens(`/data-requests/${dataRequestId}/questions`)).text
  expect(own).toMatch(/Do boats count\? Yes\. Where care is provided there\./)
  expect(own).toContain('Answered above, under “Do boats count?”.')
  const theirs = await pageAsker(portal, foreigner).open(`/data-requests/${foreignDataRequestId}/questions`)
  expect(theirs.text).toMatch(/Do boats count\? Yes\./)
  expect(theirs.text).not.toContain('Answered above')
  expect(theirs.text).toContain('The office has published 1 answer since.')
})

test('an answer can be published that nobody asked for', async () => {
  const { open, send, list, roundId, analyst } = await asked()
  expect((await open(list)).body).toContain(`href="${list}/publish"`)

  const sent = await send(`${list}/publish`, answering)

  expect(sent.statusCode).toBe(303)
  expect((await open(list)).text).toContain('2 of them have not been answered')
  const { items } = (await portal.as(analyst)({ url: `/api/v1/rounds/${roundId}/answers` })).json()
  expect(items).toMatchObject([answering])
})

test.each([
  [{ question: ' ', answer: 'Yes.' }, 'question', 'Write the question as everyone may read it.'],
  [{ question: 'Do boats count?', answer: '' }, 'answer', 'Write the answer.'],
])(
  'what is left out is told beside its field, and the rest is given back: %o',
  async (typed, field, words) => {
    const { send, url } = await asked()

    const refused = await send(url, typed)

    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain(`href="#${field}"`)
    expect(refused.text.split(words)).toHaveLength(3)
    expect(refused.text).toContain(typed.answer || typed.question)
  },
)

test('a draft and an archived round take no answers, and say so instead of the form', async () => {
  const draft = await aRound(db, { until: 'draft' })
  const { open, send, list, url, roundId } = await asked()
  const drafted = await open(`/rounds/${draft.roundId}/questions/publish`)
  expect(drafted.text).toContain('This round is a draft.')
  expect(drafted.body).not.toContain('name="answer"')
  await asViewer(db, system, (trx) =>
    trx
      .updateTable('rounds')
      .set({ state: 'archived', closedAt: new Date() })
      .where('id', '=', roundId)
      .execute(),
  )

  expect((await open(list)).body).not.toContain('/publish"')
  const refused = await send(url, answering)
  expect(refused.statusCode).toBe(422)
  expect(refused.text).toContain('What you typed, which is not saved Do boats count?')
  expect(refused.body).not.toContain('href="#question"')
})

test('to authorities these pages are not there', async () => {
  const { list, url, officerOpens } = await asked()

  for (const path of [list, `${list}/publish`, url])
    expect([path, (await officerOpens(path)).statusCode]).toEqual([path, 404])
})

test('the API takes the question that is answered, and tells its authority which answer is its own', async () => {
  const { roundId, questionId, analyst, officer, foreigner } = await asked()
  const questionsFor = async (viewer: typeof officer | typeof analyst) =>
    (await portal.as(viewer)({ url: `/api/v1/rounds/${roundId}/questions` })).json().items

  const published = await portal.as(analyst)({
    ...{ method: 'POST', url: `/api/v1/questions/${questionId}/answers`, payload: answering },
  })
  expect(published.statusCode).toBe(201)
  const { answerId } = published.json()

  expect(await questionsFor(analyst)).toMatchObject([
    { questionId, answerIds: [answerId] },
    { answerIds: [] },
  ])
  expect(await questionsFor(officer)).toMatchObject([{ questionId, answerIds: [answerId] }])
  expect(await questionsFor(foreigner)).toMatchObject([{ answerIds: [] }])
  const answers = (await portal.as(foreigner)({ url: `/api/v1/rounds/${roundId}/answers` })).body
  expect(answers).toContain(answerId)
  expect(answers).not.toContain(questionId)
})
