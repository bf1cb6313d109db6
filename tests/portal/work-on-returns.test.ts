import { removePerson } from '@rollcall/actions/remove-person'
import type { AuthorityViewer, OfficeViewer } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest, aMember, day, membershipIdOf } from '../support/builders.ts'
import { aSignedReturn } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { testPortal } from '../support/portal.ts'

const { db } = testDatabase()
const portal = testPortal(db)

test('a data query is raised, answered and closed, in words both sides read', async () => {
  const { officer, analyst, dataRequestId, submissionId } = await aSignedReturn(db)
  const raised = await portal.as(analyst)({
    ...{ method: 'POST', url: `/api/v1/data-requests/${dataRequestId}/data-queries` },
    payload: { about: { kind: 'figure', figure: 'children' }, dueOn: '2999-01-01', text: 'Not one child?' },
  })
  expect(raised.statusCode).toBe(201)
  const url = String(raised.headers.location)

  const answered = await portal.as(officer)({
    method: 'POST',
    url: `${url}/messages`,
    payload: { text: 'Not one.' },
  })
  expect(answered.statusCode).toBe(201)
  const read = (await portal.as(officer)({ url })).json()
  expect(read).toMatchObject({
    dataRequestId,
    submissionId,
    about: { figure: 'children' },
    raisedByName: null,
  })
  expect(read.messages).toMatchObject([
    { text: 'Not one child?', fromOffice: true },
    { text: 'Not one.', fromOffice: false, writtenByName: 'Some officer' },
  ])
  const closed = await portal.as(analyst)({ method: 'POST', url: `${url}/closure` })
  expect(closed.statusCode).toBe(204)
  const listed = await portal.as(analyst)({ url: `/api/v1/data-requests/${dataRequestId}/data-queries` })
  expect(listed.json().items).toMatchObject([
    { dataRequestId, raisedByName: 'Some analyst', closedByName: 'Some analyst' },
  ])
})

test('more time is asked for and granted, refused, or given unasked', async () => {
  const { officer, analyst, dataRequestId } = await aDataRequest(db, {
    dueOn: day('2098-10-31'),
    closesOn: day('2098-11-15'),
  })
  const url = `/api/v1/data-requests/${dataRequestId}/extensions`
  const ask = (until: string) =>
    portal.as(officer)({ method: 'POST', url, payload: { until, reason: 'Our system is down.' } })

  const first = (await ask('2098-11-05')).json()
  const granted = await portal.as(analyst)({
    method: 'POST',
    url: `/api/v1/extensions/${first.extensionId}/grant`,
  })
  expect(granted.json()).toEqual({ extensionId: first.extensionId, dueOn: '2098-11-05' })
  const second = (await ask('2098-11-14')).json()
  const refused = await portal.as(analyst)({
    ...{ method: 'POST', url: `/api/v1/extensions/${second.extensionId}/refusal` },
    payload: { reason: 'It is up again.' },
  })
  expect(refused.statusCode).toBe(204)
  const unasked = await portal.as(analyst)({
    method: 'POST',
    url,
    payload: { until: '2098-11-08', reason: 'A flood.' },
  })
  expect(unasked.statusCode).toBe(201)

  expect((await portal.as(officer)({ url })).json().items).toMatchObject([
    { state: 'granted', until: '2098-11-05', askedBecause: 'Our system is down.' },
    { state: 'refused', until: null, decidedBecause: 'It is up again.' },
    { state: 'granted', until: '2098-11-08', askedUntil: null, decidedBecause: 'A flood.' },
  ])
})

test('an authority reads what was decided about its return and why, and who did what', async () => {
  const { officer, analyst, dataRequestId } = await aSignedReturn(db)
  const url = `/api/v1/data-requests/${dataRequestId}`
  await portal.as(analyst)({
    method: 'POST',
    url: `${url}/exclusion`,
    payload: { reason: 'It cannot be relied on.' },
  })

  const { decisions } = (await portal.as(officer)({ url: `${url}/decisions` })).json()
  expect(decisions).toMatchObject([{ decision: 'excluded', reason: 'It cannot be relied on.' }])
  const history = (await portal.as(officer)({ url: `${url}/history` })).json().items
  expect(history.map(({ type }: { type: string }) => type)).toEqual([
    ...[
      'data request issued',
      'nil return declared',
      'return checked',
      'return signed off',
      'return excluded',
    ],
  ])
  expect((await portal.as(officer)({ url: `${url}/explanations` })).json()).toEqual({ items: [] })
})

/** What somebody is told of a request, newest first, read page by page. */
async function kindsFor(viewer: AuthorityViewer | OfficeViewer, dataRequestId: string): Promise<string[]> {
  const kinds: string[] = []
  let next = '?limit=1'
  while (next) {
    const page = (await portal.as(viewer)({ url: `/api/v1/notices${next}` })).json()
    for (const notice of page.items) if (notice.dataRequestId === dataRequestId) kinds.push(notice.kind)
    next = page.nextCursor ? `?limit=1&cursor=${page.nextCursor}` : ''
  }
  return kinds
}
const toOfficers = ['return signed off', 'return checked', 'data request issued']
const toSignatories = ['return signed off', 'data request issued']

test('everybody is told what is for their role, newest first, page by page', async () => {
  const { officer, signatory, analyst, dataRequestId } = await aSignedReturn(db)

  expect(await kindsFor(analyst, dataRequestId)).toEqual(['return signed off'])
  expect(await kindsFor(officer, dataRequestId)).toEqual(toOfficers)
  expect(await kindsFor(signatory, dataRequestId)).toEqual(toSignatories)
})

test('what officers are told, the signatories of an authority without an officer are told in the portal too', async () => {
  const { as, officer, signatory, dataRequestId } = await aSignedReturn(db, { authority: '383' })
  expect(await kindsFor(signatory, dataRequestId)).toEqual(toSignatories)

  await removePerson(as(signatory), { membershipId: await membershipIdOf(db, officer) })
  expect(await kindsFor(signatory, dataRequestId)).toEqual(toOfficers)

  const newcomer = { ...officer, personId: await aMember(db, 'officer', officer.authorityId) }
  expect(await kindsFor(newcomer, dataRequestId)).toEqual(toOfficers)
  expect(await kindsFor(signatory, dataRequestId)).toEqual(toSignatories)
})
