import { answerQuestion } from '@rollcall/actions/answer-question'
import { askForExtension } from '@rollcall/actions/ask-for-extension'
import { askForSignOff } from '@rollcall/actions/ask-for-sign-off'
import { askQuestion } from '@rollcall/actions/ask-question'
import { excludeReturn } from '@rollcall/actions/exclude-return'
import { extractRows } from '@rollcall/actions/extract-rows'
import { grantExtension } from '@rollcall/actions/grant-extension'
import { raiseDataQuery } from '@rollcall/actions/raise-data-query'
import { refuseExtension } from '@rollcall/actions/refuse-extension'
import { reopenReturn } from '@rollcall/actions/reopen-return'
import { sendBackReturn } from '@rollcall/actions/send-back-return'
import type { AuthorityViewer } from '@rollcall/domain/viewer'
import type { Page } from 'playwright-core'
import { beforeAll } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { browserPortal } from '../support/browser-portal.ts'
import { aDataRequest, day } from '../support/builders.ts'
import { sendAndSign } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { aWorkbook, notANumber, readyWorkbook, send, sendAndCheck, veryLow } from '../support/returns.ts'
import { type Visits, visitPages } from '../support/visit-pages.ts'

const { db } = testDatabase()
const { open } = testBrowser()
const now = new Date('2024-10-26T17:00:00Z')
const clock = { now: () => now }
const portal = await browserPortal(db, { clock })

type Request = Awaited<ReturnType<typeof aDataRequest>>

/** A request of its own, so that each is at another point. */
const aRequest = (title: string, dueOn = '2024-10-31'): Promise<Request> =>
  aDataRequest(db, { title, dueOn: day(dueOn), closesOn: day('2024-12-15'), authorities: ['202', '330'] })

let fresh: Request
let toFix: Request
let toExplain: Request
let toSignOff: Request
let sentBack: Request
let full: Request
beforeAll(async () => {
  fresh = await aRequest('Children in illegal homes, September 2024')
  toFix = await aRequest('Children in illegal homes, June 2024', '2024-10-24')
  await sendAndCheck(
    toFix.as(toFix.officer),
    toFix.dataRequestId,
    await aWorkbook([notANumber, notANumber, veryLow]),
  )
  toExplain = await aRequest('Children in illegal homes, May 2024', '2024-10-26')
  await sendAndCheck(
    toExplain.as(toExplain.officer),
    toExplain.dataRequestId,
    await aWorkbook([veryLow, veryLow]),
  )
  toSignOff = await aRequest('Children in illegal homes, April 2024')
  await sendAndCheck(toSignOff.as(toSignOff.officer), toSignOff.dataRequestId, await readyWorkbook())
  await askForSignOff(toSignOff.as(toSignOff.officer), { dataRequestId: toSignOff.dataRequestId })
  sentBack = await aRequest('Children in illegal homes, January 2024')
  await sendAndCheck(sentBack.as(sentBack.officer), sentBack.dataRequestId, await readyWorkbook())
  await sendBackReturn(sentBack.as(sentBack.signatory), {
    ...{ dataRequestId: sentBack.dataRequestId },
    reason: 'Two children who moved in August are missing.\nPlease look at the weekly list.',
  })
  full = await aRequest('Children in illegal homes, March 2024')
  await fill(full)
  const checking = await aRequest('Children in illegal homes, February 2024')
  await send(checking.as(checking.officer), checking.dataRequestId, await readyWorkbook())
}, 120_000)

