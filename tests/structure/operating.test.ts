import { relative } from 'node:path'
import { describeSettings, readSettings } from '@rollcall/platform/settings'
import { expect, test } from 'vitest'
import { composeFile, filledInExample } from '../support/compose-file.ts'
import { projectFile, projectFiles } from '../support/project-files.ts'

const { text } = projectFile('docs/operating.md')

/** Each setting that may be left out, and what it is then; nothing where that is no value. */
function defaults(): Map<string, string | undefined> {
  const shown = Object.entries(describeSettings(readSettings({})))
  const none = ['not set', '0 set', '']
  return new Map(
    shown.map(([name, value]) => {
      const inFolder = value.startsWith('/') ? relative('.', value) : value
      return [name, none.includes(inFolder) ? undefined : inFolder]
    }),
  )
}

test('the table of settings has each setting there is, with what it is when left out', () => {
  const rows = [...text.matchAll(/^\| `([A-Z_]+)` +\| (.*?) +\|/gm)].map(([, name = '', without = '']) => {
    const [, value] = /^`(.+)`$/.exec(without) ?? []
    return [name, value] as const
  })

  expect(new Map(rows)).toEqual(defaults())
  expect(rows).toHaveLength(defaults().size)
})

test('the commands it tells an operator to type are there', () => {
  const typed = [...text.matchAll(/(?:npx |`|worker |portal |prepare )rollcall ([a-z]+)/g)].map(
    ([, name]) => name,
  )
  const commands = projectFiles('apps/cli/src/commands', '.ts').map(({ path }) =>
    path.split('/').at(-1)?.replace('.ts', ''),
  )

  expect(typed.length).toBeGreaterThan(10)
  expect(typed.filter((name) => !commands.includes(name))).toEqual([])
})

test('what it says of Compose is so', () => {
  const { services, networks } = composeFile(filledInExample())
  const named = [
    ...text.matchAll(/docker compose (?:run|exec|logs)(?:[^\n]*\\\n)*?[^\n]*? (\w+) rollcall/g),
  ].map(([, name]) => name)

  expect(named.length).toBeGreaterThan(2)
  expect(named.filter((name) => !(name && name in services) && name !== 'prepare')).toEqual([])
  expect(networks).toHaveProperty('numbers')
  expect(services.proxy?.ports).toEqual(['127.0.0.1:8080:8080'])
})
