import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, startBrowser } from './print-browser.ts'
import type { Settings } from './settings.ts'

/** Makes pages into PDF files: tagged, with their headings as bookmarks, so that a screen reader reads them as it reads a page. */
export interface PdfPrinter {
  /** A page without script, which may ask for nothing from anywhere. One is made at a time. */
  print(page: string): Promise<Buffer>
  /** Ends what is being made. */
  stop(): Promise<void>
}

/** Too many wait already: to be asked for again in a while. */
export class PrinterBusy extends Error {
  override readonly name = 'PrinterBusy'
}

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const mostWaiting = 30
const longestMs = 20_000

/** A printer, where there is a Chromium: the one in the settings, or else the first in the usual places. */
export function findPrinter({
  CHROMIUM_PATH: given,
}: Pick<Settings, 'CHROMIUM_PATH'>): PdfPrinter | undefined {
  if (given !== undefined && !existsSync(given))
    throw new Error(`CHROMIUM_PATH names ${given}, and there is no such program.`)
  const program = given ?? usualPlaces.find((place) => existsSync(place))
  return program === undefined ? undefined : pdfPrinter(program)
}

export function pdfPrinter(program: string): PdfPrinter {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  let running: Browser | undefined
  let isStopped = false

  const printNow = async (page: string): Promise<Buffer> => {
    if (isStopped) throw new PrinterBusy('the printer has stopped')
    const folder = await mkdtemp(join(tmpdir(), 'rollcall-print-'))
    const browser = startBrowser(program, { folder, longestMs })
    running = browser
    try {
      return await browser.print(page)
    } finally {
      running = undefined
      await browser.end()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    }
  }
  return {
    print: async (page) => {
      if (waiting >= mostWaiting) throw new PrinterBusy(`${waiting} wait already`)
      waiting += 1
      const printed = last.then(() => printNow(page))
      last = printed.catch(() => undefined)
      try {
        return await printed
      } finally {
        waiting -= 1
      }
    },
    stop: async () => {
      isStopped = true
      await running?.end()
      await last
    },
  }
}
