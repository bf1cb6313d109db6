import { askForSignOff } from '@rollcall/actions/ask-for-sign-off'
import { declareNil } from '@rollcall/actions/declare-nil'
import { explainFindings } from '@rollcall/actions/explain-findings'
import { raiseDataQuery } from '@rollcall/actions/raise-data-query'
import { getReceipt, type Receipt } from '@rollcall/actions/receipt'
import { removePerson } from '@rollcall/actions/remove-person'
import type { AuthorityViewer } from '@rollcall/domain/viewer'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { browserPortal } from '../support/browser-portal.ts'
import { aDataRequest, day, membershipIdOf } from '../support/builders.ts'
import { aSignedReturn } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { takePicture } from '../support/look.ts'
import { aWorkbook, send, sendAndCheck, veryLow } from '../support/returns.ts'
import { type Visits, visitPages } from '../support/visit-pages.ts'

const { db } = testDatabase()
const { open } = testBrowser()
const portal = await browserPortal(db)

type Children = NonNullable<Parameters<typeof aWorkbook>[0]>
const veryHigh = { weekly_cost: 25_000 }
const reason = 'The health board paid for most of the week.\nIts letter of 3 August says so.'

/** A version in which some children are odd, and what an officer has said of some. */
async function aVersion(changes: Children, explained: readonly number[] = []) {
  const request = await aDataRequest(db)
  const { as, officer, dataRequestId } = request
  const first = await sendAndCheck(as(officer), dataRequestId, await aWorkbook(changes))
  const { submissionId } = first
  if (explained.length > 0)
    await explainFindings(as(officer), {
      submissionId,
      explanations: [{ findings: [...explained], text: reason }],
    })
  return { ...request, submissionId, url: `/submissions/${submissionId}/explanations` }
}

let signed: Awaited<ReturnType<typeof aSignedReturn>>
let dataQueryId: string
beforeAll(async () => {
  signed = await aSignedReturn(db)
  const { as, analyst, dataRequestId } = signed
  const about = { kind: 'cell', sheet: 'children', row: 7, column: 'weekly_cost' } as const
  const asked = { dataRequestId, dueOn: day('2999-12-01'), text: 'Is this the cost of a week?' }
  ;({ dataQueryId } = await raiseDataQuery(as(analyst), { ...asked, about }))
  await raiseDataQuery(as(analyst), { ...asked, about: { kind: 'return' } })
})

const at = async (page: Page, viewer: AuthorityViewer, path: string) => {
  await portal.signIn(page, viewer)
  await page.goto(`${portal.url}${path}`)
}

/** Opens the page on which a version is explained. */
const explaining =
  (made: () => ReturnType<typeof aVersion>, where = '') =>
  async (page: Page) => {
    const { officer, url } = await made()
    await at(page, officer, `${url}${where}`)
  }

/** Enters the code of a receipt, as somebody who was shown it. */
async function checkReceipt(page: Page, { checkCode }: Pick<Receipt, 'checkCode'>): Promise<void> {
  await page.goto(`${portal.url}/check-a-receipt`)
  await page.getByLabel('Check code').fill(checkCode)
  await page.getByRole('button', { name: 'Check', exact: true }).click()
  await page.getByRole('heading', { name: 'This receipt is real' }).waitFor()
}

const cost = 'Explain: Total weekly cost, in pounds'

