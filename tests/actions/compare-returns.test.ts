import { acceptReturns } from '@rollcall/actions/accept-returns'
import { compareReturns } from '@rollcall/actions/compare-returns'
import { raiseSameQuery } from '@rollcall/actions/raise-same-query'
import { readOutliers } from '@rollcall/actions/read-outliers'
import { readRoundMark } from '@rollcall/actions/read-round-mark'
import { reopenReturn } from '@rollcall/actions/reopen-return'
import { authorities } from '@rollcall/collections/authorities/authorities'
import { listUsualFigures } from '@rollcall/database/compared-returns'
import { asViewer } from '@rollcall/database/transaction'
import { whyListed } from '@rollcall/domain/outlier'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest, day, requestsOf } from '../support/builders.ts'
import {
  acceptAndCount,
  aSignedReturn,
  declareAndSign,
  sendAndSign,
  standing,
} from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { aReturn, aWorkbook, readyWorkbook, veryLow } from '../support/returns.ts'

const { db } = testDatabase()
const birminghams = (aReturn().sheets.children ?? []).length
const table = [
  ...authorities.filter(({ code }) => ['202', '330', '383'].includes(code)),
  ...authorities.filter(({ closed, code }) => closed === undefined && code.startsWith('87')),
]

/** Birmingham says what it has, everybody else that they have none. */
async function oneAmongMany() {
  const round = await aDataRequest(db, { table })
  const { submissionId } = await sendAndSign(round, round, await readyWorkbook())
  const others = (await requestsOf(db, round.roundId)).filter(({ code }) => code !== '330')
  const nils = []
  for (const { id: dataRequestId, authorityId } of others)
    nils.push({
      dataRequestId,
      authorityId,
      ...(await declareAndSign(round, { dataRequestId, authorityId })),
    })
  const compare = () => compareReturns(round.as(system), round)
  const outliers = async () =>
    (await readOutliers(round.as(round.analyst), { ...round, isWaiting: false, page: 1 })).items
  return { ...round, submissionId, nils, compare, outliers }
}

test('the figures of a signed return that are unlike everybody’s are listed, until it is taken back', async () => {
  const { as, analyst, dataRequestId, compare, outliers } = await oneAmongMany()
  expect(table.length).toBeGreaterThan(8)
  expect(await outliers()).toEqual([])

  await compare()

  const [first] = await outliers()
  expect(first).toMatchObject({ dataRequestId, code: '330', state: 'signed', figure: { id: 'children' } })
  expect(first && whyListed(first.found, String)).toBe(
    `${birminghams} here. Most of the ${table.length} returns have none.`,
  )
  await reopenReturn(as(analyst), { dataRequestId, reason: 'Half are missing.' })
  expect(await outliers()).toEqual([])
})

test('comparing again changes nothing, and reads no return again', async () => {
  const { as, analyst, roundId, compare, outliers } = await oneAmongMany()
  const mark = () => readRoundMark(as(analyst), roundId)
  const first = await mark()
  await compare()
  const before = [await outliers(), await mark()]
  expect(before[1]).not.toBe(first)

  await Promise.all([compare(), compare()])

  expect([await outliers(), await mark()]).toEqual(before)
})

test('what is usual is told of accepted returns, in England and in each region', async () => {
  const round = await oneAmongMany()
  const { roundId, compare, nils } = round
  const usual = (region: string) =>
    asViewer(db, round.analyst, async (trx) =>
      (await listUsualFigures(trx, roundId, region)).filter(({ figure }) => figure === 'children'),
    )
  await compare()
  expect(await usual('London')).toEqual([])

  for (const nil of nils.slice(0, 3)) await acceptAndCount(round, nil, nil.submissionId)
  await compare()

  const none = { figure: 'children', low: 0, middle: 0, high: 0 }
  expect(await usual('London')).toEqual([
    { region: null, ...none, returns: 3 },
    { region: 'London', ...none, returns: 1 },
  ])
})

