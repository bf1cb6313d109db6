import { beforeAll, expect, test } from 'vitest'
import type { PrintedNational } from '../support/national-figures.ts'
import { type Ended, rollcall, rollcallJson } from '../support/rollcall.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const at = temporaryFolder()
const about = ['homeless-16-17', '--reference-date', '2023-03-31'] as const
let ended: Ended
let printed: PrintedNational

beforeAll(async () => {
  await rollcallJson('sample', ...about, '--authorities', '3', '--out', at('returns'))
  ended = await rollcall('aggregate', ...about, at('returns'), '--json')
  printed = JSON.parse(ended.stdout) as PrintedNational
})

const text = expect.any(String)
const count = expect.any(Number)
const hash = expect.stringMatching(/^[0-9a-f]{64}$/)
const numberOrNone = expect.toSatisfy((value) => value === null || typeof value === 'number')

test('the JSON has what was promised, and nothing else', () => {
  const { figures, files, provenance } = printed

  expect([ended.code, ended.stderr]).toEqual([0, ''])
  expect(printed).toStrictEqual({
    collection: 'homeless-16-17',
    version: 1,
    referenceDate: '2023-03-31',
    figures: figures.map(() => ({
      id: text,
      title: text,
      unit: text,
      breakdown: expect.any(Object),
      label: text,
      value: numberOrNone,
      numerator: numberOrNone,
      denominator: numberOrNone,
      authorities: count,
      notHeld: count,
      hash,
    })),
    coverage: {
      asked: 153,
      included: 3,
      refused: 0,
      mustFix: 0,
      missing: 150,
      notIncluded: { refused: [], mustFix: [], missing: expect.any(Array) },
    },
    clashes: [],
    files: files.map(() => ({ file: text, authority: text, standing: 'included' })),
    provenance: expect.objectContaining({
      collection: 'homeless-16-17',
      version: 1,
      collectionHash: hash,
      referenceDate: '2023-03-31',
      code: text,
      submissions: provenance.submissions.map(() => ({ authority: text, sha256: hash })),
    }),
    hash,
  })
})

test('every figure of the collection is there for England, and each has a hash of its own', () => {
  const england = printed.figures.filter(({ breakdown }) => Object.keys(breakdown).length === 0)

  expect(england.length).toBeGreaterThan(15)
  expect(england.every(({ label }) => label === 'England')).toBe(true)
  expect(new Set(printed.figures.map((figure) => figure.hash)).size).toBe(printed.figures.length)
})

test('in words it says how many are included, who is missing, and the hash', async () => {
  const { code, stdout } = await rollcall('aggregate', ...about, at('returns'))

  expect(code).toBe(0)
  expect(stdout).toContain('3 of 153 authorities included')
  expect(stdout).toContain('No return from 150 authorities')
  expect(stdout).toContain(printed.hash)
})

test('figures of single authorities are not printed where a person may copy them', async () => {
  const { stdout } = await rollcall('aggregate', ...about, at('returns'))
  const [figures] = stdout.split('No return from')

  for (const { label, breakdown } of printed.figures)
    if ('authority' in breakdown) expect(figures).not.toContain(label)
})
