import { deleteView } from '@rollcall/actions/delete-view'
import { renameView } from '@rollcall/actions/rename-view'
import { saveView } from '@rollcall/actions/save-view'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { beforeAll, expect, test } from 'vitest'
import { aRound } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { pageAsker } from '../support/page-asker.ts'
import { testPortal } from '../support/portal.ts'

const { db } = testDatabase()
const portal = testPortal(db, { clock: { now: () => new Date('2024-11-05T10:00:00Z') } })
let round: Awaited<ReturnType<typeof aRound>>
beforeAll(async () => {
  round = await aRound(db)
})
const board = () => `/rounds/${round.roundId}/board`

const eventsOf = (viewId: string) =>
  asViewer(db, system, async (trx) => {
    const events = await trx.selectFrom('auditEvents').select(['type', 'details']).orderBy('seq').execute()
    return events
      .filter(({ details }) => details.viewId === viewId)
      .map(({ type, details }) => [type, details.isShared])
  })

test('what the board shows is saved under a name, opens in every round, is renamed, shared and deleted', async () => {
  const { analyst, approver, as } = round
  const asks = pageAsker(portal, analyst)
  const shows = 'view=outstanding&sort=-late&region=London&columns=region,late'
  const { body } = await asks.open(`${board()}?${shows}&page=1`)
  expect(body).toContain(
    `${board()}/views/new?view=outstanding&#38;sort=-late&#38;region=London&#38;columns=region%2Clate"`,
  )

  const saved = await portal.as(analyst)({
    ...{ method: 'POST', url: `${board()}/views/new` },
    payload: { name: ' Late in London ', shows },
  })
  expect([saved.statusCode, saved.headers.location]).toEqual([303, `${board()}/views?done=view-saved`])
  const list = await asks.open(saved.headers.location ?? '')
  expect(list.text).toContain('Late in London Your own Rename, share or delete')
  const other = await aRound(db, { title: 'Another round', until: 'open' })
  const there = await pageAsker(portal, analyst).open(`/rounds/${other.roundId}/board`)
  expect(there.body).toContain(
    `/rounds/${other.roundId}/board?view=outstanding&#38;sort=-late&#38;region=London&#38;columns=region%2Clate">Late in London</a>`,
  )
  expect((await asks.open(`${board()}?${shows}`)).text).toContain(
    'Saved views: Late in London | All saved views',
  )
  expect((await pageAsker(portal, approver).open(`${board()}/views`)).text).toContain('No view is saved yet.')

  const viewId = /board\/views\/([\w-]{36})"/.exec(list.body)?.[1] ?? ''
  const address = `${board()}/views/${viewId}`
  expect((await pageAsker(portal, approver).open(address)).statusCode).toBe(404)
  const renamed = await portal.as(analyst)({
    ...{ method: 'POST', url: address },
    payload: { name: 'London, late', shared: 'yes' },
  })
  expect(renamed.headers.location).toBe(`${board()}/views?done=view-changed`)
  const shared = await pageAsker(portal, approver).open(`${board()}/views`)
  expect(shared.text).toContain('London, late Shared, made by Some analyst')
  const deleted = await portal.as(approver)({ method: 'POST', url: `${address}/delete`, payload: {} })
  expect(deleted.headers.location).toBe(`${board()}/views?done=view-deleted`)
  expect((await asks.open(address)).statusCode).toBe(404)
  expect(await eventsOf(viewId)).toEqual([
    ['view saved', false],
    ['view renamed', true],
    ['view deleted', true],
  ])
  await expect(deleteView(as(analyst), { viewId: viewId as never })).rejects.toThrow('view')
})

test('a name that is taken or missing is told beside its field, and what was typed is given back', async () => {
  const { analyst, as } = round
  await saveView(as(analyst), { name: 'Everybody', shows: '', isShared: true })
  const tried = await portal.as(analyst)({
    ...{ method: 'POST', url: `${board()}/views/new` },
    payload: { name: 'EVERYBODY', shared: 'yes', shows: 'sort=-late' },
  })
  expect(tried.statusCode).toBe(422)
  expect(tried.body).toContain('A view that the office shares is called “Everybody” already.')
  expect(tried.body).toContain('value="EVERYBODY"')
  expect(tried.body).toContain('name="shows" value="sort=-late"')

  const { viewId } = await saveView(as(analyst), { name: 'Everybody', shows: '' })
  const clash = renameView(as(analyst), { viewId, name: 'everybody', isShared: true })
  await expect(clash).rejects.toThrow('Choose another name.')
  const nameless = await portal.as(analyst)({
    ...{ method: 'POST', url: `${board()}/views/${viewId}` },
    payload: { name: ' ' },
  })
  expect([nameless.statusCode, nameless.body.includes('Give the view a name.')]).toEqual([422, true])
})

test('only the columns that were chosen are shown, whatever else an address says', async () => {
  const { open } = pageAsker(portal, round.analyst)
  const headings = async (query: string) => {
    const { body } = await open(`${board()}?${query}`)
    const [head = ''] = body.slice(body.indexOf('rollcall-board')).split('</thead>')
    return [...head.matchAll(/<th[^>]*>([\s\S]*?)<\/th>/g)].map(([, cell = '']) =>
      cell.replaceAll(/<[^>]+>|[▲▼]/g, '').trim(),
    )
  }

  expect(await headings('columns=late,state')).toEqual(['Authority', 'State', 'Days late'])
  expect(await headings('columns=state&columns=late')).toEqual(['Authority', 'State', 'Days late'])
  expect(await headings('columns=nothing')).toHaveLength(9)
  expect(await headings('view=outstanding&columns=version')).toHaveLength(6)
  expect(await headings('')).toHaveLength(9)
  const all = await open(
    `${board()}?columns=region&columns=state&columns=due&columns=late&view=outstanding&columns=people`,
  )
  expect(all.body).toContain(`${board()}/views/new?view=outstanding"`)
})

test('the API saves, lists, changes and deletes views, and keeps of an address what a board understands', async () => {
  const { analyst, approver, officer } = round
  const ask = portal.as(analyst)
  const made = await ask({
    ...{ method: 'POST', url: '/api/v1/views' },
    payload: { name: 'By lateness', shows: 'sort=-late&page=7&who=me', isShared: true },
  })
  expect(made.statusCode).toBe(201)
  const { viewId } = made.json()
  const listed = async () => (await portal.as(approver)({ url: '/api/v1/views' })).json().items
  expect(await listed()).toContainEqual({
    ...{ viewId, name: 'By lateness', shows: 'sort=-late', isShared: true, madeBy: 'Some analyst' },
  })
  const change = { method: 'POST' as const, url: `/api/v1/views/${viewId}/change` }
  expect((await ask({ ...change, payload: { name: 'Latest first', isShared: false } })).statusCode).toBe(204)
  expect((await listed()).map(({ name }: { name: string }) => name)).not.toContain('Latest first')
  expect((await ask({ method: 'POST', url: `/api/v1/views/${viewId}/removal` })).statusCode).toBe(204)
  expect((await portal.as(officer)({ url: '/api/v1/views' })).statusCode).toBe(403)
})
