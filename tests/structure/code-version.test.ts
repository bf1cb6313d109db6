import { codeVersion } from '@rollcall/domain/code-version'
import { expect, test } from 'vitest'
import cli from '../../apps/cli/package.json' with { type: 'json' }

test('figures and the command say the same version of the program', () => {
  expect(cli.version).toBe(codeVersion)
})
