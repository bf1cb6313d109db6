import { changeRound } from '@rollcall/actions/change-round'
import { jobs } from '@rollcall/actions/jobs'
import { readRehearsals } from '@rollcall/actions/read-rehearsals'
import { rehearseRound } from '@rollcall/actions/rehearse-round'
import { giveUpRehearsal, runRehearsal } from '@rollcall/actions/run-rehearsal'
import { authorities } from '@rollcall/collections/authorities/authorities'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aRound, day } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'

const { db } = testDatabase()

const aDraft = (more: Parameters<typeof aRound>[1] = {}) =>
  aRound(db, { until: 'draft', table: authorities, ...more })

const eventsOf = async (roundId: string) =>
  (
    await asViewer(db, system, (trx) =>
      trx.selectFrom('auditEvents').select(['type', 'details']).orderBy('seq').execute(),
    )
  ).filter(({ details }) => details.roundId === roundId)

test.each([
  ['illegal-homes', 'children', 10],
  ['homeless-16-17', 'presented', 1],
])(
  'a draft of %s is tried on sample returns by the code that checks and counts real ones',
  async (collectionId, figure, mistakes) => {
    const { as, analyst, roundId } = await aDraft({ collectionId, lastRoundId: null })

    const { rehearsalId } = await rehearseRound(as(analyst), { roundId, returns: 8, mistakes })
    await runRehearsal(as(system), { rehearsalId })
    await runRehearsal(as(system), { rehearsalId })

    const { rehearsals, hasSamples } = await readRehearsals(as(analyst), roundId)
    const [rehearsal] = rehearsals
    const results = rehearsal?.results ?? expect.fail('it came to nothing')
    const { returns, outcomes, planted, found, counted, rules, figures } = results
    expect([hasSamples, rehearsals.length, rehearsal?.state, returns]).toEqual([true, 1, 'done', 8])
    expect(rehearsal).toMatchObject({ isOutOfDate: false, askedByName: 'Some analyst', mistakes })
    expect(Object.values(outcomes).reduce((sum, one) => sum + one, 0)).toBe(8)
    expect([planted > 0, found]).toEqual([true, planted])
    expect(rules.reduce((sum, { findings }) => sum + findings, 0)).toBeGreaterThanOrEqual(planted)
    expect(counted).toBe(outcomes.ready + outcomes['needs-answers'])
    expect(figures.find(({ id }) => id === figure)?.value).toBeGreaterThan(0)
    expect((await eventsOf(roundId)).map(({ type }) => type)).toEqual([
      ...['round opened', 'rehearsal asked for', 'round rehearsed'],
    ])
  },
  60_000,
)

test('where the round is compared with one before, so are the sample returns', async () => {
  const before = await aRound(db, { table: authorities })
  const { as, analyst, roundId } = await aDraft({
    ...{
      authorities: ['330'],
      lastRoundId: before.roundId,
      referenceOn: day('2025-09-01'),
      issueOn: day('2025-09-02'),
    },
    ...{ dueOn: day('2025-10-31'), closesOn: day('2025-11-15') },
  })

  await runRehearsal(as(system), await rehearseRound(as(analyst), { roundId, returns: 1, mistakes: 0 }))

  const [rehearsal] = (await readRehearsals(as(analyst), roundId)).rehearsals
  const also = rehearsal?.results?.figures.find(({ id }) => id === 'also_last_round')
  expect(rehearsal?.results?.isCompared).toBe(true)
  expect(also?.value).toBe(3)
  const waiting = await asViewer(db, system, (trx) =>
    trx.selectFrom('outbox').select('input').where('job', '=', jobs.runRehearsal.name).execute(),
  )
  expect(waiting).toContainEqual({ input: { rehearsalId: rehearsal?.id } })
})

test('only those who are asked are rehearsed, and what was tried before a change is out of date', async () => {
  const { as, analyst, approver, roundId } = await aDraft({ authorities: ['202', '330'] })
  const first = await rehearseRound(as(analyst), { roundId, returns: 200, mistakes: 0 })
  await runRehearsal(as(system), first)
  await changeRound(as(approver, { now: new Date('2024-10-01T09:30:00Z') }), {
    ...{ roundId, revision: 1, authorities: ['202'] },
  })
  const later = { now: new Date('2024-10-01T10:00:00Z') }
  const second = await rehearseRound(as(analyst, later), { roundId, returns: 200, mistakes: 0 })
  await runRehearsal(as(system, later), second)

  const { rehearsals } = await readRehearsals(as(analyst), roundId)

  expect(
    rehearsals.map(({ isOutOfDate, results }) => [isOutOfDate, results?.returns, results?.planted]),
  ).toEqual([
    [false, 1, 0],
    [true, 2, 0],
  ])
})

test('one at a time; one that is given up is waited for no longer; an issued round is rehearsed no more', async () => {
  const { as, analyst, officer, roundId } = await aDraft({ authorities: ['330'] })
  const rehearse = (who: Parameters<typeof as>[0] = analyst) =>
    rehearseRound(as(who), { roundId, returns: 1, mistakes: 0 })
  const { rehearsalId } = await rehearse()

  await expect(rehearse()).rejects.toMatchObject({ code: 'REHEARSAL_UNDER_WAY' })
  await giveUpRehearsal(as(system), { rehearsalId })
  await runRehearsal(as(system), { rehearsalId })
  expect((await readRehearsals(as(analyst), roundId)).rehearsals).toMatchObject([
    { state: 'failed', results: null },
  ])
  await rehearse()
  await expect(rehearse(officer)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(readRehearsals(as(officer), roundId)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  const issued = await aRound(db, { authorities: ['330'] })
  await expect(
    rehearseRound(as(analyst), { roundId: issued.roundId, returns: 1, mistakes: 0 }),
  ).rejects.toMatchObject({ code: 'ROUND_STATE' })
})
