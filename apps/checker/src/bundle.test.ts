import { expect, test } from 'vitest'
import { bundleOf } from './bundle.ts'

const [page, worker] = await Promise.all([bundleOf('page'), bundleOf('worker')])
const both = { page, worker }

/** What a file belongs to: 'packages/domain' or 'zod'. */
const homeOf = (file: string): string =>
  /^(?:node_modules\/)?((?:packages|apps)\/[^/]+|[^/]+)/.exec(file)?.[1] ?? file

test('the scripts are made of the domain, the reader of workbooks, zod and the checker itself', () => {
  const homes = [...new Set([...page.files, ...worker.files].map(homeOf))].toSorted()

  expect(homes).toEqual(['apps/checker', 'packages/domain', 'packages/workbook', 'zod'])
  expect(worker.files).toContain('packages/workbook/src/runtime-browser.ts')
  expect(worker.files.filter((file) => /writing|runtime-node|process-(?:pool|runner)/.test(file))).toEqual([])
  expect(Object.values(both).filter(({ text }) => /exceljs|\bnode:|\brequire\(/.test(text))).toEqual([])
})

test('of zod there is what is used: one language, and nothing that makes code of text', () => {
  expect(worker.text).not.toMatch(/Ungültig|无效|\beval\(/)
})

// What esbuild cannot put in other words. Safari has some since 17.4, Firefox 115 and Chrome 111 never had.
test.each([
  'Map.groupBy',
  'Object.groupBy',
  'Array.fromAsync',
  'Promise.withResolvers',
  'Temporal.',
  'Iterator.from',
])('no script needs %s', (feature) => {
  expect(Object.values(both).filter(({ text }) => text.includes(feature))).toEqual([])
})

test('all that can be sent with is left out of both scripts', () => {
  const senders =
    /\bfetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|RTCPeerConnection|localStorage|indexedDB/
  expect(Object.values(both).flatMap(({ text }) => senders.exec(text)?.[0] ?? [])).toEqual([])
})

test('they are small enough to come with a page', () => {
  expect(page.text.length).toBeLessThan(15_000)
  expect(worker.text.length).toBeLessThan(220_000)
})

test('made again, they are the same to the last byte: two portals have the same addresses for them', async () => {
  expect((await bundleOf('worker')).text).toBe(worker.text)
})
