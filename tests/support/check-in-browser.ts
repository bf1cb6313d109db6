import type { DataRequestId } from '@rollcall/domain/ids'
import type { AuthorityViewer } from '@rollcall/domain/viewer'
import type { Page } from 'playwright-core'
import type { browserPortal } from './browser-portal.ts'

interface CheckingAt {
  readonly portal: Awaited<ReturnType<typeof browserPortal>>
  readonly dataRequestId: DataRequestId
  readonly viewer: AuthorityViewer
}

/** Opens the page that checks files, as somebody of the authority, and waits until it has all that it needs. */
export async function openChecker(page: Page, { portal, dataRequestId, viewer }: CheckingAt): Promise<void> {
  await portal.signIn(page, viewer)
  await page.goto(`${portal.url}/data-requests/${dataRequestId}/check`)
  await page.getByRole('button', { name: 'Check this file' }).waitFor()
}

/** Chooses a file on that page, has it checked, and gives the heading that says what came of it. */
export async function checkInPage(page: Page, name: string, bytes: Uint8Array): Promise<string> {
  const file = { name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('button', { name: 'Check this file' }).click()
  const heading = page.locator('.rollcall-outcome h2')
  // As long as the page itself waits.
  await heading.waitFor({ timeout: 20_000 })
  return (await heading.textContent()) ?? ''
}
