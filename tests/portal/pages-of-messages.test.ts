import { transact } from '@rollcall/actions/context'
import { noteMailReport } from '@rollcall/actions/note-mail-report'
import { reportProof } from '@rollcall/actions/report-proof'
import type { MessageState } from '@rollcall/domain/message'
import { system } from '@rollcall/domain/viewer'
import { startLog } from '@rollcall/platform/log'
import type { Mailer } from '@rollcall/platform/mail'
import { openMailer } from '@rollcall/platform/open-mailer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aDataRequest, contextOf, keys } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { startMailServer } from '../support/mail-server.ts'
import { pageAsker } from '../support/page-asker.ts'
import { testPortal } from '../support/portal.ts'
import { messages, post } from '../support/post.ts'

const { db } = testDatabase()
const portal = testPortal(db, { clock: { now: () => new Date('2024-10-01T09:30:00Z') } })
const when = { now: new Date('2024-10-01T09:00:00Z') }
/** Addresses of which there is no mailbox. */
const gone = new Set<string>()
let server: Awaited<ReturnType<typeof startMailServer>>
let mailer: Mailer

beforeAll(async () => {
  server = await startMailServer({ has: (address) => !gone.has(address), onMail: () => undefined })
  const settings = {
    SMTP_URL: server.url,
    MAIL_FROM: 'Rollcall <rollcall@office.example>',
    ROLLCALL_HOME: '',
  }
  mailer = openMailer(settings, startLog({ LOG_LEVEL: 'silent' }, 'mail'))
})
afterAll(() => server.stop())

/** A round of which two people of Birmingham were told, its officer in vain where there is no mailbox. */
async function aTold({ isGone = false } = {}) {
  const asked = await aDataRequest(db)
  if (isGone) gone.add(`${asked.officer.personId}@people.example`)
  await post(db, mailer, when)
  const { officer, analyst, roundId } = asked
  const own = (await messages(db)).find(
    (one) =>
      one.roundId === roundId && one.personId === officer.personId && one.kind === 'data request issued',
  )
  if (own === undefined) throw new Error('the officer was not told')
  const become = (state: MessageState) =>
    transact(asked.as(system), (trx) =>
      trx.updateTable('messages').set({ state }).where('id', '=', own.id).execute(),
    )
  return { ...asked, ...pageAsker(portal, analyst), ask: portal.as(analyst), own, become }
}

test('what went out in a round is listed with what became of it, and each message can be read as it went', async () => {
  const { roundId, own, open } = await aTold()
  const all = await open(`/rounds/${roundId}/messages?kind=data+request+issued&text=330`)
  expect(all.text).toMatch(/Showing 1 to \d of \d, the newest first/)
  expect(all.text).toContain('Some officer data officer Birmingham Sent 1 October 2024 at 10:00am')

  expect((await open(`/rounds/${roundId}/messages?text=no+such`)).text).toContain('No message is like this.')
  expect((await open(`/rounds/${roundId}/messages?look=yes`)).text).toContain('No message is like this.')
  expect((await open(`/authorities/330/messages`)).text).toContain('Messages to its people')
  const post = await open('/messages')
  expect(post.text).toContain('To look at Nothing')
  expect(post.body).toContain('href="/authorities/330"')
  expect(post.body).toContain(`href="/rounds/${roundId}/messages"`)

  const page = await open(`/messages/${own.id}`)
  expect(page.text).toContain('Some officer, data officer for Birmingham')
  expect(page.text).toContain(own.subject ?? 'a subject')
  expect(page.text).toContain('In the words that Rollcall came with.')
  expect(page.text).toContain('may have this message already')
  for (const way of [
    '/authorities/330',
    `/data-requests/${own.dataRequestId}/review`,
    '/wordings/data-request-issued/versions/0',
  ])
    expect(page.body).toContain(`href="${way}"`)
  const review = await open(`/data-requests/${own.dataRequestId}/review`)
  expect(review.text).toMatch(/E-mails Data request issued to Some \w+ Sent 1 October 2024 at 10:00am/)
  expect(review.body).toContain(`href="/rounds/${roundId}/messages?text=330"`)

  for (const address of [
    `/rounds/${roundId}/messages.csv`,
    '/messages.csv',
    '/authorities/330/messages.csv',
  ]) {
    const [head, ...lines] = (await open(`${address}?kind=data+request+issued`)).body.trim().split('\r\n')
    expect(head).toContain('Message,Person,As,Stands in for')
    expect(lines.find((line) => line.includes(own.id))).toContain('2024-10-01T09:00:00.000Z')
  }
})

