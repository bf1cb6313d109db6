import { OpenRound, openRound } from '@rollcall/actions/open-round'
import { authorities } from '@rollcall/collections/authorities/authorities'
import { collections } from '@rollcall/collections/collections'
import { getFrozenAuthorities, getFrozenCollection } from '@rollcall/database/frozen-sources'
import { listRoundAuthorities, lockRound } from '@rollcall/database/rounds'
import { asViewer } from '@rollcall/database/transaction'
import type { RoundId } from '@rollcall/domain/ids'
import { hashOf } from '@rollcall/domain/seal'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aRound, day, usualRound } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'

const { db } = testDatabase()
const stored = (id: RoundId) => asViewer(db, system, (trx) => lockRound(trx, id))
const chosen = (id: RoundId) =>
  asViewer(db, system, async (trx) => (await listRoundAuthorities(trx, id)).map(({ code }) => code).sort())
const drafts = () =>
  asViewer(db, system, (trx) => trx.selectFrom('rounds').select('id').where('state', '=', 'draft').execute())

test('a draft keeps the collection and the table of authorities as they are now, by hash', async () => {
  const { as, analyst } = await aRound(db, { table: authorities })

  const { roundId } = await openRound(as(analyst), usualRound)

  const round = await stored(roundId)
  expect(round).toMatchObject({
    state: 'draft',
    revision: 1,
    collectionId: 'illegal-homes',
    openedBy: analyst.personId,
    approvedBy: null,
  })
  const [collection, table] = await asViewer(db, system, async (trx) => [
    await getFrozenCollection(trx, round.collectionHash),
    await getFrozenAuthorities(trx, round.authoritiesHash),
  ])
  expect(collection).toEqual(collections.find(({ id }) => id === 'illegal-homes'))
  expect(await hashOf(collection)).toBe(round.collectionHash)
  expect(await hashOf(table)).toBe(round.authoritiesHash)
  expect(table).toHaveLength(authorities.length)
})

test('all that are open on the day are asked, and none that had closed; or those who were chosen', async () => {
  const { as, analyst } = await aRound(db, { table: authorities })

  const all = await openRound(as(analyst), usualRound)
  const some = await openRound(as(analyst), { ...usualRound, authorities: ['383', '202'] })

  expect(await chosen(all.roundId)).toHaveLength(153)
  expect(await chosen(all.roundId)).not.toContain('909')
  expect(await chosen(some.roundId)).toEqual(['202', '383'])
})

test('the round to compare with is the one before of the same collection, unless another or none is chosen', async () => {
  const { as, analyst } = await aRound(db, { until: 'draft' })
  const open = async (more: Partial<typeof usualRound>) =>
    (await stored((await openRound(as(analyst), { ...usualRound, ...more })).roundId)).lastRoundId
  const first = await aRound(db, { referenceOn: day('2019-09-01') })
  const second = await aRound(db, { referenceOn: day('2020-09-01') })
  const later = { referenceOn: day('2021-09-01') }

  expect(await open(later)).toBe(second.roundId)
  expect(await open({ ...later, lastRoundId: first.roundId })).toBe(first.roundId)
  expect(await open({ ...later, lastRoundId: null })).toBeNull()
  expect(await open({ referenceOn: day('2019-09-01') })).toBeNull()
  expect(await open({ ...later, collectionId: 'homeless-16-17' })).toBeNull()
  await expect(open({ referenceOn: day('2020-09-01'), lastRoundId: second.roundId })).rejects.toMatchObject({
    code: 'LAST_ROUND',
  })
})

test.each([
  [
    { dueOn: day('2024-09-01'), closesOn: day('2024-08-31') },
    'ROUND_DATES',
    'Choose a due date from 2 September 2024 on, when the requests are issued. Choose a closing date from 1 September 2024 on, when the returns are due.',
  ],
  [
    { issueOn: day('2024-08-31') },
    'ROUND_DATES',
    'Choose an issue date from 1 September 2024 on, the reference date.',
  ],
  [
    { publishOn: day('2024-11-14') },
    'ROUND_DATES',
    'Choose a publication date from 15 November 2024 on, when the round closes.',
  ],
  [
    { authorities: ['330', '909', '999'] },
    'NOT_ASKABLE',
    'About 1 September 2024 this collection does not ask 909, 999. Choose authorities of the kinds it asks that were open then.',
  ],
  [
    { authorities: [] },
    'NOBODY_ASKED',
    'About 1 September 2024 this round would ask nobody. Choose at least one authority.',
  ],
  [
    { collectionVersion: 99 },
    'COLLECTION_UNKNOWN',
    'There is no collection illegal-homes in that version. Choose one from the list of collections.',
  ],
])('%o is refused with a sentence, and nothing is left behind', async (change, code, message) => {
  const { as, analyst } = await aRound(db)
  const before = await drafts()

  await expect(openRound(as(analyst), { ...usualRound, ...change })).rejects.toMatchObject({ code, message })
  expect(await drafts()).toEqual(before)
})

test('an officer opens no round', async () => {
  const { as, officer } = await aRound(db)

  await expect(openRound(as(officer), usualRound)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
})

test('what a round is called, and whom to ask, lead nowhere in the messages that name them', () => {
  const faults = (change: object) =>
    OpenRound.safeParse({ ...usualRound, ...change }).error?.issues.map(({ message }) => message) ?? []

  expect(faults({ contact: 'data@office.example, 020 7946 0000. Ask us!' })).toEqual([])
  expect(faults({ title: 'Homes: see bad.example/2025' })[0]).toContain('“bad.example/2025” is read as')
  expect(faults({ contact: 'www.bad.example' })[0]).toMatch(/^The contact stands in e-mails/)
})
