import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { launchChromium } from './chromium.ts'

/** One page of a browser, and everything it had against what it was shown. */
interface Opened {
  readonly page: Page
  /** Errors and warnings of the console, broken rules of the content security policy, and what could not be loaded. */
  readonly complaints: readonly string[]
  /** Every address that was asked for. */
  readonly asked: readonly string[]
}

interface TestBrowser {
  /** A page in a profile of its own. */
  open(options?: BrowserContextOptions): Promise<Opened>
}

/** A real browser for the tests of one file. */
export function testBrowser(): TestBrowser {
  let browser: Browser | undefined
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())
  return {
    open: async (options = {}) => {
      if (browser === undefined) throw new Error('the browser of this test has not started')
      const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/London', ...options })
      context.setDefaultTimeout(10_000)
      return opened(await context.newPage())
    },
  }
}

function opened(page: Page): Opened {
  const complaints: string[] = []
  const asked: string[] = []
  page.on('console', (message) => {
    // An answer that refuses is what some tests are about; a browser always says so.
    const isRefusal = /^Failed to load resource: the server responded with a status of [45]/.test(
      message.text(),
    )
    if (['error', 'warning'].includes(message.type()) && !isRefusal) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('requestfailed', (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText}`))
  page.on('request', (request) => asked.push(request.url()))
  return { page, complaints, asked }
}
