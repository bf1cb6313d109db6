import { raiseDataQuery } from '@rollcall/actions/raise-data-query'
import { saveView } from '@rollcall/actions/save-view'
import { authorities } from '@rollcall/collections/authorities/authorities'
import type { Page } from 'playwright-core'
import { beforeAll } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { browserPortal } from '../support/browser-portal.ts'
import { aDataRequest, aRound, day } from '../support/builders.ts'
import { sendAndSign } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { readyWorkbook } from '../support/returns.ts'
import { type Visits, visitPages } from '../support/visit-pages.ts'

const { db } = testDatabase()
const { open } = testBrowser()
const clock = { now: () => new Date('2024-11-05T10:00:00Z') }
const portal = await browserPortal(db, { clock })

let round: Awaited<ReturnType<typeof aDataRequest>>
let england: Awaited<ReturnType<typeof aRound>>
beforeAll(async () => {
  round = await aDataRequest(db)
  const { as, analyst, dataRequestId } = round
  const onTheDay = { today: day('2024-10-17'), now: new Date('2024-10-17T09:00:00Z') }
  await sendAndSign({ ...round, as: (viewer) => as(viewer, onTheDay) }, round, await readyWorkbook())
  await raiseDataQuery(as(analyst, onTheDay), {
    ...{ dataRequestId, about: { kind: 'return' }, dueOn: day('2024-12-01'), text: 'Is this all?' },
  })
  england = await aRound(db, { table: authorities })
  await saveView(as(analyst), { name: 'Late in London', shows: 'sort=-late&region=London', isShared: true })
  await saveView(as(analyst), { name: 'Latest first', shows: 'sort=-late' })
})

const title = 'What has come in: Children in illegal homes, September 2024'
const visit =
  (query: string, of = () => round as Pick<typeof england, 'analyst' | 'roundId'>) =>
  async (page: Page) => {
    const { analyst, roundId } = of()
    await portal.signIn(page, analyst)
    // From another page of ours, as people come to it: what a link of ours leads to is sent compressed.
    await page.goto(`${portal.url}/rounds/${roundId}/questions`)
    await page.waitForLoadState('networkidle')
    await page.evaluate(`location.href = '/rounds/${roundId}/board${query}'`)
    await page.waitForURL(/board/)
  }

const visits: Visits = {
  'board-sorted': [
    title,
    async (page) => {
      await visit('?sort=-late')(page)
      await page.getByText('The numbers of this chart').click()
    },
  ],
  'board-outstanding': [title, visit('?view=outstanding&overdue=yes&columns=region,due,people')],
  'board-map': [
    'Map and regions: Children in illegal homes, September 2024',
    async (page) => {
      await visit('/map', () => england)(page)
      await page.getByText('The map as a list').click()
    },
  ],
  'board-views': ['Saved views', visit('/views?done=view-saved')],
  'board-view-name-taken': [
    'Error: Save this view',
    async (page) => {
      await visit('/views/new?state=signed')(page)
      await page.getByLabel('Name').fill('latest FIRST')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.waitForURL(/once=/)
    },
  ],
  'board-nobody-like-this': [title, visit('?state=accepted')],
}
visitPages({ open, portals: [portal] }, visits)
