import { insertMembership } from '@rollcall/database/people'
import { asViewer } from '@rollcall/database/transaction'
import { MembershipId } from '@rollcall/domain/ids'
import { type AuthorityViewer, system } from '@rollcall/domain/viewer'
import { beforeAll, expect, test } from 'vitest'
import { aDataRequest, membershipIdOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { portalUrl } from '../support/portal.ts'
import { actionOf, browserWith, portalWithSessions, type SignedIn, wordsOf } from '../support/signed-in.ts'

const { db } = testDatabase()
const at = (time: string) => new Date(`2026-11-23T${time}:00Z`)
const { portal, signIn, setTime } = portalWithSessions(db, at('09:00'))

let scene: Awaited<ReturnType<typeof aDataRequest>>
let birmingham: MembershipId
/** The officer of Birmingham is a signatory of Leeds too. */
let leeds: MembershipId
beforeAll(async () => {
  scene = await aDataRequest(db, { authority: '330', foreignAuthority: '383' })
  birmingham = await membershipIdOf(db, scene.officer)
  leeds = MembershipId.parse(crypto.randomUUID())
  const { personId } = scene.officer
  const inLeeds: AuthorityViewer = { role: 'signatory', personId, authorityId: scene.foreigner.authorityId }
  await asViewer(db, system, (trx) => insertMembership(trx, { ...inLeeds, id: leeds }))
})

const switchTo = async (browser: SignedIn, membershipId: string, next?: string) =>
  browser.post('/account/memberships', { membershipId, ...(next && { next }) })

test('one’s account says who one is, what one may act as, and where one is signed in', async () => {
  setTime(at('09:00'))
  const other = await signIn(leeds, 'Firefox on Windows')
  setTime(at('09:10'))
  const here = await signIn(birmingham, 'Edge on Windows')

  const words = wordsOf(await here.get('/account'))
  expect(words).toContain('Name Some officer')
  expect(words).toContain('Data officer for Birmingham Signatory for Leeds')
  expect(words).toContain('You stay signed in here until 23 November 2026 at 9:10pm')
  expect(words).toMatch(
    /Edge on Windows Acting for Birmingham Signed in on 23 November 2026 at 9:10am This one/,
  )
  expect(words).toMatch(
    /Firefox on Windows Acting for Leeds Signed in on 23 November 2026 at 9:00am Last used on/,
  )

  const ended = await here.post(actionOf(await here.get('/account'), '/account/sessions/'))
  expect([ended.statusCode, ended.headers.location]).toEqual([303, '/account?done=ended'])
  expect(wordsOf(await here.get('/account?done=ended'))).toContain('You are signed out there.')
  expect((await other.get('/account')).headers.location).toBe('/sign-in?next=%2Faccount')
})

test('one press signs out everywhere else', async () => {
  const others = [await signIn(birmingham), await signIn(leeds)]
  const here = await signIn(birmingham)

  const done = await here.post(actionOf(await here.get('/account'), '/account/sessions/end-others'))

  expect(done.headers.location).toBe('/account?done=others-ended')
  expect((await here.get('/account')).body).not.toContain('/account/sessions/')
  for (const other of others) expect((await other.get('/account')).statusCode).toBe(303)
})

test('the session of somebody else is not there', async () => {
  const stranger = await signIn(await membershipIdOf(db, scene.signatory))
  const here = await signIn(birmingham)
  const { items } = (await here.get('/api/v1/sessions')).json()
  const [{ sessionId }] = items as [{ sessionId: string }]

  expect((await stranger.post(`/account/sessions/${sessionId}/end`)).statusCode).toBe(404)
  expect((await here.get('/account')).statusCode).toBe(200)
})

test('a person says for which authority they act, and every page says it', async () => {
  const browser = await signIn(birmingham)
  const choices = await browser.get('/account/memberships')
  expect(wordsOf(choices)).toMatch(
    /Birmingham In use As data officer .*Leeds As signatory Act as signatory for Leeds/,
  )

  const switched = await switchTo(browser, leeds, '/people')
  expect([switched.statusCode, switched.headers.location]).toEqual([303, '/people'])
  expect(wordsOf(await browser.get('/account'))).toContain('You act as signatory for Leeds')

  expect((await switchTo(browser, birmingham, 'https://evil.example/')).headers.location).toBe('/')
  const notTheirs = await membershipIdOf(db, scene.signatory)
  expect((await switchTo(browser, notTheirs)).statusCode).toBe(404)
  expect((await switchTo(browser, 'nothing')).statusCode).toBe(404)
  expect(wordsOf(await browser.get('/account'))).toContain('You act as data officer for Birmingham')
})

test('a page of the authority one does not act for now leads there, and tells nobody else that it is there', async () => {
  const browser = await signIn(leeds)
  const path = `/data-requests/${scene.dataRequestId}`

  const page = await browser.get(path)
  expect(page.statusCode).toBe(404)
  expect(wordsOf(page)).toContain('This page belongs to Birmingham')
  expect(wordsOf(page)).toContain('You now act as signatory for Leeds')
  const back = await browser.post('/account/memberships', { membershipId: birmingham, next: path })
  expect(back.headers.location).toBe(path)

  const ofNobody = await browser.get(`/data-requests/${crypto.randomUUID()}`)
  expect(wordsOf(ofNobody)).toContain('Page not found')
  const stranger = await signIn(await membershipIdOf(db, scene.foreigner))
  expect(wordsOf(await stranger.get(path))).toContain('Page not found')
})

test('somebody of the office with two roles is not led from one to the other by a page that is there for neither', async () => {
  const { personId } = scene.analyst
  await asViewer(db, system, (trx) =>
    insertMembership(trx, { role: 'approver', personId, authorityId: null }),
  )
  const browser = await signIn(await membershipIdOf(db, scene.analyst))

  const page = await browser.get(`/data-requests/${scene.dataRequestId}/send`)

  expect(page.statusCode).toBe(404)
  expect(page.body).not.toContain('This page belongs to')
})

test('a form that was opened for one authority is not done for another, and is given back', async () => {
  const browser = await signIn(birmingham)
  const tab = await browser.get('/account')
  await signIn(birmingham)
  const open = actionOf(await browser.get('/account'), '/account/sessions/end-others')
  await switchTo(browser, leeds)

  const answer = await browser.post(open, { note: 'Lost <b>laptop</b>' })

  expect(tab.statusCode).toBe(200)
  expect(answer.statusCode).toBe(409)
  expect(wordsOf(answer)).toContain('This page belongs to Birmingham You now act as signatory for Leeds')
  expect(answer.body).toContain('Lost &#60;b&#62;laptop&#60;/b&#62;</textarea>')
  expect(actionOf(answer, '/account/sessions')).toBe(open)
  // And from the page that gave it back it is done, once they act for Birmingham again.
  await switchTo(browser, birmingham)
  expect((await browser.post(open, { note: 'Lost <b>laptop</b>' })).headers.location).toBe(
    '/account?done=others-ended',
  )
})

test('a form that somebody else opened in the same browser is done for neither', async () => {
  const officer = await signIn(birmingham)
  await signIn(birmingham)
  const open = actionOf(await officer.get('/account'), '/account/sessions/end-others')
  const signatory = await signIn(await membershipIdOf(db, scene.signatory))

  const answer = await signatory.post(open, { note: 'Mine' })

  expect(answer.statusCode).toBe(409)
  expect(wordsOf(answer)).toContain('This page was opened by somebody else')
  expect(answer.body).not.toContain('Send it again')
  expect(answer.body).not.toContain(birmingham)
})

test('what was typed is given back where the session has ended, can be copied, and is sent again by one press', async () => {
  setTime(at('10:00'))
  await signIn(birmingham)
  const browser = await signIn(birmingham)
  const open = actionOf(await browser.get('/account'), '/account/sessions/end-others')
  setTime(at('10:31'))
  const typed = {
    reason: '\nOur system <was> down.\r\n\r\nIt is "back".',
    dueOn: '2026-12-01',
    sheetId: birmingham,
  }

  const answer = await browser.post(open, typed)

  expect(answer.statusCode).toBe(401)
  expect(answer.headers['cache-control']).toBe('no-store')
  expect(wordsOf(answer)).toContain('You are signed out, so nothing was sent')
  expect(answer.body).toContain('href="/sign-in?next=%2Faccount%2Fready" target="_blank" rel="noopener"')
  expect(answer.body).toContain(
    'readonly>\n\nOur system &#60;was&#62; down.\r\n\r\nIt is &#34;back&#34;.</textarea>',
  )
  expect(answer.body).toMatch(/for="typed-dueOn-0">Due on<.*\n.*name="dueOn"[^>]*readonly>\n2026-12-01</)
  expect(answer.body).toContain(`<input type="hidden" name="sheetId" value="${birmingham}">`)
  expect(actionOf(answer, '/account/sessions')).toBe(open)

  setTime(at('10:33'))
  const again = await signIn(birmingham)
  expect(wordsOf(await again.get('/account/ready'))).toContain('Go back to the tab that has what you typed')
  expect((await again.post(open, typed)).statusCode).toBe(303)
  expect(portal.logged.join('')).not.toContain('Our system')
})

test('of a file nothing is read where the session has ended, and the page says so', async () => {
  const boundary = 'x'
  const answer = await portal.app.inject({
    ...{ method: 'POST', url: '/account/sessions/end-others' },
    headers: { origin: portalUrl, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\nrows\r\n--${boundary}--`,
  })

  expect(answer.statusCode).toBe(401)
  expect(wordsOf(answer)).toContain('2. Choose your file again It was not received.')
  expect(answer.body).not.toContain('Send it again')
})

test('only a form of ours is given back: nothing of the API’s, of another site’s, nor of one too large is read', async () => {
  const stranger = browserWith(portal)
  const note = { note: 'Given back?' }
  const tries = [
    await stranger.post('/account/sessions/end-others', note, { origin: 'https://evil.example' }),
    await stranger.post('/account/sessions/end-others', note, {
      origin: 'null',
      'sec-fetch-site': 'cross-site',
    }),
    await stranger.post('/account/sessions/end-others', { note: `Given back?${'x'.repeat(300_000)}` }),
    await stranger.post('/api/v1/sessions/ending-of-others', note, { 'x-rollcall': '1' }),
  ]

  for (const answer of tries) {
    expect(answer.statusCode).toBe(401)
    expect(answer.body).toContain('SIGNED_OUT')
    expect(answer.body).not.toContain('Given back?')
  }
  const many = Object.fromEntries(Array.from({ length: 2001 }, (_, at) => [`box-${at}`, '']))
  expect((await stranger.post('/account/sessions/end-others', many)).statusCode).toBe(413)
})

test('what a page asks by itself does not make a session longer; what a person asks does', async () => {
  setTime(at('12:00'))
  const browser = await signIn(birmingham)
  const idleEnd = async () => {
    const { items } = (await browser.get('/api/v1/sessions')).json()
    return items.find(({ isInUse }: { isInUse: boolean }) => isInUse)?.idleEndsAt
  }

  setTime(at('12:20'))
  expect(await idleEnd()).toBe('2026-11-23T12:30:00.000Z')
  await browser.get(`/api/v1/submissions/${crypto.randomUUID()}`)
  expect(await idleEnd()).toBe('2026-11-23T12:30:00.000Z')
  await browser.get('/api/v1/me')
  expect(await idleEnd()).toBe('2026-11-23T12:50:00.000Z')
  setTime(at('12:50'))
  expect((await browser.get('/api/v1/sessions')).statusCode).toBe(401)
})

test('somebody of the office chooses about the daily digest on their account; others are asked nothing', async () => {
  const analyst = await signIn(await membershipIdOf(db, scene.analyst))
  expect(wordsOf(await (await signIn(birmingham)).get('/account'))).not.toContain('digest')

  const page = await analyst.get('/account')
  const stopped = await analyst.post(actionOf(page, '/account/digest'), { isWanted: 'no' })
  expect(stopped.headers.location).toBe('/account?done=digest-stopped')
  expect(wordsOf(await analyst.get('/account'))).toContain('You chose to be without the e-mail')

  await analyst.post('/account/digest', { isWanted: 'yes' })
  expect(wordsOf(await analyst.get('/account?done=digest-wanted'))).toContain('Stop the daily digest')
})
