import { approveRelaxation } from '@rollcall/actions/approve-relaxation'
import { askForExtension } from '@rollcall/actions/ask-for-extension'
import { changeDates } from '@rollcall/actions/change-dates'
import { transact } from '@rollcall/actions/context'
import { declineLetter } from '@rollcall/actions/decline-letter'
import { grantExtension } from '@rollcall/actions/grant-extension'
import { proposeLetter } from '@rollcall/actions/propose-letter'
import { proposeLetterByHand } from '@rollcall/actions/propose-letter-by-hand'
import { proposeRelaxation } from '@rollcall/actions/propose-relaxation'
import { listLettersOf } from '@rollcall/database/listed-letters'
import { system } from '@rollcall/domain/viewer'
import { pdfPrinter } from '@rollcall/platform/pdf-printer'
import type { Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { browserPortal } from '../support/browser-portal.ts'
import { aDataRequest, day, requestsOf } from '../support/builders.ts'
import { chromiumPath } from '../support/chromium.ts'
import { testDatabase } from '../support/database.ts'
import { aWorkbook, sendAndCheck, veryLow } from '../support/returns.ts'
import { type Visits, visitPages } from '../support/visit-pages.ts'

const { db } = testDatabase()
const { open } = testBrowser()
const portal = await browserPortal(db, { printer: pdfPrinter(await chromiumPath()) })

let round: Awaited<ReturnType<typeof aDataRequest>>
let extensionId: string
let later: Awaited<ReturnType<typeof laterRound>>
let relaxed: Awaited<ReturnType<typeof relaxedRules>>
let letters: Awaited<ReturnType<typeof overdueLetters>>
beforeAll(async () => {
  round = await aDataRequest(db)
  const { as, officer, analyst, dataRequestId, foreignDataRequestId } = round
  const asked = { dataRequestId, until: day('2024-11-10'), reason: 'Our system is down.\n\nIt was a flood.' }
  extensionId = (await askForExtension(as(officer), asked)).extensionId
  await grantExtension(as(analyst), {
    ...{ dataRequestId: foreignDataRequestId, until: day('2024-11-07'), reason: 'It was promised.' },
  })
  relaxed = await relaxedRules(round)
  letters = await overdueLetters(round)
  later = await laterRound()
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
/** A return in which several rules find something; of them one is relaxed, and another is proposed to be. */
async function relaxedRules({ as, officer, analyst, approver, roundId, dataRequestId }: typeof round) {
  const reason = 'The home closed in August, so no date was kept for these children.'
  const propose = (input: Pick<Parameters<typeof proposeRelaxation>[1], 'rule' | 'effect' | 'authority'>) =>
    proposeRelaxation(as(analyst), { roundId, reason, ...input })
  await approveRelaxation(as(approver), await propose({ rule: 'IH-020', effect: 'query', authority: '330' }))
  const odd = { ...veryLow, expected_end: '31/08/2024' }
  const bytes = await aWorkbook([odd, odd, { setting_type: 'Other', setting_other: null }])
  const { submissionId } = await sendAndCheck(as(officer), dataRequestId, bytes)
  return { submissionId, ...(await propose({ rule: 'IH-007', effect: 'off' })) }
}

const ruleVisits: Visits = {
  'office-rules': ['Rules', visit(() => `/rounds/${round.roundId}/rules?done=rule-decided`)],
  'office-rule': [
    'Date the child is expected to leave (IH-007)',
    visit(() => `/rounds/${round.roundId}/rules/IH-007?effect=off`),
  ],
  'office-relaxation': [
    'Turn IH-007 off for every authority',
    async (page) => {
      await portal.signIn(page, round.approver)
      await page.goto(`${portal.url}/relaxations/${relaxed.relaxationId}`)
    },
  ],
  'results-relaxed': [
    'Version 1: 2 things to fix, and 3 more to fix or explain',
    async (page) => {
      await portal.signIn(page, round.officer)
      await page.goto(`${portal.url}/submissions/${relaxed.submissionId}`)
    },
  ],
}

/** Letters that the calendar proposed about two returns, and the request of one of them. */
async function overdueLetters({ as, officer, roundId, dataRequestId }: typeof round) {
  const owing = (await requestsOf(db, roundId)).filter(({ dueOn }) => dueOn === '2024-10-31')
  for (const { id, authorityId } of owing) {
    const about = { roundId, dataRequestId: id, authorityId, dueOn: day('2024-10-31') }
    await transact(as(system), (trx) => proposeLetter(as(system), trx, about))
  }
  const [request, proposed] = await transact(as(system), (trx) => listLettersOf(trx, dataRequestId))
  return { request: request?.id, proposed: proposed?.id, officer, byHand: await lettersByHand(owing) }
}

/** Two letters were declined, and another is proposed by hand about the one return. */
async function lettersByHand(owing: Awaited<ReturnType<typeof requestsOf>>) {
  const { as, analyst, approver, roundId, foreigner, foreignDataRequestId } = round
  const late = { today: day('2024-11-12') }
  const about = { roundId, dataRequestId: foreignDataRequestId, authorityId: foreigner.authorityId }
  await transact(as(system), (trx) => proposeLetter(as(system), trx, { ...about, dueOn: day('2024-11-07') }))
  const dataRequestId = owing.at(-1)?.id ?? expect.fail()
  for (const id of [dataRequestId, foreignDataRequestId]) {
    const letter = (await transact(as(system), (trx) => listLettersOf(trx, id))).at(-1) ?? expect.fail()
    await declineLetter(as(approver), { letterId: letter.id, reason: 'They rang: it comes on Friday.' })
  }
  const reason = 'Nothing came on Friday.\n\nNobody answers the telephone.'
  return (await proposeLetterByHand(as(analyst, late), { dataRequestId, reason })).letterId
}

const letterVisits: Visits = {
  'office-letters': [
    'Letters: Children in illegal homes, September 2024',
    visit(() => `/rounds/${round.roundId}/letters`),
  ],
  'office-letter-to-approve': [
    'Letter of non-compliance to Birmingham',
    visit(() => `/letters/${letters.proposed}`),
  ],
  'office-letter-to-propose': [
    'Propose a letter of non-compliance',
    visit(() => `/data-requests/${round.foreignDataRequestId}/propose-letter`),
  ],
  'office-letter-of-ones-own': [
    'Letter of non-compliance to Leeds',
    visit(() => `/letters/${letters.byHand}`),
  ],
  'office-letters-to-approve': [
    'Approve several letters',
    visit(() => `/rounds/${round.roundId}/letters/approve`),
  ],
  'letter-of-request': [
    'The formal request',
    async (page) => {
      await portal.signIn(page, letters.officer)
      await page.goto(`${portal.url}/letters/${letters.request}`)
    },
  ],
}

/** A round that is not due for long, whose dates were changed, and in which two ask for more time. */
async function laterRound() {
  const dates = { dueOn: day('2098-10-31'), closesOn: day('2098-11-28') }
  const made = await aDataRequest(db, { title: 'Children in illegal homes, 2098', ...dates })
  const { as, officer, foreigner, analyst, roundId, dataRequestId, foreignDataRequestId } = made
  const reason = 'The half-term holidays are later this year.\n\nMany of you have asked.'
  const change = { roundId, dueOn: day('2098-11-07'), publishOn: day('2099-02-03'), reason }
  await changeDates(as(analyst), { ...change, revision: 3 })
  const asked = { until: day('2098-11-14'), reason: 'Our system is down.' }
  await askForExtension(as(officer), { dataRequestId, ...asked })
  const tooLong = { ...asked, dataRequestId: foreignDataRequestId, until: day('2098-12-24') }
  await askForExtension(as(foreigner), tooLong)
  return made
}
const ofLater = (path: string) => visit(() => `/rounds/${later.roundId}/${path}`)
const dates = 'closes-day=5&closes-month=12&closes-year=2098&publish-day=&publish-month=&publish-year='

const dateVisits: Visits = {
  'office-dates': ['Change the dates', ofLater('dates')],
  'office-dates-effects': [
    'What would change',
    ofLater(`dates?due-day=14&due-month=11&due-year=2098&${dates}`),
  ],
  'office-give-time': [
    '3 authorities would get more time',
    async (page) => {
      await ofLater('extensions/give')(page)
      await page.getByLabel('Everybody who has not signed').check()
      for (const [part, value] of Object.entries({ Day: '21', Month: '11', Year: '2098' }))
        await page.getByLabel(part).fill(value)
      await page.getByRole('button', { name: 'See who would get it' }).click()
      await page.getByRole('heading', { name: 'would get more time' }).waitFor()
    },
  ],
  'office-grant-several': ['Grant several requests', ofLater('extensions/grant')],
}
visitPages({ open, portals: [portal] }, { ...visits, ...ruleVisits, ...dateVisits, ...letterVisits })
