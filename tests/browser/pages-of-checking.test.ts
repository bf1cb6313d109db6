import type { Page } from 'playwright-core'
import { beforeAll } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { browserPortal } from '../support/browser-portal.ts'
import { aDataRequest } from '../support/builders.ts'
import { checkInPage, openChecker } from '../support/check-in-browser.ts'
import { testDatabase } from '../support/database.ts'
import { aWorkbook, notANumber, readyWorkbook, veryLow } from '../support/returns.ts'
import { type Visits, visitPages } from '../support/visit-pages.ts'

const { db } = testDatabase()
const { open } = testBrowser()
const portal = await browserPortal(db)
let asked: Awaited<ReturnType<typeof aDataRequest>>
beforeAll(async () => {
  asked = await aDataRequest(db)
})

const usual = 'Check your return before you send it'
const openPage = (page: Page, role: 'officer' | 'signatory' = 'officer') =>
  openChecker(page, { portal, dataRequestId: asked.dataRequestId, viewer: asked[role] })

const checked =
  (makeFile: () => Promise<Uint8Array> | Uint8Array, role?: 'signatory') => async (page: Page) => {
    await openPage(page, role)
    await checkInPage(page, 'return.xlsx', await makeFile())
  }

const visits: Visits = {
  'check-before': [usual, (page) => openPage(page)],
  'check-no-file': [
    usual,
    async (page) => {
      await openPage(page)
      await page.getByRole('button', { name: 'Check this file' }).click()
      await page.getByRole('alert').getByText('Choose the file to check').waitFor()
    },
  ],
  'check-ready': [`Ready to send – ${usual}`, checked(() => readyWorkbook())],
  'check-ready-signatory': [`Ready to send – ${usual}`, checked(() => readyWorkbook(), 'signatory')],
  'check-to-explain': [`1 thing to fix or explain – ${usual}`, checked(() => aWorkbook([veryLow]))],
  'check-findings': [
    `2 things to fix, and 1 more to fix or explain – ${usual}`,
    checked(() => aWorkbook([notANumber, notANumber, veryLow])),
  ],
  'check-refused': [`This file could not be read – ${usual}`, checked(() => Buffer.from('%PDF-1.7\n'))],
}

visitPages({ open, portals: [portal] }, visits)
