import { askForSignOff } from '@rollcall/actions/ask-for-sign-off'
import { explainFindings } from '@rollcall/actions/explain-findings'
import type { AuthorityViewer } from '@rollcall/domain/viewer'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { browserPortal } from '../support/browser-portal.ts'
import { aDataRequest } from '../support/builders.ts'
import { declareAndSign } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { aLastRound } from '../support/last-round.ts'
import { aWorkbook, notANumber, sendAndCheck, veryLow } from '../support/returns.ts'

import { type Visits, visitPages } from '../support/visit-pages.ts'

const { db } = testDatabase()
const { open } = testBrowser()
const portal = await browserPortal(db)

/** A return with everything in it that a summary can show: a last round, queries explained, answers not held, a version signed before. */
async function aFullReturn() {
  const last = await aLastRound(db)
  const request = await aDataRequest(db, { lastRoundId: last.roundId })
  const { as, officer, dataRequestId } = request
  await declareAndSign(request, request)
  const odd = [veryLow, { weekly_cost: 'Not held', camhs: 'Not held' }, veryLow, { ehcp: 'Not held' }]
  const { submissionId } = await sendAndCheck(as(officer), dataRequestId, await aWorkbook(odd))
  const text = 'The health board pays for most of the week, and we pay the rest. The contract says so.'
  await explainFindings(as(officer), { submissionId, explanations: [{ rule: 'IH-014', text }] })
  await askForSignOff(as(officer), {
    dataRequestId,
    note: 'Two children moved in August.\nThe costs are checked.',
  })
  return { ...request, submissionId }
}
let full: Awaited<ReturnType<typeof aFullReturn>>
let other: Awaited<ReturnType<typeof aDataRequest>>
beforeAll(async () => {
  full = await aFullReturn()
  other = await aDataRequest(db)
}, 60_000)

async function visit(page: Page, viewer: AuthorityViewer, path: string): Promise<void> {
  await portal.signIn(page, viewer)
  await page.goto(`${portal.url}${path}`)
}
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()

const visits: Visits = {
  'summary-of-everything': [
    'Summary of version 2',
    (page) => visit(page, full.signatory, `/submissions/${full.submissionId}/summary`),
  ],
  'sign-off-sent-for-it': [
    'Sign off the return',
    (page) => visit(page, full.signatory, `/data-requests/${full.dataRequestId}/sign-off`),
  ],
  'sign-off-not-declared': [
    'Error: Sign off the return',
    async (page) => {
      await visit(page, full.signatory, `/data-requests/${full.dataRequestId}/sign-off`)
      await press(page, 'Sign off version 2')
      await page.getByText('There is a problem').waitFor()
    },
  ],
  'sign-off-by-an-officer': [
    'Sign off the return',
    (page) => visit(page, full.officer, `/data-requests/${full.dataRequestId}/sign-off`),
  ],
  'send-back': [
    'Send the return back',
    (page) => visit(page, full.signatory, `/data-requests/${full.dataRequestId}/send-back`),
  ],
  'send-back-no-reason': [
    'Error: Send the return back',
    async (page) => {
      await visit(page, full.signatory, `/data-requests/${full.dataRequestId}/send-back`)
      await press(page, 'Send it back')
      await page.getByText('There is a problem').waitFor()
    },
  ],
  'sign-off-done': [
    'Return signed off',
    async (page) => {
      await visit(page, full.signatory, `/data-requests/${full.dataRequestId}/sign-off`)
      await page.getByRole('checkbox').check()
      await press(page, 'Sign off version 2')
      await page.getByText('What happens next').waitFor()
    },
  ],
  'sign-off-nothing-sent': [
    'Sign off the return',
    (page) => visit(page, other.signatory, `/data-requests/${other.dataRequestId}/sign-off`),
  ],
  'summary-to-be-fixed': [
    'Summary of version 1',
    async (page) => {
      const { as, officer, dataRequestId } = other
      const { submissionId } = await sendAndCheck(as(officer), dataRequestId, await aWorkbook([notANumber]))
      await visit(page, officer, `/submissions/${submissionId}/summary`)
    },
  ],
  'summary-of-nil-return': [
    'Summary of version 2',
    async (page) => {
      const { submissionId } = await declareAndSign(other, other)
      await visit(page, other.officer, `/submissions/${submissionId}/summary`)
    },
  ],
}

visitPages({ open, portals: [portal] }, visits)

test('the summary is printed on two sheets of A4 at most', async () => {
  const { page } = await open()
  await visit(page, full.signatory, `/submissions/${full.submissionId}/summary`)

  const printed = (await page.pdf({ format: 'A4', path: '.rollcall/screenshots/summary.pdf' })).toString(
    'latin1',
  )

  expect(printed.match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(2)
  await page.context().close()
})
