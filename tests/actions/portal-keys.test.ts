import { randomUUID } from 'node:crypto'
import { portalKey } from '@rollcall/actions/portal-keys'
import { connect } from '@rollcall/database/connect'
import { asViewer } from '@rollcall/database/transaction'
import { PersonId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { keysUnder } from '@rollcall/platform/keys'
import { masterKey } from '@rollcall/platform/master-keys'
import { newKey } from '@rollcall/platform/sealing'
import { expect, test } from 'vitest'
import { keys } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'

const { db, appUrl } = testDatabase()

test('portals that start together make one key for marks, and have the same one ever after', async () => {
  const portals = Array.from({ length: 6 }, () => connect(appUrl, { connections: 1 }))
  const made = await Promise.all(portals.map((portal) => portalKey({ db: portal, keys }, 'fingerprints')))
  await Promise.all(portals.map((portal) => portal.destroy()))
  const later = await portalKey({ db, keys }, 'fingerprints')

  expect(new Set([...made, later].map((key) => key.toString('hex'))).size).toBe(1)
  expect(later).toHaveLength(32)
  expect(await portalKey({ db, keys }, 'fingerprints')).toEqual(later)
  const kept = await asViewer(db, system, (trx) => trx.selectFrom('portalKeys').selectAll().execute())
  expect(kept).toMatchObject([{ name: 'pseudonyms', purpose: 'pseudonyms', masterKeyId: keys.masterKeyId }])
  expect(kept[0]?.wrapped.includes(later)).toBe(false)
})

test('a mark of one use cannot be compared with one of another', async () => {
  const uses = ['fingerprints', 'explanations', 'receipts'] as const
  const made = await Promise.all(uses.map((use) => portalKey({ db, keys }, use)))

  expect(new Set(made.map((key) => key.toString('hex'))).size).toBe(3)
})

test('without the master key there is no key for marks, and no second one is made in its place', async () => {
  const foreign = masterKey(newKey().toString('base64'))
  const elsewhere = connect(appUrl)
  const other = { db: elsewhere, keys: keysUnder(() => [foreign]) }

  await expect(portalKey(other, 'fingerprints')).rejects.toThrow(
    `cannot be read without the master key ${keys.masterKeyId}`,
  )
  // What went wrong is not remembered: with the right key it goes on.
  expect(await portalKey({ db: elsewhere, keys }, 'fingerprints')).toHaveLength(32)
  await elsewhere.destroy()
})

test('nobody but the portal itself sees its keys', async () => {
  await portalKey({ db, keys }, 'fingerprints')
  const approver = { role: 'approver', personId: PersonId.parse(randomUUID()) } as const

  expect(await asViewer(db, approver, (trx) => trx.selectFrom('portalKeys').selectAll().execute())).toEqual(
    [],
  )
})
