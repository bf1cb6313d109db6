import { asViewer } from '@rollcall/database/transaction'
import { type AuthorityViewer, type OfficeViewer, system } from '@rollcall/domain/viewer'
import { authentication } from '@rollcall/portal/authentication'
import { usualLimits } from '@rollcall/portal/rate-limits'
import { expect, test } from 'vitest'
import { aRound, keys } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { codeIn, linkIn, testMailServer } from '../support/mail-server.ts'
import { portalUrl, testPortal } from '../support/portal.ts'
import { aBrowser, emailOf } from '../support/sign-in.ts'

const { db } = testDatabase()
const server = testMailServer()
const clock = { now: () => new Date() }
const often = { ...usualLimits, guesses: 10_000 }
const portal = testPortal(db, {
  authenticate: authentication({ db, keys, clock, portalUrl }),
  mailer: server.mailer,
  limits: often,
})
let host = 1
const browser = () => aBrowser(portal.app, { remoteAddress: `192.0.2.${host++ % 250}` })
const nobody = () => `${crypto.randomUUID()}@nowhere.example`

/** A browser that has asked, and the e-mail that came of it. */
async function asked(viewer: AuthorityViewer | OfficeViewer, next?: string) {
  const own = browser()
  const email = await emailOf(db, viewer)
  const before = server.received.filter(({ to }) => to.includes(email)).length
  const answer = await own.post('/sign-in', { email, ...(next && { next }) })
  const mail = await server.mailTo(email, before + 1)
  return { own, answer, mail, code: codeIn(mail), link: linkIn(mail) }
}
const whoIs = async (own: ReturnType<typeof browser>) => {
  const answer = await own.get('/api/v1/me')
  return answer.statusCode === 200 ? answer.json().person.personId : answer.json().code
}
const sessions = (viewer: AuthorityViewer) =>
  asViewer(db, system, (trx) =>
    trx.selectFrom('sessions').select('id').where('personId', '=', viewer.personId).execute(),
  )

test('an e-mail with a code comes by SMTP; typed in the browser that asked, it signs in and goes on', async () => {
  const { officer } = await aRound(db)
  const { own, answer, mail, code } = await asked(officer, '/people?page=2')

  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/sign-in/code'])
  expect(mail).toMatchObject({ from: 'rollcall@office.example', subject: 'Your code to sign in to Rollcall' })
  const page = await own.get('/sign-in/code')
  expect(page.body).toMatch(/<input[^>]*name="code"[^>]*autocomplete="one-time-code"/)
  const done = await own.post('/sign-in/code', { code: `${code.slice(0, 3)} ${code.slice(3)}` })

  expect([done.statusCode, done.headers.location]).toEqual([303, '/people?page=2'])
  expect(await whoIs(own)).toBe(officer.personId)
})

test('the cookie that binds it is for this host, over TLS, ten minutes, and no script’s to read', async () => {
  const { officer } = await aRound(db)
  const { answer } = await asked(officer)

  expect(answer.cookies).toMatchObject([
    {
      ...{ name: '__Host-rollcall-asked', path: '/', httpOnly: true, secure: true, sameSite: 'Lax' },
      maxAge: 600,
    },
  ])
  expect(answer.cookies[0]).not.toHaveProperty('domain')
})

test('a link that a mail scanner has fetched ten times still signs in; used twice, it does not', async () => {
  const { signatory } = await aRound(db)
  const { own, link } = await asked(signatory)

  for (let fetched = 0; fetched < 10; fetched++) {
    const page = await browser()[fetched % 2 === 0 ? 'get' : 'head'](link)
    expect([page.statusCode, page.cookies]).toEqual([200, []])
  }
  // A scanner that even presses the button has not asked for the link.
  const pressed = await browser().post(link, {})
  expect([pressed.statusCode, pressed.body.includes('another browser')]).toEqual([401, true])
  expect((await own.get(link)).body).toContain('<form method="post">')
  expect((await own.post(link, {})).headers.location).toBe('/')
  expect(await whoIs(own)).toBe(signatory.personId)

  const again = await own.post(link, {})
  expect([again.statusCode, again.cookies]).toEqual([401, []])
  expect(again.body).toContain('has been used')
})

