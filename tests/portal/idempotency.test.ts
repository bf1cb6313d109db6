import { OpenRound, openRound as openRoundDirectly } from '@rollcall/actions/open-round'
import { connect } from '@rollcall/database/connect'
import { beginOnce } from '@rollcall/database/idempotency-keys'
import { asViewer } from '@rollcall/database/transaction'
import { system, type Viewer } from '@rollcall/domain/viewer'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { aRound, contextOf, membershipIdOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { testPortal } from '../support/portal.ts'

const { db, ownerUrl } = testDatabase()
let minutesOn = 0
const clock = { now: () => new Date(Date.now() + minutesOn * 60_000) }
const portal = testPortal(db, { clock })
const anotherPortal = testPortal(db, { clock })

const newKey = () => crypto.randomUUID() as string
const rotate = (viewer: Viewer, key: string, { app = portal } = {}) =>
  app.as(viewer)({
    method: 'POST',
    url: '/api/v1/keys/signing-rotation',
    headers: { 'idempotency-key': key },
  })

const aRoundToOpen = {
  collectionId: 'illegal-homes',
  title: 'Another round',
  referenceOn: '2025-09-01',
  issueOn: '2025-09-02',
  dueOn: '2025-10-31',
  closesOn: '2025-11-15',
  contact: 'returns@office.example',
}
const openRound = (viewer: Viewer, key: string, payload: object) =>
  portal.as(viewer)({ method: 'POST', url: '/api/v1/rounds', headers: { 'idempotency-key': key }, payload })

const countKeys = () =>
  asViewer(db, system, async (trx) => (await trx.selectFrom('portalKeys').select('name').execute()).length)

test('whoever asks again is given the first answer, and nothing is done again', async () => {
  const { approver } = await aRound(db)
  const key = newKey()

  const first = await rotate(approver, key)
  const count = await countKeys()
  const again = await rotate(approver, key, { app: anotherPortal })

  expect(first.statusCode).toBe(201)
  expect(first.headers['idempotency-replayed']).toBeUndefined()
  expect(again.statusCode).toBe(201)
  expect(again.headers['idempotency-replayed']).toBe('true')
  expect(again.headers['content-type']).toBe(first.headers['content-type'])
  expect(again.json()).toEqual(first.json())
  expect(await countKeys()).toBe(count)
})

test('of several at the same time one is done, and the others are asked to come back', async () => {
  const { approver } = await aRound(db)
  const key = newKey()
  const count = await countKeys()

  const answers = await Promise.all(
    [portal, anotherPortal, portal, anotherPortal].map((app) => rotate(approver, key, { app })),
  )

  const made = answers.filter(({ statusCode }) => statusCode === 201)
  const waiting = answers.filter(({ statusCode }) => statusCode === 409)
  expect(made.length + waiting.length).toBe(4)
  expect(new Set(made.map(({ body }) => body)).size).toBe(1)
  expect(await countKeys()).toBe(count + 1)
  for (const answer of waiting) {
    expect(answer.json().code).toBe('STILL_RUNNING')
    expect(answer.headers['retry-after']).toBe('1')
  }
})

test('a key names one request: another body or another address is refused', async () => {
  const { analyst } = await aRound(db)
  const key = newKey()

  const first = await openRound(analyst, key, aRoundToOpen)
  const other = await openRound(analyst, key, { ...aRoundToOpen, title: 'A third round' })
  const elsewhere = await rotate(analyst, key)

  expect(first.statusCode).toBe(201)
  expect([other.statusCode, other.json().code]).toEqual([422, 'KEY_REUSED'])
  expect([elsewhere.statusCode, elsewhere.json().code]).toEqual([422, 'KEY_REUSED'])
})

test('where to look is told again too', async () => {
  const { analyst } = await aRound(db)
  const key = newKey()

  const first = await openRound(analyst, key, aRoundToOpen)
  const again = await openRound(analyst, key, aRoundToOpen)

  expect(first.headers.location).toMatch(/^\/api\/v1\/rounds\//)
  expect(again.headers.location).toBe(first.headers.location)
  expect(again.headers.etag).toBe(first.headers.etag)
})

test('two people may choose the same key', async () => {
  const [one, other] = [await aRound(db), await aRound(db)]
  const key = newKey()

  const first = await rotate(one.approver, key)
  const second = await rotate(other.approver, key)

  expect(second.statusCode).toBe(201)
  expect(second.json()).not.toEqual(first.json())
})

test('a refusal changed nothing, so the same request is asked anew', async () => {
  const { officer } = await aRound(db)
  const key = newKey()

  const refused = await rotate(officer, key)
  const again = await rotate(officer, key)

  expect([refused.statusCode, again.statusCode]).toEqual([403, 403])
  expect(again.headers['idempotency-replayed']).toBeUndefined()
  expect(await keptFor(key)).toBeUndefined()
})

test('what a portal was doing when it died can be taken over, once it has been silent', async () => {
  const { approver } = await aRound(db)
  const key = newKey()
  await rotate(approver, key)
  await asViewer(db, system, (trx) =>
    trx
      .updateTable('idempotencyKeys')
      .set({ status: null, headers: null, body: null, doneIn: null })
      .where('key', '=', key)
      .execute(),
  )

  expect((await rotate(approver, key)).json().code).toBe('STILL_RUNNING')
  minutesOn = 1
  const taken = await rotate(approver, key)
  minutesOn = 0

  expect(taken.statusCode).toBe(201)
  expect((await keptFor(key))?.status).toBe(201)
})

test('what a portal had done when it died is not done again: whoever asks is told so', async () => {
  const { approver } = await aRound(db)
  const key = newKey()
  await rotate(approver, key)
  const count = await countKeys()
  await loseAnswer(key)

  expect((await rotate(approver, key)).json().code).toBe('STILL_RUNNING')
  minutesOn = 1
  const answers = [await rotate(approver, key), await rotate(approver, key)]
  minutesOn = 0

  expect(answers.map((answer) => [answer.statusCode, answer.json().code])).toEqual([
    [409, 'DONE_BEFORE'],
    [409, 'DONE_BEFORE'],
  ])
  expect(await countKeys()).toBe(count)
})

test('an answer that cannot be kept is given all the same', async () => {
  const { approver } = await aRound(db)
  const key = newKey()
  const owner = connect(ownerUrl, { connections: 1 })
  await sql`alter table idempotency_keys add constraint none_kept check (status is null) not valid`.execute(
    owner,
  )
  const answer = await rotate(approver, key)
  await sql`alter table idempotency_keys drop constraint none_kept`.execute(owner)
  await owner.destroy()

  expect(answer.statusCode).toBe(201)
  expect(await keptFor(key)).toMatchObject({ status: null, doneIn: expect.any(String) })
})

test('of two portals at work on the same, one of them taken for dead, one alone gets it done', async () => {
  const { analyst } = await aRound(db)
  const key = newKey()
  const once = { holder: `membership ${await membershipIdOf(db, analyst)}`, key }
  await asViewer(db, system, (trx) => beginOnce(trx, once, { requestHash: 'any', now: new Date() }))
  const context = { ...contextOf(db, analyst), once }

  const outcomes = await Promise.allSettled([
    openRoundDirectly(context, OpenRound.parse(aRoundToOpen)),
    openRoundDirectly(context, OpenRound.parse(aRoundToOpen)),
  ])

  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
  expect(refused).toMatchObject([{ code: 'DONE_BEFORE' }])
  expect(await roundsOpenedBy(analyst)).toBe(1)
})

test.each(['', 'a b', 'x'.repeat(201), 'ä'])('a key that cannot be one is refused: %.10s', async (key) => {
  const { approver } = await aRound(db)

  const answer = await rotate(approver, key)

  expect([answer.statusCode, answer.json().code]).toEqual([422, 'KEY_WRONG'])
})

/** As when a portal is killed between doing something and answering. */
const loseAnswer = (key: string) =>
  asViewer(db, system, (trx) =>
    trx
      .updateTable('idempotencyKeys')
      .set({ status: null, headers: null, body: null })
      .where('key', '=', key)
      .execute(),
  )

const roundsOpenedBy = (viewer: Viewer) =>
  asViewer(db, system, async (trx) => {
    const rounds = await trx.selectFrom('rounds').select(['title', 'openedBy']).execute()
    const { personId } = { personId: null, ...viewer }
    return rounds.filter(({ title, openedBy }) => title === aRoundToOpen.title && openedBy === personId)
      .length
  })

const keptFor = (key: string) =>
  asViewer(db, system, (trx) =>
    trx.selectFrom('idempotencyKeys').selectAll().where('key', '=', key).executeTakeFirst(),
  )
