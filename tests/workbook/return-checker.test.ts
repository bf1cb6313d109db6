import { authorities } from '@rollcall/collections/authorities/authorities'
import { illegalHomes } from '@rollcall/collections/illegal-homes/collection'
import { day } from '@rollcall/domain/calendar-date'
import { canonical, sha256 } from '@rollcall/domain/canonical'
import { changesBetween } from '@rollcall/domain/changes'
import { compileCollection } from '@rollcall/domain/compiled-collection'
import { task } from '@rollcall/workbook/check-task'
import { checkAndKeep, readLastRound } from '@rollcall/workbook/check-workbook'
import { freeze } from '@rollcall/workbook/frozen-collection'
import { Refusal, refusals } from '@rollcall/workbook/refusal'
import { startReturnChecker } from '@rollcall/workbook/return-checker'
import { afterAll, expect, test } from 'vitest'
import { readCells } from '../support/read-all.ts'
import { sampleReturns, written } from '../support/sample-returns.ts'

const [referenceDate, theYearBefore] = [day('2024-09-01'), day('2023-09-01')]
const frozen = await freeze({ collection: illegalHomes, authorities, referenceDate })
const compiled = compileCollection(illegalHomes, authorities, referenceDate)
const checker = startReturnChecker({ processes: 2 })
afterAll(() => checker.stop())

const [sample] = sampleReturns(5).filter(({ sheets }) => (sheets.children?.length ?? 0) > 2)
if (sample === undefined) throw new Error('no sample return with children')
const { authority } = sample
const code = authority.code
const file = await written(sample)

test('a return is checked in a child process as it would be here', async () => {
  const here = await checkAndKeep(file, compiled, { authority: code })
  const {
    checked,
    contribution,
    children,
    kept,
    sha256: hash,
  } = await checker.check(file, frozen, {
    authority: code,
  })

  expect({ ...checked, contribution, children, kept }).toEqual(here)
  expect(checked.outcome).not.toBe('must-fix')
  expect(hash).toBe(await sha256(new Uint8Array(file)))
})

test('the same file checked again gives the same, whichever process does it', async () => {
  const [first, ...others] = await Promise.all(
    Array.from({ length: 6 }, () => checker.check(file, frozen, { authority: code })),
  )

  for (const other of others) expect(canonical(other)).toBe(canonical(first))
})

test('the last round is compared with as it was kept, and not as a workbook', async () => {
  const before = sampleReturns(5, theYearBefore).find((one) => one.authority.code === code)
  if (before === undefined) throw new Error('no sample of the year before')
  const fileBefore = await written(before, theYearBefore)
  const frozenBefore = await freeze({ collection: illegalHomes, authorities, referenceDate: theYearBefore })

  const { kept } = await checker.check(fileBefore, frozenBefore, { authority: code })
  const { checked, contribution } = await checker.check(file, frozen, { authority: code, lastRound: kept })

  const read = await readLastRound(
    fileBefore,
    compileCollection(illegalHomes, authorities, theYearBefore),
    code,
  )
  const here = await checkAndKeep(file, compiled, { authority: code, lastRound: read })
  expect(checked.findings).toEqual(here.findings)
  expect(contribution).toEqual(here.contribution)
  expect(contribution?.parts.some(({ figure }) => figure === 'also_last_round')).toBe(true)
})

test('a new version of a return shows what it changes', async () => {
  const [first, ...rest] = sample.sheets.children ?? []
  const changed = { ...sample.sheets, children: [{ ...first, weekly_cost: 'lots' }, ...rest.slice(1)] }
  const before = await checker.check(file, frozen, { authority: code })
  const after = await checker.check(await written({ authority, sheets: changed }), frozen, {
    authority: code,
  })
  const { counts, sheets } = changesBetween(compiled, before.kept, after.kept)

  expect(after.checked.outcome).toBe('must-fix')
  expect(counts).toMatchObject({ added: 0, removed: 1, altered: 1 })
  expect(sheets[0]?.altered[0]).toMatchObject({
    called: first?.child_id,
    cells: [{ column: 'weekly_cost', after: 'lots' }],
  })
})

test('an annotated copy is written in the child process, with the findings marked', async () => {
  const broken = await written({ authority, sheets: { ...sample.sheets, return: [] } })
  const { checked } = await checker.check(broken, frozen, { authority: code })
  const copy = await checker.annotate(broken, checked.findings, illegalHomes.title)

  expect(checked.outcome).toBe('must-fix')
  expect(JSON.stringify(await readCells(copy))).toContain(checked.findings[0]?.message)
})

test('a template is written in the child process for one authority, and its return is that authority’s', async () => {
  const template = await checker.template(frozen, { authority: code, round: 'Autumn 2024' })
  const { checked } = await checker.check(template, frozen, { authority: code })

  expect(checked.identity).toMatchObject({ collection: 'illegal-homes', authority: code, referenceDate })
  await expect(checker.template(frozen, { authority: '000' })).rejects.toThrow('to template')
})

test('a file that cannot be accepted is refused across the process, in words for a person only', async () => {
  const refused = checker.check(new TextEncoder().encode('%PDF-1.7'), frozen, { authority: code })
  const error = await refused.catch((reason: unknown) => reason)

  expect(error).toBeInstanceOf(Refusal)
  expect(error).toMatchObject({ code: 'not-a-spreadsheet', detail: undefined })
  expect((error as Refusal).message).toContain('a PDF document, not a spreadsheet')
})

test('a file that wants more memory than it may have costs one answer only', async () => {
  const small = startReturnChecker({ processes: 1, megabytes: 80 })
  const refused = await small.check(file, frozen, { authority: code }).catch((reason: unknown) => reason)
  await small.stop()

  expect(refused).toMatchObject({ code: 'too-much-memory', message: refusals['too-much-memory'] })
})

test('a file that takes too long is refused', async () => {
  const hasty = startReturnChecker({ processes: 1, seconds: 0.01 })
  const refused = await hasty.check(file, frozen, { authority: code }).catch((reason: unknown) => reason)
  await hasty.stop()

  expect(refused).toMatchObject({ code: 'too-slow' })
})

test('a mistake of ours tells where it happened, and nothing of what the return says', async () => {
  const secret = 'Child A17 of Example Road'
  const findings = new Proxy([], {
    get() {
      throw new TypeError(`cannot read ${secret}\n    at ${secret}`)
    },
  })
  const failed = await task({ does: 'annotate', bytes: file, findings, title: 'A title' }).catch(
    (reason: unknown) => reason,
  )

  if (!(failed instanceof Error)) throw new Error('nothing failed')
  expect(failed.message).toBe('TypeError while a child process was to annotate')
  expect(failed.stack).toContain('annotated.ts')
  expect(`${failed.stack}${JSON.stringify(failed)}`).not.toContain(secret)
})
