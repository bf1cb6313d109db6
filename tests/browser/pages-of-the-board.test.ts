import { noteMailReport } from '@rollcall/actions/note-mail-report'
import { raiseDataQuery } from '@rollcall/actions/raise-data-query'
import { saveView } from '@rollcall/actions/save-view'
import { writeReminders } from '@rollcall/actions/write-reminders'
import { authorities } from '@rollcall/collections/authorities/authorities'
import { asViewer } from '@rollcall/database/transaction'
import type { PersonId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { startLog } from '@rollcall/platform/log'
import { openMailer } from '@rollcall/platform/open-mailer'
import type { Page } from 'playwright-core'
import { beforeAll } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { browserPortal } from '../support/browser-portal.ts'
import { aDataRequest, aRound, day } from '../support/builders.ts'
import { sendAndSign } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { startMailServer } from '../support/mail-server.ts'
import { post } from '../support/post.ts'
import { readyWorkbook } from '../support/returns.ts'
import { type Visits, visitPages } from '../support/visit-pages.ts'

const { db } = testDatabase()
const { open } = testBrowser()
const clock = { now: () => new Date('2024-11-05T10:00:00Z') }
const portal = await browserPortal(db, { clock })

let round: Awaited<ReturnType<typeof aDataRequest>>
let england: Awaited<ReturnType<typeof aRound>>
let broken: Awaited<ReturnType<typeof aBounce>>
beforeAll(async () => {
  round = await aDataRequest(db)
  const { as, analyst, dataRequestId } = round
  const onTheDay = { today: day('2024-10-17'), now: new Date('2024-10-17T09:00:00Z') }
  await sendAndSign({ ...round, as: (viewer) => as(viewer, onTheDay) }, round, await readyWorkbook())
  await raiseDataQuery(as(analyst, onTheDay), {
    ...{ dataRequestId, about: { kind: 'return' }, dueOn: day('2024-12-01'), text: 'Is this all?' },
  })
  await writeReminders(as(system, { today: day('2024-10-24'), now: new Date('2024-10-24T08:00:00Z') }))
  england = await aRound(db, { table: authorities })
  broken = await aBounce(round.officer.personId)
  if (broken) await noteMailReport(as(system), { ...broken, became: 'came back', said: 'failed 5.1.1' })
  await saveView(as(analyst), { name: 'Late in London', shows: 'sort=-late&region=London', isShared: true })
  await saveView(as(analyst), { name: 'Latest first', shows: 'sort=-late' })
})

/** Sends what is due, to a mail server that has no mailbox of one person. */
async function aBounce(personId: PersonId) {
  const server = await startMailServer({ has: (to) => !to.startsWith(personId), onMail: () => undefined })
  const settings = {
    SMTP_URL: server.url,
    MAIL_FROM: 'Rollcall <rollcall@office.example>',
    ROLLCALL_HOME: '',
  }
  const mailer = openMailer(settings, startLog({ LOG_LEVEL: 'silent' }, 'mail'))
  await post(db, mailer, { today: day('2024-11-05'), now: new Date('2024-11-05T09:00:00Z') })
  await server.stop()
  return await asViewer(db, system, (trx) =>
    trx
      .selectFrom('brokenAddresses')
      .innerJoin('messages', 'messages.personId', 'brokenAddresses.personId')
      .select(['brokenAddresses.id', 'messages.id as messageId'])
      .where('brokenAddresses.personId', '=', personId)
      .where('messages.kind', '=', 'return signed off')
      .executeTakeFirst(),
  )
}

const title = 'What has come in: Children in illegal homes, September 2024'
/** From another page of ours, as people come to it: what a link of ours leads to is sent compressed. */
async function follow(page: Page, path: string): Promise<void> {
  await page.goto(`${portal.url}/help`)
  // A page that is left while its script asks for something complains.
  await page.waitForLoadState('networkidle')
  await page.evaluate(`location.href = '${path}'`)
  await page.waitForURL((url) => url.href.endsWith(path))
}
const visitPart =
  (path: string, of = () => round as Pick<typeof england, 'analyst' | 'roundId'>) =>
  async (page: Page) => {
    const { analyst, roundId } = of()
    await portal.signIn(page, analyst)
    await follow(page, `/rounds/${roundId}${path}`)
  }
const visitOffice = (pathOf: () => string) => async (page: Page) => {
  await portal.signIn(page, round.analyst)
  await follow(page, pathOf())
}
const visit = (query: string, of?: Parameters<typeof visitPart>[1]) => visitPart(`/board${query}`, of)

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
  'messages-of-a-round': ['What went out: Children in illegal homes, September 2024', visitPart('/messages')],
  'message-came-back': [
    'Return signed off, to Some officer',
    visitOffice(() => `/messages/${broken?.messageId}`),
  ],
  'address-broken': ['Some officer cannot be reached', visitOffice(() => `/addresses/${broken?.id}`)],
  post: ['Messages', visitOffice(() => '/messages')],
  reminders: ['Reminders: Children in illegal homes, September 2024', visitPart('/reminders')],
  'reminders-mistakes': [
    'Error: Change the reminders',
    async (page) => {
      await visitPart('/reminders/change')(page)
      await page.getByLabel('Time').first().fill('19:00')
      await page.getByRole('button', { name: 'Save the reminders' }).click()
      await page.getByText('There is a problem').waitFor()
    },
  ],
  planned: [
    'What will go out: Children in illegal homes, September 2024',
    visitPart('/messages/planned', () => england),
  ],
  'planned-none': [
    'What will go out: Children in illegal homes, September 2024',
    visitPart('/messages/planned?show=none'),
  ],
}
visitPages({ open, portals: [portal] }, visits)
