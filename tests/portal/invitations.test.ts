import { authentication } from '@rollcall/portal/authentication'
import { expect, test } from 'vitest'
import { aRound, keys } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { codeIn, linkIn } from '../support/mail-server.ts'
import { testOidcProvider } from '../support/oidc-provider.ts'
import { portalUrl, testPortal } from '../support/portal.ts'
import { aBrowser, newestInvitation } from '../support/sign-in.ts'

const { db } = testDatabase()
const provider = await testOidcProvider({ clientSecret: 'known to both' })
const clock = { now: () => new Date() }
const authenticate = authentication({ db, keys, clock, portalUrl })
const api = testPortal(db)
const portal = testPortal(db, { authenticate, organisation: provider.organisation })
const later = testPortal(db, { clock: { now: () => new Date(Date.now() + 10 * 60_000) } })
const pathOf = (address: string) => address.slice(portalUrl.length)

/** Somebody whom a signatory invites through the API. */
async function invited() {
  const round = await aRound(db)
  const email = `${crypto.randomUUID()}@camden.example`
  const answer = await api.as(round.signatory)({
    ...{ method: 'POST', url: '/api/v1/people', payload: { name: 'Ada Byron', email, role: 'officer' } },
  })
  const mail = await newestInvitation(db, portalUrl)
  return { ...round, email, mail, link: linkIn(mail), membershipId: answer.json().membershipId as string }
}
const me = async (own: ReturnType<typeof aBrowser>) => (await own.get('/api/v1/me')).json()

test('the link of a letter says who invites whom to what, as often as it is fetched', async () => {
  const { mail, email, link } = await invited()
  expect(mail.to).toBe(email)

  for (let fetched = 0; fetched < 10; fetched++) {
    const page = await aBrowser(portal.app).get(link)
    expect([page.statusCode, page.cookies]).toEqual([200, []])
    expect(page.body).toContain('Some signatory has invited Ada Byron as data officer for Birmingham.')
  }
})

test('from there a code comes to the address that was invited, and signs in as what they were invited to', async () => {
  const { email, link, membershipId } = await invited()
  const own = aBrowser(portal.app)
  const sent = await own.post(`${link}/code`, {})
  expect(sent.headers.location).toBe('/sign-in/code')
  await expect.poll(() => portal.mails.at(-1)?.to).toBe(email)

  const done = await own.post('/sign-in/code', { code: codeIn({ text: portal.mails.at(-1)?.text ?? '' }) })

  expect([done.statusCode, done.headers.location]).toEqual([303, '/'])
  expect(await me(own)).toMatchObject({ person: { email }, membership: { membershipId } })
  const again = await aBrowser(portal.app).get(link)
  expect([again.statusCode, again.body.includes('This invitation cannot be used')]).toEqual([404, true])
})

test('or they continue at their organisation, and from then on that is how they sign in', async () => {
  const { email, link } = await invited()
  const name = crypto.randomUUID()
  const own = aBrowser(portal.app)
  expect((await own.get(link)).body).toContain('Continue with your work account')
  const sent = await own.post(`${link}/organisation`, {})
  await own.get(pathOf(await provider.signIn(String(sent.headers.location), name)))
  expect(await me(own)).toMatchObject({ person: { email } })

  const another = aBrowser(portal.app)
  const begun = await another.post('/sign-in/organisation', {})
  await another.get(pathOf(await provider.signIn(String(begun.headers.location), name)))
  expect(await me(another)).toMatchObject({ person: { email } })
})

test('a work account that is somebody else’s already is refused, with a way to go on', async () => {
  const [first, second] = [await invited(), await invited()]
  const name = crypto.randomUUID()
  const accept = async ({ link }: { readonly link: string }) => {
    const own = aBrowser(portal.app)
    const sent = await own.post(`${link}/organisation`, {})
    return await own.get(pathOf(await provider.signIn(String(sent.headers.location), name)))
  }
  expect((await accept(first)).statusCode).toBe(303)
  const refused = await accept(second)

  expect(refused.statusCode).toBe(409)
  expect(refused.body).toContain('belongs to somebody else in Rollcall already')
  expect((await aBrowser(portal.app).get(second.link)).statusCode).toBe(200)
})

test('another site can do nothing with an invitation', async () => {
  const { link } = await invited()
  for (const path of [`${link}/code`, `${link}/organisation`]) {
    const answer = await aBrowser(portal.app).post(path, {}, { origin: 'https://evil.example' })
    expect([path, answer.statusCode]).toEqual([path, 403])
  }
})

test('a signatory has it sent again through the API; the older link is no more', async () => {
  const { link, signatory, foreigner, membershipId } = await invited()
  const again = { method: 'POST', url: `/api/v1/memberships/${membershipId}/invitation` } as const

  expect((await api.as(signatory)(again)).json().code).toBe('INVITED_JUST_NOW')
  expect((await later.as(foreigner)(again)).json().code).toBe('NOT_ALLOWED')
  expect((await later.as(signatory)(again)).statusCode).toBe(204)
  const newer = linkIn(await newestInvitation(db, portalUrl))

  expect((await aBrowser(later.app).get(link)).statusCode).toBe(404)
  expect((await aBrowser(later.app).get(newer)).statusCode).toBe(200)
})

test('links of invitations are in no log', async () => {
  const { link } = await invited()
  const own = aBrowser(portal.app)
  await own.get(link)
  await own.post(`${link}/organisation`, {})

  expect(portal.logged.join('\n')).not.toContain(link.split('/').at(-1))
})
