import { askForRoundExtract } from '@rollcall/actions/ask-for-round-extract'
import { extractRows } from '@rollcall/actions/extract-rows'
import { keepFigures } from '@rollcall/actions/keep-figures'
import { refreshFigures } from '@rollcall/actions/refresh-figures'
import { traceRows } from '@rollcall/actions/trace-rows'
import { system } from '@rollcall/domain/viewer'
import type { Page } from 'playwright-core'
import { beforeAll } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { browserPortal } from '../support/browser-portal.ts'
import { aDataRequest } from '../support/builders.ts'
import { acceptAndCount, declareAndSign, sendAndSign } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { aLastRound } from '../support/last-round.ts'
import { aWorkbook } from '../support/returns.ts'
import { type Visits, visitPages } from '../support/visit-pages.ts'

const { db } = testDatabase()
const { open } = testBrowser()
const portal = await browserPortal(db)

let round: Awaited<ReturnType<typeof aDataRequest>>
let empty: typeof round
let snapshotId: string
let rows: string
let traced: string
let extractId: string
beforeAll(async () => {
  const last = await aLastRound(db)
  await acceptAndCount(last, last, last.submissionId)
  empty = await aDataRequest(db)
  round = await aDataRequest(db, { lastRoundId: last.roundId })
  const { as, analyst, roundId } = round
  const { submissionId } = await sendAndSign(round, round, await aWorkbook())
  await acceptAndCount(round, round, submissionId)
  await refreshFigures(as(system), { roundId })
  const kept = await keepFigures(as(analyst), { roundId, label: 'First look', note: 'One of three.' })
  snapshotId = kept.snapshotId
  const camden = { dataRequestId: round.foreignDataRequestId, authorityId: round.foreigner.authorityId }
  await acceptAndCount(round, camden, (await declareAndSign(round, camden)).submissionId)
  await refreshFigures(as(system), { roundId })
  const reason = 'One cost is ten times the others; we compare it with the contract.'
  const opened = await extractRows(as(analyst, { now: new Date() }), { submissionId, reason })
  rows = `submissions/${submissionId}/rows/${opened.extractId}`
  const behind = { roundId, submissionId, figure: 'share_dol', breakdown: {}, reason }
  const trace = await traceRows(as(analyst, { now: new Date() }), behind)
  const asked = { roundId, sheet: 'children', columns: ['age', 'weekly_cost', 'child_id'], reason }
  const extract = await askForRoundExtract(as(analyst), { ...asked, withIdentifiers: true })
  extractId = extract.roundExtractId
  traced = `rounds/${roundId}/figures/share_dol/returns/${submissionId}/${trace.extractId}`
})

const visit = (path: () => string) => async (page: Page) => {
  await portal.signIn(page, round.analyst)
  await page.goto(`${portal.url}/rounds/${path()}`)
}

const visitOf = (path: () => string) => async (page: Page) => {
  await portal.signIn(page, round.analyst)
  await page.goto(`${portal.url}/${path()}`)
}

const visits: Visits = {
  'office-rows': ['Rows of version 1', visitOf(() => rows)],
  'office-trace': ['Rows behind this figure', visitOf(() => traced)],
  'office-extract-asked': [
    'Error: Ask for an extract of rows',
    async (page) => {
      await visitOf(() => `rounds/${round.roundId}/extracts/new`)(page)
      await page.getByRole('button', { name: 'Ask for the extract' }).click()
      await page.getByText('There is a problem').waitFor()
    },
  ],
  'office-extract': [
    'Extract of rows: Children',
    async (page) => {
      await portal.signIn(page, round.approver)
      await page.goto(`${portal.url}/extracts/${extractId}`)
    },
  ],
  'office-reason-for-rows': [
    'See the rows behind this figure',
    visitOf(() => traced.slice(0, traced.lastIndexOf('/'))),
  ],
  'office-figures': ['Figures', visit(() => `${round.roundId}/figures`)],
  'office-figures-none': ['Figures', visit(() => `${empty.roundId}/figures`)],
  'office-snapshots': ['Figures that were kept', visit(() => `${round.roundId}/snapshots?done=figures-kept`)],
  'office-snapshots-mistakes': [
    'Error: Figures that were kept',
    async (page) => {
      await visit(() => `${round.roundId}/snapshots`)(page)
      await page.getByRole('button', { name: 'Keep the figures' }).click()
      await page.getByText('There is a problem').waitFor()
    },
  ],
  'office-figure-by-region': [
    "Children living in illegal children's homes on the day, by region",
    visit(() => `${round.roundId}/figures/children/by/region`),
  ],
  'office-figure-by-authority': [
    'Children under a deprivation of liberty order, by authority',
    visit(() => `${round.roundId}/figures/share_dol/by/authority`),
  ],
  'office-comparison': [
    'What changed in the figures',
    async (page) => {
      await visit(() => `${round.roundId}/snapshots`)(page)
      await page.getByRole('button', { name: 'Compare' }).click()
      await page.getByText('came in, went out or changed').waitFor()
    },
  ],
  'office-moved-figure': [
    "What moved this figure: Children living in illegal children's homes for every 1,000 children in care",
    visit(() => `${round.roundId}/snapshots/compare/rate_per_1000_in_care?from=${snapshotId}`),
  ],
  'office-figure': [
    "Children living in illegal children's homes on the day",
    visit(() => `${round.roundId}/figures/children`),
  ],
}
visitPages({ open, portals: [portal] }, visits)
