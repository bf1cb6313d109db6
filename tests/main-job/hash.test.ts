import { createHash } from 'node:crypto'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { day } from '@rollcall/domain/calendar-date'
import { beforeAll, expect, test } from 'vitest'
import { england, type PrintedNational, withoutHashes } from '../support/national-figures.ts'
import { rollcallJson } from '../support/rollcall.ts'
import { sampleReturns, written } from '../support/sample-returns.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const at = temporaryFolder()
const about = ['illegal-homes', '--reference-date', '2024-09-01'] as const
const in2025 = day('2025-09-01')
const aggregate = (folder: string) => rollcallJson<PrintedNational>('aggregate', ...about, at(folder))

const [, , , one] = sampleReturns(4)
if (one === undefined) throw new Error('there are too few returns')
const file = `${one.authority.code}.xlsx`
let first: PrintedNational

beforeAll(async () => {
  await mkdir(at('returns'))
  for (const sample of sampleReturns(8)) {
    await writeFile(at('returns', `${sample.authority.code}.xlsx`), await written(sample))
  }
  first = await aggregate('returns')
})

test('the same returns give the same hashes, wherever they are and whatever the files are called', async () => {
  await mkdir(at('elsewhere'))
  for (const { authority } of sampleReturns(8)) {
    const bytes = await readFile(at('returns', `${authority.code}.xlsx`))
    await writeFile(at('elsewhere', `${999 - Number(authority.code)} ${authority.name}.xlsx`), bytes)
  }

  const again = await aggregate('elsewhere')

  expect(again.hash).toBe(first.hash)
  expect(again.figures).toEqual(first.figures)
  expect(again.provenance).toEqual(first.provenance)
})

test('one byte of one return changes every hash, though no figure', async () => {
  await cp(at('returns'), at('one byte'), { recursive: true })
  const bytes = await readFile(at('returns', file))
  // The day in the last entry's time stamp: nothing that anyone reads.
  const entry = bytes.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1'))
  bytes[entry + 14] = (bytes[entry + 14] ?? 0) ^ 1
  await writeFile(at('one byte', file), bytes)

  const changed = await aggregate('one byte')

  expect(withoutHashes(changed)).toBe(withoutHashes(first))
  expect(changed.hash).not.toBe(first.hash)
  const kept = new Set(first.figures.map(({ hash }) => hash))
  expect(changed.figures.filter(({ hash }) => kept.has(hash))).toEqual([])
})

test('another answer in one cell of one return changes the figures it is in, and every hash', async () => {
  await cp(at('returns'), at('one cell'), { recursive: true })
  const [form] = one.sheets.return ?? []
  const sheets = { ...one.sheets, return: [{ ...form, children_in_year: 1234 }] }
  await writeFile(at('one cell', file), await written({ ...one, sheets }))

  const changed = await aggregate('one cell')

  expect(changed.coverage).toEqual(first.coverage)
  expect(england(changed, 'children')).toMatchObject({ value: england(first, 'children').value })
  expect(england(changed, 'children_in_year').value).toBeGreaterThan(
    england(first, 'children_in_year').value ?? 0,
  )
  const kept = new Set(first.figures.map(({ hash }) => hash))
  expect(changed.figures.filter(({ hash }) => kept.has(hash))).toEqual([])
})

test('a return that is not there changes every hash', async () => {
  await mkdir(at('fewer'))
  for (const { authority } of sampleReturns(7)) {
    const name = `${authority.code}.xlsx`
    await cp(at('returns', name), at('fewer', name))
  }

  expect((await aggregate('fewer')).hash).not.toBe(first.hash)
})

test('the returns of the round before are among what the figures are made from', async () => {
  await mkdir(at('before'))
  await writeFile(at('before', file), await written(one))
  await mkdir(at('before, other'))
  const [form] = one.sheets.return ?? []
  const sheets = { ...one.sheets, return: [{ ...form, children_in_year: 1234 }] }
  await writeFile(at('before, other', file), await written({ ...one, sheets }))

  await mkdir(at('in 2025'))
  for (const sample of sampleReturns(8, in2025)) {
    await writeFile(at('in 2025', `${sample.authority.code}.xlsx`), await written(sample, in2025))
  }
  const compared = (...previous: string[]) =>
    rollcallJson<PrintedNational>(
      'aggregate',
      'illegal-homes',
      '--reference-date',
      in2025,
      at('in 2025'),
      ...previous,
    )
  const alone = await compared()
  const after = await compared('--previous', at('before'))
  const afterOther = await compared('--previous', at('before, other'))

  expect(withoutHashes(afterOther)).toBe(withoutHashes(after))
  expect(new Set([alone.hash, after.hash, afterOther.hash]).size).toBe(3)
})

test('each return that figures are made from is named by the SHA-256 of its bytes', async () => {
  const named = first.provenance.submissions.map(({ authority, sha256 }) => [authority, sha256])
  const own = await Promise.all(
    sampleReturns(8).map(async ({ authority: { code } }) => [
      code,
      createHash('sha256')
        .update(await readFile(at('returns', `${code}.xlsx`)))
        .digest('hex'),
    ]),
  )

  expect(named).toEqual(own.toSorted())
})
