import { expect, test } from 'vitest'
import { aDataRequest, aRound } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { testPortal } from '../support/portal.ts'

const { db } = testDatabase()
const portal = testPortal(db)

const asked = {
  collectionId: 'illegal-homes',
  title: 'Children in illegal homes, September 2024',
  ...{ referenceOn: '2024-09-01', issueOn: '2024-09-02', dueOn: '2024-10-31', closesOn: '2024-11-15' },
  contact: 'returns@office.example',
}

test('a round is opened, changed, approved by another, issued and closed', async () => {
  const { analyst, approver } = await aRound(db, { until: 'draft' })
  const opened = await portal.as(analyst)({ method: 'POST', url: '/api/v1/rounds', payload: asked })
  expect(opened.statusCode).toBe(201)
  const url = String(opened.headers.location)
  expect(opened.json()).toMatchObject({
    state: 'draft',
    closesOn: '2024-11-15',
    authorities: ['202', '330', '383'],
  })

  const change = { method: 'PATCH' as const, url, payload: { authorities: ['330'] } }
  expect((await portal.as(analyst)(change)).json()).toMatchObject({ status: 428, code: 'VERSION_NEEDED' })
  const ifMatch = { 'if-match': String(opened.headers.etag) }
  const changed = await portal.as(analyst)({ ...change, headers: ifMatch })
  expect(changed.json()).toMatchObject({ authorities: ['330'], title: asked.title })
  expect((await portal.as(analyst)({ ...change, headers: ifMatch })).json()).toMatchObject({ status: 412 })

  const approval = { method: 'POST' as const, url: `${url}/approval` }
  const payload = { revision: changed.json().revision }
  expect((await portal.as(analyst)({ ...approval, payload })).statusCode).toBe(403)
  expect((await portal.as(approver)({ ...approval, payload })).json()).toMatchObject({
    approvedBy: approver.personId,
  })
  const issued = await portal.as(analyst)({ method: 'POST', url: `${url}/issue` })
  expect(issued.json()).toMatchObject({ state: 'open', dataRequests: 1 })
  const closed = await portal.as(analyst)({ method: 'POST', url: `${url}/closure` })
  expect(closed.json()).toMatchObject({ state: 'closed', withoutReturn: 1 })
})

test('dates out of order are refused with a sentence about each', async () => {
  const { analyst } = await aRound(db, { until: 'draft' })

  const answer = await portal.as(analyst)({
    ...{ method: 'POST', url: '/api/v1/rounds' },
    payload: { ...asked, dueOn: '2024-08-31' },
  })

  expect(answer.statusCode).toBe(422)
  expect(answer.json()).toMatchObject({ code: 'ROUND_DATES' })
  expect(answer.json().detail).toBe(
    'Choose a due date from 2 September 2024 on, when the requests are issued.',
  )
})

test('an officer sees the rounds they were asked in, and never when one closes', async () => {
  const { officer, roundId } = await aRound(db)

  const listed = (await portal.as(officer)({ url: '/api/v1/rounds' })).json().items
  const one = (await portal.as(officer)({ url: `/api/v1/rounds/${roundId}` })).json()

  const { authorities, ...inList } = one
  expect(listed).toContainEqual(inList)
  expect([authorities, one.dueOn]).toEqual([['330'], '2024-10-31'])
  const collection = (await portal.as(officer)({ url: `/api/v1/rounds/${roundId}/collection` })).json()
  expect(collection).toMatchObject({ id: 'illegal-homes', version: one.collectionVersion })
  for (const hidden of ['closesOn', 'openedBy', 'approvedBy']) expect(one).not.toHaveProperty(hidden)
  expect(
    (await portal.as(officer)({ method: 'POST', url: `/api/v1/rounds/${roundId}/closure` })).statusCode,
  ).toBe(403)
})

test('a question is read by the office and its own authority, an answer by all', async () => {
  const { officer, foreigner, analyst, roundId, dataRequestId } = await aDataRequest(db)
  const url = `/api/v1/rounds/${roundId}`
  const payload = { text: 'Does a child in a caravan count?' }

  const made = await portal.as(officer)({
    method: 'POST',
    url: `/api/v1/data-requests/${dataRequestId}/questions`,
    payload,
  })
  expect(made.statusCode).toBe(201)
  const questionsFor = async (viewer: typeof officer | typeof analyst) =>
    (await portal.as(viewer)({ url: `${url}/questions` })).json().items
  expect(await questionsFor(analyst)).toMatchObject([{ ...payload, authority: { code: '330' } }])
  expect(await questionsFor(foreigner)).toEqual([])

  const answer = { question: 'Does a caravan count?', answer: 'Yes, where care is given in it.' }
  const published = await portal.as(analyst)({ method: 'POST', url: `${url}/answers`, payload: answer })
  expect(published.statusCode).toBe(201)
  expect((await portal.as(foreigner)({ url: `${url}/answers` })).json().items).toMatchObject([answer])
})
