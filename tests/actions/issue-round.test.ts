import { issueRound } from '@rollcall/actions/issue-round'
import { wordsOf } from '@rollcall/actions/words'
import { asViewer } from '@rollcall/database/transaction'
import type { Authority } from '@rollcall/domain/authority'
import { system } from '@rollcall/domain/viewer'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { aDataRequest, aRound, requestsOf, threeAuthorities } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'

const { db } = testDatabase()

test('a round that was approved is issued: a request, a key for words and a notice for each authority, all recorded', async () => {
  const { as, analyst, roundId, officer } = await aRound(db, { until: 'approved' })

  expect(await issueRound(as(analyst), { roundId })).toEqual({ dataRequests: 3 })

  const requests = await requestsOf(db, roundId)
  expect(requests.map(({ code, state, dueOn }) => ({ code, state, dueOn }))).toEqual(
    ['202', '330', '383'].map((code) => ({ code, state: 'not-started', dueOn: '2024-10-31' })),
  )
  const own = requests.find(({ authorityId }) => authorityId === officer.authorityId)
  await asViewer(db, officer, async (trx) => {
    const words = await wordsOf(as(officer), trx, own?.id ?? expect.fail())
    expect(words.open(words.seal('May we have more time?'))).toBe('May we have more time?')
    const notices = await trx.selectFrom('notices').select(['dataRequestId', 'kind', 'recipients']).execute()
    expect(notices).toEqual([
      { dataRequestId: own?.id, kind: 'data request issued', recipients: 'authority' },
    ])
    const events = await trx.selectFrom('auditEvents').select(['type', 'details', 'authoritySeq']).execute()
    expect(events).toEqual([
      {
        type: 'data request issued',
        details: {
          ...{ roundId, dataRequestId: own?.id, dueOn: '2024-10-31' },
          ...{ reference: expect.stringMatching(/^CCO-\d{4}-0000[123]$/), letterSha256: expect.any(String) },
        },
        authoritySeq: 1,
      },
    ])
  })
  const types = await asViewer(db, system, (trx) =>
    trx.selectFrom('auditEvents').select('type').orderBy('seq').execute(),
  )
  expect(types.map(({ type }) => type)).toEqual([
    'authorities loaded',
    'round opened',
    'round approved',
    'round issued',
    'data request issued',
    'data request issued',
    'data request issued',
  ])
})

test('a round nobody approved is not issued, and nothing is left behind', async () => {
  const { as, analyst, roundId } = await aRound(db, { until: 'draft' })

  await expect(issueRound(as(analyst), { roundId })).rejects.toMatchObject({ code: 'ROUND_NOT_APPROVED' })
  expect(await requestsOf(db, roundId)).toEqual([])
})

test('a round is issued once', async () => {
  const { as, analyst, roundId } = await aDataRequest(db)

  await expect(issueRound(as(analyst), { roundId })).rejects.toMatchObject({ code: 'ROUND_STATE' })
  expect(await requestsOf(db, roundId)).toHaveLength(3)
})

test('an officer issues nothing', async () => {
  const { as, officer, roundId } = await aRound(db, { until: 'approved' })

  await expect(issueRound(as(officer), { roundId })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
})

test('more authorities than one statement can carry are asked as surely as three', async () => {
  const many = Array.from(
    { length: 2500 },
    (_, index): Authority => ({
      code: `S${index}`,
      kind: 'local-authority',
      name: `Somewhere ${index}`,
      gss: [],
      aliases: [`Place ${index}`],
      successors: [],
      populations: [],
    }),
  )
  const { as, analyst, roundId } = await aRound(db, {
    until: 'approved',
    table: [...threeAuthorities, ...many],
  })

  expect(await issueRound(as(analyst), { roundId })).toEqual({ dataRequests: 2503 })

  const { rows } = await asViewer(db, system, (trx) =>
    sql`select (select count(*) from data_requests where round_id = ${roundId}) as requests,
      (select count(*) from notices where round_id = ${roundId}) as notices,
      (select count(*) from data_keys join data_requests on data_requests.id = data_request_id
        where round_id = ${roundId}) as keys`.execute(trx),
  )
  expect(rows).toEqual([{ requests: 2503, notices: 2503, keys: 2503 }])
})
