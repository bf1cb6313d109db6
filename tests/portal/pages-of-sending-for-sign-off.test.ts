import { declareNil } from '@rollcall/actions/declare-nil'
import { removePerson } from '@rollcall/actions/remove-person'
import { expect, test } from 'vitest'
import { aDataRequest, membershipIdOf } from '../support/builders.ts'
import { aSignedReturn } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { pageAsker } from '../support/page-asker.ts'
import { testPortal } from '../support/portal.ts'
import { aWorkbook, notANumber, readyWorkbook, sendAndCheck, told, veryLow } from '../support/returns.ts'

const { db } = testDatabase()
const portal = testPortal(db)

async function aRequest(workbook: Uint8Array | undefined) {
  const request = await aDataRequest(db)
  const { as, officer, dataRequestId } = request
  if (workbook) await sendAndCheck(as(officer), dataRequestId, workbook)
  return {
    ...request,
    url: `/data-requests/${dataRequestId}/sign-off-request`,
    ...pageAsker(portal, officer),
  }
}

test('an officer sees what will be signed and by whom, and sends it with a note', async () => {
  const { url, open, send, dataRequestId, signatory } = await aRequest(await readyWorkbook())

  const page = await open(url)
  for (const said of ['Version 1', 'by Some officer', 'Children: 14 rows', 'Queries None', 'Some signatory'])
    expect(page.text).toContain(said)
  const sent = await send(url, { note: 'Two children moved in on the day.' })

  expect([sent.statusCode, sent.location]).toEqual([
    303,
    `/data-requests/${dataRequestId}?done=sent-for-sign-off`,
  ])
  expect((await told(db, dataRequestId)).at(-1)).toMatchObject({ recipients: 'signatories' })
  const { asked } = (
    await portal.as(signatory)({ url: `/api/v1/data-requests/${dataRequestId}/sign-off` })
  ).json()
  expect(asked.note).toBe('Two children moved in on the day.')
  expect((await open(url)).text).toContain('Some officer sent version 1 for sign-off on')
})

test('a note that is too long comes back as it was typed', async () => {
  const { url, send } = await aRequest(await readyWorkbook())

  const refused = await send(url, { note: 'x'.repeat(2001) })

  expect(refused.statusCode).toBe(422)
  expect(refused.text).toContain('Say it in 2,000 characters at most.')
  expect(refused.body).toContain('x'.repeat(2001))
  expect(refused.body).toContain('href="#note"')
})

test.each([
  ['nothing was sent', undefined, 'Send your return'],
  ['something must be fixed', await aWorkbook([notANumber]), 'Fix 1 thing and send again'],
  ['something must be explained', await aWorkbook([veryLow]), 'Explain 1 query'],
])('while %s the page says what comes first', async (_, workbook, next) => {
  const { url, open, send } = await aRequest(workbook)

  const page = await open(url)
  expect(page.text).toContain('There is nothing to send for sign-off now.')
  expect(page.text).toContain(next)
  const refused = await send(url, { note: 'It is ready.' })
  expect(refused.statusCode).toBe(422)
  expect(refused.text).toContain('A return is sent for sign-off when it has been checked')
  expect(refused.text).toContain('What you typed, which is not saved It is ready.')
})

test('a signed return is not sent again, and a signatory has another page', async () => {
  const { officer, signatory, dataRequestId } = await aSignedReturn(db)
  const url = `/data-requests/${dataRequestId}/sign-off-request`

  expect((await pageAsker(portal, officer).open(url)).text).toContain('nothing to send for sign-off now')
  expect((await pageAsker(portal, signatory).open(url)).statusCode).toBe(403)
})

test('where nobody can sign, the page says so and who can invite somebody', async () => {
  const { as, officer, analyst, signatory, dataRequestId } = await aDataRequest(db, { authority: '383' })
  await declareNil(as(officer), { dataRequestId })
  const { open } = pageAsker(portal, officer)
  const url = `/data-requests/${dataRequestId}/sign-off-request`
  expect((await open(url)).text).toContain('A note to Some signatory (optional)')

  await removeEverySignatory()

  const page = await open(url)
  expect(page.text).toContain('Your authority has no signatory, so nobody can sign this return.')
  expect(page.text).toContain('Write to returns@office.example')
  expect(page.body).not.toContain('<textarea')

  async function removeEverySignatory(): Promise<void> {
    const membershipId = await membershipIdOf(db, signatory)
    await removePerson(as(analyst), { membershipId })
  }
})
