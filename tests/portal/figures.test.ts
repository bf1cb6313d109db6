import { randomUUID } from 'node:crypto'
import { destroyContent } from '@rollcall/actions/destroy-content'
import { keepFigures } from '@rollcall/actions/keep-figures'
import { refreshFigures } from '@rollcall/actions/refresh-figures'
import { reopenReturn } from '@rollcall/actions/reopen-return'
import type { Trx } from '@rollcall/database/connect'
import { findLiveFigures, insertSnapshot } from '@rollcall/database/figures'
import { asViewer } from '@rollcall/database/transaction'
import { type RoundId, SnapshotId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import exceljs from 'exceljs'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { expect, test } from 'vitest'
import { aDataRequest } from '../support/builders.ts'
import { acceptAndCount, aSignedReturn, sendAndSign } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { pageAsker } from '../support/page-asker.ts'
import { testPortal } from '../support/portal.ts'
import { aReturn, aWorkbook } from '../support/returns.ts'

const { db } = testDatabase()
const portal = testPortal(db)

test('before the first return is counted there are no figures, and coverage all the same', async () => {
  const { analyst, roundId } = await aDataRequest(db)

  const answer = await portal.as(analyst)({ url: `/api/v1/rounds/${roundId}/figures` })

  expect(answer.json()).toMatchObject({
    ...{ takenAt: null, hash: null, figures: [], provenance: null },
    coverage: { asked: 3, included: 0, notIncluded: { missing: ['202', '330', '383'] } },
  })
})

test('figures are read as they stand, traced to returns, kept, and read again as they were kept', async () => {
  const round = await aDataRequest(db)
  const { submissionId, sha256 } = await sendAndSign(round, round, await aWorkbook())
  await acceptAndCount(round, round, submissionId)
  await refreshFigures(round.as(system), { roundId: round.roundId })
  const ask = portal.as(round.analyst)
  const url = `/api/v1/rounds/${round.roundId}`
  const children = aReturn().sheets.children?.length

  const figures = (await ask({ url: `${url}/figures?figure=children&by=` })).json()
  expect(figures.figures).toMatchObject([{ id: 'children', breakdown: {}, value: children, authorities: 1 }])
  expect(figures.coverage).toMatchObject({ included: 1, notIncluded: { missing: ['202', '383'] } })
  expect(figures.provenance.submissions).toEqual([{ authority: '330', sha256 }])
  const byRegion = (await ask({ url: `${url}/figures?figure=children&by=region` })).json().figures
  expect(byRegion).toContainEqual(
    expect.objectContaining({ breakdown: { region: 'West Midlands' }, value: children }),
  )

  const group = encodeURIComponent('{"region":"West Midlands"}')
  const traced = (await ask({ url: `${url}/figures/children/returns?breakdown=${group}` })).json()
  expect(traced.items).toMatchObject([{ code: '330', submissionId, value: children }])

  const payload = { label: 'As first published', note: 'One of three authorities.' }
  const kept = await ask({ method: 'POST', url: `${url}/snapshots`, payload })
  expect(kept.statusCode).toBe(201)
  const again = (await ask({ url: String(kept.headers.location) })).json()
  expect(again).toMatchObject({ ...payload, hash: figures.hash })
  expect((await ask({ url: `${url}/snapshots` })).json().items).toMatchObject([
    { ...payload, hash: figures.hash },
  ])
  const twice = await ask({ method: 'POST', url: `${url}/snapshots`, payload })
  expect(twice.json()).toMatchObject({ status: 409 })
  expect((await ask({ url: `${url}/change` })).json()).toMatchObject({ lastRoundId: null, changes: [] })
  expect((await ask({ url: `${url}/clashes` })).json()).toEqual({ items: [] })
})

const theirRequest = (trx: Trx, roundId: RoundId, code: string) =>
  trx
    .selectFrom('dataRequests')
    .innerJoin('authorities', 'authorities.id', 'dataRequests.authorityId')
    .select(['dataRequests.id as dataRequestId', 'authorityId'])
    .where('roundId', '=', roundId)
    .where('code', '=', code)
    .executeTakeFirstOrThrow()

/** Birmingham’s return counted and kept; then it sends another, and Leeds its first. */
async function movedOn() {
  const round = await aDataRequest(db)
  const { as, analyst, roundId, dataRequestId } = round
  const leeds = await asViewer(db, system, (trx) => theirRequest(trx, roundId, '383'))
  const first = await sendAndSign(round, round, await aWorkbook())
  await acceptAndCount(round, round, first.submissionId)
  const { snapshotId } = await keepFigures(as(analyst), { roundId, label: 'First look' })
  await reopenReturn(as(analyst), { dataRequestId, reason: 'The first cost is another.' })
  const second = await sendAndSign(round, round, await aWorkbook([{ weekly_cost: 9000 }]))
  await acceptAndCount(round, round, second.submissionId)
  await acceptAndCount(
    round,
    leeds,
    (await sendAndSign(round, leeds, await aWorkbook([], '383'))).submissionId,
  )
  await refreshFigures(as(system), { roundId })
  const path = `/rounds/${roundId}/snapshots/comparison`
  const ask = async (url: string) => (await portal.as(analyst)({ url: `/api/v1${url}` })).json()
  const pagePath = `/rounds/${roundId}/snapshots/compare`
  return { ...round, snapshotId, path, pagePath, ask, first, between: `from=${snapshotId}&to=now` }
}

test('between kept figures and now every change is told, and which returns moved each figure', async () => {
  const { path, pagePath, ask, between, snapshotId, dataRequestId, roundId, analyst } = await movedOn()
  const [ours, theirs] = ['330', '383'].map((code) => aReturn(code).sheets.children?.length ?? 0)

  const { changes, returns, ...sides } = await ask(`${path}?${between}`)

  expect(sides).toMatchObject({
    from: { at: snapshotId, label: 'First look', included: 1, asked: 3 },
    to: { at: 'now' },
  })
  expect(changes.find(({ id }: { id: string }) => id === 'children')).toMatchObject({
    ...{ before: ours, after: (ours ?? 0) + (theirs ?? 0), change: theirs },
  })
  expect(returns).toMatchObject([
    { code: '330', dataRequestId, versionBefore: 1, versionAfter: 2 },
    { code: '383', versionBefore: null, versionAfter: 1 },
  ])
  expect(await ask(`${path}/children?${between}`)).toMatchObject({
    ...{ before: ours, move: theirs, isAsKept: true },
    items: [{ code: '383', name: 'Leeds', before: null, after: theirs, part: theirs }],
  })
  const figures = [...new Set<string>(changes.map(({ id }: { id: string }) => id))]
  for (const id of figures.filter((one) => !one.endsWith('_spread'))) {
    const { before, after, move, decimals, items } = await ask(`${path}/${id}?${between}`)
    const told = changes.find((one: { id: string }) => one.id === id)
    expect([id, before, after]).toEqual([id, told.before, told.after])
    const inWhole = (value: number) => Math.round(value * 10 ** decimals)
    const sum = items.reduce((total: number, { part }: { part: number }) => total + inWhole(part), 0)
    if (move !== null) expect([id, sum]).toEqual([id, inWhole(move)])
  }
  const group = encodeURIComponent('{"region":"West Midlands"}')
  const { items } = await ask(`${path}/mean_weekly_cost?${between}&breakdown=${group}`)
  expect(items).toMatchObject([{ code: '330', versionBefore: 1, versionAfter: 2 }])
  const pages = pageAsker(portal, analyst)
  expect((await pages.open(`/rounds/${roundId}/snapshots`)).text).toContain(
    'What changed between two of them',
  )
  const page = await pages.open(`${pagePath}?${between}`)
  expect(page.text).toMatch(/2 returns came in, went out or changed .*Birmingham 1 2 Leeds Not in it 1/)
  expect((await pages.open(`${pagePath}/children?${between}`)).text).toMatch(
    new RegExp(`Moved by 1 return .*Leeds \\(version 1 came in\\) Not in it ${theirs} \\+${theirs}`),
  )
  expect((await pages.open(`${pagePath}/mean_weekly_cost_spread?${between}&spread=highest`)).statusCode).toBe(
    200,
  )
})

test('what is destroyed can still be compared; what was never kept is said to be unknown', async () => {
  const { path, ask, between, as, approver, first, roundId } = await movedOn()
  await destroyContent(as(approver), { submissionId: first.submissionId, why: 'it was decided' })
  expect((await ask(`${path}/mean_weekly_cost?${between}`)).isAsKept).toBe(true)

  const long = await asViewer(db, system, async (trx) => {
    const live = await findLiveFigures(trx, roundId)
    if (live === undefined) throw new Error('there are no figures')
    const [id, keeping] = [SnapshotId.parse(randomUUID()), { label: 'Long ago', note: null, takenBy: null }]
    await insertSnapshot(trx, id, { roundId, takenAt: new Date(), ...keeping }, live, [])
    return id
  })
  expect((await ask(`${path}?from=${long}`)).returns).toBeNull()
  expect(await ask(`${path}/children?from=${long}`)).toMatchObject({ status: 409, code: 'RETURNS_NOT_KEPT' })
})

test('an authority is shown no figures, and no other authority through them', async () => {
  const { officer, roundId } = await aSignedReturn(db)

  for (const part of ['figures', 'figures/children/returns', 'change', 'clashes', 'snapshots'])
    expect((await portal.as(officer)({ url: `/api/v1/rounds/${roundId}/${part}` })).json()).toMatchObject({
      ...{ status: 403, code: 'NOT_ALLOWED' },
    })
})

test('figures are saved as CSV, as a workbook and as Parquet, the same in all three, each with its warning', async () => {
  const { ask, roundId, analyst, snapshotId } = await movedOn()
  const { figures } = await ask(`/rounds/${roundId}/figures`)
  const get = async (query: string) =>
    await portal.as(analyst)({ url: `/api/v1/rounds/${roundId}/figures-file?${query}` })

  const csv = await get('format=csv')
  const xlsx = await get('format=xlsx')
  const parquet = await get('format=parquet')

  expect(csv.headers['content-disposition']).toBe(
    'attachment; filename="illegal-homes-2024-09-01-figures.csv"',
  )
  const [heads = [], ...lines] = csv.body.replace('\uFEFF', '').trimEnd().split('\r\n').map(cellsOf)
  expect(lines.map((cells) => cells[heads.indexOf('value')])).toEqual(
    figures.map(({ value }: { value: number | null }) => `${value ?? ''}`),
  )
  const rows = await parquetReadObjects({ file: arrayOf(parquet.rawPayload) })
  expect(rows.map(({ figure, value, hash }) => ({ id: figure, value, hash }))).toEqual(
    figures.map(({ id, value, hash }: Record<string, unknown>) => ({ id, value, hash })),
  )
  const inRegion = rows.find(({ figure, by_region }) => figure === 'children' && by_region !== null)
  expect(inRegion).toMatchObject({ broken_down_by: 'region', group: inRegion?.by_region })
  const metadata = parquetMetadata(arrayOf(parquet.rawPayload)).key_value_metadata
  expect(metadata?.find(({ key }) => key === 'Not for publication')?.value).toContain('Do not publish')
  const book = new exceljs.Workbook()
  await book.xlsx.load(arrayOf(xlsx.rawPayload))
  expect(book.worksheets.map(({ name }) => name)).toEqual([
    ...['Notes', 'Figures', 'What each figure is', 'Coverage'],
  ])
  const sheet = book.getWorksheet('Figures')
  if (sheet === undefined) throw new Error('there is no sheet of figures')
  const top = sheet.views[0]?.state === 'frozen' ? (sheet.views[0].ySplit ?? 0) : 0
  const valueAt = (sheet.getRow(top).values as unknown[]).indexOf('value')
  expect(figures.map((_: unknown, at: number) => sheet.getRow(top + 1 + at).getCell(valueAt).value)).toEqual(
    figures.map(({ value }: { value: number | null }) => value),
  )
  for (const { name } of book.worksheets)
    expect(JSON.stringify(book.getWorksheet(name)?.getSheetValues())).toContain('Do not publish')
  expect(JSON.stringify(book.getWorksheet('Coverage')?.getSheetValues())).toContain('"Camden","Nothing sent"')

  const one = (await get(`at=${snapshotId}&figure=children&by=region`)).body.trimEnd().split('\r\n')
  expect(one).toHaveLength(2)
  const pages = pageAsker(portal, analyst)
  const kept = await pages.open(`/rounds/${roundId}/snapshots`)
  const [, link = ''] = /href="([^"]*format=csv[^"]*)"/.exec(kept.body) ?? []
  expect((await pages.open(link.replaceAll('&#38;', '&').replaceAll('&amp;', '&'))).body).toContain(
    'West Midlands',
  )
})

const cellsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')

const arrayOf = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer
