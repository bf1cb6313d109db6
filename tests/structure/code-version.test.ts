import { readFile } from 'node:fs/promises'
import { codeVersion } from '@rollcall/domain/code-version'
import { expect, test } from 'vitest'

test('figures and the command say the same version of the program', async () => {
  expect(JSON.parse(await readFile('apps/cli/package.json', 'utf8'))).toMatchObject({ version: codeVersion })
})
