import { askForExtension } from '@rollcall/actions/ask-for-extension'
import { grantExtension } from '@rollcall/actions/grant-extension'
import type { Page } from 'playwright-core'
import { beforeAll } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { browserPortal } from '../support/browser-portal.ts'
import { aDataRequest, day } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { type Visits, visitPages } from '../support/visit-pages.ts'

const { db } = testDatabase()
const { open } = testBrowser()
const portal = await browserPortal(db)

let round: Awaited<ReturnType<typeof aDataRequest>>
let extensionId: string
beforeAll(async () => {
  round = await aDataRequest(db)
  const { as, officer, analyst, dataRequestId, foreignDataRequestId } = round
  const asked = { dataRequestId, until: day('2024-11-10'), reason: 'Our system is down.\n\nIt was a flood.' }
  extensionId = (await askForExtension(as(officer), asked)).extensionId
  await grantExtension(as(analyst), {
    ...{ dataRequestId: foreignDataRequestId, until: day('2024-11-07'), reason: 'It was promised.' },
  })
})

const visit = (path: () => string) => async (page: Page) => {
  await portal.signIn(page, round.analyst)
  await page.goto(`${portal.url}${path()}`)
}

const visits: Visits = {
  'office-extensions': [
    'More time',
    visit(() => `/rounds/${round.roundId}/extensions?done=extension-granted`),
  ],
  'office-extension': ['More time for Birmingham', visit(() => `/extensions/${extensionId}`)],
  'office-extension-mistakes': [
    'Error: More time for Birmingham',
    async (page) => {
      await visit(() => `/extensions/${extensionId}`)(page)
      await page.getByLabel('Day').fill('31')
      await page.getByRole('button', { name: 'Give more time' }).click()
      await page.getByText('There is a problem').waitFor()
    },
  ],
}
visitPages({ open, portals: [portal] }, visits)
