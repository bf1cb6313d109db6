import { changeRound } from '@rollcall/actions/change-round'
import { rehearseRound } from '@rollcall/actions/rehearse-round'
import { runRehearsal } from '@rollcall/actions/run-rehearsal'
import type { RoundId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import type { Page } from 'playwright-core'
import { beforeAll } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { browserPortal } from '../support/browser-portal.ts'
import { aRound, type Cast, day } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { type Visits, visitPages } from '../support/visit-pages.ts'

const { db } = testDatabase()
const { open } = testBrowser()
const portal = await browserPortal(db)

const draftTitle = 'Children in illegal homes, September 2025'
const message =
  'Thank you for your returns of last year.\n\nThis year there is one question more: whether a place applied to be registered.'
let cast: Cast
let openId: RoundId
let draftId: RoundId
let approvedId: RoundId
beforeAll(async () => {
  openId = (await aRound(db)).roundId
  approvedId = (await aRound(db, { until: 'approved', title: 'Children in illegal homes, March 2025' }))
    .roundId
  const draft = await aRound(db, {
    ...{ until: 'draft', title: draftTitle, referenceOn: day('2025-09-01'), issueOn: day('2025-09-02') },
    ...{ dueOn: day('2025-12-31'), closesOn: day('2026-01-17'), publishOn: day('2031-03-03') },
  })
  draftId = draft.roundId
  const { as: acting, analyst } = draft
  await changeRound(acting(analyst), { roundId: draftId, revision: 1, message })
  const mistakes = { returns: 3, mistakes: 20 }
  await runRehearsal(acting(system), await rehearseRound(acting(analyst), { roundId: draftId, ...mistakes }))
  cast = draft
})

const as = (who: 'analyst' | 'approver', path: () => string) => async (page: Page) => {
  await portal.signIn(page, cast[who])
  await page.goto(`${portal.url}${path()}`)
}

const visits: Visits = {
  'rounds-draft-to-approve': [draftTitle, as('approver', () => `/rounds/${draftId}`)],
  'rounds-draft-of-own': [draftTitle, as('analyst', () => `/rounds/${draftId}?done=round-opened`)],
  'rounds-open': ['Children in illegal homes, September 2024', as('analyst', () => `/rounds/${openId}`)],
  'rounds-copy': ['Open a round', as('analyst', () => `/rounds/new?copy=${openId}`)],
  'rounds-new-mistakes': [
    'Error: Open a round',
    async (page) => {
      await as('analyst', () => `/rounds/new?copy=${openId}`)(page)
      await page.getByLabel('Title').fill('')
      await page.getByRole('group', { name: 'Due date' }).getByLabel('Year').fill('2020')
      await page.getByLabel('A list of authorities').check()
      await page.getByLabel('Authorities, if you ask by a list').fill('330\nBrimingham\n\nNowhere')
      await page.getByRole('button', { name: 'Open the round as a draft' }).click()
      await page.getByText('There is a problem').waitFor()
    },
  ],
  'rounds-asked': ['What is asked', as('approver', () => `/rounds/${draftId}/asked`)],
  'rounds-asked-figures': ['What is worked out', as('analyst', () => `/rounds/${openId}/asked/figures`)],
  'rounds-notice': ['The notice', as('analyst', () => `/rounds/${draftId}/notice?done=message-saved`)],
  'rounds-rehearsal': ['Rehearsal', as('approver', () => `/rounds/${draftId}/rehearsal`)],
  'rounds-issue': ['Issue the round to 3 authorities', as('analyst', () => `/rounds/${approvedId}/issue`)],
}
visitPages({ open, portals: [portal] }, visits)
