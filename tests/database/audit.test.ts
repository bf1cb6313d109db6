import { randomUUID } from 'node:crypto'
import { recordEvents } from '@rollcall/database/audit-events'
import { listAuditEvents } from '@rollcall/database/audit-search'
import { connect, type Db, type Trx } from '@rollcall/database/connect'
import { asViewer } from '@rollcall/database/transaction'
import { type AuditVerification, type Seen, verifyAudit } from '@rollcall/database/verify-audit'
import { AuthorityId, DataRequestId, PersonId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'

const { db, adminUrl } = testDatabase()
const authorities = Array.from({ length: 10 }, () => AuthorityId.parse(randomUUID()))
const [first, second] = authorities as [AuthorityId, AuthorityId]
const dataRequestId = DataRequestId.parse(randomUUID())
let admin: Db

const record = (...events: Parameters<typeof recordEvents>[2]) =>
  asViewer(db, system, (trx) => recordEvents(trx, { viewer: system, now: new Date() }, events))
const verify = (seen?: Seen): Promise<AuditVerification> =>
  asViewer(db, system, (trx) => verifyAudit(trx, seen))

beforeAll(async () => {
  admin = connect(adminUrl, { connections: 1 })
  await asViewer(db, system, async (trx) => {
    const rows = authorities.map((id, index) => ({
      id,
      code: `9${index}`,
      kind: 'local-authority' as const,
      name: `Authority ${index}`,
    }))
    await trx
      .insertInto('authorities')
      .values(rows.map((row) => ({ region: null, openedOn: null, closedOn: null, ...row })))
      .execute()
  })
})
afterAll(() => admin.destroy())

test('an empty record is whole', async () => {
  expect(await verify()).toEqual({ whole: true, events: 0, hash: '0'.repeat(64) })
})

test('fifty actions of ten authorities at once neither wait for each other for ever nor leave a gap', async () => {
  const actions = Array.from({ length: 50 }, (_, index) =>
    record(
      {
        type: 'return accepted',
        authorityId: authorities[index % 10] ?? first,
        children: index,
        share: 0.1 * index,
      },
      { type: 'return accepted', authorityId: authorities[(index * 7 + 3) % 10] ?? first, dataRequestId },
      { type: 'figures kept', ratio: 1e21, tiny: 1.5e-9, words: 'Ünïcode – “quoted” \\ "x"', none: null },
    ),
  )
  await Promise.all(actions)

  expect(await verify()).toMatchObject({ whole: true, events: 150 })
  const rows = await asViewer(db, system, (trx) =>
    trx.selectFrom('auditEvents').select(['seq', 'authorityId', 'authoritySeq']).orderBy('seq').execute(),
  )
  expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 150 }, (_, index) => index + 1))
  for (const id of authorities) {
    const own = rows.filter(({ authorityId }) => authorityId === id).map(({ authoritySeq }) => authoritySeq)
    expect(own).toEqual(own.map((_, index) => index + 1))
  }
})

test('what is refused leaves nothing in the record', async () => {
  const broken = asViewer(db, system, async (trx) => {
    await recordEvents(trx, { viewer: system, now: new Date() }, [{ type: 'round closed' }])
    throw new Error('taken back')
  })

  await expect(broken).rejects.toThrow('taken back')
  expect(await verify()).toMatchObject({ whole: true, events: 150 })
})

test('a record of thousands of events is looked through', async () => {
  await record(
    ...Array.from({ length: 2400 }, (_, index) => ({ type: 'notice sent', authorityId: second, index })),
  )

  expect(await verify()).toMatchObject({ whole: true, events: 2550 })
})

/** What is found after somebody with every right has done this; it is taken back afterwards. */
async function afterTampering(...statements: readonly string[]): Promise<AuditVerification> {
  let found: AuditVerification | undefined
  const tamper = async (trx: Trx) => {
    await sql`set local session_replication_role = replica`.execute(trx)
    for (const statement of statements) await sql.raw(statement).execute(trx)
    found = await verifyAudit(trx)
    throw new Error('taken back')
  }
  await asViewer(admin, system, tamper).catch((error: Error) => {
    if (error.message !== 'taken back') throw error
  })
  if (found === undefined) throw new Error('nothing was verified')
  return found
}

