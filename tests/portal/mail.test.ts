import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { noteDelivery } from '@rollcall/actions/note-delivery'
import { authorities } from '@rollcall/collections/authorities/authorities'
import { asViewer } from '@rollcall/database/transaction'
import { MessageId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { startLog } from '@rollcall/platform/log'
import type { Mail } from '@rollcall/platform/mail'
import { openMailbox } from '@rollcall/platform/mailbox'
import { mailFolder, openMailer } from '@rollcall/platform/open-mailer'
import { expect, test } from 'vitest'
import { aDataRequest } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { mailerInto } from '../support/mailers.ts'
import { testPortal } from '../support/portal.ts'
import { messages, post } from '../support/post.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const { db } = testDatabase()
const home = temporaryFolder()('home')
const settings = { ROLLCALL_HOME: home, SMTP_URL: undefined, MAIL_FROM: undefined }
const local = 'http://127.0.0.1:3000'
const notifyToken = 'a token that Notify was given'
const portal = testPortal(db, { notifyToken })
const onThisMachine = testPortal(db, { portalUrl: local, mailbox: openMailbox(mailFolder(settings)) })

const sent: Mail[] = []
const codes = authorities.filter(({ closed }) => closed === undefined).map(({ code }) => code)

/** A message that was sent, of a round of its own. */
async function aSent() {
  const [authority = '', foreignAuthority = ''] = codes.splice(0, 2)
  const table = authorities.filter(({ code }) => [authority, foreignAuthority].includes(code))
  const round = await aDataRequest(db, { table, authority, foreignAuthority, until: 'open' })
  await post(db, mailerInto(sent), { now: new Date('2024-10-01T09:00:00Z') })
  const own = (await messages(db)).find(
    ({ personId, state }) => personId === round.officer.personId && state === 'sent',
  )
  if (own === undefined) throw new Error('nothing was sent')
  return { ...own, round }
}
const stateOf = async (id: string) => (await messages(db)).find((one) => one.id === id)

const receipt = (body: object, token = notifyToken) =>
  portal.app.inject({
    ...{ method: 'POST', url: '/notify/receipts' },
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    payload: JSON.stringify({ id: crypto.randomUUID(), to: 'ada@camden.example', ...body }),
  })

test('what Notify says became of a message is kept, once', async () => {
  const { id } = await aSent()
  const first = await receipt({ reference: id, status: 'delivered' })
  const again = await receipt({ reference: id, status: 'temporary-failure' })

  expect([first.statusCode, again.statusCode]).toEqual([204, 204])
  expect(await stateOf(id)).toMatchObject({ state: 'delivered', why: null, settledAt: expect.any(Date) })
})

test('an address that Notify cannot deliver to is not written to again, and the record says so', async () => {
  const { id, address, personId } = await aSent()
  for (let times = 0; times < 2; times++) await receipt({ reference: id, status: 'permanent-failure' })

  expect(await stateOf(id)).toMatchObject({ state: 'came back', why: 'permanent-failure' })
  const [broken, recorded] = await asViewer(db, system, async (trx) => [
    await trx.selectFrom('brokenAddresses').selectAll().where('personId', '=', personId).execute(),
    await trx.selectFrom('auditEvents').select('details').where('type', '=', 'message came back').execute(),
  ])
  expect(broken).toMatchObject([{ address, messageId: id, fault: 'came back' }])
  expect(recorded.map(({ details }) => details)).toMatchObject([
    { messageId: id, personId, fault: 'came back', said: 'permanent-failure' },
  ])
  expect(JSON.stringify(recorded)).not.toContain(address)
})

test('what Notify gave up is given up', async () => {
  const { id } = await aSent()
  await receipt({ reference: id, status: 'temporary-failure' })

  expect(await stateOf(id)).toMatchObject({ state: 'given up', why: expect.stringContaining('three days') })
})

test('a message that waits again, and that Notify had after all, does not go out a second time', async () => {
  const { id, round } = await aSent()
  await asViewer(db, system, (trx) =>
    trx.updateTable('messages').set({ state: 'waiting', sentAt: null }).where('id', '=', id).execute(),
  )
  const context = { ...round.as(round.analyst), viewer: system }
  const input = { messageId: MessageId.parse(id), became: 'delivered', said: 'delivered' } as const

  expect(await noteDelivery(context, input)).toBe(true)
  expect(await noteDelivery(context, input)).toBe(false)
  expect(await stateOf(id)).toMatchObject({ state: 'delivered', sentAt: expect.any(Date) })
})

test('a message that was begun days ago is not sent again because Notify no longer knows it', async () => {
  const [lately, longAgo] = [await aSent(), await aSent()]
  const now = new Date('2024-10-09T09:00:00Z')
  const begin = (id: MessageId, hoursAgo: number) =>
    asViewer(db, system, (trx) =>
      trx
        .updateTable('messages')
        .set({ state: 'sending', sentAt: null, begunAt: new Date(now.getTime() - hoursAgo * 3_600_000) })
        .where('id', '=', id)
        .execute(),
    )
  await begin(lately.id, 1)
  await begin(longAgo.id, 3 * 24)
  await post(db, { ...mailerInto(sent), find: async () => undefined }, { now })

  expect(await stateOf(lately.id)).toMatchObject({ state: expect.stringMatching(/^(?:sent|not needed)$/) })
  expect(await stateOf(longAgo.id)).toMatchObject({
    ...{ state: 'unclear', why: expect.stringContaining('too long ago') },
  })
})

test('what is of no message of ours is taken, and the log has no address', async () => {
  const answers = [
    await receipt({ reference: crypto.randomUUID(), status: 'delivered' }),
    await receipt({ reference: 'sent by hand', status: 'delivered' }),
    await receipt({ reference: null, status: 'permanent-failure' }),
    await receipt({ reference: (await aSent()).id, status: 'a word of next year' }),
  ]

  expect(answers.map(({ statusCode }) => statusCode)).toEqual([204, 204, 204, 204])
  expect(portal.logged.join('')).toContain('Notify told of a message that we do not know')
  expect(portal.logged.join('')).not.toContain('camden.example')
})

test('nobody but Notify can tell what became of a message', async () => {
  const { id } = await aSent()
  const wrong = await receipt({ reference: id, status: 'permanent-failure' }, 'a token that somebody made up')
  const malformed = await receipt({ reference: id })
  const elsewhere = await onThisMachine.app.inject({ method: 'POST', url: '/notify/receipts', payload: {} })

  expect([wrong.statusCode, malformed.statusCode, elsewhere.statusCode]).toEqual([401, 422, 404])
  expect(await stateOf(id)).toMatchObject({ state: 'sent' })
})

const look = (url: string, { headers = {}, remoteAddress = '127.0.0.1' } = {}) =>
  onThisMachine.app.inject({ url, remoteAddress, headers: { host: '127.0.0.1:3000', ...headers } })

test('messages that are files are in the mailbox, as they look and as text, with links that lead here', async () => {
  expect((await look('/mailbox')).body).toContain('Nothing has been written to anybody yet.')
  const mailer = openMailer(settings, startLog({ LOG_LEVEL: 'silent' }, 'mail'))
  const text = `Dear <b>Ada</b>\n\nSee it:\n${local}/data-requests/1\n\nNot this: https://elsewhere.example/`
  const mail = { to: 'ada@camden.example', subject: 'Fix 3 <errors>', parts: [], text }
  await mailer.send({ ...mail, html: '<p style="color: red">Dear Ada</p><script>alert(1)</script>' })
  mkdirSync(join(home, 'mail', 'other'))
  writeFileSync(join(home, 'mail', 'secret.txt'), 'secret')

  const list = await look('/mailbox')
  expect(list.body).toContain('1 message')
  expect(list.body).toContain('Fix 3 &#60;errors&#62;')
  const [, address = ''] = /href="(\/mailbox\/[^"]+)"/.exec(list.body) ?? []
  const page = await look(address)
  expect(page.body).toContain(`<a class="govuk-link" href="${local}/data-requests/1">`)
  expect(page.body).not.toContain('href="https://elsewhere.example')
  expect(page.body).toContain('Dear &#60;b&#62;Ada')
  expect(page.body).toContain(`<iframe class="rollcall-email" src="${address}/html"`)
  const asItLooks = await look(`${address}/html`)
  expect(asItLooks.body).toContain('<p style="color: red">')
  expect(String(asItLooks.headers['content-security-policy'])).toMatch(/default-src 'none'.*sandbox/)
  for (const wrong of ['/mailbox/secret.txt', '/mailbox/..%2Fkeys', '/mailbox/other'])
    expect((await look(wrong)).statusCode).toBe(404)
})

test('the mailbox is for this machine alone', async () => {
  const answers = await Promise.all([
    look('/mailbox', { remoteAddress: '10.0.0.7' }),
    look('/mailbox', { remoteAddress: 'fd00::7' }),
    ...['x-forwarded-for', 'x-forwarded-proto', 'x-real-ip', 'cf-connecting-ip'].map((name) =>
      look('/mailbox', { headers: { [name]: '10.0.0.7' } }),
    ),
    look('/mailbox', { headers: { host: 'bad.example' } }),
    portal.app.inject({ url: '/mailbox', remoteAddress: '127.0.0.1' }),
  ])

  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([404]))
  expect((await look('/mailbox', { remoteAddress: '::ffff:127.0.0.1' })).statusCode).toBe(200)
  expect((await look('/mailbox', { remoteAddress: '::1' })).statusCode).toBe(200)
})
