import { insertMembership } from '@rollcall/database/people'
import { asViewer } from '@rollcall/database/transaction'
import { MembershipId } from '@rollcall/domain/ids'
import { type AuthorityViewer, system } from '@rollcall/domain/viewer'
import type { Page } from 'playwright-core'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { browserPortal } from '../support/browser-portal.ts'
import { aMember, aRound, type Cast } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { faultsOf, hiddenToTheRight, takePicture } from '../support/look.ts'
import { type Visits, visitPages } from '../support/visit-pages.ts'

const { db } = testDatabase()
const { open } = testBrowser()
// The portal's clock goes on by itself, and is moved together with a page's.
let ahead = 0
const clock = { now: () => new Date(Date.now() + ahead) }
const portal = await browserPortal(db, { clock })
const minute = 60_000

let cast: Cast
/** Of Birmingham, and a signatory of Leeds too. */
let officer: AuthorityViewer
beforeAll(async () => {
  cast = await aRound(db, { foreignAuthority: '383' })
  const { authorityId } = cast.officer
  officer = { ...cast.officer, personId: await aMember(db, 'officer', authorityId) }
  const leeds = {
    role: 'signatory',
    personId: officer.personId,
    authorityId: cast.foreigner.authorityId,
  } as const
  await asViewer(db, system, (trx) =>
    insertMembership(trx, { ...leeds, id: MembershipId.parse(crypto.randomUUID()) }),
  )
})
beforeEach(() => {
  ahead = 0
})

const at = (path: string) => (page: Page) => page.goto(`${portal.url}${path}`)
/** Signs in with a browser that is not the test's. */
const elsewhere = async (viewer: AuthorityViewer) => {
  const { page } = await open()
  await portal.signIn(page, viewer)
}
const as = (viewer: () => AuthorityViewer, path: string) => async (page: Page) => {
  await portal.signIn(page, viewer())
  await at(path)(page)
}
const actFor = async (page: Page, words: string) => {
  await at('/account/memberships')(page)
  await page.getByRole('button', { name: words }).click()
  await page.waitForURL(`${portal.url}/`)
}
const dialogOf = (page: Page) => page.getByRole('dialog')
/** Time goes on, for a page and for the portal. */
async function pass(page: Page, minutes: number): Promise<void> {
  ahead += minutes * minute
  await page.clock.fastForward(minutes * minute)
}
/** Its script has begun to watch the time. */
const isWatched = (page: Page) => page.locator('dialog').waitFor({ state: 'attached' })

async function openWithClock(path = '/people/invite') {
  const opened = await open()
  await opened.page.clock.install()
  await portal.signIn(opened.page, cast.signatory)
  await at(path)(opened.page)
  await isWatched(opened.page)
  return opened
}

const visits: Visits = {
  account: ['Your account', as(() => cast.officer, '/account')],
  'account-of-two-authorities': [
    'Your account',
    async (page) => {
      await elsewhere(officer)
      await as(() => officer, '/account?done=ended')(page)
    },
  ],
  'account-memberships': ['Who you act for', as(() => officer, '/account/memberships')],
  'account-ready': ['You can go on', as(() => officer, '/account/ready')],
}
visitPages({ open, portals: [portal] }, visits)

/** A page that cannot be loaded again, as it answers a form. */
async function looksWell(page: Page, name: string): Promise<void> {
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 800 })
    expect([width, await faultsOf(page)]).toEqual([width, []])
    expect([width, await hiddenToTheRight(page)]).toEqual([width, 0])
    await takePicture(page, `${name}-${width}`)
  }
}

test.each([[true], [false]])(
  'what was typed comes back after the session has ended, and is sent from there (with script: %s)',
  async (javaScriptEnabled) => {
    const { page, complaints } = await open({ javaScriptEnabled })
    await portal.signIn(page, cast.signatory)
    await at('/people/invite')(page)
    const name = `Sam ${javaScriptEnabled}`
    await page.getByLabel('Name').fill(`${name} "the" <new> one`)
    await page.getByLabel('E-mail address').fill(`sam.${javaScriptEnabled}@people.example`)
    await page.getByLabel('Data officer').check()
    ahead += 31 * minute
    await page.getByRole('button', { name: 'Invite' }).click()

    await page.getByRole('heading', { name: 'You are signed out, so nothing was sent' }).waitFor()
    expect(await page.getByLabel('Name').inputValue()).toBe(`${name} "the" <new> one`)
    if (javaScriptEnabled) await looksWell(page, 'form-given-back')
    const [tab] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('link', { name: 'Sign in (opens in a new tab)' }).last().click(),
    ])
    await tab.waitForLoadState()
    expect(new URL(tab.url()).pathname).toBe('/sign-in')
    await portal.signIn(page, cast.signatory)
    await page.getByRole('button', { name: 'Send it again' }).click()

    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor()
    await page.getByText(`${name} "the" <new> one`).first().waitFor()
    expect(complaints).toEqual([])
  },
)

