import { destroyContent } from '@rollcall/actions/destroy-content'
import { explainFindings } from '@rollcall/actions/explain-findings'
import { readSummary } from '@rollcall/actions/read-summary'
import { illegalHomes } from '@rollcall/collections/illegal-homes/collection'
import { expect, test } from 'vitest'
import { aDataRequest } from '../support/builders.ts'
import { acceptAndCount, declareAndSign, sendAndSign } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { aLastRound, returnOfLastRound } from '../support/last-round.ts'
import { aReturn, aWorkbook, notANumber, send, sendAndCheck, veryLow } from '../support/returns.ts'

const { db } = testDatabase()

/** Figures counted off the sample itself, with nothing of ours but plain sums. */
function countedByHand({ sheets }: ReturnType<typeof aReturn>) {
  const children = sheets.children ?? []
  const costs = children.flatMap(({ weekly_cost: cost }) => (typeof cost === 'number' ? cost : []))
  const orders = children.filter(({ dol_order: order }) => order === 'Yes' || order === 'No')
  return {
    children: children.length,
    mean_weekly_cost: Math.round((costs.reduce((sum, cost) => sum + cost, 0) / costs.length) * 100) / 100,
    highest_weekly_cost: Math.max(...costs),
    cost_not_held: children.length - costs.length,
    share_dol:
      Math.round((orders.filter((one) => one.dol_order === 'Yes').length / orders.length) * 1000) / 10,
    children_in_year: sheets.return?.[0]?.children_in_year,
  }
}

type Summary = Awaited<ReturnType<typeof readSummary>>
const figure = ({ figures }: Summary, id: string) =>
  figures?.find((one) => one.id === id) ?? expect.fail(`there is no ${id}`)

test('the figures of a return are those that anyone would count in it', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db, { lastRoundId: null })
  const { submissionId } = await sendAndCheck(as(officer), dataRequestId, await aWorkbook())

  const summary = await readSummary(as(officer), submissionId)

  for (const [id, value] of Object.entries(countedByHand(aReturn())))
    expect([id, figure(summary, id).value]).toEqual([id, value])
  const children = aReturn().sheets.children ?? []
  const bySex = figure(summary, 'children').breakdowns.find(({ by }) => by.join() === 'sex')
  expect(bySex).toMatchObject({ heading: 'Sex' })
  expect(bySex?.groups.find(({ label }) => label === 'Female')?.value).toBe(
    children.filter(({ sex }) => sex === 'F').length,
  )
  // Across authorities there is nothing to say of one return.
  const others = illegalHomes.figures.filter(({ id }) => !summary.figures?.some((one) => one.id === id))
  expect(others.map(({ kind, unit }) => (kind === 'spread' ? kind : unit))).toEqual([
    ...['authorities', 'authorities'],
    ...['spread', 'spread', 'spread', 'spread'],
  ])
  expect(summary).toMatchObject({
    ...{ version: 1, kind: 'workbook', state: 'ready', isNewest: true, requestState: 'awaiting-sign-off' },
    ...{ authority: 'Birmingham', receivedByName: 'Some officer', signOff: null, declares: null },
    ...{ lastReturn: null, sinceSigned: null, queries: [], errorCount: 0 },
    round: { title: 'Children in illegal homes, September 2024', referenceOn: '2024-09-01' },
    collection: { title: illegalHomes.title, time: '1 September 2024' },
  })
})

test('beside them stands the return of the last round: the one accepted, or else the one signed last', async () => {
  const last = await aLastRound(db)
  const { as, officer, signatory, dataRequestId } = await aDataRequest(db, { lastRoundId: last.roundId })
  const { submissionId } = await sendAndCheck(as(officer), dataRequestId, await aWorkbook())

  const signedLast = await readSummary(as(signatory), submissionId)
  await acceptAndCount(last, last, last.submissionId)
  const accepted = await readSummary(as(signatory), submissionId)

  expect(signedLast.lastReturn).toMatchObject({
    ...{ submissionId: last.submissionId, version: 1, isAccepted: false, isDestroyed: false },
    ...{ roundId: last.roundId, referenceOn: '2023-09-01' },
  })
  expect(accepted.lastReturn).toMatchObject({ submissionId: last.submissionId, isAccepted: true })
  const [now, before] = [countedByHand(aReturn()), countedByHand(returnOfLastRound())]
  for (const summary of [signedLast, accepted]) {
    expect(figure(summary, 'children')).toMatchObject({
      ...{ value: now.children, before: before.children, change: now.children - before.children },
    })
    expect(figure(summary, 'mean_weekly_cost').before).toBe(before.mean_weekly_cost)
  }
})

test('a last return that was destroyed is known to have been, and nothing is compared with it', async () => {
  const last = await aLastRound(db)
  const { as, officer, approver, dataRequestId } = await aDataRequest(db, { lastRoundId: last.roundId })
  const { submissionId } = await sendAndCheck(as(officer), dataRequestId, await aWorkbook())
  await destroyContent(as(approver), { submissionId: last.submissionId, why: 'its retention date has come' })

  const summary = await readSummary(as(officer), submissionId)

  expect(summary.lastReturn).toMatchObject({ isDestroyed: true })
  expect(figure(summary, 'children')).toMatchObject({ before: null, change: null })
})

