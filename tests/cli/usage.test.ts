import { mkdir, writeFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { rollcall } from '../support/rollcall.ts'
import { sampleReturns, written } from '../support/sample-returns.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const at = temporaryFolder()
const file = at('return.xlsx')
const commands = [
  'collections',
  'template',
  'check',
  'aggregate',
  'sample',
  'export',
  'prepare',
  'audit',
  'keys',
  'backup',
  'restore',
  'start',
]

beforeAll(async () => {
  const [one] = sampleReturns(1)
  if (one) await writeFile(file, await written(one))
  await mkdir(at('empty'))
})

test('rollcall lists its commands when asked for help, and when it is asked for nothing', async () => {
  const [asked, bare] = await Promise.all([rollcall('--help'), rollcall()])

  for (const command of commands) expect(asked.stdout).toMatch(new RegExp(`^  ${command} +\\S`, 'm'))
  expect([asked.code, asked.stderr]).toEqual([0, ''])
  expect([bare.code, bare.stdout]).toEqual([64, asked.stdout])
})

test.each(commands)('rollcall %s --help says what it takes, with examples', async (command) => {
  const { code, stdout, stderr } = await rollcall(command, '--help')

  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toContain(`Usage: rollcall ${command}`)
  expect(stdout).toMatch(new RegExp(`Examples:\n  rollcall ${command}`))
  const options = [...(stdout.split('\n')[2]?.matchAll(/--[a-z-]+/g) ?? [])].map(([option]) => option)
  for (const option of options) expect(stdout).toMatch(new RegExp(`^  ${option} +\\S`, 'm'))
})

const about = ['--collection', 'illegal-homes', '--reference-date', '2024-09-01'] as const
const day = ['--reference-date', '2024-09-01'] as const

test.each<[string, readonly string[], RegExp]>([
  ['an unknown command', ['chekc'], /no command chekc.*collections, template, check.*rollcall --help/],
  ['an unknown option', ['check', file, ...about, '--strict'], /--strict.*Type: rollcall check --help/],
  ['an option without its value', ['check', file, '--collection'], /--collection.*rollcall check --help/],
  ['no file', ['check', ...about], /Say which file. For example: rollcall check return.xlsx/],
  ['a file that is not there', ['check', at('none.xlsx'), ...about], /no such file. Check the name/],
  ['a folder in place of a file', ['check', at('empty'), ...about], /it is a folder. Name a file in it/],
  ['two files', ['check', file, 'second.xlsx', ...about], /no use for second.xlsx.*one file/],
  ['no collection', ['check', file], /Say which collection: illegal-homes, homeless-16-17/],
  [
    'an unknown collection',
    ['check', file, '--collection', 'homes', ...day],
    /no collection homes. There are: illegal-homes/,
  ],
  ['no date', ['check', file, '--collection', 'illegal-homes'], /--reference-date 2024-09-01/],
  [
    'a date day first',
    ['check', file, '--collection', 'illegal-homes', '--reference-date', '01/09/2024'],
    /year first, for example --reference-date 2024-09-01/,
  ],
  [
    'a day that is not in the calendar',
    ['sample', 'illegal-homes', '--reference-date', '2024-02-30', '--out', at('x')],
    /year first, for example --reference-date 2024-09-01/,
  ],
  [
    'an unknown authority',
    ['check', file, ...about, '--authority', '999'],
    /no authority 999.*--authority 330 or --authority Birmingham/,
  ],
  [
    'an authority that has closed',
    ['check', file, ...about, '--authority', 'Cumbria'],
    /Cumbria was not there on 2024-09-01. Give 942 \(Cumberland\) or 943 \(Westmorland and Furness\)/,
  ],
  [
    'a last return that is not there',
    ['check', file, ...about, '--previous', at('none.xlsx')],
    /none.xlsx cannot be read: there is no such file/,
  ],
  [
    'an annotated copy in a folder that is not there',
    ['check', file, ...about, '--annotated', at('no', 'folder.xlsx')],
    /cannot be written: there is no such folder/,
  ],
  [
    'a relaxed rule without what becomes of it',
    ['check', file, ...about, '--relax', 'IH-007'],
    /--relax IH-007=off or --relax IH-007=query@330\. IH-007 does not/,
  ],
  [
    'an unknown rule',
    ['aggregate', 'illegal-homes', ...day, at('empty'), '--relax', 'IH-999=off'],
    /illegal-homes has no rule IH-999 that can be relaxed/,
  ],
  [
    'rules that are relaxed one by one',
    ['check', file, ...about, '--relax', 'IH-007=off', '--relax', 'IH-034=query'],
    /--relax can be given once only. Type: rollcall check --help/,
  ],
  ['a template for no file', ['template', 'illegal-homes', ...day], /--out template.xlsx/],
  [
    'a template in the place of a folder',
    ['template', 'illegal-homes', ...day, '--out', at('empty')],
    /cannot be written: it is a folder/,
  ],
  ['no folder of returns', ['aggregate', 'illegal-homes', ...day], /Say which folder.*rollcall aggregate/],
  [
    'a folder of returns that is not there',
    ['aggregate', 'illegal-homes', ...day, at('none')],
    /none cannot be read/,
  ],
  ['a file in place of a folder', ['aggregate', 'illegal-homes', ...day, file], /it is not a folder/],
  ['an empty folder', ['aggregate', 'illegal-homes', ...day, at('empty')], /has no files in it/],
  [
    'a sample in the place of a file',
    ['sample', 'illegal-homes', ...day, '--authorities', '1', '--out', file],
    /cannot be made: it is not a folder/,
  ],
  [
    'a number out of range',
    ['sample', 'illegal-homes', ...day, '--out', at('x'), '--mistakes', '2'],
    /--mistakes is a number from 0 to 1; 2 is not/,
  ],
  [
    'a number in words',
    ['sample', 'illegal-homes', ...day, '--out', at('x'), '--rows', 'many'],
    /--rows is a whole number from 0 to 1000000; many is not/,
  ],
  ['no format', ['export', 'illegal-homes'], /Say which --format: json-schema, table-schema, csv/],
  ['an unknown format', ['export', 'illegal-homes', '--format', 'xml'], /Say which --format: json-schema/],
  ['a word too many', ['collections', 'all'], /no use for all.*rollcall collections --help/],
])('%s is answered with what to type in its place', async (_, typed, sentence) => {
  const { code, stdout, stderr } = await rollcall(...typed)

  expect({ code, stdout, stderr }).toEqual({ code: 64, stdout: '', stderr: expect.stringMatching(sentence) })
  expect(stderr.trim().split('\n')).toHaveLength(1)
})

test('wrong usage is told in a sentence with --json, too', async () => {
  const { code, stdout, stderr } = await rollcall('check', at('none.xlsx'), ...about, '--json')

  expect([code, stdout]).toEqual([64, ''])
  expect(stderr).toMatch(/no such file/)
})