/** Everything that can be done about a request. */
async function fill(request: Request): Promise<void> {
  const { as, officer, analyst, approver, roundId, dataRequestId } = request
  const asOfficer = as(officer)
  await askQuestion(asOfficer, {
    dataRequestId,
    text: 'Does a caravan on a farm count as a home?\n\nThe farm is not ours.',
  })
  await answerQuestion(as(analyst), {
    ...{
      roundId,
      question: 'Does a caravan count?',
      answer: 'It does, wherever it stands.\nSo does a boat.',
    },
  })
  const asked = await askForExtension(asOfficer, {
    ...{ dataRequestId, until: day('2024-11-20'), reason: 'Our case system was down for a week.' },
  })
  await refuseExtension(as(analyst), { ...asked, reason: 'That is after the figures are made.' })
  await grantExtension(as(analyst), {
    dataRequestId,
    until: day('2024-11-08'),
    reason: 'A week is what was lost.',
  })
  const { submissionId } = await sendAndSign(request, request, await aWorkbook([veryLow]))
  await extractRows(as(analyst), { submissionId, reason: 'Two costs look swapped.' })
  await excludeReturn(as(approver), { dataRequestId, reason: 'Most of the costs are missing.' })
  await reopenReturn(as(analyst), {
    dataRequestId,
    reason: 'A better version was promised on the telephone.',
  })
  await sendAndSign(request, request, await readyWorkbook())
  await raiseDataQuery(as(analyst), {
    ...{ dataRequestId, about: { kind: 'return' }, dueOn: day('2024-12-01'), text: 'Is this all?' },
  })
}

async function visit(page: Page, viewer: AuthorityViewer, path: string): Promise<void> {
  await portal.signIn(page, viewer)
  await page.goto(`${portal.url}${path}`)
}
const press = (page: Page, name: string) => page.getByRole('button', { name }).click()
const at = ({ dataRequestId }: Request, part = '') => `/data-requests/${dataRequestId}${part}`

const visits: Visits = {
  'requests-of-officer': ['Your requests', (page) => visit(page, full.officer, '/')],
  'request-not-started': [
    'Children in illegal homes, September 2024',
    (page) => visit(page, fresh.officer, at(fresh)),
  ],
  'request-to-fix': ['Children in illegal homes, June 2024', (page) => visit(page, toFix.officer, at(toFix))],
  'request-to-explain': [
    'Children in illegal homes, May 2024',
    (page) => visit(page, toExplain.officer, at(toExplain, '?done=extension-asked')),
  ],
  'request-waiting-for-signatory': [
    'Children in illegal homes, April 2024',
    (page) => visit(page, toSignOff.officer, at(toSignOff, '?done=sent-for-sign-off')),
  ],
  'request-to-sign-off': [
    'Children in illegal homes, April 2024',
    (page) => visit(page, toSignOff.signatory, at(toSignOff)),
  ],
  'request-sent-back': [
    'Children in illegal homes, January 2024',
    (page) => visit(page, sentBack.officer, at(sentBack)),
  ],
  'request-with-question': [
    'Children in illegal homes, March 2024',
    (page) => visit(page, full.officer, at(full)),
  ],
  asked: ['What is asked', (page) => visit(page, full.officer, at(full, '/asked'))],
  'asked-sheet': [
    'The sheet Children',
    (page) => visit(page, full.officer, at(full, '/asked/sheets/children')),
  ],
  'asked-lists': ['The code book', (page) => visit(page, full.officer, at(full, '/asked/lists'))],
  'asked-checks': ['What we check', (page) => visit(page, full.officer, at(full, '/asked/checks'))],
  questions: ['Questions and answers', (page) => visit(page, full.officer, at(full, '/questions'))],
  'questions-mistake': [
    'Error: Questions and answers',
    async (page) => {
      await visit(page, fresh.officer, at(fresh, '/questions'))
      await press(page, 'Send the question')
      await page.getByText('There is a problem').waitFor()
    },
  ],
  'more-time': ['Ask for more time', (page) => visit(page, fresh.officer, at(fresh, '/more-time'))],
  'more-time-mistakes': [
    'Error: Ask for more time',
    async (page) => {
      await visit(page, fresh.officer, at(fresh, '/more-time'))
      await page.getByLabel('Day', { exact: true }).fill('31')
      await page.getByLabel('Year').fill('2024')
      await press(page, 'Ask for more time')
      await page.getByText('There is a problem').waitFor()
    },
  ],
  'more-time-decided': ['Ask for more time', (page) => visit(page, full.officer, at(full, '/more-time'))],
  history: ['History', (page) => visit(page, full.officer, at(full, '/history'))],
}

visitPages({ open, portals: [portal] }, visits)
