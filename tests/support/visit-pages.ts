import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { testBrowser } from './browser.ts'
import { faultsOf, hardToReach, hiddenToTheRight, placesOfHelp, scales, takePicture } from './look.ts'

/** Pages in every state they can be in: the title of each, and the way there. The name is that of its pictures. */
export type Visits = Readonly<
  Record<string, readonly [title: string, visit: (page: Page) => Promise<unknown>]>
>

interface Among {
  readonly open: ReturnType<typeof testBrowser>['open']
  /** The addresses of the portals that may be asked. */
  readonly portals: readonly { readonly url: string }[]
}

/** A test for each page: nothing to be said against it, wide and narrow; little to be sent; a picture of it to be looked at. */
export function visitPages({ open, portals }: Among, visits: Visits): void {
  let opened: ReturnType<typeof open> | undefined
  test.each(Object.entries(visits))('%s', async (name, [title, visit]) => {
    opened ??= open()
    const { page, complaints, asked, renew } = await opened
    await renew()
    const weight = await scales(page)
    await visit(page)

    expect(await page.title()).toBe(`${title} – Rollcall`)
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 800 })
      expect([width, await faultsOf(page)]).toEqual([width, []])
      expect([width, await hiddenToTheRight(page)]).toEqual([width, 0])
      expect([width, await hardToReach(page)]).toEqual([width, []])
      expect([width, await placesOfHelp(page)]).toEqual([width, ['.govuk-phase-banner', '.govuk-footer']])
      await takePicture(page, `${name}-${width}`)
    }

    const { all, heaviestPage } = await weight()
    expect([all < 100_000, heaviestPage < 30_000], `${all} bytes, a page of ${heaviestPage}`).toEqual([
      ...[true, true],
    ])
    const ours = portals.map(({ url }) => url)
    expect(complaints).toEqual([])
    expect(asked.filter((address) => !ours.includes(new URL(address).origin))).toEqual([])
  })
}
