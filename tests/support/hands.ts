import type { Locator, Page } from 'playwright-core'
import { kept } from './kept-file.ts'

/** How somebody uses a page: with a mouse, or with a keyboard alone. */
export interface Hands {
  readonly page: Page
  /** Follows a link, presses a button, ticks a box or chooses the first of several. */
  press(role: 'link' | 'button' | 'checkbox' | 'radio', name: string | RegExp): Promise<void>
  /** Types into a field, over what was there. */
  type(label: string | RegExp, text: string): Promise<void>
  choose(label: string, file: { readonly name: string; readonly buffer: Buffer }): Promise<void>
  /** Waits until the page is about this. */
  see(heading: string | RegExp): Promise<void>
}

const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** Behind so many stops of Tab nothing is looked for. */
const mostStops = 80

/** What a page says, line by line as it is seen. */
export const wordsOf = (page: Page): Promise<string> =>
  page.evaluate('document.querySelector("main").innerText') as Promise<string>

/** Waits for something to be there; where it does not come, says what is there instead. */
async function there(page: Page, what: Locator): Promise<Locator> {
  await what
    .first()
    .waitFor()
    .catch(async () => {
      throw new Error(`${what} is not on ${page.url()}, which says:\n${await wordsOf(page)}`)
    })
  return what.first()
}

const common = (page: Page): Pick<Hands, 'page' | 'see'> => ({
  page,
  see: async (heading) => {
    await there(page, page.getByRole('heading', { name: heading }))
  },
})

export const withMouse = (page: Page): Hands => ({
  ...common(page),
  press: async (role, name) => (await there(page, page.getByRole(role, { name, exact: true }))).click(),
  type: async (label, text) => (await there(page, page.getByLabel(label, { exact: true }))).fill(text),
  choose: (label, file) =>
    page.getByLabel(label, { exact: true }).setInputFiles({ ...file, mimeType: workbook }),
})

/**
 * Chooses a file with Enter in the field that has the focus. The key is pressed only once the browser has said that it will ask us:
 * told so late, it asks nobody.
 */
export async function chooseByKeyboard(page: Page, file: { readonly name: string; readonly buffer: Buffer }) {
  const browser = await page.context().newCDPSession(page)
  await browser.send('Page.enable')
  await browser.send('Page.setInterceptFileChooserDialog', { enabled: true })
  const asked = new Promise<number | undefined>((resolve) => {
    browser.once('Page.fileChooserOpened', ({ backendNodeId }) => resolve(backendNodeId))
  })
  await page.keyboard.press('Enter')
  const files = [await kept(file.name, file.buffer)]
  await browser.send('DOM.setFileInputFiles', { files, backendNodeId: (await asked) ?? 0 })
  await browser.detach()
}

/** Reaches everything with Tab, and presses Enter or the space bar. What Tab does not reach cannot be used. */
export function withKeyboard(page: Page): Hands {
  const tabTo = async (what: Locator): Promise<void> => {
    const wanted = await there(page, what)
    for (let stop = 0; stop < mostStops; stop++) {
      if ((await wanted.and(page.locator(':focus')).count()) > 0) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`Tab does not reach ${String(what)}`)
  }
  return {
    ...common(page),
    press: async (role, name) => {
      await tabTo(page.getByRole(role, { name, exact: true }))
      await page.keyboard.press(role === 'checkbox' || role === 'radio' ? 'Space' : 'Enter')
    },
    type: async (label, text) => {
      await tabTo(page.getByLabel(label, { exact: true }))
      await page.keyboard.press('ControlOrMeta+A')
      await page.keyboard.insertText(text)
    },
    choose: async (label, file) => {
      await tabTo(page.getByLabel(label, { exact: true }))
      await chooseByKeyboard(page, file)
    },
  }
}
