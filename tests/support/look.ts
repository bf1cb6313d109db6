import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const require = createRequire(import.meta.url)
const axeSource = readFile(require.resolve('axe-core/axe.min.js'), 'utf8')
/** Further down a page looks as it did before. */
const tallest = 3000
/** `npm run pictures` takes them; no test looks at them, and some hundreds take a while. */
const areWanted = process.env.PICTURES === 'yes'
/** Where every page can be looked at then. */
const folder = fileURLToPath(new URL('../../.rollcall/screenshots/', import.meta.url))

interface AxeResults {
  readonly violations: readonly {
    readonly id: string
    readonly help: string
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
  }[]
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe has against a page as it stands: a line for each fault. */
export async function faultsOf(page: Page): Promise<string[]> {
  // Giving it to a page takes as long as running it.
  if (await page.evaluate("typeof axe === 'undefined'")) await page.evaluate(await axeSource)
  // What stands in a frame is looked at by itself: the frames of our pages run no script.
  const { violations } = (await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(rules)}, resultTypes: ['violations'], iframes: false })`,
  )) as AxeResults
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => `${id}: ${help}: ${html} ${failureSummary}`),
  )
}

/** How many pixels of a page lie beyond its right edge. */
export const hiddenToTheRight = (page: Page): Promise<number> =>
  page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  ) as Promise<number>

/** Takes a picture of the page from its top, for people to look at, where they are wanted. */
export async function takePicture(page: Page, name: string): Promise<void> {
  if (!areWanted) return
  await mkdir(folder, { recursive: true })
  const { width = 0 } = page.viewportSize() ?? {}
  const whole = (await page.evaluate('document.documentElement.scrollHeight')) as number
  const clip = { x: 0, y: 0, width, height: Math.min(whole, tallest) }
  // Made in half the time that a PNG takes, and there are some hundreds.
  await page.screenshot({ path: `${folder}${name}.jpeg`, type: 'jpeg', quality: 85, fullPage: true, clip })
}

interface Weighed {
  all: number
  heaviestPage: number
}

/** Weighs what a browser is sent, in bytes on the wire, until it is asked: everything, and the heaviest page without the files that it keeps. */
export async function scales(page: Page): Promise<() => Promise<Weighed>> {
  const session = await page.context().newCDPSession(page)
  const pages = new Set<string>()
  const weighed: Weighed = { all: 0, heaviestPage: 0 }
  session.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Document') pages.add(requestId)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    weighed.all += encodedDataLength
    if (pages.has(requestId)) weighed.heaviestPage = Math.max(weighed.heaviestPage, encodedDataLength)
  })
  await session.send('Network.enable')
  // A browser that keeps nothing has forgotten what it kept, in memory as well; and then it keeps things again.
  await session.send('Network.clearBrowserCache')
  for (const cacheDisabled of [true, false]) await session.send('Network.setCacheDisabled', { cacheDisabled })
  return async () => {
    await session.detach()
    return weighed
  }
}

/** What can be reached with a keyboard or pressed. */
const controls =
  'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex="-1"])'

/** WCAG 2.2, 2.4.11 and 2.5.8: what is covered by something else while it has the focus, and what is smaller than a finger can hit. */
export const hardToReach = (page: Page): Promise<string[]> =>
  page.evaluate(`(() => {
    const faults = []
    for (const control of document.querySelectorAll('${controls}')) {
      if (!control.checkVisibility({ visibilityProperty: true })) continue
      const name = (control.textContent.trim() || control.name || control.id).slice(0, 80)
      control.focus()
      const { left, right, top, bottom, width, height } = control.getBoundingClientRect()
      // Of a tall field a browser brings only the line that is typed in into sight.
      const atItsMiddle = document.elementFromPoint(
        (Math.max(left, 0) + Math.min(right, innerWidth)) / 2,
        (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2,
      )
      const isInSight = atItsMiddle && (control.contains(atItsMiddle) || atItsMiddle.contains(control) || atItsMiddle.control === control)
      if (!isInSight) faults.push('covered: ' + name)
      const isInText = getComputedStyle(control).display === 'inline'
      if (!isInText && (width < 24 || height < 24)) faults.push('small: ' + name + ' ' + width + ' × ' + height)
    }
    document.activeElement.blur()
    scrollTo(0, 0)
    return faults
  })()`) as Promise<string[]>

/** WCAG 2.2, 3.2.6: where on a page the ways to help stand. */
export const placesOfHelp = (page: Page): Promise<string[]> =>
  page.evaluate(
    `['.govuk-phase-banner', '.govuk-footer'].filter((place) => document.querySelector(place + ' a[href="/help"]'))`,
  ) as Promise<string[]>
