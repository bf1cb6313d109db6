import { randomBytes } from 'node:crypto'
import { sendBackReturn } from '@rollcall/actions/send-back-return'
import { asViewer } from '@rollcall/database/transaction'
import type { DataRequestId } from '@rollcall/domain/ids'
import { type RequestState, requestMoves, requestStates } from '@rollcall/domain/request-life'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest } from '../support/builders.ts'
import { sendAndSign } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { testPortal } from '../support/portal.ts'
import { aWorkbook, sendAndCheck, storedRequest, veryLow } from '../support/returns.ts'
import { upload } from '../support/upload.ts'

const { db } = testDatabase()
const portal = testPortal(db)
const workbook = await aWorkbook()

async function aSender(overrides: Parameters<typeof aDataRequest>[1] = {}) {
  const cast = await aDataRequest(db, overrides)
  const ask = portal.as(cast.officer)
  const url = `/data-requests/${cast.dataRequestId}/send`
  return {
    ...cast,
    url,
    ask,
    send: async (bytes: Uint8Array, options?: Parameters<typeof upload>[1]) =>
      ask({ url, ...(await upload(bytes, options)) }),
  }
}

const versionsOf = (dataRequestId: DataRequestId) =>
  asViewer(db, system, (trx) =>
    trx.selectFrom('submissions').select('version').where('dataRequestId', '=', dataRequestId).execute(),
  )

const put = (dataRequestId: DataRequestId, state: RequestState) =>
  asViewer(db, system, (trx) =>
    trx.updateTable('dataRequests').set({ state }).where('id', '=', dataRequestId).execute(),
  )

test('a file that is sent from the page leads to what comes of it', async () => {
  const { send, dataRequestId } = await aSender()

  const answer = await send(workbook)

  const { currentSubmissionId } = await storedRequest(db, dataRequestId)
  expect([answer.statusCode, answer.headers.location]).toEqual([303, `/submissions/${currentSubmissionId}`])
})

test('the same file sent once more stays one version, and the page says so', async () => {
  const { ask, send, dataRequestId } = await aSender()
  await send(workbook)

  const again = await send(workbook)
  const page = await ask({ url: String(again.headers.location) })

  expect(page.body).toContain('This is the file you sent before.')
  expect(await versionsOf(dataRequestId)).toHaveLength(1)
})

test.each([
  ['no file', async () => upload(new Uint8Array(), { fileName: '' }), 'Choose the file with your return.'],
  ['an empty file', async () => upload(new Uint8Array()), 'An empty file cannot be sent.'],
  ['a form without files', async () => formOf('a=b'), 'Choose the file with your return.'],
  ['too large a file', async () => upload(randomBytes(26_000_000)), 'is larger than 25 MB'],
  ['half a body', async () => half(await upload(workbook)), 'nothing of it was kept'],
])('of %s nothing is kept, and the page says what to do', async (_, sent, sentence) => {
  const { ask, url, dataRequestId } = await aSender()

  const answer = await ask({ url, ...(await sent()) })

  expect([answer.statusCode, answer.headers['content-type']]).toEqual([422, 'text/html; charset=utf-8'])
  expect(answer.body).toMatch(/<title>Error: Send your return/)
  expect(answer.body).toContain(sentence)
  expect(await versionsOf(dataRequestId)).toEqual([])
})

const formOf = (payload: string) => ({
  ...{ method: 'POST' as const, payload },
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
})
const half = (sent: Awaited<ReturnType<typeof upload>>) => ({
  ...sent,
  payload: sent.payload.subarray(0, Math.floor(sent.payload.length / 2)),
})

test('whoever cannot send now reads why and what to do before a file is chosen', async () => {
  // A return that is accepted needs one to be there.
  for (const state of requestStates.filter((one) => one !== 'accepted')) {
    const { ask, url, dataRequestId } = await aSender({ title: `A round in which it is ${state}` })
    await put(dataRequestId, state)
    const page = await ask({ url })
    const canSend = requestMoves[state].submit !== undefined
    expect([state, page.body.includes('type="file"')]).toEqual([state, canSend])
    expect([state, page.body.includes('ask the contact to reopen it')]).toEqual([state, !canSend])
    expect(page.body.includes('mailto:returns@office.example')).toBe(!canSend)
  }
})