test('of fifty who press at once one is signed in, and there is one session', async () => {
  const { officer } = await aRound(db)
  const { own, link } = await asked(officer)

  const answers = await Promise.all(Array.from({ length: 50 }, () => own.copy().post(link, {})))

  expect(answers.filter(({ statusCode }) => statusCode === 303)).toHaveLength(1)
  expect(answers.filter(({ statusCode }) => statusCode === 401)).toHaveLength(49)
  expect(await sessions(officer)).toHaveLength(1)
})

test('an address that nobody has is answered in the same way, and nobody is written to', async () => {
  const { officer } = await aRound(db)
  const answers = []
  for (const email of [await emailOf(db, officer), nobody()]) {
    const own = browser()
    const asking = await own.post('/sign-in', { email })
    const page = await own.get('/sign-in/code')
    const wrong = await own.post('/sign-in/code', { code: '000000' })
    answers.push(
      [asking, page, wrong].map(({ statusCode, headers, body, cookies }) => ({
        ...{ statusCode, body: body.replaceAll(/[0-9a-f-]{36}/g, '') },
        headers: Object.keys(headers).filter((name) => name !== 'date'),
        location: headers.location,
        cookies: cookies.map(({ value, ...cookie }) => ({ ...cookie, length: value.length })),
      })),
    )
  }

  expect(answers[1]).toEqual(answers[0])
  expect(server.received.flatMap(({ to }) => to).filter((to) => to.includes('nowhere'))).toEqual([])
})

test('what is typed wrong is said beside the field, with what was typed still there', async () => {
  const own = browser()
  const page = await own.post('/sign-in', { email: 'nobody', next: '/people' })

  expect(page.statusCode).toBe(422)
  expect(page.body).toContain('<title>Error: Sign in – Rollcall</title>')
  expect(page.body).toContain('href="#email"')
  expect(page.body).toMatch(/value="nobody"/)
  expect(page.body).toMatch(/name="next" value="&#47;people"|name="next" value="\/people"/)
  const { own: waiting } = await asked((await aRound(db)).officer)
  const wrong = await waiting.post('/sign-in/code', { code: '12x' })
  expect([wrong.statusCode, wrong.body.includes('Type the six figures')]).toEqual([422, true])
})

test('a wrong code may be mended; after five it is over, and the way out is named', async () => {
  const { officer } = await aRound(db)
  const { own, code } = await asked(officer)
  const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0')

  for (let left = 4; left > 0; left--) {
    const page = await own.post('/sign-in/code', { code: wrong })
    expect([page.statusCode, page.body.includes('This is not the code')]).toEqual([422, true])
  }
  const over = await own.post('/sign-in/code', { code: wrong })
  expect([over.statusCode, over.body.includes('href="/sign-in"')]).toEqual([401, true])
  expect((await own.post('/sign-in/code', { code })).statusCode).toBe(401)
})

test('another browser’s cookie is no use: neither for its code nor for its link', async () => {
  const { officer, signatory } = await aRound(db)
  const victim = await asked(officer)
  const thief = await asked(signatory)

  expect((await thief.own.get(victim.link)).body).toContain('You asked for this link in another browser')
  expect((await thief.own.post(victim.link, {})).statusCode).toBe(401)
  expect((await thief.own.post('/sign-in/code', { code: victim.code })).statusCode).toBe(422)
  expect((await victim.own.post(victim.link, {})).statusCode).toBe(303)
})

test('another site can neither ask for somebody nor sign them in as somebody else', async () => {
  const { officer } = await aRound(db)
  const { own, code, link } = await asked(officer)

  for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }, {}]) {
    for (const [path, fields] of [
      ['/sign-in', { email: nobody() }],
      ['/sign-in/code', { code }],
      [link, {}],
    ] as const) {
      const answer = await own.post(path, fields, headers)
      expect([path, answer.statusCode]).toEqual([path, 403])
    }
  }
  expect(await whoIs(own)).toBe('SIGNED_OUT')
})

test('a session that was there before is not taken over: it ends, and a new one begins', async () => {
  const { officer, signatory } = await aRound(db)
  const first = await asked(signatory)
  await first.own.post(first.link, {})
  const planted = first.own.cookies.get('__Host-rollcall') ?? ''
  const { own, code } = await asked(officer)
  own.cookies.set('__Host-rollcall', planted)

  await own.post('/sign-in/code', { code })

  expect(own.cookies.get('__Host-rollcall')).not.toBe(planted)
  expect(await whoIs(own)).toBe(officer.personId)
  expect(await whoIs(first.own)).toBe('SIGNED_OUT')
  const fixed = await asked(officer)
  fixed.own.cookies.set('__Host-rollcall', 'chosen by somebody else')
  await fixed.own.post('/sign-in/code', { code: fixed.code })
  expect(fixed.own.cookies.get('__Host-rollcall')).toMatch(/^[\w-]{43}$/)
})

