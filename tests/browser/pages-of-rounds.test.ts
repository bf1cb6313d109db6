import { announcePublication } from '@rollcall/actions/announce-publication'
import { changeRound } from '@rollcall/actions/change-round'
import { changeWording } from '@rollcall/actions/change-wording'
import { closeRound } from '@rollcall/actions/close-round'
import { exampleOf } from '@rollcall/actions/example-of-wording'
import { rehearseRound } from '@rollcall/actions/rehearse-round'
import { runRehearsal } from '@rollcall/actions/run-rehearsal'
import { withdrawAnnouncement } from '@rollcall/actions/withdraw-announcement'
import type { RoundId } from '@rollcall/domain/ids'
import { messageKinds } from '@rollcall/domain/message-kinds'
import { system } from '@rollcall/domain/viewer'
import { wordedKind, wordedSlug } from '@rollcall/domain/worded'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { browserPortal } from '../support/browser-portal.ts'
import { aRound, type Cast, day } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { faultsOf, hiddenToTheRight, takePicture } from '../support/look.ts'
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
/** Closed: of the one nothing is announced, of the other its figures, after they were withdrawn once. */
let closedId: RoundId
let publishedId: RoundId
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
  closedId = await aClosedRound('Children in illegal homes, closed')
  publishedId = await aClosedRound('Children in illegal homes, published')
  const { as: of, approver } = draft
  const said = { roundId: publishedId, publishedOn: day('2025-01-07') }
  const { announcementId } = await announcePublication(of(approver, over), {
    ...{ ...said, address: 'https://www.example.org/figures' },
  })
  await withdrawAnnouncement(of(approver, over), { announcementId, reason: 'The page has moved.' })
  await announcePublication(of(approver, over), {
    ...{ ...said, address: 'https://www.example.org/figures/children-in-illegal-homes' },
  })
  const kind = 'formal request'
  const { subject, body } = wordedKind(kind).wording
  await changeWording(acting(analyst), {
    ...{ kind, subject, body: body.replace('through the portal before that day', 'at least a week before') },
    ...{ why: 'We decide within a week.', read: 0 },
  })
})

const over = { today: day('2025-02-03') }
async function aClosedRound(title: string): Promise<RoundId> {
  const { roundId, as: acting, analyst } = await aRound(db, { title })
  await closeRound(acting(analyst, over), { roundId })
  return roundId
}

const as = (who: 'analyst' | 'approver', path: () => string) => async (page: Page) => {
  await portal.signIn(page, cast[who])
  await page.goto(`${portal.url}${path()}`)
}

const visits: Visits = {
  'rounds-draft-to-approve': [draftTitle, as('approver', () => `/rounds/${draftId}`)],
  'rounds-draft-of-own': [draftTitle, as('analyst', () => `/rounds/${draftId}?done=round-opened`)],
  'publication-to-announce': [
    'Where the figures are published',
    as('approver', () => `/rounds/${closedId}/publication`),
  ],
  'publication-announced': [
    'Where the figures are published',
    as('approver', () => `/rounds/${publishedId}/publication?done=publication-announced`),
  ],
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
  wordings: [
    'Words of messages and letters',
    async (page) => {
      // From another page of ours, as people come to it: what a link of ours leads to is sent compressed.
      await as('analyst', () => '/')(page)
      await page.getByRole('link', { name: 'Words of messages and letters' }).click()
      await page.waitForURL(/wordings/)
    },
  ],
  'wordings-message': ['Return accepted', as('analyst', () => '/wordings/return-accepted')],
  'wordings-preview': [
    'How it would read: Return accepted',
    async (page) => {
      await as('analyst', () => '/wordings/return-accepted/change')(page)
      await page.getByLabel('Subject').fill('Done: ((authority))’s return is accepted')
      await page.getByLabel('Why are the words changed?').fill('Shorter.')
      await page.getByRole('button', { name: 'See how it reads' }).click()
      await page.getByText('Nothing is kept yet').waitFor()
    },
  ],
  'wordings-to-approve': [
    'Formal request: version 1',
    as('approver', () => '/wordings/formal-request/versions/1'),
  ],
}
visitPages({ open, portals: [portal] }, visits)

test('every message can be read at any width, on light screens and dark ones', async () => {
  const { page, asked, complaints } = await open()
  await page.setContent('<!doctype html><html lang="en"></html>')
  for (const kind of messageKinds) {
    const { mail } = exampleOf(kind, kind.wording, 'https://rollcall.example')
    // Into the same page, so that what looks for faults is given to it once.
    await page.evaluate(`document.documentElement.innerHTML = ${JSON.stringify(mail?.html)}`)
    for (const width of [640, 320]) {
      await page.setViewportSize({ width, height: 600 })
      expect([kind.kind, width, await hiddenToTheRight(page)]).toEqual([kind.kind, width, 0])
      await takePicture(page, `email-${wordedSlug(kind)}-${width}`)
    }
    expect([kind.kind, await faultsOf(page)]).toEqual([kind.kind, []])
  }
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await faultsOf(page)).toEqual([])
  await takePicture(page, 'email-on-a-dark-screen')
  expect([asked.filter((address) => address.startsWith('http')), complaints]).toEqual([[], []])
})
