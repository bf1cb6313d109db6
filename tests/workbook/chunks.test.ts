import { machine } from '@rollcall/workbook/part'
import { expect, test, vi } from 'vitest'
import { type RawWorkbook, rawEntries, rawWorkbook } from '../support/raw-workbook.ts'
import { rawZip } from '../support/raw-zip.ts'
import { readAll } from '../support/read-all.ts'
import { aBusyWorkbook } from './a-busy-workbook.ts'

const chunks = { size: 0, delivered: 0 }
const { inflate } = machine

// The machine's own inflater, made to deliver its bytes in pieces of any size.
vi.spyOn(machine, 'inflate').mockImplementation((packed, size, take) =>
  inflate(packed, size, async (chunk) => {
    if (chunks.size === 0) return await take(chunk)
    chunks.delivered += Math.ceil(chunk.length / chunks.size)
    for (let at = 0; at < chunk.length; at += chunks.size) await take(chunk.subarray(at, at + chunks.size))
  }),
)

const sizes = [
  ...Array.from({ length: 40 }, (_, at) => at + 1),
  63,
  64,
  65,
  100,
  255,
  256,
  257,
  1000,
  1023,
  1024,
  4096,
]

async function readIn(size: number, bytes: Uint8Array) {
  chunks.size = size
  return await readAll(bytes)
}

test.each<[string, RawWorkbook]>([
  ['an ordinary workbook', aBusyWorkbook],
  ['one with prefixes', { ...aBusyWorkbook, prefix: 'x' }],
  ['one in UTF-16', { ...aBusyWorkbook, encoding: 'utf-16le' }],
])('where the chunks end makes no difference to %s', async (_, workbook) => {
  const bytes = rawWorkbook(workbook)
  const whole = await readIn(0, bytes)

  for (const size of sizes) expect(await readIn(size, bytes), `in chunks of ${size}`).toEqual(whole)
  expect(whole.rows.length).toBe(24)
  expect(chunks.delivered).toBeGreaterThan(10_000)
})

test('where the chunks end makes no difference to what is refused', async () => {
  const doctype = '<!DOCTYPE x [<!ENTITY a "b">]><x/>'
  const bytes = rawZip([...rawEntries(aBusyWorkbook), { name: 'customXml/item1.xml', content: doctype }])

  for (const size of [0, ...sizes])
    await expect(readIn(size, bytes)).rejects.toMatchObject({ code: 'unsafe' })
})

test('a workbook written in any other way reads the same', async () => {
  const plain = await readIn(0, rawWorkbook(aBusyWorkbook))

  for (const written of [
    { prefix: 'x' },
    { encoding: 'utf-8 with BOM' },
    { encoding: 'utf-16le' },
    { encoding: 'utf-16be' },
    { encoding: 'utf-16le without BOM' },
    { strict: true },
    { absoluteTargets: true },
    { workbookPart: 'somewhere/else/book.xml' },
    { workbookPart: 'book.xml', prefix: 'main', encoding: 'utf-16be' },
  ] as const) {
    expect(await readIn(0, rawWorkbook({ ...aBusyWorkbook, ...written })), JSON.stringify(written)).toEqual(
      plain,
    )
  }
})
