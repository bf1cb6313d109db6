import { jobs } from '@rollcall/actions/jobs'
import { permitted } from '@rollcall/domain/permissions'
import { expect, test } from 'vitest'
import { importsOf, isTest, projectFiles } from '../support/project-files.ts'

const actions = projectFiles('packages/actions/src', '.ts').filter(({ text }) =>
  text.includes('mustBeAllowed('),
)
const allowedIn = (text: string) =>
  [...text.matchAll(/mustBeAllowed\(\s*[\w.]+,\s*'([^']+)'/g)].map(([, act]) => act)

test('every act that is permitted to anyone is done by an action, and no action does another', () => {
  const done = new Set(actions.flatMap(({ text }) => allowedIn(text)))

  expect([...done].sort()).toEqual(Object.keys(permitted).sort())
})

// Reads are tested through the API.
const isRead = (path: string) => /\/(?:read|verify)-[\w-]+\.ts$/.test(path)

test('every action is called by a test against a real Postgres', () => {
  const called = new Set(
    projectFiles('tests', '.ts')
      .filter(({ path }) => !path.startsWith('tests/structure/'))
      .flatMap(importsOf),
  )
  const uncalled = actions
    .filter(({ path }) => !isRead(path))
    .map(({ path }) => path.replace(/^packages\/actions\/src\/(.+)\.ts$/, '@rollcall/actions/$1'))
    .filter((name) => !called.has(name))

  expect(uncalled).toEqual([])
})

test('every job has work that does it', () => {
  const worker = projectFiles('apps/worker/src', '.ts').map(({ text }) => text)

  expect(Object.keys(jobs).filter((job) => !worker.some((text) => text.includes(`jobs.${job}`)))).toEqual([])
})

test('the code of a problem is one problem’s only', () => {
  const codes = projectFiles('packages/domain/src', '.ts')
    .filter((file) => !isTest(file))
    .flatMap(({ text }) =>
      [...text.matchAll(/new Problem\(\s*'[\w-]+',\s*'([A-Z_]+)'/g)].map(([, code]) => code),
    )

  expect(codes.length).toBeGreaterThan(30)
  expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([])
})
