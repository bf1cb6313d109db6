import { grantExtension } from '@rollcall/actions/grant-extension'
import { updateDataRequest } from '@rollcall/database/data-requests'
import { getRound, listRounds } from '@rollcall/database/rounds'
import { listShownDataRequests } from '@rollcall/database/shown-data-requests'
import { asViewer } from '@rollcall/database/transaction'
import { isOverdue } from '@rollcall/domain/data-request'
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
  const { as, analyst, officer, roundId, dataRequestId, foreignDataRequestId } = await aDataRequest(db)
  await grantExtension(as(analyst), { dataRequestId, until: day('2024-11-08'), reason: 'A flood.' })
  await asViewer(db, system, (trx) => updateDataRequest(trx, foreignDataRequestId, { state: 'signed' }))
  const board = (today: string, viewer: Viewer = analyst) =>
    asViewer(db, viewer, async (trx) => {
      const rows = await listShownDataRequests(trx, { roundId, limit: 10 })
      return rows.map((row) =>
        [
          `${row.authorityCode} ${row.state}`,
          isOverdue(row, day(today)) ? ['overdue'] : [],
          row.dueOn > row.roundDueOn ? ['extended'] : [],
        ]
          .flat()
          .join(' '),
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
  expect(await board('2024-11-09', officer)).toEqual(['330 not-started overdue extended'])
})
