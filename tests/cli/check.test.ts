import { writeFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { aPasswordProtectedFile } from '../support/compound-file.ts'
import type { PrintedCheck } from '../support/finding-in-json.ts'
import { rollcall } from '../support/rollcall.ts'
import { sampleReturns, written } from '../support/sample-returns.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const at = temporaryFolder()
const about = ['--collection', 'illegal-homes', '--reference-date', '2024-09-01'] as const
const files = ['ready', 'odd', 'wrong', 'left before', 'protected'] as const

// The promise of the command: nothing may be missing, and nothing more be there.
const text = expect.any(String)
const count = expect.any(Number)
const textOrNone = expect.toSatisfy((value) => value === null || typeof value === 'string')
const someText = expect.stringMatching(/./)
const finding = {
  rule: someText,
  severity: expect.stringMatching(/^(?:error|query|note)$/),
  sheet: text,
  cell: textOrNone,
  row: expect.toSatisfy((value) => value === null || Number.isInteger(value)),
  column: textOrNone,
  heading: textOrNone,
  message: someText,
  found: text,
  expected: someText,
  fix: someText,
}

beforeAll(async () => {
  const [nobody] = sampleReturns(1)
  const some = sampleReturns(30).find(({ sheets }) => sheets.children?.length === 3)
  if (!nobody || !some) throw new Error('there are too few returns')
  const [first, ...rest] = some.sheets.children ?? []
  const withFirst = (answers: Record<string, string>) =>
    written({ ...some, sheets: { ...some.sheets, children: [{ ...first, ...answers }, ...rest] } })
  await writeFile(at('ready.xlsx'), await written(nobody))
  await writeFile(at('odd.xlsx'), await withFirst({ date_of_birth: '01/06/2021', placed_on: '01/07/2024' }))
  await writeFile(at('wrong.xlsx'), await withFirst({ sex: 'Girl or boy', weekly_cost: '<5' }))
  await writeFile(at('left before.xlsx'), await withFirst({ expected_end: '31/08/2024' }))
  await writeFile(at('protected.xlsx'), aPasswordProtectedFile())
}, 60_000)

async function checked(name: (typeof files)[number], ...more: string[]) {
  const { code, stdout, stderr } = await rollcall('check', at(`${name}.xlsx`), ...about, ...more, '--json')
  return { code, stderr, printed: JSON.parse(stdout) as PrintedCheck }
}

test.each(files)('the JSON of a return that is %s has what was promised, and nothing else', async (name) => {
  const { printed, stderr } = await checked(name)

  const { outcome, sheets, findings, counts } = printed
  const refused = { outcome: 'refused', authority: null, refusal: { code: someText, message: someText } }
  expect(printed).toStrictEqual({
    ...(name === 'protected' ? refused : { outcome, authority: expect.stringMatching(/^\d{3}$/) }),
    sheets: sheets.map(() => ({ sheet: text, rows: count })),
    findings: findings.map(() => finding),
    counts: { error: count, query: count, note: count },
  })
  expect(['ready', 'needs-answers', 'must-fix', 'refused']).toContain(outcome)
  expect(stderr).toBe('')
  for (const severity of ['error', 'query', 'note'] as const) {
    expect(findings.filter((finding) => finding.severity === severity)).toHaveLength(counts[severity])
  }
})

test('a return with nothing to fix or explain is ready: 0', async () => {
  const { code, printed } = await checked('ready')

  expect(code).toBe(0)
  expect(printed).toEqual({
    outcome: 'ready',
    authority: '201',
    sheets: [
      { sheet: 'Children', rows: 0 },
      { sheet: 'Return', rows: 1 },
    ],
    findings: [],
    counts: { error: 0, query: 0, note: 0 },
  })
})

test('a return with something odd and perhaps true needs answers: 1', async () => {
  const { code, printed } = await checked('odd')

  expect([code, printed.outcome, printed.counts.error]).toEqual([1, 'needs-answers', 0])
  expect(printed.findings).toContainEqual(
    expect.objectContaining({ severity: 'query', column: 'date_of_birth', cell: 'B7' }),
  )
})

test('a return with something wrong must be fixed: 1, with each cell, what was found, what is needed and how', async () => {
  const { code, printed } = await checked('wrong')

  expect([code, printed.outcome]).toEqual([1, 'must-fix'])
  expect(printed.findings.filter(({ severity }) => severity === 'error')).toEqual([
    expect.objectContaining({
      rule: 'sex.unreadable',
      cell: 'C7',
      row: 7,
      column: 'sex',
      found: 'Girl or boy',
    }),
    expect.objectContaining({
      rule: 'weekly_cost.suppressed',
      column: 'weekly_cost',
      found: '<5',
      fix: expect.stringMatching(/Give the true answer, however small/),
    }),
  ])
})

test('rules that the office has relaxed are relaxed here too, for all or for one authority', async () => {
  const relaxed = await checked('left before', '--relax', 'IH-007=off,IH-034=query')
  const elsewhere = await checked('left before', '--relax', 'IH-007=off@330')

  expect([(await checked('left before')).printed.outcome, relaxed.printed.outcome]).toEqual([
    'must-fix',
    'ready',
  ])
  expect(relaxed.printed).toMatchObject({
    relaxed: [{ rule: 'IH-007', effect: 'off' }],
    counts: { error: 0 },
  })
  expect(elsewhere.printed).toMatchObject({ outcome: 'must-fix' })
  expect(elsewhere.printed).not.toHaveProperty('relaxed')
})

test('a file that cannot be accepted is refused: 2, with a code and a sentence', async () => {
  const { code, printed } = await checked('protected')

  expect(code).toBe(2)
  expect(printed).toEqual({
    outcome: 'refused',
    authority: null,
    refusal: { code: 'password-protected', message: expect.stringMatching(/password/) },
    sheets: [],
    findings: [],
    counts: { error: 0, query: 0, note: 0 },
  })
})

test('a return of another authority than the one named is an error about the workbook as a whole', async () => {
  const { code, printed } = await checked('ready', '--authority', 'Birmingham')

  expect(code).toBe(1)
  expect(printed.findings).toEqual([
    expect.objectContaining({ rule: 'workbook.other-authority', severity: 'error', sheet: '', cell: null }),
  ])
})

test('in words, each finding has its cell, its rule, what is needed and what to do', async () => {
  const { code, stdout, stderr } = await rollcall('check', at('wrong.xlsx'), ...about)

  expect([code, stderr]).toEqual([1, ''])
  expect(stdout).toMatch(/^Must fix: 2 errors to fix, and \d+ quer(?:y|ies) to fix or explain\.$/m)
  expect(stdout).toMatch(
    /^Children C7 {2}error {2}sex\.unreadable\n.+“?Girl or boy.+\n {2}We need .+\.\n {2}.+\.$/m,
  )
})

test('a last return that cannot be read is not taken for a fault of this one', async () => {
  const { code, stderr } = await rollcall(
    'check',
    at('ready.xlsx'),
    ...about,
    '--previous',
    at('protected.xlsx'),
  )

  expect(code).toBe(64)
  expect(stderr).toMatch(/protected\.xlsx cannot be compared with/)
})