test('whoever sends where that cannot be done any more is told on the same page', async () => {
  const { send, dataRequestId } = await aSender()
  await put(dataRequestId, 'no-return')

  const answer = await send(workbook)

  expect(answer.statusCode).toBe(422)
  expect(answer.body).toContain('This return ended without a return, so this cannot be done now.')
  expect(answer.body).not.toContain('type="file"')
})

test('before a signed version is replaced the page says that a new signature will be needed', async () => {
  const { ask, url, dataRequestId, authorityId, ...cast } = await aSender()
  await sendAndSign(cast, { dataRequestId, authorityId }, await aWorkbook([veryLow]))

  const page = await ask({ url })

  expect(page.body).toContain(
    'Version 1 is signed off. If you send a new version, that signature no longer counts',
  )
})

test('a signatory reads who sends the return, and cannot send it', async () => {
  const { url, signatory, dataRequestId } = await aSender()
  const page = await portal.as(signatory)({ url })
  const sent = await portal.as(signatory)({ url, ...(await upload(workbook)) })

  expect(page.body).toContain('<li>Some officer</li>')
  expect(page.body).not.toContain('type="file"')
  expect(sent.statusCode).toBe(403)
  expect(await versionsOf(dataRequestId)).toEqual([])
})

test('a nil return needs a tick, and then is the newest version', async () => {
  const { ask, dataRequestId } = await aSender()
  const url = `/data-requests/${dataRequestId}/nil-return`
  const page = await ask({ url })
  const unticked = await ask({ url, ...formOf('') })
  const declared = await ask({ url, ...formOf('confirm=yes') })

  expect(page.body).toContain('No child for whom this authority is responsible lived in such a home')
  expect(page.body).toContain('1 September 2024')
  expect([unticked.statusCode, unticked.body.includes('Tick the box to say that this is so.')]).toEqual([
    422,
    true,
  ])
  expect(declared.statusCode).toBe(303)
  expect((await ask({ url: String(declared.headers.location) })).body).toContain(
    'Your nil return has been sent and checked.',
  )
  expect(await versionsOf(dataRequestId)).toHaveLength(1)
})

test('where a collection has no nil return, the page says what to do instead', async () => {
  const { ask, dataRequestId } = await aSender({ collectionId: 'homeless-16-17' })
  const url = `/data-requests/${dataRequestId}/nil-return`

  expect((await ask({ url })).body).toContain('There is no nil return here')
  const declared = await ask({ url, ...formOf('confirm=yes') })
  expect(declared.statusCode).toBe(422)
  expect(await versionsOf(dataRequestId)).toEqual([])
})

test('before a nil return takes the place of what was sent, the page says so', async () => {
  const { ask, as, officer, dataRequestId } = await aSender()
  await sendAndCheck(as(officer), dataRequestId, workbook)

  const page = await ask({ url: `/data-requests/${dataRequestId}/nil-return` })

  expect(page.body).toContain('The nil return takes its place as version 2.')
})

test('every version is listed with what came of it and its receipt, newest first', async () => {
  const { ask, as, officer, signatory, dataRequestId } = await aSender()
  await sendAndCheck(as(officer), dataRequestId, Buffer.from('%PDF-1.7'))
  const { checkCode } = await sendAndCheck(as(officer), dataRequestId, await aWorkbook([veryLow]))
  await sendAndCheck(as(officer), dataRequestId, workbook)
  await sendBackReturn(as(signatory), { dataRequestId, reason: 'Is it all?' })

  const { body } = await ask({ url: `/data-requests/${dataRequestId}/versions` })

  const told = body.replaceAll(/<[^>]*>/g, '').replaceAll(/\s+/g, ' ')
  expect(told).toMatch(
    /Version 3: Nothing to fix or explain.*Version 2: 1 thing to fix or explain.*Version 1: The file could not be read/,
  )
  expect(body).toContain(checkCode)
})
