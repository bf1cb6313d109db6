import { grantExtension } from '@rollcall/actions/grant-extension'
import { updateDataRequest } from '@rollcall/database/data-requests'
import { listDataRequestsOfRound } from '@rollcall/database/data-requests-of-round'
import { getRound, listRounds } from '@rollcall/database/rounds'
import { asViewer } from '@rollcall/database/transaction'
import { system, type Viewer } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest, aRound, day } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'

const { db } = testDatabase()

test('the closing date is shown to the office, and to nobody in an authority', async () => {
  const { analyst, approver, officer, signatory, roundId } = await aRound(db)
  const closesOn = async (viewer: Viewer) => [
    (await asViewer(db, viewer, (trx) => getRound(trx, roundId))).closesOn,
    ...(await asViewer(db, viewer, (trx) => listRounds(trx, { limit: 1 }))).map((round) => round.closesOn),
  ]

  for (const viewer of [analyst, approver]) {
    expect(await closesOn(viewer)).toEqual(['2024-11-15', '2024-11-15'])
  }
  for (const viewer of [officer, signatory]) expect(await closesOn(viewer)).toEqual([null, null])
})

test('a round is seen by those it asks, once it is issued; to others it is not there', async () => {
  const draft = await aRound(db, { until: 'draft' })
  const { officer, foreigner, analyst, roundId } = await aRound(db, { authorities: ['330'] })
  const seen = (viewer: Viewer, id = roundId) =>
    asViewer(db, viewer, (trx) => getRound(trx, id)).then(
      ({ title }) => title,
      ({ code }) => code,
    )

  expect(await seen(officer)).toBe('Children in illegal homes, September 2024')
  expect(await seen(foreigner)).toBe('NOT_FOUND')
  expect(await seen(officer, draft.roundId)).toBe('NOT_FOUND')
  expect(await seen(analyst, draft.roundId)).toBe('Children in illegal homes, September 2024')
})

test('rounds are listed page by page, the latest first, none twice', async () => {
  for (const year of [2017, 2018, 2018, 2016]) await aRound(db, { referenceOn: day(`${year}-09-01`) })
  const { analyst } = await aRound(db, { referenceOn: day('2015-09-01') })

  const pages = await asViewer(db, analyst, async (trx) => {
    const all = await listRounds(trx, { limit: 500 })
    const found: typeof all = []
    for (;;) {
      const page = await listRounds(trx, { limit: 2, after: found.at(-1)?.id })
      if (page.length === 0) return { all, found }
      found.push(...page)
    }
  })

  expect(pages.found).toEqual(pages.all)
  const years = pages.all.map(({ referenceOn }) => referenceOn.slice(0, 4))
  expect(years).toEqual(years.toSorted().reverse())
})

test('the board says how far each authority is; overdue and extended are facts of the day', async () => {
  const { as, analyst, roundId, dataRequestId, foreignDataRequestId } = await aDataRequest(db)
  const input = { dataRequestId, until: day('2024-11-08'), reason: 'A flood.' }
  await grantExtension(as(analyst), input)
  await asViewer(db, system, (trx) => updateDataRequest(trx, foreignDataRequestId, { state: 'signed' }))
  const board = (today: string) =>
    asViewer(db, analyst, async (trx) => {
      const rows = await listDataRequestsOfRound(trx, roundId, { today: day(today), limit: 10 })
      return rows.map(({ authorityCode, state, overdue, extended }) =>
        [authorityCode, state, overdue && 'overdue', extended && 'extended'].filter(Boolean).join(' '),
      )
    })

  expect(await board('2024-10-31')).toEqual(['202 signed', '330 not-started extended', '383 not-started'])
  expect(await board('2024-11-01')).toEqual([
    '202 signed',
    '330 not-started extended',
    '383 not-started overdue',
  ])
  expect(await board('2024-11-09')).toEqual([
    '202 signed',
    '330 not-started overdue extended',
    '383 not-started overdue',
  ])
})

test('the board is read page by page, and shows an officer their own line', async () => {
  const { analyst, officer, roundId } = await aRound(db)
  const codes = (viewer: Viewer, after?: string) =>
    asViewer(db, viewer, async (trx) => {
      const page = { today: day('2024-10-01'), limit: 2, after }
      return (await listDataRequestsOfRound(trx, roundId, page)).map(({ authorityCode }) => authorityCode)
    })

  expect(await codes(analyst)).toEqual(['202', '330'])
  expect(await codes(analyst, '330')).toEqual(['383'])
  expect(await codes(officer)).toEqual(['330'])
})
