import { illegalHomes } from '@rollcall/collections/illegal-homes/collection'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { browserPortal } from '../support/browser-portal.ts'
import { aDataRequest } from '../support/builders.ts'
import { checkInPage, openChecker } from '../support/check-in-browser.ts'
import { testDatabase } from '../support/database.ts'
import { gridOf, workbookOf } from '../support/grids.ts'
import { chooseByKeyboard } from '../support/hands.ts'
import { faultsOf, hiddenToTheRight, takePicture } from '../support/look.ts'
import { aReturn, aWorkbook, notANumber, readyWorkbook } from '../support/returns.ts'

const { db } = testDatabase()
const { open } = testBrowser()
const portal = await browserPortal(db)
let asked: Awaited<ReturnType<typeof aDataRequest>>
beforeAll(async () => {
  asked = await aDataRequest(db)
})

async function opened(options?: BrowserContextOptions) {
  const { page, ...seen } = await open(options)
  await openChecker(page, { portal, dataRequestId: asked.dataRequestId, viewer: asked.officer })
  return { page, ...seen }
}

const [children, whole] = ['children', 'return'].map((id) => {
  const found = illegalHomes.sheets.find((sheet) => sheet.id === id)
  if (found === undefined) throw new Error(`the collection has no sheet ${id}`)
  return found
}) as [(typeof illegalHomes.sheets)[number], (typeof illegalHomes.sheets)[number]]

/** So many children, each like the first of a sample, with nothing wrong unless it is changed. */
function largeReturn(rows: number, change: Readonly<Record<string, string>> = {}): Uint8Array {
  const { sheets } = aReturn()
  const [child = {}] = sheets.children ?? []
  const many = Array.from({ length: rows }, (_, at) => ({ ...child, child_id: `C${at}`, ...change }))
  return workbookOf([gridOf(children, many), gridOf(whole, sheets.return ?? [])])
}

test('a return of 5,000 rows is checked without one request, and nothing stays behind', async () => {
  const { page, complaints, asked: addresses } = await opened()
  await page.waitForLoadState('networkidle')
  const [before, received] = [addresses.length, portal.received.length]
  const outcome = await checkInPage(page, 'return.xlsx', largeReturn(5000))

  expect(outcome).toMatch(/to fix/)
  await page.getByText('Children: 5,000 rows').waitFor()
  expect([addresses.slice(before), portal.received.slice(received)]).toEqual([[], []])
  expect(complaints).toEqual([])
  expect(await page.evaluate('[localStorage.length, sessionStorage.length]')).toEqual([0, 0])
  expect(await page.evaluate('indexedDB.databases().then((all) => all.length)')).toBe(0)
})

/** Everything a script can send with, tried on the portal itself: which of them came through. */
const tryToSend = `async () => {
  const came = []
  const tries = {
    fetch: () => fetch('/stolen').then(() => came.push('fetch')),
    xhr: () => new Promise((done) => {
      const request = new XMLHttpRequest()
      request.onload = () => { came.push('xhr'); done() }
      request.onerror = done
      request.open('POST', '/stolen')
      request.send('a child')
    }),
    socket: () => new Promise((done) => {
      const socket = new WebSocket(location.origin.replace('http', 'ws') + '/stolen')
      socket.onopen = () => { came.push('socket'); done() }
      socket.onerror = done
    }),
    script: () => { importScripts('/stolen'); came.push('script') },
    module: () => import(location.origin + '/stolen'),
    beacon: () => { if (navigator.sendBeacon('/stolen', 'a child')) return new Promise((done) => setTimeout(done, 200)) },
  }
  const inWorker = typeof importScripts === 'function'
  const usual = inWorker ? ['fetch', 'xhr', 'socket', 'script', 'module'] : ['fetch', 'xhr', 'socket', 'beacon']
  for (const name of usual) await Promise.resolve().then(tries[name]).catch(() => undefined)
  return came
}`

test('neither the page nor its worker can send anything, whatever script ran in them', async () => {
  const { page } = await opened()
  const [worker] = page.workers().length > 0 ? page.workers() : [await page.waitForEvent('worker')]

  expect(await page.evaluate(`(${tryToSend})()`)).toEqual([])
  expect(await worker?.evaluate(`(${tryToSend})()`)).toEqual([])
  expect(portal.received.filter((address) => address.includes('stolen'))).toEqual([])
})

test('everything that was found can be reached, in parts of fifty, with a keyboard', async () => {
  const { page } = await opened()
  await checkInPage(page, 'return.xlsx', largeReturn(120, { weekly_cost: 'lots' }))
  const rule = page.locator('.rollcall-rule', { hasText: 'weekly_cost.unreadable' })
  const places = rule.locator('li')
  const more = rule.getByRole('button')
  const focused = () => page.evaluate('document.activeElement.textContent.trim()')

  expect([await places.count(), await more.textContent()]).toEqual([
    50,
    expect.stringMatching(/^Show 50 more of 70 places/),
  ])
  await more.focus()
  await page.keyboard.press('Enter')
  expect([await places.count(), await focused()]).toEqual([100, 'Children T52'])
  await more.press('Enter')
  expect([await places.count(), await more.count()]).toEqual([120, 0])
  expect(await focused()).toBe('Children T102')
})

