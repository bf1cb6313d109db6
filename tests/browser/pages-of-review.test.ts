import { compareReturns } from '@rollcall/actions/compare-returns'
import { explainFindings } from '@rollcall/actions/explain-findings'
import { raiseDataQuery } from '@rollcall/actions/raise-data-query'
import { signOffReturn } from '@rollcall/actions/sign-off-return'
import { statementOfTruth } from '@rollcall/domain/sign-off'
import { system } from '@rollcall/domain/viewer'
import type { Page } from 'playwright-core'
import { beforeAll } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { browserPortal } from '../support/browser-portal.ts'
import { aDataRequest, day } from '../support/builders.ts'
import { aSignedReturn, declareAndSign } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { aLastRound } from '../support/last-round.ts'
import { aWorkbook, sendAndCheck, veryLow } from '../support/returns.ts'
import { type Visits, visitPages } from '../support/visit-pages.ts'

const { db } = testDatabase()
const { open } = testBrowser()
const portal = await browserPortal(db)

/** A signed return with a last round, reasons, a version before it, answers not held and a question that waits. */
async function aFullReview() {
  const last = await aLastRound(db)
  const request = await aDataRequest(db, { lastRoundId: last.roundId })
  const { as, officer, signatory, analyst, dataRequestId } = request
  await declareAndSign(request, request)
  const odd = [veryLow, { weekly_cost: 'Not held', camhs: 'Not held' }, veryLow]
  const { submissionId, sha256 } = await sendAndCheck(as(officer), dataRequestId, await aWorkbook(odd))
  const text = 'The health board pays for most of the week, and we pay the rest. The contract says so.'
  await explainFindings(as(officer), { submissionId, explanations: [{ rule: 'IH-014', text }] })
  await signOffReturn(as(signatory), { dataRequestId, sha256, statement: statementOfTruth })
  const { dataQueryId } = await raiseDataQuery(as(analyst), {
    ...{ dataRequestId, dueOn: day('2999-12-01'), text: 'Is this the cost of a week?' },
    about: { kind: 'cell', sheet: 'children', row: 7, column: 'weekly_cost' },
  })
  return { ...request, submissionId, dataQueryId }
}
let full: Awaited<ReturnType<typeof aFullReview>>
let other: Awaited<ReturnType<typeof aSignedReturn>>
beforeAll(async () => {
  full = await aFullReview()
  other = await aSignedReturn(db)
  await compareReturns(other.as(system), other)
}, 60_000)

async function visit(page: Page, path: string): Promise<void> {
  await portal.signIn(page, full.analyst)
  await page.goto(`${portal.url}${path}`)
}
const reviewOf = ({ dataRequestId }: { readonly dataRequestId: string }) =>
  `/data-requests/${dataRequestId}/review`

const visits: Visits = {
  'review-of-everything': ['Return of Birmingham', (page) => visit(page, reviewOf(full))],
  'review-accept': ['Accept the return', (page) => visit(page, `${reviewOf(other)}/accept`)],
  'review-question-mistakes': [
    'Error: Ask about the return',
    async (page) => {
      await visit(page, `${reviewOf(other)}/question`)
      await page.getByRole('button', { name: 'Send the question' }).click()
      await page.getByText('There is a problem').waitFor()
    },
  ],
  'review-reasons': ['Reasons for IH-014', (page) => visit(page, `${reviewOf(full)}/reasons/IH-014`)],
  'review-refuse-reason-mistakes': [
    'Error: Refuse the reason',
    async (page) => {
      await visit(page, `${reviewOf(full)}/reasons/IH-014`)
      await page.getByRole('button', { name: 'Refuse it' }).click()
      await page.getByRole('button', { name: 'Refuse the reason' }).click()
      await page.getByText('There is a problem').waitFor()
    },
  ],
  'review-refused-as-officers-read-it': [
    'What we found in version 2',
    async (page) => {
      await visit(page, `${reviewOf(full)}/reasons/IH-014`)
      await page.getByRole('button', { name: 'Refuse it' }).click()
      await page.getByLabel('What is still not clear?').fill('Which part does the health board pay?')
      for (const [part, words] of Object.entries({ Day: '1', Month: '12', Year: '2999' }))
        await page.getByLabel(part).fill(words)
      await page.getByRole('button', { name: 'Refuse the reason' }).click()
      await page.getByText('The reasons are refused.').waitFor()
      await portal.signIn(page, full.officer)
      await page.goto(`${portal.url}/submissions/${full.submissionId}/findings?by=row`)
    },
  ],
  'review-close-question': [
    'Close the question',
    (page) => visit(page, `/data-queries/${full.dataQueryId}/close`),
  ],
  'to-do': [
    'To do: Children in illegal homes, September 2024',
    (page) => visit(page, `/rounds/${full.roundId}/to-do`),
  ],
  'to-do-accept-together': [
    'Signed returns to accept',
    (page) => visit(page, `/rounds/${other.roundId}/to-do/accept`),
  ],
  'ask-several-preview': [
    'Ask several authorities the same question',
    async (page) => {
      await visit(page, `/rounds/${other.roundId}/ask?to=330,202&clash=2`)
      for (const [part, value] of [
        ['Day', '1'],
        ['Month', '12'],
        ['Year', '2999'],
      ] as const)
        await page.getByLabel(part, { exact: true }).fill(value)
      await page.getByRole('button', { name: 'Continue' }).click()
      await page.getByText('You are about to ask 1 authority.').waitFor()
    },
  ],
  'review-excluded': [
    'Return of Birmingham',
    async (page) => {
      await visit(page, `${reviewOf(other)}/exclude`)
      await page.getByLabel('Why can the return not be relied on?').fill('It is of another year.')
      await page.getByRole('button', { name: 'Exclude the return' }).click()
      await page.getByText('The return is excluded.').waitFor()
    },
  ],
}

visitPages({ open, portals: [portal] }, visits)
