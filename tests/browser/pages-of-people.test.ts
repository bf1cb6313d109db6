import { nameCover } from '@rollcall/actions/name-cover'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { browserPortal } from '../support/browser-portal.ts'
import { aMember, aRound, type Cast, day, membershipIdOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { type Visits, visitPages } from '../support/visit-pages.ts'

const { db } = testDatabase()
const { open } = testBrowser()
const portal = await browserPortal(db)

let cast: Cast
/** Memberships of Birmingham. */
let officerId: string
let signatoryId: string
beforeAll(async () => {
  cast = await aRound(db)
  officerId = await membershipIdOf(db, cast.officer)
  signatoryId = await membershipIdOf(db, cast.signatory)
  const standIn = { ...cast.officer, personId: await aMember(db, 'officer', cast.officer.authorityId) }
  await nameCover(cast.as(cast.officer), {
    ...{ membershipId: await membershipIdOf(db, cast.officer), fromOn: day('2999-04-01') },
    ...{ coverMembershipId: await membershipIdOf(db, standIn), untilOn: day('2999-04-14') },
  })
})

const as = (who: 'officer' | 'signatory' | 'approver', path: () => string) => async (page: Page) => {
  await portal.signIn(page, cast[who])
  await page.goto(`${portal.url}${path()}`)
}

const visits: Visits = {
  'people-of-signatory': ['People', as('signatory', () => '/people')],
  'people-of-officer': ['People', as('officer', () => '/people')],
  'people-of-office': ['People', as('approver', () => '/people')],
  'people-invited': ['People', as('signatory', () => `/people?done=invited&who=${officerId}`)],
  'people-invite': ['Invite a person', as('signatory', () => '/people/invite')],
  'people-invite-mistakes': [
    'Error: Invite a person',
    async (page) => {
      await as('signatory', () => '/people/invite')(page)
      await page.getByRole('button', { name: 'Invite' }).click()
      await page.getByText('There is a problem').waitFor()
    },
  ],
  'people-cover': ['When you are away', as('officer', () => `/people/${officerId}/cover`)],
  'people-remove': ['Remove Some officer', as('signatory', () => `/people/${officerId}/remove`)],
  'people-remove-last': ['Remove yourself', as('signatory', () => `/people/${signatoryId}/remove`)],
  'people-hand-over': ['Hand over your work', as('officer', () => `/people/${officerId}/hand-over`)],
  'people-hand-over-nobody': [
    'Hand over your work',
    as('signatory', () => `/people/${signatoryId}/hand-over`),
  ],
  authorities: ['Authorities', as('approver', () => '/authorities?text=m')],
  'authority-people': ['Birmingham', as('approver', () => '/authorities/330')],
  'people-role': [
    'Make Some analyst an approver',
    async (page) => {
      await as('approver', () => '/people')(page)
      await page.getByRole('link', { name: 'Change role of Some analyst' }).first().click()
      await page.getByText('If you go on').waitFor()
    },
  ],
  'people-signed-in': ['Who is signed in', as('approver', () => '/people/sessions')],
  audit: [
    'Audit',
    async (page) => {
      await as('approver', () => '/audit')(page)
      await page.getByRole('button', { name: 'Verify it now' }).click()
      await page.getByText('It is being verified').waitFor()
      await page.locator('summary', { hasText: 'Search' }).click()
    },
  ],
  'people-role-ended': ['Your role has ended', (page) => page.goto(`${portal.url}/role-ended`)],
}
visitPages({ open, portals: [portal] }, visits)

test('with a keyboard alone, without script, a signatory invites somebody and sees them in the list', async () => {
  const { page, complaints } = await open({ javaScriptEnabled: false })
  await portal.signIn(page, cast.signatory)
  await page.goto(`${portal.url}/people/invite`)
  await page.getByLabel('Name').focus()
  await page.keyboard.type('Ada Field')
  await page.keyboard.press('Tab')
  await page.keyboard.type('ada.field@birmingham.example')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')

  await page.getByText('We are sending an invitation to ada.field@birmingham.example.').waitFor()
  expect(await page.locator('dt', { hasText: 'Ada Field' }).count()).toBe(1)
  expect(complaints).toEqual([])
})

test('an officer hands over to a colleague, and is signed out of what they no longer are', async () => {
  const { page } = await open()
  const leaving = { ...cast.officer, personId: await aMember(db, 'officer', cast.officer.authorityId) }
  await portal.signIn(page, leaving)
  await page.goto(`${portal.url}/people`)
  await page.getByRole('link', { name: 'Hand over your work' }).click()
  await page.getByRole('radio').first().check()
  await page.getByRole('button', { name: 'Hand over' }).click()

  await page.getByRole('heading', { name: 'Your role has ended' }).waitFor()
  await page.goto(`${portal.url}/people`)
  expect(new URL(page.url()).pathname).toBe('/sign-in')
})
