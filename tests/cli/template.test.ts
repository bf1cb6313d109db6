import { readFile } from 'node:fs/promises'
import { readXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import type { PrintedCheck } from '../support/finding-in-json.ts'
import { rollcall, rollcallJson } from '../support/rollcall.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const at = temporaryFolder()
const day = ['--reference-date', '2024-09-01'] as const
const ofBirmingham = ['template', 'illegal-homes', ...day, '--authority', '330'] as const

test('a template says which collection, day and authority it is for, and reads back so', async () => {
  const said = await rollcallJson(...ofBirmingham, '--round', 'Autumn 2024', '--out', at('one.xlsx'))
  const bytes = new Uint8Array(await readFile(at('one.xlsx')))
  const { sheets } = await readXlsx(bytes)

  expect(said).toEqual({
    file: at('one.xlsx'),
    bytes: bytes.length,
    collection: 'illegal-homes',
    version: 1,
    authority: '330',
    referenceDate: '2024-09-01',
  })
  expect(Object.fromEntries(sheets.find(({ name }) => name === 'Rollcall')?.rows ?? [])).toMatchObject({
    collection: 'illegal-homes',
    'reference date': '2024-09-01',
    authority: '330',
    'authority name': 'Birmingham',
    round: 'Autumn 2024',
  })
  const { stdout } = await rollcall(
    'check',
    at('one.xlsx'),
    '--collection',
    'illegal-homes',
    ...day,
    '--json',
  )
  expect((JSON.parse(stdout) as PrintedCheck).authority).toBe('330')
})

test('a template that is sent back empty is told each answer it owes', async () => {
  await rollcallJson(...ofBirmingham, '--out', at('empty.xlsx'))
  const { code, stdout } = await rollcall(
    'check',
    at('empty.xlsx'),
    '--collection',
    'illegal-homes',
    ...day,
    '--json',
  )
  const { findings, sheets } = JSON.parse(stdout) as PrintedCheck

  expect(code).toBe(1)
  expect(sheets[0]).toEqual({ sheet: 'Children', rows: 0 })
  expect(findings.length).toBeGreaterThan(0)
  expect(findings.filter(({ rule, sheet }) => sheet !== 'Return' || !/\.blank$|^IH-/.test(rule))).toEqual([])
})

test('an authority may be given by its name, and the template is the same, byte for byte', async () => {
  await rollcallJson(...ofBirmingham, '--out', at('by code.xlsx'))
  await rollcallJson(
    'template',
    'illegal-homes',
    ...day,
    '--authority',
    'birmingham',
    '--out',
    at('by name.xlsx'),
  )

  expect(await readFile(at('by name.xlsx'))).toEqual(await readFile(at('by code.xlsx')))
})

test('a template may be for nobody yet', async () => {
  expect(await rollcallJson('template', 'illegal-homes', ...day, '--out', at('open.xlsx'))).toMatchObject({
    authority: null,
  })
  const { stdout } = await rollcall(
    'check',
    at('open.xlsx'),
    '--collection',
    'illegal-homes',
    ...day,
    '--json',
  )
  expect(JSON.parse(stdout)).toMatchObject({ authority: null })
})