const visits: Visits = {
  'explain-one': [cost, explaining(() => aVersion([veryLow]))],
  'explain-rules': ['Queries to explain', explaining(() => aVersion([veryLow, veryLow, veryHigh], [2]))],
  'explain-all-alike': [cost, explaining(() => aVersion([veryLow, veryLow, veryLow]))],
  'explain-each': [
    cost,
    explaining(() => aVersion(Array(14).fill(veryLow), [1, 2]), '?rule=IH-014&each=yes'),
  ],
  'explain-again': [cost, explaining(() => aVersion([veryLow, veryLow], [1]), '?rule=IH-014&finding=1')],
  'explain-wrong': [
    `Error: ${cost}`,
    async (page) => {
      await explaining(() => aVersion([veryLow, veryLow]))(page)
      await page.getByRole('button').filter({ hasText: 'Save this reason' }).click()
      await page.getByText('There is a problem').waitFor()
    },
  ],
  'explain-carried-over': [
    cost,
    async (page) => {
      const { as, officer, dataRequestId } = await aVersion([veryLow, veryLow], [1])
      const again = await aWorkbook([veryLow, { weekly_cost: 450 }])
      const { submissionId } = await sendAndCheck(as(officer), dataRequestId, again)
      await at(page, officer, `/submissions/${submissionId}/explanations`)
    },
  ],
  'explain-done': [
    'Queries to explain',
    async (page) => {
      await explaining(() => aVersion([veryLow]))(page)
      await page.getByLabel('Why is it right?').fill(reason)
      await page.getByRole('button', { name: 'Save this reason' }).click()
      await page.getByText('Your reasons are saved.').waitFor()
    },
  ],
  'explain-superseded': [
    cost,
    async (page) => {
      const { as, officer, dataRequestId, url } = await aVersion([veryLow, veryLow], [1])
      await declareNil(as(officer), { dataRequestId })
      await at(page, officer, url)
    },
  ],
  'send-for-sign-off': [
    'Send the return for sign-off',
    async (page) => {
      const { as, officer, dataRequestId } = await aVersion([])
      await askForSignOff(as(officer), { dataRequestId })
      await at(page, officer, `/data-requests/${dataRequestId}/sign-off-request`)
    },
  ],
  'send-for-sign-off-not-yet': [
    'Send the return for sign-off',
    (page) => at(page, signed.officer, `/data-requests/${signed.dataRequestId}/sign-off-request`),
  ],
  'send-for-sign-off-nobody': [
    'Send the return for sign-off',
    async (page) => {
      const { as, officer, analyst, signatory, dataRequestId } = await aDataRequest(db, { authority: '383' })
      await declareNil(as(officer), { dataRequestId })
      await removePerson(as(analyst), { membershipId: await membershipIdOf(db, signatory) })
      await at(page, officer, `/data-requests/${dataRequestId}/sign-off-request`)
    },
  ],
  'office-questions': [
    'Questions from the office',
    (page) => at(page, signed.officer, `/data-requests/${signed.dataRequestId}/data-queries`),
  ],
  'office-question': [
    'Question from the office',
    (page) => at(page, signed.officer, `/data-queries/${dataQueryId}`),
  ],
  'office-question-answered': [
    'Question from the office',
    async (page) => {
      await at(page, signed.officer, `/data-queries/${dataQueryId}`)
      await page.getByLabel('Your answer').fill('It is.\nWe asked the home.')
      await page.getByRole('button', { name: 'Send your answer' }).click()
      await page.getByText('Your answer is sent.').waitFor()
    },
  ],
  receipt: ['Receipt', (page) => at(page, signed.officer, `/submissions/${signed.submissionId}/receipt`)],
  'check-a-receipt-wrong': [
    'Error: Check a receipt',
    async (page) => {
      await page.goto(`${portal.url}/check-a-receipt`)
      await page.getByLabel('Check code').fill('K3F7-9QRT-0V2M-XW4A')
      await page.getByRole('button', { name: 'Check', exact: true }).click()
      await page.getByText('There is a problem').waitFor()
    },
  ],
  'check-a-receipt-nil': [
    'This receipt is real',
    async (page) => {
      const { officer, submissionId } = signed
      await checkReceipt(page, await getReceipt(signed.as(officer), submissionId))
    },
  ],
  'check-a-receipt-file': [
    'This receipt is real',
    async (page) => {
      const bytes = Buffer.from(await aWorkbook())
      const { as, officer, dataRequestId } = await aDataRequest(db)
      await checkReceipt(page, await send(as(officer), dataRequestId, bytes))
      const choose = async (buffer: Buffer, says: string) => {
        const file = { name: 'return.xlsx', mimeType: 'application/octet-stream', buffer }
        await page.getByLabel('Choose the file to compare').setInputFiles(file)
        await page.getByRole('status').getByText(says).waitFor()
      }
      await choose(bytes.subarray(1), 'This is another file: its size is not the one on the receipt.')
      await choose(Buffer.from(bytes).fill(0, 50, 60), 'This is another file, though it is of the same size.')
      await choose(bytes, 'This is the file that was sent, to the last byte.')
    },
  ],
}

visitPages({ open, portals: [portal] }, visits)

test('a receipt goes on one sheet of paper', async () => {
  const { page } = await open()
  await at(page, signed.officer, `/submissions/${signed.submissionId}/receipt`)

  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: 794, height: 1123 })
  await takePicture(page, 'receipt-on-paper-794')
  const paper = (await page.pdf({ format: 'A4' })).toString('latin1')

  expect(paper.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
})

test('without JavaScript and by keyboard alone a query is explained, and the next step is in reach', async () => {
  const { page } = await open({ javaScriptEnabled: false })
  await explaining(() => aVersion([veryLow]))(page)

  await page.getByLabel('Why is it right?').focus()
  await page.keyboard.type('The health board paid.')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')

  await page.getByText('Every query is explained.').waitFor()
  await page.getByRole('button', { name: 'Continue' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Send the return for sign-off' }).waitFor()
})
