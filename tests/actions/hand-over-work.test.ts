import { handOverWork } from '@rollcall/actions/hand-over-work'
import { asViewer } from '@rollcall/database/transaction'
import { system, type Viewer } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest, aMember, membershipIdOf, told } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'

const { db } = testDatabase()

async function aScene() {
  const scene = await aDataRequest(db)
  const { officer } = scene
  const other = { ...officer, personId: await aMember(db, 'officer', officer.authorityId) }
  return {
    ...scene,
    other,
    membershipId: await membershipIdOf(db, officer),
    toMembershipId: await membershipIdOf(db, other),
  }
}

test('an officer hands their work to another: their role ends, and what is outstanding is told and recorded', async () => {
  const { as, officer, membershipId, toMembershipId, dataRequestId } = await aScene()

  expect(await handOverWork(as(officer), { membershipId, toMembershipId })).toEqual({ outstanding: 1 })

  const ended = await asViewer(db, system, (trx) =>
    trx.selectFrom('memberships').selectAll().where('id', '=', membershipId).executeTakeFirstOrThrow(),
  )
  expect(ended).toMatchObject({ endedBy: officer.personId, handedTo: toMembershipId })
  expect((await told(db, officer, dataRequestId)).notices.at(-1)).toEqual({
    kind: 'work handed over',
    recipients: 'officers',
  })
  const events = await asViewer(db, officer, (trx) =>
    trx.selectFrom('auditEvents').select(['type', 'details']).orderBy('seq').execute(),
  )
  expect(events.at(-1)).toEqual({
    type: 'work handed over',
    details: { membershipId, toMembershipId, role: 'officer', clients: 0, outstanding: 1 },
  })
})

test('of two hand-overs at once that would leave nobody, one is refused', async () => {
  const { as, officer, other, membershipId, toMembershipId } = await aScene()

  const tries = await Promise.allSettled([
    handOverWork(as(officer), { membershipId, toMembershipId }),
    handOverWork(as(other), { membershipId: toMembershipId, toMembershipId: membershipId }),
  ])

  expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('who may hand over what to whom', async () => {
  const { as, officer, other, signatory, analyst, foreigner, membershipId, toMembershipId } = await aScene()
  const hand = (viewer: Viewer, from: typeof membershipId, to: typeof membershipId) =>
    handOverWork(as(viewer), { membershipId: from, toMembershipId: to }).then(
      () => 'handed over',
      ({ code }) => code,
    )

  expect(await hand(other, membershipId, toMembershipId)).toBe('NOT_YOUR_WORK')
  expect(await hand(foreigner, membershipId, toMembershipId)).toBe('NOT_FOUND')
  expect(await hand(officer, membershipId, membershipId)).toBe('CANNOT_TAKE_OVER')
  expect(await hand(officer, membershipId, await membershipIdOf(db, signatory))).toBe('CANNOT_TAKE_OVER')
  expect(await hand(officer, membershipId, await membershipIdOf(db, foreigner))).toBe('NOT_FOUND')
  expect(await hand(analyst, membershipId, await membershipIdOf(db, foreigner))).toBe('CANNOT_TAKE_OVER')
  expect(await hand(signatory, membershipId, toMembershipId)).toBe('handed over')
})