test.each(['//evil.example', 'https://evil.example/', '/\\evil.example', '/.//evil.example', '/sign-out'])(
  'nobody is sent on to %s',
  async (next) => {
    const { officer } = await aRound(db)
    const { own, code } = await asked(officer, next)
    own.cookies.set(
      '__Host-rollcall-asked',
      `${own.cookies.get('__Host-rollcall-asked')?.split('.')[0]}.${Buffer.from(next).toString('base64url')}`,
    )

    expect((await own.post('/sign-in/code', { code })).headers.location).toBe('/')
    expect((await own.get(`/sign-in?next=${encodeURIComponent(next)}`)).headers.location).toBe('/')
    const page = await browser().get(`/sign-in?next=${encodeURIComponent(next)}`)
    expect(page.body).toContain('name="next" value="/"')
  },
)

test('odd fields, cookies and addresses are told kindly, and break nothing', async () => {
  const own = browser()
  expect((await own.get('/sign-in?next=/a&next=/b')).statusCode).toBe(200)
  const twice = new URLSearchParams([
    ['email', 'a@b.example'],
    ['email', 'c@d.example'],
  ])
  const answer = await portal.app.inject({
    ...{ method: 'POST', url: '/sign-in', payload: twice.toString() },
    headers: { origin: portalUrl, 'content-type': 'application/x-www-form-urlencoded' },
  })
  expect(answer.statusCode).toBe(422)
  for (const value of ['', '.', '..', 'x', '%00.%00', `${'x'.repeat(3000)}.x`]) {
    own.cookies.set('__Host-rollcall-asked', value)
    expect([303, 200]).toContain((await own.get('/sign-in/code')).statusCode)
    expect([401, 422]).toContain((await own.copy().post('/sign-in/code', { code: '123456' })).statusCode)
  }
  for (const path of [
    '/sign-in/link/%00',
    '/sign-in/link/%F0%9F',
    `/sign-in/link/${'x'.repeat(201)}`,
    '/invitations/%00',
  ])
    expect([400, 401, 404]).toContain((await own.get(path)).statusCode)
})

test('whoever opens a page is asked to sign in, and comes back to it', async () => {
  const { officer } = await aRound(db)
  const own = browser()
  const path = `/data-requests/${crypto.randomUUID()}`
  const sent = await own.get(path)
  expect([sent.statusCode, sent.headers.location]).toEqual([303, `/sign-in?next=${encodeURIComponent(path)}`])

  expect((await own.get(String(sent.headers.location))).body).toContain(`name="next" value="${path}"`)
  await own.post('/sign-in', { email: await emailOf(db, officer), next: path })
  // Whoever asks for another code still goes there.
  expect((await own.get('/sign-in')).body).toContain(`name="next" value="${path}"`)
})

test('a message that cannot be sent now is logged without a word of it, and the page is the same', async () => {
  const { officer } = await aRound(db)
  const email = await emailOf(db, officer)
  server.isAway = true
  const answer = await browser().post('/sign-in', { email })
  await expect.poll(() => portal.logged.join('')).toContain('a message for signing in was not sent')
  server.isAway = false

  expect(answer.headers.location).toBe('/sign-in/code')
  expect(portal.logged.join('')).not.toContain(email)
})

test('after too many messages the page says to wait, whether somebody has the address or not', async () => {
  const { officer } = await aRound(db)
  for (const email of [await emailOf(db, officer), nobody()]) {
    const own = browser()
    for (let count = 0; count < 6; count++) await own.post('/sign-in', { email })
    const page = await own.post('/sign-in', { email })
    expect([page.statusCode, page.body.includes('You have asked for too many e-mails')]).toEqual([422, true])
  }
})

test('codes, links and addresses are in no log', async () => {
  const { officer } = await aRound(db)
  const { own, code, link, mail } = await asked(officer)
  await own.get(link)
  await own.post('/sign-in/code', { code })

  const logged = portal.logged.join('\n')
  for (const secret of [link.split('/').at(-1) ?? '', ...mail.to, own.cookies.get('__Host-rollcall') ?? ''])
    expect(logged).not.toContain(secret)
})