test.each([
  [
    'a changed detail',
    [`update audit_events set details = details || '{"children": 1000}' where seq = 4`],
    { seq: 4, says: 'Event 4 is not as it was recorded.' },
  ],
  [
    'a changed moment',
    ["update audit_events set at = at + interval '1 millisecond' where seq = 2000"],
    { seq: 2000, says: 'Event 2000 is not as it was recorded.' },
  ],
  [
    'another authority named',
    [`update audit_events set authority_id = '${first}', authority_seq = 9999 where seq = 2000`],
    { seq: 2000, says: 'Event 2000 is not as it was recorded.' },
  ],
  [
    'an event taken out of its authority’s record',
    [
      `update audit_events set authority_id = null, authority_seq = null, authority_previous_hash = null, authority_hash = null where seq = 2000`,
    ],
    { seq: 2000, says: 'Event 2000 is not as it was recorded.' },
  ],
  [
    'a hash of an authority’s record changed',
    ["update audit_events set authority_hash = ''::bytea where seq = 2000"],
    { seq: 2000, says: "Event 2000 is not as it was recorded in its authority's own record." },
  ],
  [
    'a place in an authority’s record changed',
    ['update audit_events set authority_seq = 9999 where seq = 2000'],
    { seq: 2000, says: "Event 2000 does not follow the one before it in its authority's own record." },
  ],
  [
    'an event removed',
    ['delete from audit_events where seq = 1001'],
    { seq: 1002, says: 'Event 1001 was removed.' },
  ],
  [
    'events removed',
    ['delete from audit_events where seq between 10 and 20'],
    { seq: 21, says: 'Events 10 to 20 were removed.' },
  ],
  [
    'the last event removed',
    ['delete from audit_events where seq = 2550'],
    { seq: 2549, says: 'Events were removed from the end of the record.' },
  ],
  [
    'the last event removed, and the end of the whole put right',
    [
      'delete from audit_events where seq = 2550',
      "update audit_heads set seq = 2549, hash = (select hash from audit_events where seq = 2549) where chain = 'all'",
    ],
    { seq: 2549, says: `Events were removed from the end of the record of the authority ${second}.` },
  ],
  [
    'all events removed',
    ['delete from audit_events'],
    { seq: 0, says: 'Events were removed from the end of the record.' },
  ],
  [
    'two events that changed places',
    [
      'update audit_events set seq = 99999 where seq = 1500',
      'update audit_events set seq = 1500 where seq = 1501',
      'update audit_events set seq = 1501 where seq = 99999',
    ],
    { seq: 1500, says: 'Event 1500 does not follow the one before it.' },
  ],
  [
    'an event added by hand',
    [
      `insert into audit_events select 2551, at, null, person_id, client_id, 'round opened', details, hash, hash from audit_events where seq = 2550`,
    ],
    { seq: 2550, says: 'Events were put at the end of the record by nobody.' },
  ],
  [
    'the end of the record changed',
    ["update audit_heads set hash = ''::bytea where chain = 'all'"],
    { seq: 2550, says: 'The end of the record was changed.' },
  ],
  [
    'the ends of the record emptied',
    ['delete from audit_heads'],
    { seq: 0, says: 'Events were put at the end of the record by nobody.' },
  ],
])('%s is found', async (_, statements, found) => {
  expect(await afterTampering(...statements)).toMatchObject({ whole: false, ...found })
})

test('a record written anew from the start is known by an event that was seen before', async () => {
  const before = await verify()
  if (!before.whole) throw new Error(before.says)
  const seen = { seq: before.events, hash: before.hash }

  expect(await verify(seen)).toMatchObject({ whole: true })
  expect(await verify({ ...seen, hash: 'f'.repeat(64) })).toEqual({
    whole: false,
    events: 2549,
    seq: 2550,
    says: 'Event 2550 is not the one that was seen before: the record was written anew.',
  })
  expect(await verify({ ...seen, seq: 2551 })).toMatchObject({
    whole: false,
    says: 'Event 2551, which was seen before, was removed.',
  })
})

test('the portal’s own login cannot change, remove or empty the record, and neither can the owner', async () => {
  for (const statement of [
    'update audit_events set type = type',
    'delete from audit_events',
    'truncate audit_events',
  ]) {
    await expect(asViewer(db, system, (trx) => sql.raw(statement).execute(trx))).rejects.toThrow(
      'permission denied',
    )
    await expect(asViewer(admin, system, (trx) => sql.raw(statement).execute(trx))).rejects.toThrow(
      'audit_events rows cannot be changed or removed',
    )
  }
})

test('events are listed newest first, by request, by kind, page by page; an authority reads its own', async () => {
  const list = (wanted: Parameters<typeof listAuditEvents>[1]) =>
    asViewer(db, system, (trx) => listAuditEvents(trx, wanted))
  const officer = { role: 'officer', personId: PersonId.parse(randomUUID()), authorityId: first } as const

  const [newest, next] = await list({ limit: 2 })
  expect([newest?.seq, next?.seq]).toEqual([2550, 2549])
  expect(newest).toMatchObject({
    type: 'notice sent',
    details: { index: 2399 },
    authority: 'Authority 1',
    person: null,
  })
  expect((await list({ limit: 1, before: 2549 }))[0]?.seq).toBe(2548)
  expect(await list({ dataRequestId, limit: 100 })).toHaveLength(50)
  expect(await list({ type: 'figures kept', limit: 100 })).toHaveLength(50)
  expect(await list({ personId: officer.personId, limit: 100 })).toEqual([])
  const own = await asViewer(db, officer, (trx) => listAuditEvents(trx, { limit: 100 }))
  expect(new Set(own.map(({ authorityId }) => authorityId))).toEqual(new Set([first]))
})

test('what was done about one return is found by an index, though row-level security holds', async () => {
  const { rows } = await asViewer(db, system, async (trx) => {
    await sql`set local enable_seqscan = off`.execute(trx)
    return await sql<Record<'QUERY PLAN', string>>`
      explain select at from audit_events where data_request_id = ${dataRequestId}`.execute(trx)
  })
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('Index Cond: (data_request_id = ')
})
