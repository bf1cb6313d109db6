import { type AskedToSignIn, AskToSignIn, askToSignIn } from '@rollcall/actions/ask-to-sign-in'
import { asViewer } from '@rollcall/database/transaction'
import { signInLimits } from '@rollcall/domain/sign-in'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aRound, contextOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { codeIn, linkIn } from '../support/mail-server.ts'
import { emailOf } from '../support/sign-in.ts'

const { db } = testDatabase()
const now = new Date('2024-10-01T09:00:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const nobody = () => `${crypto.randomUUID()}@nowhere.example`
let host = 1
const anywhere = () => ({ ip: `192.0.2.${host++}`, portalUrl: 'https://rollcall.example' })

const ask = (email: string, { from = anywhere(), at = now } = {}): Promise<AskedToSignIn> =>
  askToSignIn(contextOf(db, system, { now: at }), from, AskToSignIn.parse({ email }))

const attempts = () =>
  asViewer(db, system, (trx) => trx.selectFrom('signInAttempts').selectAll().orderBy('askedAt').execute())

test('whoever has the address is sent a code and a link, in the words of a letter', async () => {
  const { officer } = await aRound(db)
  const email = await emailOf(db, officer)

  const { mail, browserToken } = await ask(email.toUpperCase())

  if (!mail) throw new Error('nothing is to be sent')
  expect(mail).toMatchObject({ to: email, subject: 'Your code to sign in to Rollcall' })
  expect(codeIn(mail)).toMatch(/^\d{6}$/)
  expect(linkIn(mail)).toMatch(/^\/sign-in\/link\/[\w-]{43}$/)
  for (const part of ['Dear Some officer', linkIn(mail), `${codeIn(mail).slice(0, 3)} `])
    expect([mail.text, mail.html].map((text) => text.includes(part))).toEqual([true, true])
  expect(mail.text + mail.html).not.toContain(browserToken)
  expect(mail.html).not.toMatch(/<img|<script|<link|src=/)
})

test('what is kept tells neither the address, nor the code, nor the link, nor the browser, nor where it was asked', async () => {
  const { officer } = await aRound(db)
  const email = await emailOf(db, officer)
  const { mail, browserToken } = await ask(email, { from: { ...anywhere(), ip: '203.0.113.77' } })
  const unknown = nobody()
  await ask(unknown)

  const kept = (await attempts()).map((row) =>
    JSON.stringify(row, (_, value) =>
      value?.type === 'Buffer' ? Buffer.from(value).toString('latin1') : value,
    ),
  )
  const secrets = [email, unknown, browserToken, codeIn({ text: mail?.text ?? '' }), '203.0.113.77']
  for (const secret of [
    ...secrets,
    linkIn({ text: mail?.text ?? '' })
      .split('/')
      .at(-1) ?? '',
  ])
    expect(kept.filter((row) => row.includes(secret))).toEqual([])
})

test('of an address that nobody has, or whose person has left, nothing is sent', async () => {
  const { signatory } = await aRound(db)
  const email = await emailOf(db, signatory)
  await asViewer(db, system, (trx) =>
    trx.updateTable('memberships').set({ endedAt: now }).where('personId', '=', signatory.personId).execute(),
  )

  for (const asked of [await ask(nobody()), await ask(email)]) {
    expect(asked.mail).toBeUndefined()
    expect(asked.browserToken).toMatch(/^[\w-]{43}$/)
  }
})

test('an address that somebody has and one that nobody has are worked on in the same way, statement by statement', async () => {
  const statements: string[] = []
  const watched = db.withPlugin({
    transformQuery: ({ node, queryId }) => {
      statements.push(db.getExecutor().compileQuery(node, queryId).sql)
      return node
    },
    transformResult: async ({ result }) => result,
  })
  const { officer } = await aRound(db)
  const context = contextOf(watched, system, { now })
  const done = async (email: string) => {
    statements.length = 0
    await askToSignIn(context, anywhere(), { email })
    return [...statements]
  }
  // The first time the portal reads its key.
  await done(nobody())

  const known = await done(await emailOf(db, officer))
  expect(known.length).toBeGreaterThan(3)
  expect(await done(nobody())).toEqual(known)
})

test('after a few messages to one address from one place there are no more for an hour, whether somebody has it or not', async () => {
  const { officer } = await aRound(db)
  for (const email of [await emailOf(db, officer), nobody()]) {
    const from = anywhere()
    for (let asked = 0; asked < signInLimits.asksOfBoth; asked++) await ask(email, { from })

    await expect(ask(email, { from })).rejects.toMatchObject({ code: 'ASKED_TOO_OFTEN' })
    // From elsewhere the person can still ask, and in an hour from here too.
    await ask(email)
    await ask(email, { from, at: later(signInLimits.askedWithinMinutes + 1) })
  }
})

test('one address is not written to for ever by asking from many places', async () => {
  const email = nobody()
  for (let asked = 0; asked < signInLimits.asksOfAddress; asked++) await ask(email)

  await expect(ask(email)).rejects.toMatchObject({ code: 'ASKED_TOO_OFTEN' })
})

test('of many who ask at once no more are served than one after another', async () => {
  const email = nobody()
  const from = anywhere()
  const tries = await Promise.allSettled(Array.from({ length: 12 }, () => ask(email, { from })))

  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(signInLimits.asksOfBoth)
})

test('one place asks about so many addresses and no more; half an address of IPv6 is one place', async () => {
  const from = (end: string) => ({ ...anywhere(), ip: `2001:db8:1:2${end}` })
  for (let asked = 0; asked < signInLimits.asksFromNetwork; asked++)
    await ask(nobody(), { from: from(`::${asked}`) })

  await expect(ask(nobody(), { from: from(':3:4:5:6') })).rejects.toMatchObject({ code: 'ASKED_TOO_OFTEN' })
  await ask(nobody(), { from: { ...anywhere(), ip: '2001:db8:1:3::1' } })
  await ask(nobody(), { from: { ...anywhere(), ip: '::ffff:192.0.2.250' } })
})

test('only the portal asks', async () => {
  const { officer, as } = await aRound(db)

  await expect(askToSignIn(as(officer), anywhere(), { email: nobody() })).rejects.toMatchObject({
    code: 'NOT_ALLOWED',
  })
})