test('somebody who cannot be reached is told of wherever the office looks, until it says that the address works', async () => {
  const { roundId, officer, signatory, own, open, send } = await aTold({ isGone: true })
  const board = (await open(`/rounds/${roundId}/board?view=outstanding`)).text
  expect(board).toMatch(/Birmingham 330 messages to 1 of \d people come back/)
  expect(board).toMatch(/Leeds 383 Nobody can be reached/)
  expect(board).toContain('Nobody can be reached At 1 authority that is outstanding')
  const unreached = await open(`/rounds/${roundId}/board?reach=nobody`)
  expect(unreached.text).toContain('Showing 1 to 1 of 1')
  const file = await open(`/rounds/${roundId}/board.csv?reach=not+all`)
  expect(file.body).toContain(`${officer.personId}@people.example,No: messages come back`)
  expect((await open('/authorities/330')).text).toContain('Messages to this address come back')
  const theirs = (await pageAsker(portal, signatory).open('/people')).text
  expect(theirs).toContain('invite the right person and remove this entry')
  expect((await pageAsker(portal, officer).open('/people')).text).toContain('Messages to you come back')
  expect((await open(`/rounds/${roundId}/to-do`)).text).toContain('People who cannot be reached')
  const { body } = await open('/messages')
  const address = /\/addresses\/[0-9a-f-]+/.exec(body)?.[0] ?? ''
  const page = await open(address)
  expect(page.text).toContain('Some officer cannot be reached')
  expect(page.text).toContain(`${officer.personId}@people.example`)
  const message = await open(`/messages/${own.id}`)
  expect(message.text).toContain('Came back')
  expect(message.text).toContain('What to do about the address')
  expect((await send(`/messages/${own.id}/resend`, {})).statusCode).toBe(422)

  expect((await send(`${address}/works`, {})).location).toBe(`${address}?done=address-works`)
  expect((await open(address)).text).toContain('This address works again.')
  expect((await send(`${address}/works`, {})).text).toContain('Somebody has said already')
  expect((await open(`/messages?look=yes`)).text).toContain('Some officer')

  const again = await send(`/messages/${own.id}/resend`, {})
  expect(again.location).toMatch(/^\/messages\/[0-9a-f-]+\?done=message-again$/)
  expect((await open(String(again.location))).text).toContain('It is sent again.')
  expect((await open(`/messages/${own.id}`)).text).toContain('by Some analyst Waiting')
})

test('of an unclear message somebody says whether it arrived', async () => {
  const { own, open, send, become } = await aTold()
  await become('unclear')
  await noteMailReport(contextOf(db, system, when), {
    messageId: own.id,
    became: 'came back',
    said: 'failed 5.1.1',
  })
  const address = `/messages/${own.id}`
  expect((await open(address)).text).toMatch(
    /Reports not believed 1 e-mail said .* Each time it was tried 1 October 2024 at 10:00am ?, by the mail server: it was taken\./,
  )
  expect((await open(address)).text).toContain('Did it arrive?')
  expect((await send(`${address}/settle`, {})).text).toContain('Say whether it arrived.')

  const settled = await send(`${address}/settle`, { became: 'arrived' })
  expect(settled.location).toBe(`${address}?done=message-arrived`)
  expect((await open(address)).text).toContain('as Some analyst said')
  expect((await send(`${address}/settle`, { became: 'not arrived' })).statusCode).toBe(422)

  await become('unclear')
  expect((await send(`${address}/settle`, { became: 'not arrived' })).location).toContain('message-goes')
})

test('messages are paused with a reason, and go on', async () => {
  const { roundId, open, send } = await aTold()
  for (const address of ['/messages', `/rounds/${roundId}/messages`]) {
    expect((await open(`${address}/pause`)).text).toContain('Codes to sign in are always sent.')
    expect((await send(`${address}/pause`, { reason: ' ' })).text).toContain('Say why they are paused.')
    const paused = await send(`${address}/pause`, { reason: 'The date is wrong.' })
    expect(paused.location).toBe(`${address}?done=messages-paused`)
    expect((await open(address)).text).toContain('Some analyst paused them on 1 October 2024')
    expect((await open(address)).text).toContain('The date is wrong.')
    expect((await open(`/rounds/${roundId}/messages/planned`)).text).toContain('Some analyst paused them')
    expect((await send(`${address}/pause`, { reason: 'Again.' })).text).toContain('paused already')
    expect((await send(`${address}/resume`, {})).location).toBe(`${address}?done=messages-resumed`)
    expect((await send(`${address}/resume`, {})).statusCode).toBe(303)
    expect((await open(address)).text).not.toContain('The date is wrong.')
  }
})

test('systems of the office read and do the same', async () => {
  const { roundId, own, ask, become } = await aTold()
  const asked = async (method: 'GET' | 'POST', path: string, payload?: object) => {
    const answer = await ask({ method, url: `/api/v1${path}`, ...(payload && { payload }) })
    return { status: answer.statusCode, json: answer.statusCode === 204 ? null : answer.json() }
  }
  const first = await asked('GET', `/rounds/${roundId}/messages?limit=1`)
  expect(first.json.items).toHaveLength(1)
  const cursor = encodeURIComponent(first.json.nextCursor)
  const second = await asked('GET', `/rounds/${roundId}/messages?limit=1&cursor=${cursor}`)
  expect(second.json.items[0].messageId).not.toBe(first.json.items[0].messageId)

  const one = await asked('GET', `/messages/${own.id}`)
  expect(one.json).toMatchObject({ messageId: own.id, state: 'sent', body: own.body, sentAgain: [] })
  expect(one.json).toMatchObject({
    tries: [{ number: 1, provider: 'smtp', became: 'taken' }],
    unprovenReports: 0,
  })
  expect(JSON.stringify(one.json)).not.toContain(await reportProof({ db, keys }, own.id))
  const again = await asked('POST', `/messages/${own.id}/resending`)
  expect(again.status).toBe(201)
  expect((await asked('GET', `/messages/${again.json.messageId}`)).json.resends).toBe(own.id)

  await become('unclear')
  expect((await asked('GET', '/messages?toLookAt=yes')).json.items[0].messageId).toBe(own.id)
  expect(await asked('POST', `/messages/${own.id}/settlement`, { became: 'arrived' })).toMatchObject({
    status: 204,
  })
  await become('given up')
  const refused = await asked('POST', `/messages/${own.id}/leaving`)
  expect(refused).toMatchObject({ status: 409, json: { code: 'MESSAGE_NOT_FAILED' } })

  expect((await asked('POST', '/message-pauses', { roundId, reason: 'The date is wrong.' })).status).toBe(204)
  expect((await asked('GET', '/message-pauses')).json.items).toMatchObject([
    { roundId, pausedBy: 'Some analyst' },
  ])
  expect((await asked('POST', '/message-pauses/ending', { roundId })).status).toBe(204)
})
