import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { authorities } from '@rollcall/collections/authorities/authorities'
import { illegalHomes } from '@rollcall/collections/illegal-homes/collection'
import { DataRequestId } from '@rollcall/domain/ids'
import { assets } from '@rollcall/portal/assets'
import { askedScript, checkerAssets } from '@rollcall/portal/checker-assets'
import { compress } from '@rollcall/portal/encodings'
import { checkPage } from '@rollcall/portal/pages/check-page'
import { freeze } from '@rollcall/workbook/frozen-collection'
import { readAndCheck } from '@rollcall/workbook/read-and-check'
import type { Page } from 'playwright-core'
import { launchChromium } from '../support/chromium.ts'
import { intoPage, loadNow, machine } from './page.ts'
import { compiled, headings, referenceDate, sampleRows } from './sample-rows.ts'
import { plainWorkbook } from './sample-workbook.ts'
import { shown, table, times } from './table.ts'

const runs = 7
const authority = '330'

/** Measures the page that checks a file before it is sent, from the press of its button to the outcome on it, in a real browser. */
export async function inBrowser({ quick }: { readonly quick: boolean }): Promise<void> {
  const about = machine(new Date(), loadNow())
  const returns = (quick ? [30, 500] : [30, 500, 5000]).flatMap((rows) =>
    [0, 0.1].map((mistakes) => ({ rows, mistakes })),
  )
  const stage = await openStage()
  const lines: string[][] = []
  try {
    for (const { rows, mistakes } of returns) {
      const bytes = plainWorkbook([{ name: 'Children', rows: [headings, ...sampleRows(rows, mistakes)] }])
      const page = await stage.open()
      const [first = 0, ...others] = await severalTimes(() => checkOnce(page, bytes))
      await page.close()
      const here = await severalTimes(() => checkHere(bytes))
      const [inPage, inNode] = [median(others), median(here.slice(1))]
      const what = mistakes === 0 ? 'clean' : 'one cell in ten bad'
      lines.push([
        `${rows.toLocaleString('en-GB')} rows, ${what}`,
        ...[shown(bytes.length / 1000), shown(first), shown(inPage), shown(inNode), times(inPage / inNode)],
      ])
    }
  } finally {
    await stage.close()
  }
  const heads = ['a return', 'kB', 'ms, the first file', 'ms, the next', 'ms, Node alone', 'beside Node']
  const tables = { 'browser machine': about, browser: table(heads, lines), 'browser sizes': await sizes() }
  for (const [name, markdown] of Object.entries(tables)) process.stdout.write(`## ${name}\n\n${markdown}\n\n`)
  if (!quick) await intoPage(tables)
}

async function severalTimes(work: () => Promise<number>): Promise<number[]> {
  const all: number[] = []
  for (let run = 0; run < runs; run++) all.push(await work())
  return all
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** Chooses the file, and has the page itself say how long it took from the press to the outcome being there to see. */
async function checkOnce(page: Page, bytes: Uint8Array): Promise<number> {
  const file = { name: 'return.xlsx', mimeType: '', buffer: Buffer.from(bytes) }
  await page.locator('input[type=file]').setInputFiles(file)
  const took = await page.evaluate(`new Promise((done) => {
    const outcome = document.getElementById('outcome')
    const start = performance.now()
    new MutationObserver((_, observer) => {
      if (outcome.hidden) return
      observer.disconnect()
      requestAnimationFrame(() => done(performance.now() - start))
    }).observe(outcome, { attributes: true, attributeFilter: ['hidden'] })
    document.getElementById('check-file').click()
  })`)
  await page.getByRole('button', { name: 'Check another file' }).click()
  return took as number
}

async function checkHere(bytes: Uint8Array): Promise<number> {
  const start = performance.now()
  await readAndCheck(bytes, compiled, { authority })
  return performance.now() - start
}

/** The portal's own page and scripts, without a portal around them. */
async function openStage() {
  const frozen = await freeze({ collection: illegalHomes, authorities, referenceDate })
  const scripts = await checkerAssets()
  const dataRequestId = DataRequestId.parse(crypto.randomUUID())
  const body = checkPage({
    ...{ reader: {}, dataRequestId, title: illegalHomes.title, maySend: true },
    own: { authority, lastReturn: null, relaxed: [] },
    scripts: { ...scripts, asked: '/asked.js' },
  })
  const files = new Map<string, { readonly type: string; readonly content: string }>([
    ['/', { type: 'text/html; charset=utf-8', content: String(body) }],
    ['/asked.js', askedScript(frozen)],
    ...[...Object.values(assets), ...Object.values(scripts)].map((asset) => [asset.path, asset] as const),
  ])
  const server = createServer(({ url = '' }, response) => {
    const file = files.get(url)
    response.writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/plain' }).end(file?.content)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const browser = await launchChromium()
  return {
    async open(): Promise<Page> {
      const page = await browser.newPage()
      await page.goto(`http://127.0.0.1:${port}/`)
      await page.getByRole('button', { name: 'Check this file' }).waitFor()
      return page
    },
    async close() {
      await browser.close()
      server.close()
    },
  }
}

/** What comes over the wire: the worker and what a round asks once, and then not again until one of them changes. */
async function sizes(): Promise<string> {
  const frozen = await freeze({ collection: illegalHomes, authorities, referenceDate })
  const { page, worker } = await checkerAssets()
  const parts = {
    'the page’s script': page,
    'the worker': worker,
    'what the round asks': askedScript(frozen),
  }
  const lines = Object.entries(parts).map(async ([name, { content }]) => {
    const [br, gzip] = await Promise.all([compress(content, 'br', 'best'), compress(content, 'gzip', 'best')])
    return [name, ...[content.length, gzip.length, br.length].map((bytes) => shown(bytes / 1000))]
  })
  return table(['kB', 'as it is', 'gzip', 'brotli'], await Promise.all(lines))
}
