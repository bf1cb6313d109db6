import { expect, test } from 'vitest'
import { projectFile, projectFiles } from '../support/project-files.ts'

const files = projectFiles()
const found = (words: RegExp, passedOver: readonly string[] = []) =>
  files.filter(({ path, text }) => words.test(text) && !passedOver.includes(path)).map(({ path }) => path)

test('the project knows no folder of any one machine', () => {
  // Put together, so that this file does not have them either.
  const folders = ['work', 'shared', 'home', 'Users', 'root'].join('|')
  expect(found(new RegExp(`(?<![\\w.@-])/(?:${folders})/\\w`))).toEqual([])
})

test('the project speaks of its own field, and not of who wrote it or with what', () => {
  const words = ['clau' + 'de', 'anthro' + 'pic', 'chat' + 'gpt', 'open' + 'ai', 'sub' + 'agent']
  expect(found(new RegExp(`\\b(?:${words.join('|')})`, 'i'))).toEqual([])
})

test('no file says where packages are fetched from', () => {
  const hosts = [
    'registry\\.\\w+\\.\\w+',
    'npm' + 'js\\.',
    'art' + 'ifactory',
    'veda' + 'ccio',
    'localhost:\\d+/npm',
  ]
  expect(found(new RegExp(hosts.join('|'), 'i'))).toEqual([])
})

test('the lock file has every package by its hash, and none by its address', () => {
  const { packages } = JSON.parse(projectFile('package-lock.json').text) as {
    packages: Record<string, { resolved?: string; integrity?: string; optional?: boolean; link?: boolean }>
  }
  const installed = Object.entries(packages).filter(([path]) => path.includes('node_modules/'))
  const [linked, fetched] = [true, false].map((is) =>
    installed.filter(([, { link }]) => (link ?? false) === is),
  )

  expect(fetched?.length).toBeGreaterThan(100)
  expect(fetched?.filter(([, { resolved }]) => resolved !== undefined)).toEqual([])
  // Those that are for other platforms were added without having been fetched: docs/decisions/0010.
  expect(fetched?.filter(([, { integrity, optional }]) => !integrity && !optional)).toEqual([])
  expect(linked?.filter(([, { resolved }]) => !/^(?:apps|packages)\/[\w-]+$/.test(resolved ?? ''))).toEqual(
    [],
  )
})

test('no name of a file or folder says that nobody knew what it was for', () => {
  const vague = /(?:^|\/)(?:utils?|helpers?|common|misc|managers?|stuff)(?:[./-]|$)/
  expect(files.map(({ path }) => path).filter((path) => vague.test(path))).toEqual([])
})
