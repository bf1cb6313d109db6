import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

const require = createRequire(import.meta.url)
// No page draws in three dimensions.
chromium.setGraphicsMode = false

/** A real browser. Nothing is fetched for it. */
export const launchChromium = async (): Promise<Browser> =>
  await playwright.launch({ executablePath: await chromiumPath(), args: args() })

/** Its own, less those that would have it overlook what the tests look for. */
const args = () => [
  ...chromium.args.filter(
    (arg) => !/^--(?:disable-web-security|allow-running-insecure-content|single-process|headless)/.test(arg),
  ),
  '--disable-background-networking',
  // The pages of a profile share a process, as those of one site do anyway: a new one for each page that is visited takes a tenth of the time.
  '--renderer-process-limit=1',
]

/** Unpacks the browser once, beside the packages it comes from. Whoever else unpacks it at the same time never sees half of it. */
export async function chromiumPath(): Promise<string> {
  const packed = join(require.resolve('@sparticuz/chromium'), '../../..')
  const { version } = JSON.parse(await readFile(join(packed, 'package.json'), 'utf8')) as {
    readonly version: string
  }
  const kept = join(packed, '../../.cache')
  const folder = join(kept, `chromium-${version}`)
  if (existsSync(folder)) return join(folder, 'chromium')

  await mkdir(kept, { recursive: true })
  const own = await mkdtemp(join(kept, 'unpacking-'))
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
