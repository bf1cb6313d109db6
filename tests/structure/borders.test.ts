import { posix } from 'node:path'
import { expect, test } from 'vitest'
import { importsOf, isTest, type ProjectFile, projectFile, projectFiles } from '../support/project-files.ts'

const packages = ['domain', 'collections', 'workbook', 'platform', 'database', 'actions']
const apps = ['checker', 'cli', 'portal', 'worker']
const sources = (folder: string) => projectFiles(folder, '.ts')
const product = (folder: string) => sources(folder).filter((file) => !isTest(file))

/** 'zod' of 'zod/mini', '@rollcall/domain' of '@rollcall/domain/cell'; nothing for a file beside it, or for Node itself. */
function packageOf(imported: string): string | undefined {
  if (/^(?:\.|#|node:)/.test(imported)) return undefined
  return imported
    .split('/')
    .slice(0, imported.startsWith('@') ? 2 : 1)
    .join('/')
}

/** Each import that is not allowed, with the file it stands in. */
const wrong = (files: readonly ProjectFile[], isAllowed: (imported: string, path: string) => boolean) =>
  files.flatMap((file) =>
    importsOf(file)
      .filter((imported) => !isAllowed(imported, file.path))
      .map((imported) => `${file.path} imports ${imported}`),
  )

test('imports are found at all', () => {
  expect(importsOf(projectFile('apps/cli/src/tasks.ts')).length).toBeGreaterThan(8)
  expect(importsOf(projectFile('packages/domain/src/cell.ts'))).toEqual(['./calendar-date.ts'])
  expect(importsOf(projectFile('apps/cli/bin/rollcall.js'))).toContain('node:url')
})

test('the domain imports zod and itself', () => {
  expect(wrong(product('packages/domain'), (imported) => /^(?:zod$|\.\.?\/)/.test(imported))).toEqual([])
})

test('what the domain does is neither of this machine nor of this moment', () => {
  const uses = product('packages/domain').filter(({ text }) =>
    /\bnode:|\bprocess\.|\bnew Date\b|\bDate\.now\b|\bfetch\(|\bMath\.random\b/.test(text),
  )
  expect(uses.map(({ path }) => path)).toEqual([])
})

test.each([
  ['exceljs', 'exceljs.ts'],
  ['hyparquet-writer', 'figures-parquet.ts'],
])('only one file knows %s, and it writes', (library, file) => {
  const knowing = [...product('packages'), ...product('apps')].filter((one) =>
    importsOf(one).some((imported) => packageOf(imported) === library),
  )
  expect(knowing.map(({ path }) => path)).toEqual([`packages/workbook/src/writing/${file}`])
})

test('no package imports an app', () => {
  const apps = projectFiles('apps', 'package.json').map(({ text }) => JSON.parse(text).name as string)

  expect(apps).toContain('@rollcall/cli')
  expect(
    wrong(
      sources('packages'),
      (imported) => !imported.includes('apps/') && !apps.includes(packageOf(imported) ?? ''),
    ),
  ).toEqual([])
})

test('a file reaches another package by its name, and never by a path', () => {
  const files = [...sources('packages'), ...sources('apps')]
  expect(
    wrong(files, (imported, path) => {
      const own = path.split('/').slice(0, 2).join('/')
      return !imported.startsWith('.') || posix.join(posix.dirname(path), imported).startsWith(`${own}/`)
    }),
  ).toEqual([])
})

test.each([...packages.map((name) => `packages/${name}`), ...apps.map((name) => `apps/${name}`)])(
  '%s imports only what its package.json declares, and declares only what it imports',
  (folder) => {
    const { dependencies } = JSON.parse(projectFile(`${folder}/package.json`).text) as {
      dependencies: Record<string, string>
    }
    const declared = Object.keys(dependencies)
    const imported = product(folder).flatMap((file) =>
      importsOf(file).flatMap((name) => packageOf(name) ?? []),
    )

    expect([...new Set(imported)].toSorted()).toEqual(declared.toSorted())
  },
)

test('a transaction is begun where its viewer is set, and nowhere else', () => {
  const beginning = [...product('packages'), ...product('apps')].filter(({ text }) =>
    /\.(?:transaction|startTransaction)\(/.test(text),
  )
  expect(beginning.map(({ path }) => path).toSorted()).toEqual([
    // Migrations have no viewer: they are the owner's.
    'packages/database/src/migrate.ts',
    'packages/database/src/transaction.ts',
  ])
})

test('collections are made of the domain alone, and the workbook knows no collection', () => {
  expect(
    wrong(product('packages/collections'), (imported) => /^(?:\.|@rollcall\/domain\/)/.test(imported)),
  ).toEqual([])
  expect(
    wrong(product('packages/workbook'), (imported) => packageOf(imported) !== '@rollcall/collections'),
  ).toEqual([])
})

test('no code but its own folder and the two lists knows a collection or an authority by name', () => {
  const names = /illegal-homes|homeless-16-17|illegalHomes|'Birmingham'/
  const knowing = [...product('packages'), ...product('apps')].filter(({ text }) =>
    names.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')),
  )
  const may = [
    'packages/collections/src/',
    // Examples in what a person is told to type.
    'apps/cli/src/commands/',
    'apps/cli/src/arguments.ts',
    // One collection is what the demonstration is about.
    'apps/cli/src/demo/',
    // For tests.
    'packages/workbook/src/writing/example-collection.ts',
    'packages/domain/src/test-support/',
  ]
  const others = knowing
    .map(({ path }) => path)
    .filter((path) => !may.some((start) => path.startsWith(start)))
  expect(others).toEqual([])
})

/** Every file of the workbook package that reading needs in a browser, where `#runtime` is the browser's own. */
function neededInBrowsers(path: string, found = new Set<string>()): Set<string> {
  if (found.has(path)) return found
  found.add(path)
  for (const imported of importsOf(projectFile(path))) {
    if (imported === '#runtime') neededInBrowsers('packages/workbook/src/runtime-browser.ts', found)
    if (imported.startsWith('.')) neededInBrowsers(posix.join(posix.dirname(path), imported), found)
  }
  return found
}

test('a browser can read and check a workbook: nothing on the way asks for Node or for exceljs', () => {
  const needed = [...neededInBrowsers('packages/workbook/src/check-workbook.ts')].map(projectFile)

  expect(needed.length).toBeGreaterThan(20)
  expect(wrong(needed, (imported) => /^(?:\.|#runtime$|@rollcall\/domain\/)/.test(imported))).toEqual([])
})

test('what runs in a browser is the domain, the reader of workbooks and nothing else', () => {
  const inBrowsers = product('apps/checker/src/browser')

  expect(inBrowsers.length).toBeGreaterThan(5)
  expect(
    wrong(inBrowsers, (imported) => /^(?:\.\/|@rollcall\/(?:domain|workbook)\/)/.test(imported)),
  ).toEqual([])
})

test('only the seams of the workbook package ask for Node', () => {
  const asking = product('packages/workbook').filter((file) =>
    importsOf(file).some((imported) => imported.startsWith('node:')),
  )
  const seams = ['process-pool', 'process-runner', 'runtime-node'].map(
    (name) => `packages/workbook/src/${name}.ts`,
  )

  expect(asking.map(({ path }) => path).filter((path) => !path.includes('/writing/'))).toEqual(seams)
})
