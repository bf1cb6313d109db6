import { registerClient } from '@rollcall/actions/register-client'
import { removeClient } from '@rollcall/actions/remove-client'
import { listClients } from '@rollcall/database/clients'
import { asViewer } from '@rollcall/database/transaction'
import type { Viewer } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aClientKey, aRound } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'

const { db } = testDatabase()

test('a system is shut out by those who speak for it, once, and the record says so', async () => {
  const { as, officer, signatory, analyst, foreigner } = await aRound(db)
  const { clientId } = await registerClient(as(signatory), { name: 'Cases', publicJwk: await aClientKey() })
  const remove = (viewer: Viewer) =>
    removeClient(as(viewer), { clientId }).then(
      () => 'removed',
      ({ code }) => code,
    )

  expect(await remove(officer)).toBe('NOT_YOUR_CLIENT')
  expect(await remove(foreigner)).toBe('NOT_FOUND')
  expect(await asViewer(db, officer, (trx) => listClients(trx, { limit: 10 }))).toHaveLength(1)
  expect(await remove(analyst)).toBe('removed')
  expect(await remove(signatory)).toBe('NOT_FOUND')
  expect(await asViewer(db, officer, (trx) => listClients(trx, { limit: 10 }))).toEqual([])
  const events = await asViewer(db, officer, (trx) =>
    trx.selectFrom('auditEvents').select(['type', 'details', 'personId']).orderBy('seq').execute(),
  )
  expect(events.at(-1)).toEqual({
    type: 'client removed',
    details: { removedClientId: clientId },
    personId: analyst.personId,
  })
})