test('a return that is signed asks to be compared', async () => {
  const { dataRequestId, roundId } = await aSignedReturn(db)
  expect((await standing(db, dataRequestId)).jobs.at(-1)).toEqual({
    ...{ job: 'compare-returns', input: { roundId } },
  })
})

test('nobody compares returns but Rollcall itself, and only the office reads what stands out', async () => {
  const { as, analyst, officer, roundId } = await aDataRequest(db)
  await expect(compareReturns(as(analyst), { roundId })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(readOutliers(as(officer), { roundId, isWaiting: false, page: 1 })).rejects.toMatchObject({
    code: 'NOT_ALLOWED',
  })
})

test('the same is asked of several, and what cannot be asked of one keeps nothing from the rest', async () => {
  const { as, analyst, officer, dataRequestId, foreignDataRequestId, roundId } = await aSignedReturn(db)
  const query = { about: { kind: 'return' }, dueOn: day('2024-12-01'), text: 'Is this all?' } as const
  await expect(raiseSameQuery(as(officer), { roundId, to: ['330'], ...query })).rejects.toMatchObject({
    code: 'NOT_ALLOWED',
  })

  const { asked, notAsked } = await raiseSameQuery(as(analyst), {
    roundId,
    to: ['202', '330', '330'],
    ...query,
  })

  expect(asked).toEqual([{ dataRequestId, code: '330', authority: 'Birmingham' }])
  expect(notAsked).toMatchObject([{ code: '202', why: expect.stringContaining('has not been started') }])
  expect((await standing(db, dataRequestId)).queries).toHaveLength(1)
  expect((await standing(db, foreignDataRequestId)).request.state).toBe('not-started')
})

test('several returns are accepted at once where nothing about them is open, and each of the others says why not', async () => {
  const round = await oneAmongMany()
  const { as, analyst, roundId, nils, compare, submissionId } = round
  const [first, second, third] = nils
  if (!first || !second || !third) throw new Error('nobody declared that they have none')
  const accept = (returns: Parameters<typeof acceptReturns>[1]['returns']) =>
    acceptReturns(as(analyst), { roundId, returns })
  const early = await accept([first])
  expect(early.notAccepted).toMatchObject([{ why: expect.stringContaining('not been compared') }])
  await compare()

  const { accepted, notAccepted } = await accept([
    ...[first, second, { dataRequestId: round.dataRequestId, submissionId }],
    { ...third, submissionId },
  ])

  expect(accepted).toEqual([first.dataRequestId, second.dataRequestId])
  expect(notAccepted).toMatchObject([
    { authority: 'Birmingham', why: expect.stringMatching(/figures? stands? out/) },
    { dataRequestId: third.dataRequestId, why: expect.stringContaining('changed') },
  ])
  const { decisions } = await standing(db, first.dataRequestId)
  expect(decisions).toEqual([{ decision: 'accepted', submissionId: first.submissionId }])
  expect((await accept([first])).notAccepted).toMatchObject([
    { authority: null, why: 'It does not wait to be accepted any more.' },
  ])
})

test('a return of another round, and one with reasons nobody has looked at, are not accepted with others', async () => {
  const round = await aDataRequest(db)
  const { as, analyst, dataRequestId, roundId } = round
  const { submissionId } = await sendAndSign(round, round, await aWorkbook([veryLow]))
  await compareReturns(as(system), { roundId })
  const other = await aSignedReturn(db)
  await compareReturns(as(system), other)

  const { accepted, notAccepted } = await acceptReturns(as(analyst), {
    roundId,
    returns: [{ dataRequestId, submissionId }, other],
  })

  expect(accepted).toEqual([])
  expect(notAccepted).toMatchObject([
    { authority: 'Birmingham', why: '1 reason of its officers has not been looked at.' },
    { authority: null },
  ])
  await expect(acceptReturns(as(round.officer), { roundId, returns: [other] })).rejects.toMatchObject({
    code: 'NOT_ALLOWED',
  })
})
