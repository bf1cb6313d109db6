import { excludeReturn } from '@rollcall/actions/exclude-return'
import { keepDueFigures } from '@rollcall/actions/keep-due-figures'
import { keepFigures } from '@rollcall/actions/keep-figures'
import { readClashes } from '@rollcall/actions/read-clashes'
import { readFigures, readSnapshot, readSnapshots } from '@rollcall/actions/read-figures'
import { refreshFigures } from '@rollcall/actions/refresh-figures'
import { traceFigure } from '@rollcall/actions/trace-figure'
import { asViewer } from '@rollcall/database/transaction'
import { SnapshotId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { aDataRequest, day } from '../support/builders.ts'
import { acceptAndCount, aSignedReturn, declareAndSign, sendAndSign } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { aReturn, aWorkbook } from '../support/returns.ts'
import { written } from '../support/sample-returns.ts'

const { db } = testDatabase()
const birminghams = (aReturn().sheets.children ?? []).length

/** Birmingham’s return accepted with all its children, Camden’s with none; nothing from Leeds. */
async function twoCounted() {
  const request = await aDataRequest(db)
  const { as, roundId, foreigner, foreignDataRequestId: dataRequestId } = request
  const { submissionId } = await sendAndSign(request, request, await aWorkbook())
  await acceptAndCount(request, request, submissionId)
  const camden = { dataRequestId, authorityId: foreigner.authorityId }
  const nil = await declareAndSign(request, camden)
  await acceptAndCount(request, camden, nil.submissionId)
  await refreshFigures(as(system), { roundId })
  return { ...request, submissionId, nilId: nil.submissionId }
}

const england = async (given: Awaited<ReturnType<typeof twoCounted>>) =>
  await readFigures(given.as(given.analyst), given.roundId, { figure: 'children', breakdowns: [[]] })

test('figures are made from the accepted returns, with how much they are made from, by name', async () => {
  const given = await twoCounted()
  const live = await england(given)

  expect(live?.figures).toMatchObject([
    { id: 'children', value: birminghams, authorities: 2, label: 'England' },
  ])
  expect(live?.coverage).toMatchObject({
    asked: 3,
    included: 2,
    missing: 1,
    notIncluded: { missing: ['383'] },
  })
  expect(live?.provenance.submissions.map(({ authority }) => authority)).toEqual(['202', '330'])
  expect(live?.clashes).toEqual([])
})

test('a child that two authorities claim is a clash, until one of the returns is out', async () => {
  const request = await aDataRequest(db, { foreignAuthority: '383' })
  const { as, analyst, roundId, foreigner, foreignDataRequestId } = request
  const [{ child_id: _, placed_in: __, ...claimed } = {}] = aReturn('330').sheets.children ?? []
  const leeds = { dataRequestId: foreignDataRequestId, authorityId: foreigner.authorityId }
  for (const [whose, sample] of [
    [request, aReturn('330')],
    [leeds, aReturn('383', [claimed])],
  ] as const) {
    const { submissionId } = await sendAndSign(request, whose, await written(sample))
    await acceptAndCount(request, whose, submissionId)
  }
  await refreshFigures(as(system), { roundId })

  const clashes = [{ authorities: ['330', '383'], children: 1 }]
  expect(await readClashes(as(analyst), roundId)).toEqual(clashes)
  expect((await readFigures(as(analyst), roundId))?.clashes).toEqual(clashes)
  await excludeReturn(as(analyst), { dataRequestId: foreignDataRequestId, reason: 'One is not theirs.' })
  expect(await readClashes(as(analyst), roundId)).toEqual([])
})

test('a return that is taken out is gone from the figures, and coverage says so at once', async () => {
  const given = await twoCounted()
  const { as, analyst, roundId, dataRequestId } = given
  await excludeReturn(as(analyst), { dataRequestId, reason: 'Half are missing.' })

  const meanwhile = await england(given)
  expect(meanwhile?.coverage).toMatchObject({ included: 1, excluded: 1, notIncluded: { excluded: ['330'] } })
  expect(meanwhile?.figures[0]?.value).toBe(birminghams)
  await refreshFigures(as(system), { roundId })

  const after = await england(given)
  expect(after?.figures[0]).toMatchObject({ value: 0, authorities: 1 })
  expect(after?.hash).not.toBe(meanwhile?.hash)
})

test('where nothing has changed, figures made again are not written again', async () => {
  const given = await twoCounted()
  const before = await england(given)
  await Promise.all([1, 2, 3].map(() => refreshFigures(given.as(system), given)))
  expect(await england(given)).toEqual(before)
})

test('a figure is traced to the returns it is made from, and what it is in each', async () => {
  const { as, analyst, roundId, submissionId, nilId, dataRequestId } = await twoCounted()
  const traced = await traceFigure(as(analyst), { roundId, figure: 'children', breakdown: {} })
  expect(traced).toMatchObject([
    { code: '202', name: 'Camden', submissionId: nilId, version: 1, kind: 'nil', value: 0 },
    { code: '330', name: 'Birmingham', submissionId, dataRequestId, kind: 'workbook', value: birminghams },
  ])
  const region = { region: 'West Midlands' }
  const there = await traceFigure(as(analyst), { roundId, figure: 'children', breakdown: region })
  expect(there.map(({ code, value }) => [code, value])).toEqual([['330', birminghams]])
})

test('kept figures stay as they were, whatever is decided later', async () => {
  const given = await twoCounted()
  const { as, analyst, roundId, dataRequestId } = given
  const live = await readFigures(as(analyst), roundId)

  const { snapshotId } = await keepFigures(as(analyst), {
    roundId,
    label: 'For the board',
    note: 'Leeds is late.',
  })
  await excludeReturn(as(analyst), { dataRequestId, reason: 'Half are missing.' })
  await refreshFigures(as(system), { roundId })

  const kept = await readSnapshot(as(analyst), roundId, snapshotId)
  expect(kept).toMatchObject({ label: 'For the board', note: 'Leeds is late.', takenBy: analyst.personId })
  expect([kept.hash, kept.figures, kept.provenance]).toEqual([live?.hash, live?.figures, live?.provenance])
  expect(await readSnapshots(as(analyst), roundId)).toMatchObject([
    { id: snapshotId, coverage: { included: 2 } },
  ])
  for (const change of [
    sql`update national_figures set hash = 'other' where id = ${snapshotId}`,
    sql`delete from figure_breakdowns where set_id = ${snapshotId}`,
    sql`insert into figure_breakdowns values (${snapshotId}, 9999, 'more', '', '[]')`,
  ]) {
    await expect(asViewer(db, system, (trx) => change.execute(trx))).rejects.toThrow(
      'figures that were kept cannot be changed or removed',
    )
  }
  const [event] = await asViewer(db, system, (trx) =>
    trx.selectFrom('auditEvents').selectAll().where('type', '=', 'figures kept').execute(),
  )
  expect(event).toMatchObject({
    personId: analyst.personId,
    details: { snapshotId, hash: kept.hash, included: 2 },
  })
})

test('a label is used once in a round', async () => {
  const { as, analyst, roundId } = await aSignedReturn(db)
  const keep = () => keepFigures(as(analyst), { roundId, label: 'First' })
  const tries = await Promise.allSettled([keep(), keep()])
  expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await expect(keep()).rejects.toMatchObject({ code: 'LABEL_TAKEN' })
})

test('nobody keeps figures of another day under a label of the calendar', async () => {
  const { as, analyst, roundId } = await aSignedReturn(db)
  for (const label of ['As at the due date, 31 October 2024', 'as at the Closing date'])
    await expect(keepFigures(as(analyst), { roundId, label })).rejects.toMatchObject({
      code: 'LABEL_RESERVED',
    })
})

test('figures are kept once when a round falls due and once when it closes, however often the calendar asks', async () => {
  const { as, analyst, roundId } = await aSignedReturn(db)
  const labels = async () => (await readSnapshots(as(analyst), roundId)).map(({ label }) => label)
  const on = (today: string) => keepDueFigures(as(system, { today: day(today) }))
  await on('2024-10-31')
  expect(await labels()).toEqual([])

  await Promise.all([on('2024-11-01'), on('2024-11-01')])
  await on('2024-11-02')
  expect(await labels()).toEqual(['As at the due date, 31 October 2024'])
  await on('2024-11-30')

  expect(await labels()).toEqual([
    'As at the due date, 31 October 2024',
    'As at the closing date, 15 November 2024',
  ])
})

test('figures are the office’s: an authority can neither read, keep nor make them', async () => {
  const { as, officer, signatory, analyst, roundId } = await aSignedReturn(db)
  const refused = { code: 'NOT_ALLOWED' }
  for (const viewer of [officer, signatory]) {
    await expect(readFigures(as(viewer), roundId)).rejects.toMatchObject(refused)
    await expect(readSnapshots(as(viewer), roundId)).rejects.toMatchObject(refused)
    await expect(keepFigures(as(viewer), { roundId, label: 'x' })).rejects.toMatchObject(refused)
    await expect(keepDueFigures(as(viewer))).rejects.toMatchObject(refused)
    await expect(
      traceFigure(as(viewer), { roundId, figure: 'children', breakdown: {} }),
    ).rejects.toMatchObject(refused)
  }
  for (const viewer of [officer, analyst])
    await expect(refreshFigures(as(viewer), { roundId })).rejects.toMatchObject(refused)
  const seen = await asViewer(db, officer, (trx) => trx.selectFrom('nationalFigures').selectAll().execute())
  expect(seen).toEqual([])
  const nothing = SnapshotId.parse(crypto.randomUUID())
  await expect(readSnapshot(as(analyst), roundId, nothing)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
