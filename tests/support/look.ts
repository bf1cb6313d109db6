import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const require = createRequire(import.meta.url)
const axeSource = readFile(require.resolve('axe-core/axe.min.js'), 'utf8')
/** Further down a page looks as it did before. */
const tallest = 3000
/** Where every page can be looked at after a run of the tests. */
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
  await page.evaluate(await axeSource)
  const { violations } = (await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(rules)}, resultTypes: ['violations'] })`,
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

/** Takes a picture of the page from its top, for people to look at. */
export async function takePicture(page: Page, name: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const { width = 0 } = page.viewportSize() ?? {}
  const whole = (await page.evaluate('document.documentElement.scrollHeight')) as number
  const clip = { x: 0, y: 0, width, height: Math.min(whole, tallest) }
  await page.screenshot({ path: `${folder}${name}.png`, fullPage: true, clip })
}

/** What the browser has been sent by now, in bytes on the wire. */
export async function scales(page: Page): Promise<() => number> {
  const session = await page.context().newCDPSession(page)
  let bytes = 0
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  await session.send('Network.enable')
  return () => bytes
}
