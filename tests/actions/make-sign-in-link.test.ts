import { makeSignInLink } from '@rollcall/actions/make-sign-in-link'
import { asViewer } from '@rollcall/database/transaction'
import { MembershipId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aRound, contextOf, membershipIdOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'

const { db } = testDatabase()
const context = contextOf(db, system)

test('a link lasts ten minutes unless it is made for longer, and its token is kept nowhere', async () => {
  const { officer } = await aRound(db)
  const membershipId = await membershipIdOf(db, officer)

  const brief = await makeSignInLink(context, { membershipId })
  const long = await makeSignInLink(context, { membershipId, minutes: 60 })

  expect([brief, long].map(({ expiresAt }) => expiresAt.toISOString())).toEqual([
    '2024-10-01T09:10:00.000Z',
    '2024-10-01T10:00:00.000Z',
  ])
  expect(brief.token).toMatch(/^[A-Za-z0-9_-]{43}$/)
  const kept = await asViewer(db, system, (trx) => trx.selectFrom('signInLinks').selectAll().execute())
  expect(kept).toHaveLength(2)
  for (const { tokenHash } of kept) expect(tokenHash.includes(Buffer.from(brief.token))).toBe(false)
})

test('nobody but the portal makes links, and nobody else sees them', async () => {
  const { as, analyst, officer } = await aRound(db)
  const membershipId = await membershipIdOf(db, officer)
  await makeSignInLink(context, { membershipId })

  for (const viewer of [analyst, officer]) {
    await expect(makeSignInLink(as(viewer), { membershipId })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    const seen = await asViewer(db, viewer, (trx) => trx.selectFrom('signInLinks').selectAll().execute())
    expect(seen).toEqual([])
  }
})

test('there is no link for a membership that is not there', async () => {
  const membershipId = MembershipId.parse(crypto.randomUUID())

  await expect(makeSignInLink(context, { membershipId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
