import { randomBytes } from 'node:crypto'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { sweep } from '@rollcall/worker/sweep'
import { expect, test } from 'vitest'
import { aMember, contextOf, membershipIdOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'

const { db } = testDatabase()
const now = new Date('2026-05-01T12:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 60 * 60_000)

test('what nobody will ask for again is removed, and the rest stays', async () => {
  const personId = await aMember(db, 'analyst')
  const membershipId = await membershipIdOf(db, { role: 'analyst', personId })
  const session = (endsAt: Date) => ({
    tokenHash: randomBytes(32),
    personId,
    membershipId,
    lastSeenAt: endsAt,
    endsAt,
  })
  const link = (expiresAt: Date) => ({ tokenHash: randomBytes(32), membershipId, expiresAt })
  const row = (job: string, when: { doneAt?: Date; failedAt?: Date }) => ({ job, input: '{}', ...when })
  const request = (key: string, createdAt: Date) => ({
    holder: 'a person',
    key,
    requestHash: 'hash',
    createdAt,
  })
  await asViewer(db, system, async (trx) => {
    await trx
      .insertInto('outbox')
      .values([
        row('done long ago', { doneAt: daysAgo(8) }),
        row('done lately', { doneAt: daysAgo(6) }),
        row('given up', { failedAt: daysAgo(90) }),
      ])
      .execute()
    await trx
      .insertInto('idempotencyKeys')
      .values([request('old', daysAgo(3)), request('new', daysAgo(1))])
      .execute()
    await trx
      .insertInto('sessions')
      .values([session(daysAgo(31)), session(daysAgo(1))])
      .execute()
    await trx
      .insertInto('signInLinks')
      .values([link(daysAgo(31)), link(daysAgo(1))])
      .execute()
  })

  const marks = () => ({
    ...{ addressMark: randomBytes(32), networkMark: randomBytes(32), browserMark: randomBytes(32) },
    ...{ linkMark: randomBytes(32), codeMark: randomBytes(32), expiresAt: now },
  })
  await asViewer(db, system, async (trx) => {
    await trx
      .insertInto('signInAttempts')
      .values([3, 1].map((days) => ({ ...marks(), askedAt: daysAgo(days) })))
      .execute()
    await trx
      .insertInto('invitations')
      .values([61, 59].map((days) => ({ membershipId, madeAt: daysAgo(days) })))
      .execute()
  })

  await sweep({ ...contextOf(db, system), now })

  const left = await asViewer(db, system, async (trx) => ({
    jobs: (await trx.selectFrom('outbox').select('job').orderBy('id').execute()).map(({ job }) => job),
    keys: (await trx.selectFrom('idempotencyKeys').select('key').execute()).map(({ key }) => key),
    sessions: await trx.selectFrom('sessions').select('endsAt').execute(),
    attempts: await trx.selectFrom('signInAttempts').select('askedAt').execute(),
    invitations: await trx.selectFrom('invitations').select('madeAt').execute(),
    links: await trx.selectFrom('signInLinks').select('expiresAt').execute(),
  }))
  expect(left).toEqual({
    jobs: ['done lately', 'given up'],
    keys: ['new'],
    sessions: [{ endsAt: daysAgo(1) }],
    links: [{ expiresAt: daysAgo(1) }],
    attempts: [{ askedAt: daysAgo(1) }],
    invitations: [{ madeAt: daysAgo(59) }],
  })
})
