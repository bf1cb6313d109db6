import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll } from 'vitest'
import { launchChromium } from './chromium.ts'

/** One page of a browser, and everything it had against what it was shown. */
interface Opened {
  readonly page: Page
  /** Errors and warnings of the console, broken rules of the content security policy, and what could not be loaded. */
  readonly complaints: readonly string[]
  /** Every address that was asked for. */
  readonly asked: readonly string[]
  /** Makes the page as good as new, in half the time that a new one takes: signed out, with nothing kept and nothing said. */
  readonly renew: () => Promise<void>
}

interface TestBrowser {
  /** A page in a profile of its own. */
  open(options?: BrowserContextOptions): Promise<Opened>
}

// Test files that run one after the other have it together. It ends with the process they run in.
let browser: Promise<Browser> | undefined

/** A real browser. What a file opened in it is closed when its tests are done. */
export function testBrowser(): TestBrowser {
  const contexts: BrowserContext[] = []
  afterAll(() => Promise.all(contexts.map((context) => context.close())))
  return {
    open: async (options = {}) => {
      browser ??= launchChromium()
      const context = await (await browser).newContext({
        locale: 'en-GB',
        timezoneId: 'Europe/London',
        viewport: size,
        ...options,
      })
      contexts.push(context)
      context.setDefaultTimeout(30_000)
      return opened(await context.newPage())
    },
  }
}

const size = { width: 1280, height: 720 }

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
  const renew = async () => {
    if (page.url().startsWith('http')) await page.evaluate('sessionStorage.clear(); localStorage.clear()')
    await page.goto('about:blank')
    await page.context().clearCookies()
    await page.setViewportSize(size)
    complaints.length = 0
    asked.length = 0
  }
  return { page, complaints, asked, renew }
}
