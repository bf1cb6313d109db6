import { connect } from '@rollcall/database/connect'
import { asViewer } from '@rollcall/database/transaction'
import { PersonId } from '@rollcall/domain/ids'
import { requestStates } from '@rollcall/domain/request-life'
import { system, type Viewer } from '@rollcall/domain/viewer'
import { usualLimits } from '@rollcall/portal/rate-limits'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { browserPortal } from '../support/browser-portal.ts'
import { aRound, type Cast, day } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { type Visits, visitPages } from '../support/visit-pages.ts'

const { db } = testDatabase()
const { open } = testBrowser()
const portal = await browserPortal(db)
/** Signed in as somebody who is not there: nothing but our own mistake can make that so. */
const broken = await browserPortal(db, {
  authenticate: async () => ({
    viewer: { role: 'analyst', personId: PersonId.parse(crypto.randomUUID()) },
    membershipId: crypto.randomUUID() as never,
  }),
})
const nowhere = connect('postgres://rollcall_app:x@127.0.0.1:1/none')
afterAll(() => nowhere.destroy())
const away = await browserPortal(nowhere)
const busy = await browserPortal(db, { limits: { ...usualLimits, unknown: 0 } })

/** Before anything is asked of Birmingham, and when it was asked once for each state that a request can be in. */
let quiet: Cast
let cast: Cast
beforeAll(async () => {
  quiet = await aRound(db, { until: 'draft', title: 'Children in illegal homes, September 2025' })
})

async function askOften(): Promise<void> {
  // A return that is accepted needs one to be there.
  for (const [at, state] of requestStates.filter((state) => state !== 'accepted').entries()) {
    const title = `Children in illegal homes, number ${at + 1}`
    cast = await aRound(db, { title, referenceOn: day(`2024-0${at + 1}-01`) })
    await asViewer(db, system, (trx) =>
      trx
        .updateTable('dataRequests')
        .set({ state })
        .where('roundId', 'in', trx.selectFrom('rounds').select('id').where('title', '=', title))
        .execute(),
    )
  }
}

async function signIn(page: Page, viewer: Exclude<Viewer, { role: 'system' }>): Promise<string> {
  const address = await portal.signInLink(viewer)
  await page.goto(address)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('You act as').waitFor()
  return address
}

const at = (path: string) => (page: Page) => page.goto(`${portal.url}${path}`)

// What everybody can meet, in every state it can be in. Each part of the portal has a file of its own beside this one.
const visits: Visits = {
  'signed-out': ['Send your data return', at('/')],
  'sign-in': ['Sign in', async (page) => page.goto(await portal.signInLink(quiet.officer))],
  'start-of-officer-not-asked': ['Your requests', (page) => signIn(page, quiet.officer)],
  'start-of-officer': ['Your requests', async (page) => askOften().then(() => signIn(page, cast.officer))],
  'start-of-signatory': ['Your requests', (page) => signIn(page, cast.signatory)],
  'start-of-analyst': ['Rounds', (page) => signIn(page, cast.analyst)],
  'problem-link-spent': [
    'Problem: You cannot sign in with this link',
    async (page) => {
      const address = await signIn(page, cast.officer)
      await page.goto(address)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByText('This link has been used before').waitFor()
    },
  ],
  'problem-other-site': [
    'Problem: We did not do this',
    async (page) => {
      const address = await portal.signInLink(cast.officer)
      await page.setContent(`<form method="post" action="${address}"><button>Win a prize</button></form>`)
      await page.getByRole('button').click()
      await page.getByText('not done in your name').waitFor()
    },
  ],
  'problem-no-page': ['Problem: Page not found', at('/no/such/page')],
  'problem-our-fault': ['Problem: Something broke on our side', (page) => page.goto(`${broken.url}/account`)],
  'problem-away': [
    'Problem: Rollcall cannot be used just now',
    async (page) => {
      await page.context().addCookies([{ name: 'rollcall', value: 'x', url: away.url }])
      await page.goto(away.url)
    },
  ],
  'problem-too-often': ['Problem: You have asked too often', (page) => page.goto(busy.url)],
  help: ['Help', at('/help')],
  'help-problems': ['Problems, by code', at('/help/problems')],
  'help-problem': ['REQUEST_STATE', at('/help/problems/request-state')],
  api: ['The API', at('/api')],
  'api-part': ['The API: data requests', at('/help/api/data-requests')],
  accessibility: ['Accessibility statement', at('/accessibility')],
  cookies: ['Cookies', at('/cookies')],
}

visitPages({ open, portals: [portal, broken, away, busy] }, visits)