test('a form of one authority is not sent for the other, and goes once its person acts for the first again', async () => {
  const { page: birmingham, complaints } = await open()
  await elsewhere(officer)
  await portal.signIn(birmingham, officer)
  await at('/account')(birmingham)
  const leeds = await birmingham.context().newPage()
  await actFor(leeds, 'Act as signatory for Leeds')
  await leeds.getByText('You act as signatory for Leeds.').waitFor()

  await birmingham.getByRole('button', { name: 'Sign out everywhere else' }).click()
  await birmingham.getByRole('heading', { name: 'This page belongs to Birmingham' }).waitFor()
  await looksWell(birmingham, 'form-of-other-authority')
  const [tab] = await Promise.all([
    birmingham.context().waitForEvent('page'),
    birmingham.getByRole('button', { name: 'Act for Birmingham (opens in a new tab)' }).click(),
  ])
  await tab.getByRole('heading', { name: 'You can go on' }).waitFor()
  await birmingham.getByRole('button', { name: 'Send it again' }).click()

  await birmingham.getByText('You are signed out everywhere else.').waitFor()
  expect(complaints).toEqual([])
})

test('after 25 minutes a dialog says when the session ends; it has the focus, and keeps the person signed in', async () => {
  const { page, complaints } = await openWithClock()
  await page.getByLabel('Name').fill('Sam')

  await pass(page, 24)
  expect(await dialogOf(page).count()).toBe(0)
  await pass(page, 1.5)
  await dialogOf(page).waitFor()
  expect(await dialogOf(page).getByRole('heading').textContent()).toMatch(
    /^You will be signed out at \d{1,2}:\d\d[ap]m$/,
  )
  expect(await page.title()).toMatch(/^You will be signed out at .* – Invite a person – Rollcall$/)
  await looksWell(page, 'session-warning')
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Stay signed in')
  await page.keyboard.press('Enter')
  await dialogOf(page).waitFor({ state: 'hidden' })
  expect(await page.evaluate('document.activeElement.id')).toBe('name')

  // And half an hour after it began the session is still there.
  await pass(page, 20)
  expect(await dialogOf(page).count()).toBe(0)
  await pass(page, 6)
  await dialogOf(page).waitFor()
  await page.keyboard.press('Escape')
  await dialogOf(page).waitFor({ state: 'hidden' })
  await pass(page, 10)
  await page.reload()
  await page.getByText('You act as signatory for Birmingham.').waitFor()
  expect(complaints).toEqual([])
})

test('nobody is asked in one tab who has used another, and one answer is enough for both', async () => {
  const { page: first } = await openWithClock()
  const second = await first.context().newPage()
  await pass(first, 15)
  await at('/people')(second)
  await isWatched(second)
  await pass(first, 12)
  // The first tab would have asked by now.
  expect(await dialogOf(first).count()).toBe(0)

  await pass(first, 15)
  await dialogOf(first).waitFor()
  await dialogOf(second).waitFor()
  await dialogOf(second).getByRole('button', { name: 'Stay signed in' }).click()
  await dialogOf(first).waitFor({ state: 'hidden' })
  await dialogOf(second).waitFor({ state: 'hidden' })
})

test('who does not answer is told that the session has ended, and what was typed stays', async () => {
  const { page } = await openWithClock()
  await page.getByLabel('Name').fill('Sam')
  await pass(page, 26)
  await dialogOf(page).waitFor()
  await pass(page, 6)

  await dialogOf(page).getByRole('heading', { name: 'You are signed out' }).waitFor()
  await dialogOf(page).getByRole('link', { name: 'Sign in (opens in a new tab)' }).waitFor()
  await looksWell(page, 'session-ended')
  await page.getByRole('button', { name: 'Back to this page' }).click()
  expect(await page.getByLabel('Name').inputValue()).toBe('Sam')
})

test('twelve hours after signing in nothing can be put off, and the dialog says so', async () => {
  const { page } = await openWithClock('/account')
  // Used every quarter of an hour, by another tab.
  for (let quarter = 1; quarter <= 47; quarter++) {
    ahead += 15 * minute
    await page.request.get(`${portal.url}/api/v1/me`)
  }
  await page.reload()
  await page.clock.setSystemTime(clock.now())
  await page.reload()
  await pass(page, 11)

  await dialogOf(page).waitFor()
  expect(await dialogOf(page).textContent()).toContain('12 hours after you signed in, and cannot be put off')
  await page.getByRole('button', { name: 'Go on until then' }).click()
  await pass(page, 5)
  await dialogOf(page).getByRole('heading', { name: 'You are signed out' }).waitFor()
})

test('who signs out in one tab is told so in the others', async () => {
  const { page } = await open()
  await portal.signIn(page, cast.officer)
  await at('/account')(page)
  await isWatched(page)
  const other = await page.context().newPage()
  await at('/account')(other)

  await other.getByRole('button', { name: 'Sign out', exact: true }).click()

  await dialogOf(page).getByRole('heading', { name: 'You are signed out' }).waitFor()
})
