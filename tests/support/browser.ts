import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { type Browser, type BrowserContextOptions, type Page, chromium as playwright } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'

const require = createRequire(import.meta.url)
// No page draws in three dimensions.
chromium.setGraphicsMode = false

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
    browser = await playwright.launch({ executablePath: await chromiumPath(), args: args() })
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

/** Its own, less those that would have it overlook what the tests look for. */
const args = () => [
  ...chromium.args.filter(
    (arg) => !/^--(?:disable-web-security|allow-running-insecure-content|single-process|headless)/.test(arg),
  ),
  '--disable-background-networking',
]

/** Unpacks the browser once for this machine. Whoever else unpacks it at the same time never sees half of it. */
async function chromiumPath(): Promise<string> {
  const { version } = JSON.parse(
    await readFile(join(require.resolve('@sparticuz/chromium'), '../../../package.json'), 'utf8'),
  ) as { readonly version: string }
  const folder = join(tmpdir(), `rollcall-chromium-${version}`)
  if (existsSync(folder)) return join(folder, 'chromium')

  const own = await mkdtemp(join(tmpdir(), 'rollcall-unpacking-'))
  await chmod(own, 0o755)
  const before = process.env.TMPDIR
  process.env.TMPDIR = own
  try {
    await chromium.executablePath()
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
  await rename(own, folder).catch(() => rm(own, { recursive: true, force: true }))
  return join(folder, 'chromium')
}
