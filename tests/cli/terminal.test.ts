import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { rollcall } from '../support/rollcall.ts'
import { sampleReturns, written } from '../support/sample-returns.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const at = temporaryFolder()
const about = ['--collection', 'illegal-homes', '--reference-date', '2024-09-01'] as const
const bin = fileURLToPath(new URL('../../apps/cli/bin/rollcall.js', import.meta.url))

beforeAll(async () => {
  const some = sampleReturns(30).find(({ sheets }) => (sheets.children?.length ?? 0) > 2)
  if (!some) throw new Error('there are too few returns')
  const children = (some.sheets.children ?? []).map((child) => ({ ...child, sex: 'Girl or boy' }))
  await writeFile(at('wrong.xlsx'), await written({ ...some, sheets: { ...some.sheets, children } }))
})

test.each([
  [['--help']],
  [['collections']],
  [['check', at('wrong.xlsx'), ...about]],
  [['check', at('none.xlsx'), ...about]],
])('there is no colour where no person is looking: rollcall %s', async (typed) => {
  const { stdout, stderr } = await rollcall(...typed)

  expect(stdout + stderr).not.toContain('\u001b')
})

test.each([
  ['collections', ['collections']],
  ['template', ['template', 'illegal-homes', '--reference-date', '2024-09-01', '--out', at('t.xlsx')]],
  ['check', ['check', at('wrong.xlsx'), ...about]],
  [
    'sample',
    ['sample', 'homeless-16-17', '--reference-date', '2023-03-31', '--authorities', '2', '--out', at('two')],
  ],
  ['export', ['export', 'illegal-homes', '--format', 'json-schema']],
])('rollcall %s --json prints one JSON value and nothing else', async (_, typed) => {
  const { stdout, stderr } = await rollcall(...typed, '--json')

  expect(stderr).toBe('')
  expect(() => JSON.parse(stdout)).not.toThrow()
  expect(stdout).toMatch(/\S\n$/)
})

test('a reader that has seen enough may close the pipe', async () => {
  const child = spawn(process.execPath, [bin, 'export', 'illegal-homes', '--format', 'csv'], {
    env: {},
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let complaint = ''
  child.stderr.on('data', (words) => {
    complaint += words
  })
  // Closed before anything has been written, as `| head -0` does.
  child.stdout.destroy()
  const code = await new Promise((resolve) => child.once('close', resolve))

  expect({ code, complaint }).toEqual({ code: 0, complaint: '' })
})
