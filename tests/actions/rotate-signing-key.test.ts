import { rotateSigningKey } from '@rollcall/actions/rotate-signing-key'
import { publishedKeys, signingKey } from '@rollcall/actions/signing-keys'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aRound, contextOf, keys } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'

const { db } = testDatabase()
const at = (time: string) => ({ now: new Date(`2024-10-01T${time}:00Z`) })
const signedAt = async (time: string) => (await signingKey({ db, keys, ...at(time) })).kid
const publishedAt = async (time: string) => (await publishedKeys({ db, ...at(time) })).map(({ kid }) => kid)

const eventsOf = (kid: string) =>
  asViewer(db, system, async (trx) =>
    (
      await trx.selectFrom('auditEvents').selectAll().where('type', '=', 'signing key rotated').execute()
    ).filter(({ details }) => (details as { kid?: string }).kid === kid),
  )

test('portals that start together sign with one key', async () => {
  const kids = await Promise.all(Array.from({ length: 5 }, () => signedAt('08:00')))

  expect(new Set(kids).size).toBe(1)
})

test('an approver rotates the key: the new one signs at once, the old one is published while its tokens last', async () => {
  const { approver } = await aRound(db)
  const before = await signedAt('09:00')

  const { kid } = await rotateSigningKey(contextOf(db, approver, at('09:00')))

  expect(await signedAt('09:00')).toBe(kid)
  expect(await publishedAt('09:15')).toEqual([kid, before])
  expect(await publishedAt('09:21')).toEqual([kid])
  expect(await eventsOf(kid)).toMatchObject([{ personId: approver.personId, authorityId: null }])
})

test('nobody else does, and nothing is left behind', async () => {
  const { officer, signatory, analyst } = await aRound(db)
  const before = await signedAt('10:00')

  for (const viewer of [officer, signatory, analyst]) {
    await expect(rotateSigningKey(contextOf(db, viewer, at('10:00')))).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    })
  }

  expect(await signedAt('10:00')).toBe(before)
})
