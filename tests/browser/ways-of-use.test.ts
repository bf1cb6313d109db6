import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { browserPortal } from '../support/browser-portal.ts'
import { aRound, type Cast } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { hiddenToTheRight, takePicture } from '../support/look.ts'

const { db } = testDatabase()
const { open } = testBrowser()
const portal = await browserPortal(db)
let cast: Cast
beforeAll(async () => {
  cast = await aRound(db)
})

/** What has the focus: its words, or its id where it has none. */
const focused = (page: Page) =>
  page.evaluate('(document.activeElement?.textContent.trim() || document.activeElement?.id) ?? ""')

/** Presses Tab until something that says this has the focus; checks on the way that each stop can be seen to have it. */
async function tabTo(page: Page, words: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    expect(await isSeenToBeFocused(page), String(await focused(page))).toBe(true)
    if ((await focused(page)) === words) return
  }
  throw new Error(`nothing that says “${words}” could be reached with Tab`)
}

/** Whether what has the focus is in sight, uncovered, and marked by a colour or a line that it has not otherwise. */
const isSeenToBeFocused = (page: Page) =>
  page.evaluate(`(() => {
    const element = document.activeElement
    const { top, bottom, left, right } = element.getBoundingClientRect()
    const inSight = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth
    const atItsMiddle = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
    const { backgroundColor, boxShadow, outlineStyle, outlineWidth } = getComputedStyle(element)
    const isMarked = backgroundColor === 'rgb(255, 221, 0)' || boxShadow.includes('rgb(255, 221, 0)')
    const hasLine = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2
    return inSight && isMarked && hasLine && (element.contains(atItsMiddle) || atItsMiddle?.contains(element))
  })()`)

test('without JavaScript a person signs in, finds every part, and signs out', async () => {
  const { page, complaints } = await open({ javaScriptEnabled: false, viewport: { width: 320, height: 800 } })
  await page.goto(await portal.signInLink(cast.officer))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('You act as data officer for Birmingham.').waitFor()
  await takePicture(page, 'without-javascript-320')

  // The menu is not folded up, as nothing could unfold it.
  await page.getByRole('navigation').getByRole('link', { name: 'Help' }).click()
  await page.getByRole('heading', { level: 1, name: 'Help' }).waitFor()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByText('You are not signed in.').waitFor()
  expect(complaints).toEqual([])
})

test('with a keyboard alone a person signs in, skips to the content, and signs out', async () => {
  const { page } = await open()
  await page.goto(await portal.signInLink(cast.officer))
  await tabTo(page, 'Sign in')
  await page.keyboard.press('Enter')
  await page.getByText('You act as').waitFor()

  await tabTo(page, 'Skip to main content')
  await page.keyboard.press('Enter')
  expect(await page.evaluate('document.activeElement.id')).toBe('main-content')
  await page.keyboard.press('Tab')
  expect(await focused(page)).toBe('Children in illegal homes, September 2024')
  await takePicture(page, 'focus-on-link-1280')

  await page.goto(portal.url)
  await tabTo(page, 'Sign out')
  await takePicture(page, 'focus-on-sign-out-1280')
  await page.keyboard.press('Space')
  await page.getByText('You are not signed in.').waitFor()
})

test('with a keyboard the menu of a narrow window opens and closes', async () => {
  const { page } = await open({ viewport: { width: 320, height: 800 } })
  await page.goto(portal.url)
  const help = page.getByRole('navigation').getByRole('link', { name: 'Help' })
  await page.getByRole('button', { name: 'Menu' }).waitFor()
  expect(await help.isVisible()).toBe(false)

  await tabTo(page, 'Menu')
  await page.keyboard.press('Enter')
  expect(await help.isVisible()).toBe(true)
  await takePicture(page, 'menu-open-320')
  await tabTo(page, 'Help')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Help' }).waitFor()
})

test('in colours that a person forced, what has the focus has a line around it', async () => {
  const { page } = await open({ forcedColors: 'active', colorScheme: 'dark' })
  await page.goto(await portal.signInLink(cast.officer))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('You act as').waitFor()
  const lines: unknown[] = []
  for (let stop = 0; stop < 12; stop++) {
    await page.keyboard.press('Tab')
    lines.push(
      await page.evaluate(`(() => {
        const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(document.activeElement)
        return [document.activeElement.textContent.trim(), outlineStyle, parseFloat(outlineWidth) >= 2, outlineColor !== 'rgba(0, 0, 0, 0)']
      })()`),
    )
  }
  expect(lines).toEqual(lines.map((line) => [(line as unknown[])[0], 'solid', true, true]))
  await takePicture(page, 'forced-colours-1280')
})

test('with text four times as large nothing is lost, and nobody scrolls sideways', async () => {
  // What a window of 1280 pixels shows at 400 %.
  const { page } = await open({ viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 })
  await page.goto(await portal.signInLink(cast.officer))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('You act as').waitFor()
  expect(await hiddenToTheRight(page)).toBe(0)
  await tabTo(page, 'Cookies')
})

test('on paper there is what the page says, and nothing to press', async () => {
  const { page } = await open()
  await page.goto(await portal.signInLink(cast.officer))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('You act as').waitFor()
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('button', { name: 'Sign out' }).isVisible()).toBe(false)
  expect(await page.getByRole('contentinfo').isVisible()).toBe(false)
  expect(await page.getByText('Due on 31 October 2024').isVisible()).toBe(true)
  await takePicture(page, 'on-paper-1280')
})