test('with a keyboard alone a file is chosen, checked, and another one chosen', async () => {
  const { page } = await opened({ viewport: { width: 320, height: 800 } })
  const focused = () =>
    page.evaluate('document.activeElement.textContent.trim() || document.activeElement.id')
  await page.getByRole('link', { name: 'Children in illegal homes' }).focus()
  await page.keyboard.press('Tab')
  expect(await focused()).toBe('file')
  await chooseByKeyboard(page, { name: 'return.xlsx', buffer: Buffer.from(await aWorkbook([notANumber])) })
  await page.keyboard.press('Tab')
  expect(await focused()).toBe('Check this file')
  await page.keyboard.press('Enter')

  await page.getByRole('heading', { name: '1 thing to fix' }).waitFor()
  expect(await focused()).toBe('1 thing to fix')
  expect(await page.getByRole('status').textContent()).toBe('1 thing to fix')
  await page.keyboard.press('Tab')
  expect(await focused()).toBe('Check another file')
  await page.keyboard.press('Space')
  expect(await focused()).toBe('file')
  expect(await page.title()).toBe('Check your return before you send it – Rollcall')
  expect(await page.getByRole('heading', { name: '1 thing to fix' }).count()).toBe(0)
})

test('what a file says is shown as it stands, and nothing in it ever runs', async () => {
  const { page, complaints } = await opened()
  const hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
  await checkInPage(page, `${hostile.replaceAll('/', '')}.xlsx`, await aWorkbook([{ weekly_cost: hostile }]))

  const shown = await page.locator('#outcome').textContent()
  expect(shown?.split(hostile).length).toBe(2)
  expect(shown).toContain(`The file is ${hostile.replaceAll('/', '')}.xlsx.`)
  expect(await page.locator('#outcome :is(img, script)').count()).toBe(0)
  expect([await page.title(), complaints]).toEqual([expect.stringMatching(/^1 thing to fix – /), []])
})

test('on paper there is what was found, and nothing to press', async () => {
  const { page } = await opened()
  await checkInPage(page, 'return.xlsx', largeReturn(120, { weekly_cost: 'lots' }))
  await page.emulateMedia({ media: 'print' })

  expect(await page.getByRole('heading', { name: /things to fix/ }).isVisible()).toBe(true)
  expect(await page.locator('#main-content button:visible').count()).toBe(0)
})

test('a file dropped anywhere on the page is the one that is checked', async () => {
  const { page } = await opened()
  const base64 = Buffer.from(await readyWorkbook()).toString('base64')
  await page.evaluate(`(() => {
    const bytes = Uint8Array.from(atob('${base64}'), (letter) => letter.charCodeAt(0))
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([bytes], 'dropped.xlsx'))
    for (const type of ['dragover', 'drop'])
      document.querySelector('footer').dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
  })()`)
  await page.getByRole('button', { name: 'Check this file' }).click()

  await page.getByRole('heading', { name: 'Ready to send' }).waitFor()
  await page.getByText('The file is dropped.xlsx. It is still only on this computer.').waitFor()
})

test('one who may send is led to the page for it; a signatory is told who can', async () => {
  const { page } = await opened()
  await checkInPage(page, 'return.xlsx', await readyWorkbook())
  const send = page.getByRole('button', { name: 'Send this return' })
  expect(await send.getAttribute('href')).toBe(`/data-requests/${asked.dataRequestId}/send`)

  const { page: other } = await open()
  await openChecker(other, { portal, dataRequestId: asked.dataRequestId, viewer: asked.signatory })
  await checkInPage(other, 'return.xlsx', await readyWorkbook())
  expect(await other.getByRole('button', { name: 'Send this return' }).count()).toBe(0)
  await other.getByText('A data officer of your authority can send it.').waitFor()
})

const says = /To check a file here you need JavaScript, and a browser that is not older than 2023\./
const expectTheWayWithout = async (page: Page): Promise<void> => {
  await page.getByText(says).waitFor()
  expect(await page.getByRole('button', { name: 'Send your return' }).getAttribute('href')).toMatch(/\/send$/)
  expect(await page.getByRole('button', { name: 'Check this file' }).isVisible()).toBe(false)
}

test('without JavaScript the page says what to do instead', async () => {
  const { page } = await open({ javaScriptEnabled: false, viewport: { width: 320, height: 800 } })
  await portal.signIn(page, asked.officer)
  await page.goto(`${portal.url}/data-requests/${asked.dataRequestId}/check`)

  await expectTheWayWithout(page)
  expect(await hiddenToTheRight(page)).toBe(0)
  await takePicture(page, 'check-without-javascript-320')
})

test('so it does in a browser that cannot unpack a workbook', async () => {
  const { page } = await open()
  await page.addInitScript('delete globalThis.DecompressionStream')
  await portal.signIn(page, asked.officer)
  await page.goto(`${portal.url}/data-requests/${asked.dataRequestId}/check`)

  await expectTheWayWithout(page)
  expect(await faultsOf(page)).toEqual([])
})
