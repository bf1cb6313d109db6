import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { asViewer } from '@rollcall/database/transaction'
import type { DataRequestId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { systemClock } from '@rollcall/platform/clock'
import { authentication } from '@rollcall/portal/authentication'
import type { Page } from 'playwright-core'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { browserPortal } from '../support/browser-portal.ts'
import { aDataRequest, keys } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { faultsOf, takePicture } from '../support/look.ts'
import { aWorkbook, check, send as sendAsColleague, storedRequest, veryLow } from '../support/returns.ts'
import { slowLine } from '../support/slow-line.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const { db } = testDatabase()
const { open } = testBrowser()
// What the browser's own tools do to a line ends with them: the rest goes through at once. So this one is a real one.
const line = await slowLine()
const portal = await browserPortal(db, {
  portalUrl: line.url,
  authenticate: authentication({ db, keys, clock: systemClock, portalUrl: line.url }),
})
line.lead(Number(new URL(portal.url).port))
afterEach(() => {
  line.upload()
  line.mend()
})

const inFolder = temporaryFolder()
const large = inFolder('return.xlsx')
beforeAll(() => writeFile(large, randomBytes(20_000_000)))
const small = async () => ({
  name: 'return.xlsx',
  mimeType: '',
  buffer: Buffer.from(await aWorkbook([veryLow])),
})

/** The page of sending, of somebody who is signed in, in a browser with this line. */
async function aSendPage(options: Parameters<typeof open>[0] = {}) {
  const cast = await aDataRequest(db, { title: `A round, ${crypto.randomUUID().slice(0, 4)}` })
  const opened = await open(options)
  await portal.signIn(opened.page, cast.officer)
  await opened.page.goto(`${line.url}/data-requests/${cast.dataRequestId}/send`)
  return { ...cast, ...opened }
}

const choose = (page: Page, file: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0]) =>
  page.locator('input[type=file]').setInputFiles(file)
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

const keptOf = (dataRequestId: DataRequestId) =>
  asViewer(db, system, async (trx) => ({
    submissions: await trx
      .selectFrom('submissions')
      .select('version')
      .where('dataRequestId', '=', dataRequestId)
      .execute(),
    contents: await trx
      .selectFrom('contents')
      .select('part')
      .where('dataRequestId', '=', dataRequestId)
      .execute(),
  }))
const nothing = { submissions: [], contents: [] }

/** Begins to send a large file over a slow line, and waits until a part of it is on its way. */
async function underWay() {
  const sending = await aSendPage()
  const { page } = sending
  line.upload(4_000_000)
  await choose(page, large)
  await press(page, 'Send')
  await page.getByText(/^(?:[5-9]|1\d)\.\d MB of 20\.0 MB sent$/).waitFor()
  return sending
}

test('while a file is sent the page says how much of it has gone, and then what came of it', async () => {
  const { page, dataRequestId, complaints } = await underWay()

  expect(await page.evaluate('document.activeElement.id')).toBe('sending-heading')
  const sent = Number(await page.evaluate("document.getElementById('sent').value"))
  expect([sent > 0, sent < 1]).toEqual([true, true])
  expect(await page.locator('#announcement').textContent()).toMatch(/^(25|50|75)% sent$/)
  expect(await faultsOf(page)).toEqual([])
  await takePicture(page, 'sending-1280')
  await page.setViewportSize({ width: 320, height: 800 })
  await takePicture(page, 'sending-320')

  line.upload()
  await page.getByRole('heading', { name: 'We are checking it' }).waitFor()
  const { currentSubmissionId } = await storedRequest(db, dataRequestId)
  expect(page.url()).toBe(`${line.url}/submissions/${currentSubmissionId}`)
  expect(complaints).toEqual([])
})

test('whoever stops it keeps the file chosen, nothing of it is kept here, and it can be sent after all', async () => {
  const { page, dataRequestId } = await underWay()

  await press(page, 'Stop')
  await page.getByText('You stopped it. Nothing of the file was kept.').waitFor()
  await expect.poll(() => keptOf(dataRequestId)).toEqual(nothing)
  expect(await page.evaluate('document.activeElement.id')).toBe('stopped')
  expect(await faultsOf(page)).toEqual([])
  await takePicture(page, 'sending-stopped-1280')

  line.upload()
  await press(page, 'Send')
  await page.getByRole('heading', { name: 'We are checking it' }).waitFor()
  expect((await keptOf(dataRequestId)).submissions).toEqual([{ version: 1 }])
})

test('when the line breaks nothing is half there, and the page says so', async () => {
  const { page, dataRequestId } = await underWay()

  line.cut()
  await page.getByText('The connection broke').filter({ visible: true }).waitFor()
  await expect.poll(() => keptOf(dataRequestId)).toEqual(nothing)

  // While nobody can be asked the page does not say more than it knows.
  expect(await page.getByText('Either all of it is there or nothing').isVisible()).toBe(true)
  await takePicture(page, 'sending-unknown-1280')
  line.upload()
  line.mend()
  await press(page, 'Send')
  await page.getByRole('heading', { name: 'We are checking it' }).waitFor()
  expect((await keptOf(dataRequestId)).submissions).toEqual([{ version: 1 }])
})

test('when only the upload breaks, the page has looked that nothing of it is there', async () => {
  const { page, dataRequestId } = await aSendPage()
  await page.route('**/send?*', (route) => route.abort('connectionreset'))
  await page.route('**/send', (route) => route.abort('connectionreset'))
  await choose(page, await small())
  await press(page, 'Send')

  await page
    .getByText('The connection broke before the whole file was here. Nothing of it was kept.')
    .waitFor()
  expect(await keptOf(dataRequestId)).toEqual(nothing)
})

