import { ofProblems } from '@rollcall/portal/help/of-problems'
import { ofRequests } from '@rollcall/portal/help/of-requests'
import { routesOf } from '@rollcall/portal/route-list'
import { expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { testPortal } from '../support/portal.ts'
import { projectFile, projectFiles } from '../support/project-files.ts'

const { db } = testDatabase()
const portal = testPortal(db)

interface Described {
  readonly operationId?: string
  readonly tags?: string[]
  readonly summary?: string
  readonly responses: Record<string, { readonly description: string; readonly content?: object }>
  readonly parameters?: { readonly name: string; readonly in: string; readonly required?: boolean }[]
  readonly security?: object[]
}

async function description() {
  const answer = await portal.app.inject({ url: '/api/openapi.json' })
  expect(answer.headers['content-type']).toContain('application/json')
  const document = answer.json()
  const operations = Object.entries(document.paths as Record<string, Record<string, Described>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        name: `${method.toUpperCase()} ${path}`,
        path,
        operation,
      })),
  )
  return { document, operations }
}

test('the API describes itself in OpenAPI 3.1', async () => {
  const { document, operations } = await description()

  expect(document.openapi).toBe('3.1.0')
  expect(document.info).toMatchObject({ title: 'Rollcall', version: '1' })
  expect(document.servers).toEqual([{ url: 'https://rollcall.example' }])
  expect(Object.keys(document.components.securitySchemes)).toEqual(['accessToken', 'session'])
  expect(operations.length).toBeGreaterThan(5)
})

test('every route of the API is described, and no other', async () => {
  const { operations } = await description()
  const described = operations.map(({ name }) => name).sort()
  const routes = routesOf(portal.app)
    .filter(({ url }) => /^\/(?:api\/v1\/|livez|readyz|\.well-known)/.test(url))
    .map(({ method, url }) => `${method} ${url.replace(/:(\w+)/g, '{$1}')}`)
    .sort()

  expect(described).toEqual(routes)
})

test('every operation says what it does, what it gives and how it refuses', async () => {
  const { operations } = await description()

  for (const { name, operation } of operations) {
    expect(operation.summary, name).toMatch(/^[A-Z].+[^.]$/)
    expect(operation.tags?.length, name).toBeGreaterThan(0)
    const statuses = Object.keys(operation.responses)
    expect(
      statuses.some((status) => status.startsWith('2')),
      name,
    ).toBe(true)
    expect(statuses, name).toEqual(expect.arrayContaining(['429', '500']))
    for (const [status, { description: says }] of Object.entries(operation.responses)) {
      expect(says, `${name} ${status}`).toMatch(/^[A-Z](?!efault Response)/)
    }
  }
})

test('every operation has a name of its own, which programs can call it by', async () => {
  const { operations } = await description()
  const names = operations.map(({ operation }) => operation.operationId ?? '')

  expect(new Set(names).size).toBe(operations.length)
  expect(names).toContain('getRoundsByRoundIdFigures')
  expect(names.filter((name) => !/^[a-z][A-Za-z]+$/.test(name))).toEqual([])
})

test('docs/api.md has every address of the API, and no other', () => {
  const told = [...projectFile('docs/api.md').text.matchAll(/`((?:GET|POST|PATCH) \/[a-z][^`\s]*)`/g)]
    .map(([, address = '']) => address)
    .filter((address) => !address.includes('/api'))
  const routes = routesOf(portal.app)
    .filter(({ url }) => url.startsWith('/api/v1/'))
    .map(({ method, url }) => `${method} ${url.replace('/api/v1', '').replace(/:(\w+)/g, '{$1}')}`)

  expect([...new Set(told)].sort()).toEqual(routes.sort())
})

test('every parameter of an address is described, once', async () => {
  const { operations } = await description()

  for (const { name, path, operation } of operations) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter)
    const described = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path')
    expect(described.map((parameter) => parameter.name).sort(), name).toEqual(inPath.sort())
    expect(
      described.every(({ required }) => required),
      name,
    ).toBe(true)
  }
})

test('every POST that somebody signed in for may be named once, and what is open needs nobody', async () => {
  const { operations } = await description()

  for (const { name, operation } of operations) {
    const isOpen = operation.security?.length === 0
    expect(isOpen, name).toBe(/\/token$|^GET \/(?:livez|readyz|\.well-known|api\/v1\/receipts)/.test(name))
    expect(operation.responses['401'] !== undefined, name).toBe(!isOpen || name.endsWith('/token'))
  }
})

test('every reference in the description leads somewhere', async () => {
  const { document } = await description()
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(
    ([, path = '']) => path,
  )

  expect(references).toContain('components/schemas/Problem')
  for (const path of references) {
    const found = path
      .split('/')
      .reduce<unknown>((at, part) => (at as Record<string, unknown>)?.[part], document)
    expect(found, path).toBeDefined()
  }
})

test('the same is there to be read, without script', async () => {
  const { operations } = await description()
  const page = await portal.app.inject({ url: '/api' })

  expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
  for (const { name } of operations) expect(page.body).toContain(`<code>${name}</code>`)
  expect(page.body).not.toMatch(/<script(?! type="module" src=)|<style| style=| on[a-z]+="/)
})

test('every problem there is has a page that says what to do', async () => {
  const product = ['apps/portal', 'packages'].flatMap((folder) => projectFiles(folder, '.ts'))
  const codes = product
    .filter(({ path }) => !path.includes('.test.'))
    .flatMap(({ text }) => [
      ...[...text.matchAll(/new Problem\(\s*'[a-z-]+',\s*'([A-Z_]+)'/g)].map(([, code]) => code),
      ...[...text.matchAll(/new HttpProblem\(\s*\d+,\s*'([A-Z_]+)'/g)].map(([, code]) => code),
    ])
  const ownCodes = ['FIELDS_WRONG', 'OUR_FAULT']

  expect(Object.keys({ ...ofProblems, ...ofRequests }).sort()).toEqual(
    [...new Set([...codes, ...ownCodes])].sort(),
  )
  const contents = await portal.app.inject({ url: '/help/problems' })
  for (const code of codes) {
    const path = `/help/problems/${code?.toLowerCase().replaceAll('_', '-')}`
    expect(contents.body).toContain(`href="${path}"`)
    expect((await portal.app.inject({ url: path })).body).toContain(
      `<h1 class="govuk-heading-l"><code>${code}</code></h1>`,
    )
  }
})

test('a page for a problem there is not is not there', async () => {
  expect((await portal.app.inject({ url: '/help/problems/nothing' })).statusCode).toBe(404)
})
