import type { DataRequestId } from '@rollcall/domain/ids'
import type { AuthorityViewer } from '@rollcall/domain/viewer'
import type { Page } from 'playwright-core'
import type { browserPortal } from './browser-portal.ts'
import { kept } from './kept-file.ts'

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
  await chooseFile(page, name, bytes)
  await page.getByRole('button', { name: 'Check this file' }).click()
  const heading = page.locator('.rollcall-outcome h2')
  // As long as the page itself waits.
  await heading.waitFor()
  return (await heading.textContent()) ?? ''
}

/** Chooses a file on that page. A large one is put where the browser finds it: to hand it over takes longer than to check it. */
export async function chooseFile(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const field = page.locator('input[type=file]')
  if (bytes.length < 1_000_000) {
    await field.setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) })
    return
  }
  await field.setInputFiles(await kept(name, bytes))
}
