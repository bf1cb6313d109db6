import { Refusal } from '@rollcall/workbook/refusal'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rawEntries, rawWorkbook } from '../support/raw-workbook.ts'
import { type RawEntry, rawZip } from '../support/raw-zip.ts'
import { readAll } from '../support/read-all.ts'
import { aBusyWorkbook } from './a-busy-workbook.ts'

interface Mutation {
  readonly kind: 'flip' | 'cut' | 'splice' | 'repeat'
  readonly at: number
  readonly to: number
  readonly value: number
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('flip', 'cut', 'splice', 'repeat'),
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  to: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  value: fc.integer({ min: 0, max: 255 }),
})

function mutated(bytes: Uint8Array, { kind, at, to, value }: Mutation): Uint8Array {
  const from = Math.floor(at * bytes.length)
  const until = Math.floor(to * bytes.length)
  switch (kind) {
    case 'flip':
      return bytes.map((byte, place) => (place === from ? value : byte))
    case 'cut':
      return bytes.slice(0, from)
    case 'splice':
      return new Uint8Array(Buffer.concat([bytes.subarray(0, from), bytes.subarray(until)]))
    case 'repeat':
      return new Uint8Array(
        Buffer.concat([bytes.subarray(0, from), bytes.subarray(until, until + value), bytes.subarray(from)]),
      )
  }
}

async function isReadOrRefused(bytes: Uint8Array): Promise<void> {
  try {
    await readAll(bytes)
  } catch (error) {
    expect(error, error instanceof Error ? error.stack : undefined).toBeInstanceOf(Refusal)
  }
}

const mutations = fc.array(mutation, { minLength: 1, maxLength: 4 })
const apply = (bytes: Uint8Array, changes: readonly Mutation[]) => changes.reduce(mutated, bytes)

test('a damaged file is read or refused, and nothing else ever happens', async () => {
  const bytes = rawWorkbook(aBusyWorkbook)
  await fc.assert(
    fc.asyncProperty(mutations, (changes) => isReadOrRefused(apply(bytes, changes))),
    { numRuns: 3000 },
  )
})

const entries = rawEntries(aBusyWorkbook)

test('a file packed around damaged parts is read or refused, and nothing else ever happens', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(entries.length - 1), mutations, (which, changes) => {
      const change = (entry: RawEntry, at: number): RawEntry =>
        at === which ? { ...entry, content: apply(Buffer.from(entry.content as Uint8Array), changes) } : entry
      return isReadOrRefused(rawZip(entries.map(change)))
    }),
    { numRuns: 4000 },
  )
})

const xml = [
  '<',
  '>',
  '</',
  '/>',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<?',
  '?>',
  '&',
  '&#0;',
  '"',
  "'",
  '=',
  ' r="',
  '<c',
  '<v>',
  '</c>',
  '<row',
  '_x0041_',
  '\0',
  '\ud83d\ude00',
]

test('a sheet made of scraps of XML is read or refused, and nothing else ever happens', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...xml), { maxLength: 12 }), (scraps) =>
      isReadOrRefused(
        rawWorkbook({
          sheets: [{ name: 'Data', rows: `<row r="1"><c r="A1"><v>${scraps.join('')}</v></c></row>` }],
        }),
      ),
    ),
    { numRuns: 3000 },
  )
})

test('bytes of any kind are read or refused, and nothing else ever happens', async () => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), isReadOrRefused), { numRuns: 3000 })
})