test('every answer of “not held” is counted, column by column', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const changes = [{ weekly_cost: 'Not held', camhs: 'NH' }, { camhs: 'not held' }]
  const file = await aWorkbook(changes)
  const { submissionId } = await sendAndCheck(as(officer), dataRequestId, file)

  const { sheets, figures } = await readSummary(as(officer), submissionId)

  const rows = aReturn('330', changes).sheets.children ?? []
  const saying = (column: string) =>
    rows.filter((row) => /^(?:not held|NH)$/i.test(String(row[column]))).length
  const children = sheets.find(({ sheet }) => sheet === 'children') ?? expect.fail()
  expect(children.rows).toBe(rows.length)
  for (const column of ['weekly_cost', 'camhs', 'ehcp', 'child_id'])
    expect(children.columns.find((one) => one.column === column)).toMatchObject({ notHeld: saying(column) })
  expect(saying('camhs')).toBeGreaterThan(1)
  expect(sheets.find(({ kind }) => kind === 'form')).toMatchObject({ rows: 1 })
  expect(figures?.find(({ id }) => id === 'mean_weekly_cost')?.notHeld).toBe(saying('weekly_cost'))
})

test('queries are told by rule, with each explanation once and where it is for', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const file = await aWorkbook([veryLow, veryLow, {}, veryLow])
  const { submissionId } = await sendAndCheck(as(officer), dataRequestId, file)
  const explain = (id: number, text: string) =>
    explainFindings(as(officer), { submissionId, explanations: [{ findings: [id], text }] })
  await explain(1, 'The health board pays most of it.')
  await explain(2, 'The health board pays most of it.')

  const { queries, queryCount, openQueryCount } = await readSummary(as(officer), submissionId)

  expect({ queryCount, openQueryCount }).toEqual({ queryCount: 3, openQueryCount: 1 })
  expect(queries).toMatchObject([
    {
      ...{ rule: 'IH-014', sheet: 'Children', queries: 3, open: 1 },
      message: expect.stringContaining('£400'),
      explanations: [
        {
          ...{ text: 'The health board pays most of it.', version: 1, givenBy: 'Some officer', queries: 2 },
          cells: [expect.stringMatching(/^[A-Z]+\d+$/), expect.stringMatching(/^[A-Z]+\d+$/)],
        },
      ],
    },
  ])
})

test('a return with something to fix says nothing yet, and one whose check is to come cannot be read', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const faulty = await sendAndCheck(as(officer), dataRequestId, await aWorkbook([notANumber]))
  const summary = await readSummary(as(officer), faulty.submissionId)
  const waiting = await send(as(officer), dataRequestId, await aWorkbook())

  expect(summary).toMatchObject({ state: 'must-fix', figures: null, errorCount: 1 })
  const cost = summary.sheets[0]?.columns.find(({ column }) => column === 'weekly_cost')
  expect(cost).toMatchObject({ unreadable: 1 })
  await expect(readSummary(as(officer), waiting.submissionId)).rejects.toMatchObject({ code: 'NOT_CHECKED' })
  expect((await readSummary(as(officer), faulty.submissionId)).isNewest).toBe(false)
})

test('a nil return says what is declared by it, and nought', async () => {
  const request = await aDataRequest(db, { lastRoundId: null })
  const { submissionId } = await declareAndSign(request, request)

  const summary = await readSummary(request.as(request.signatory), submissionId)

  expect(summary).toMatchObject({
    ...{ kind: 'nil', state: 'signed', declares: illegalHomes.nilReturn?.means },
    signOff: { signedByName: 'Some signatory', signedAt: expect.any(Date) },
  })
  expect(figure(summary, 'children').value).toBe(0)
  expect(summary.sheets.map(({ kind, rows }) => [kind, rows])).toContainEqual(['table', 0])
})

test('a version after one that was signed tells how it differs from it', async () => {
  const request = await aDataRequest(db)
  const { as, officer, approver, dataRequestId } = request
  const first = await sendAndSign(request, request, await aWorkbook())
  await sendAndCheck(as(officer), dataRequestId, await aWorkbook([notANumber]))
  const changed = [{ provider_name: 'Another Ltd' }, { provider_name: 'Another Ltd' }]
  const { submissionId } = await sendAndCheck(as(officer), dataRequestId, await aWorkbook(changed))

  const { sinceSigned } = await readSummary(as(officer), submissionId)
  await destroyContent(as(approver), { submissionId: first.submissionId, why: 'it was sent by mistake' })
  const destroyed = await readSummary(as(officer), submissionId)

  const rows = aReturn().sheets.children?.length ?? 0
  expect(sinceSigned).toMatchObject({
    ...{ submissionId: first.submissionId, version: 1, signedAt: expect.any(Date) },
    counts: { added: 0, removed: 0, altered: 2, unaltered: rows - 2 + 1 },
  })
  expect(sinceSigned?.sheets[0]).toMatchObject({ name: 'Children', counts: { altered: 2 } })
  expect(destroyed.sinceSigned).toMatchObject({ version: 1, counts: null, sheets: [] })
  await expect(readSummary(as(officer), first.submissionId)).rejects.toMatchObject({
    code: 'CONTENT_DESTROYED',
  })
})

test('it is for its authority alone: what is another’s is not there, and the office reads figures', async () => {
  const { as, officer, signatory, foreigner, analyst, approver, dataRequestId } = await aDataRequest(db)
  const { submissionId } = await sendAndCheck(as(officer), dataRequestId, await aWorkbook())

  expect(await readSummary(as(signatory), submissionId)).toEqual(await readSummary(as(officer), submissionId))
  await expect(readSummary(as(foreigner), submissionId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  for (const viewer of [analyst, approver])
    await expect(readSummary(as(viewer), submissionId)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
})