test('where the answer alone is lost, the page finds the version that came of it', async () => {
  const { page, dataRequestId } = await aSendPage()
  await page.route(/\/send(\?.*)?$/, async (route) => {
    await route.fetch()
    await route.abort('connectionreset')
  })
  await choose(page, await small())
  await press(page, 'Send')

  await page.getByRole('heading', { name: 'We are checking it' }).waitFor()
  expect((await keptOf(dataRequestId)).submissions).toEqual([{ version: 1 }])
})

test('what a colleague sent meanwhile is not taken for the file whose upload broke', async () => {
  const { page, as, officer, dataRequestId } = await aSendPage()
  await sendAsColleague(as(officer), dataRequestId, await aWorkbook())
  await page.route(/\/send(\?.*)?$/, (route) => route.abort('connectionreset'))
  await choose(page, await small())
  await press(page, 'Send')

  await page.getByText('Nothing of it was kept.').filter({ visible: true }).waitFor()
})

test('when the page is closed midway nothing is half there, and the pages say that nothing was sent', async () => {
  const { page, officer, dataRequestId } = await underWay()

  await page.close()

  await expect.poll(() => keptOf(dataRequestId)).toEqual(nothing)
  const { page: later } = await open()
  await portal.signIn(later, officer)
  await later.goto(`${line.url}/data-requests/${dataRequestId}/versions`)
  await later.getByText('Nothing has been sent yet.').waitFor()
})

test('when the page is closed after the receipt, the check goes on and its result waits', async () => {
  const { page, officer, dataRequestId } = await aSendPage()
  await choose(page, await small())
  await press(page, 'Send')
  await page.getByRole('heading', { name: 'We are checking it' }).waitFor()
  const address = page.url()
  await page.close()

  const { currentSubmissionId } = await storedRequest(db, dataRequestId)
  if (currentSubmissionId) await check({ db }, currentSubmissionId)
  const { page: later } = await open()
  await portal.signIn(later, officer)
  await later.goto(address)
  await later.getByRole('heading', { name: '1 thing to fix or explain' }).waitFor()
})

test('the page of a check shows its result by itself, and throws nobody who is on the page back to its top', async () => {
  const { page, dataRequestId, complaints } = await aSendPage()
  await choose(page, await small())
  await press(page, 'Send')
  await page.getByRole('heading', { name: 'We are checking it' }).waitFor()
  const other = await page.context().newPage()
  await other.goto(page.url())
  await other.getByRole('link', { name: 'Every version you sent' }).focus()
  const { currentSubmissionId } = await storedRequest(db, dataRequestId)
  if (currentSubmissionId) await check({ db }, currentSubmissionId)

  await page.getByRole('heading', { name: '1 thing to fix or explain' }).waitFor()
  await other.getByRole('heading', { name: 'The check is finished' }).waitFor()
  expect(await other.evaluate('document.activeElement.textContent')).toBe('Every version you sent')
  await other.getByRole('link', { name: 'See what it found' }).click()
  await other.getByRole('heading', { name: '1 thing to fix or explain' }).waitFor()
  expect(complaints).toEqual([])
})

test('a file that is too large is refused before it is sent, and what we refuse is told on the same page', async () => {
  const { page, asked } = await aSendPage()
  const tooLarge = inFolder('pictures.xlsx')
  await writeFile(tooLarge, Buffer.alloc(25_000_001))
  await choose(page, tooLarge)
  await press(page, 'Send')
  await page.getByRole('link', { name: /is larger than 25 MB/ }).waitFor()
  expect(asked.filter((address) => address.endsWith('file=too-large'))).toHaveLength(1)

  await choose(page, { name: 'nothing.csv', mimeType: '', buffer: Buffer.alloc(0) })
  await press(page, 'Send')
  await page.getByRole('link', { name: /An empty file cannot be sent/ }).waitFor()
  expect(await page.title()).toBe('Error: Send your return – Rollcall')
  expect(await page.evaluate('document.activeElement.className')).toContain('govuk-error-summary')
  expect(await faultsOf(page)).toEqual([])

  await choose(page, await small())
  await press(page, 'Send')
  await page.getByRole('heading', { name: 'We are checking it' }).waitFor()
})

test('whoever was signed out meanwhile is told on the page, and nothing is kept', async () => {
  const { page, dataRequestId } = await aSendPage()
  await choose(page, await small())
  await page.context().clearCookies()
  await press(page, 'Send')

  await page.getByRole('heading', { name: 'You are signed out, so nothing was sent' }).waitFor()
  expect(await page.evaluate('document.activeElement.tagName')).toBe('MAIN')
  expect(await keptOf(dataRequestId)).toEqual(nothing)
  await takePicture(page, 'sending-signed-out-1280')
})

test('without JavaScript a file is sent, and the page is asked for again until it is checked', async () => {
  const { page, dataRequestId, complaints } = await aSendPage({ javaScriptEnabled: false })
  await choose(page, await small())
  await press(page, 'Send')
  await page.getByRole('heading', { name: 'We are checking it' }).waitFor()
  const { currentSubmissionId } = await storedRequest(db, dataRequestId)
  if (currentSubmissionId) await check({ db }, currentSubmissionId)

  await page.getByRole('heading', { name: '1 thing to fix or explain' }).waitFor()
  expect(complaints).toEqual([])
})
