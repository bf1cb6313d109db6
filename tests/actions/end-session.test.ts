import { endSession } from '@rollcall/actions/end-session'
import { makeSignInLink } from '@rollcall/actions/make-sign-in-link'
import { useSignInLink } from '@rollcall/actions/use-sign-in-link'
import { findSession } from '@rollcall/database/sessions'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { tokenHash } from '@rollcall/platform/token'
import { expect, test } from 'vitest'
import { aRound, contextOf, membershipIdOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'

const { db } = testDatabase()
const context = contextOf(db, system)

test('who signs out is out, once, and the record says so', async () => {
  const { as, officer } = await aRound(db)
  const membershipId = await membershipIdOf(db, officer)
  const { sessionToken } = await useSignInLink(context, await makeSignInLink(context, { membershipId }))

  await expect(endSession(as(officer), { sessionToken })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await endSession(context, { sessionToken })
  await endSession(context, { sessionToken })

  const session = await asViewer(db, system, (trx) =>
    findSession(trx, tokenHash(sessionToken, 'session'), context.now),
  )
  expect(session).toBeUndefined()
  const events = await asViewer(db, officer, (trx) =>
    trx.selectFrom('auditEvents').select(['type', 'personId']).orderBy('seq').execute(),
  )
  expect(events.filter(({ type }) => type === 'signed out')).toEqual([
    { type: 'signed out', personId: officer.personId },
  ])
})
