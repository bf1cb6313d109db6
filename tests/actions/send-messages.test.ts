import { acceptReturn } from '@rollcall/actions/accept-return'
import type { Sending } from '@rollcall/actions/mailing'
import { noteMailReport } from '@rollcall/actions/note-mail-report'
import { sendMessages } from '@rollcall/actions/send-messages'
import { writeMessages } from '@rollcall/actions/write-messages'
import { connect } from '@rollcall/database/connect'
import { listAttempts } from '@rollcall/database/message-attempts'
import { insertMessages, type Message, type NewMessage, updateMessage } from '@rollcall/database/messages'
import { asViewer } from '@rollcall/database/transaction'
import type { PersonId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { type Handed, type Mail, type Mailer, MailFault, type MailFaultKind } from '@rollcall/platform/mail'
import { sql } from 'kysely'
import { beforeAll, expect, test, vi } from 'vitest'
import { aMember, contextOf } from '../support/builders.ts'
import { aSignedReturn } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { mailerInto } from '../support/mailers.ts'
import { post } from '../support/post.ts'

const { db, appUrl, adminUrl } = testDatabase()
let asked: Awaited<ReturnType<typeof aSignedReturn>>
const people: PersonId[] = []

/** Whoever carries mail, and what they took, by our reference. */
function aCarrier(onSend: (reference: string) => unknown = () => undefined) {
  const taken: string[] = []
  const mailer: Mailer = {
    provider: 'smtp',
    send: async ({ reference = '' }) => {
      taken.push(reference)
      await onSend(reference)
      return handed(reference)
    },
  }
  return { mailer, taken }
}

const handed = (reference: string): Handed => ({ provider: 'smtp', id: `the server’s ${reference}` })

/** One that takes nothing, and says why. */
const refusing = (kind: MailFaultKind) =>
  aCarrier(() => {
    throw new MailFault(kind, 'EFAULT 123')
  })

/** A Wednesday morning in London, two weeks further for each test, so that nothing of one is left to do in the next. */
let now = new Date('2025-01-08T09:30:00Z')
const minutesLater = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

const send = (mailer: Mailer, moment = now, others: Partial<Sending> & { readonly db?: typeof db } = {}) =>
  sendMessages({
    ...contextOf(db, system, { now: moment }),
    ...{ mailer, portalUrl: 'https://rollcall.example', mailPerMinute: 10_000 },
    ...others,
  })

/** So many messages that are due now, each to another person. */
async function due(count: number, change: Partial<NewMessage> = {}) {
  now = minutesLater(14 * 24 * 60)
  const { officer, dataRequestId, submissionId } = asked
  while (people.length < count) people.push(await aMember(db, 'officer', officer.authorityId))
  const step = crypto.randomUUID()
  const rows = people.slice(0, count).map((personId) => ({
    ...{ kind: 'return accepted', step, personId, writtenAs: 'officer' as const, sendAfter: now },
    ...{ authorityId: officer.authorityId, dataRequestId, aboutId: submissionId, ...change },
  }))
  await asViewer(db, system, (trx) => insertMessages(trx, rows))
  const read = () =>
    asViewer(db, system, (trx) =>
      trx.selectFrom('messages').selectAll().where('step', '=', step).orderBy('id').execute(),
    )
  const first = async () => {
    const [one] = await read()
    if (one === undefined) throw new Error('no message was made')
    return one
  }
  return { read, first, states: async () => (await read()).map(({ state }) => state) }
}

/** What became of each attempt to send a message. */
const triesOf = async ({ id }: Pick<Message, 'id'>) =>
  (await asViewer(db, system, (trx) => listAttempts(trx, id))).map(({ number, became, said }) =>
    [number, became, said].filter((part) => part !== null).join(' '),
  )

beforeAll(async () => {
  asked = await aSignedReturn(db)
  const { as, analyst, dataRequestId, submissionId } = asked
  await acceptReturn(as(analyst), { dataRequestId, submissionId })
  await post(db, aCarrier().mailer, { now })
})

test('a notice that several workers take up at once is written to each person once', async () => {
  const context = contextOf(db, system, { now })
  const read = () =>
    asViewer(db, system, async (trx) => ({
      notices: await trx.selectFrom('notices').select('id').orderBy('id').execute(),
      rows: await trx.selectFrom('messages').select(['kind', 'step', 'personId']).orderBy('id').execute(),
    }))
  const { notices, rows } = await read()
  const noticeIds = notices.map(({ id }) => id)
  await asViewer(db, system, (trx) => trx.deleteFrom('outbox').execute())

  await Promise.all([1, 2, 3].map(() => writeMessages(context, { noticeIds })))

  expect(rows.length).toBeGreaterThan(0)
  expect((await read()).rows).toEqual(rows)
})

test('many workers at once send each message once, and no more in a minute than they may together', async () => {
  const { states } = await due(30)
  const other = connect(appUrl)
  const { mailer, taken } = aCarrier()
  const round = (moment: Date) =>
    Promise.all([db, other, db].map((of) => send(mailer, moment, { db: of, mailPerMinute: 12 })))

  await round(now)
  const inFirst = taken.length
  await round(minutesLater(0.9))
  const inSecond = taken.length
  await round(minutesLater(1.1))
  await round(minutesLater(2.2))
  await other.destroy()

  expect([inFirst, inSecond]).toEqual([12, 12])
  expect(new Set(taken).size).toBe(30)
  expect(taken).toHaveLength(30)
  expect(new Set(await states())).toEqual(new Set(['sent']))
})

test('what a mail server may have taken is unclear after five minutes, and never sent again by itself', async () => {
  const { first } = await due(1)
  const { mailer, taken } = refusing('not known')

  await send(mailer)
  await send(mailer, minutesLater(4))
  expect((await first()).state).toBe('sending')
  await send(mailer, minutesLater(6))
  await send(mailer, minutesLater(60 * 24))

  expect(await first()).toMatchObject({ state: 'unclear', attempts: 1, sentAt: null })
  expect(await triesOf(await first())).toEqual(['1 not known EFAULT 123'])
  expect(taken).toHaveLength(1)
})

test('who can be asked what became of a message is asked, and it goes again only if they never had it', async () => {
  const { read } = await due(2)
  const { mailer } = refusing('not known')
  await send(mailer)
  const [had, never] = await read()
  const carrier = aCarrier()
  const passed = performance.now.bind(performance)
  // However long they take to answer, something is sent.
  const asking: Mailer = {
    ...carrier.mailer,
    find: async (reference) => {
      vi.spyOn(performance, 'now').mockImplementation(() => passed() + 10_000)
      return reference === had?.id ? handed(reference) : undefined
    },
  }
  const away: Mailer = {
    ...carrier.mailer,
    find: async () => {
      throw new MailFault('away', 'ECONNREFUSED')
    },
  }

  await send(away, minutesLater(6))
  expect(carrier.taken).toEqual([])
  await send(asking, minutesLater(7))
  vi.restoreAllMocks()

  expect(carrier.taken).toEqual([never?.id])
  expect(await read()).toMatchObject([
    { state: 'sent', attempts: 1, providerId: handed(had?.id ?? '').id },
    { state: 'sent', attempts: 2 },
  ])
  expect(await Promise.all((await read()).map(triesOf))).toEqual([
    ['1 taken'],
    ['1 not taken EFAULT 123', '2 taken'],
  ])
})

test('who carries mail now is not asked what became of a message that somebody else was handed', async () => {
  const { first } = await due(1)
  await send(refusing('not known').mailer)
  const carrier = aCarrier()
  const other: Mailer = { ...carrier.mailer, provider: 'notify', find: async () => undefined }

  await send(other, minutesLater(6))

  expect(carrier.taken).toEqual([])
  expect(await first()).toMatchObject({ state: 'unclear', attempts: 1, provider: 'smtp' })
})

test('an answer that comes late changes nothing that was begun anew', async () => {
  const { first } = await due(1)
  const { id } = await first()
  const slow = aCarrier(async () => {
    await send(aCarrier().mailer, minutesLater(6))
    expect((await first()).state).toBe('unclear')
    // A person says that it goes again, and it does.
    await asViewer(db, system, (trx) => updateMessage(trx, id, { state: 'waiting' }))
    await send(aCarrier().mailer, minutesLater(7))
    throw new MailFault('not now', '451')
  })

  await send(slow.mailer)

  expect(await first()).toMatchObject({ state: 'sent', attempts: 2, why: null })
  expect(await triesOf({ id })).toEqual(['1 not now 451', '2 taken'])
})

test('that nobody could be reached for hours is no try: who is not taken after that is tried again like others', async () => {
  const { first } = await due(1)
  const away = refusing('away').mailer
  for (const tries of Array(9).keys()) await send(away, minutesLater(20 * tries))
  expect(await first()).toMatchObject({ state: 'waiting', attempts: 9 })

  await send(refusing('not now').mailer, minutesLater(200))
  expect(await first()).toMatchObject({ state: 'waiting', attempts: 10 })
})

test('Postgres goes away when a message was handed over, and it still is known to be sent', async () => {
  const { first } = await due(1)
  const own = connect(appUrl)
  const admin = connect(adminUrl, { connections: 1 })
  const { mailer, taken } = aCarrier(() =>
    sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(admin),
  )

  // Whoever asks for the next message in that moment fails, and the job is tried again.
  await Promise.allSettled([send(mailer, now, { db: own })])
  await Promise.all([own.destroy(), admin.destroy()])

  expect(await first()).toMatchObject({ state: 'sent', attempts: 1 })
  expect(taken).toHaveLength(1)
})

test('a message that cannot be written does not stand in the way of the others', async () => {
  const broken = await due(5, { kind: 'no such kind' })
  const sound = await due(3)
  const { mailer, taken } = aCarrier()

  await expect(send(mailer)).rejects.toThrow('there is no kind of message called no such kind')
  expect(await sound.states()).toEqual(['sent', 'sent', 'sent'])
  for (let tries = 1; tries < 9; tries++) {
    await expect(send(mailer, minutesLater(tries * 25 * 60))).rejects.toThrow('no such kind')
  }

  expect(taken).toHaveLength(3)
  expect(new Set(await broken.states())).toEqual(new Set(['given up']))
  expect(new Set((await triesOf(await broken.first())).map((words) => words.slice(2)))).toEqual(
    new Set(['not written']),
  )
})

test('what asks for work and was held up past office hours waits for the next ones', async () => {
  const { first } = await due(1)
  const { mailer, taken } = aCarrier()

  await send(mailer, minutesLater(9 * 60))
  expect(taken).toEqual([])
  expect(await first()).toMatchObject({ state: 'waiting', attempts: 0 })
  await send(mailer, minutesLater(22.5 * 60))

  expect((await first()).state).toBe('sent')
})

test.each([
  ['not now', 'given up'],
  ['away', 'waiting'],
] as const)('a message that is refused as %s for ten days is then %s', async (kind, state) => {
  const { first } = await due(1)
  const { mailer, taken } = refusing(kind)

  for (let hours = 0; hours < 11 * 24; hours += 5) await send(mailer, minutesLater(hours * 60))

  expect(await first()).toMatchObject({ state, why: 'EFAULT 123' })
  expect(await triesOf(await first())).toEqual(taken.map((_, index) => `${index + 1} ${kind} EFAULT 123`))
  expect(taken.length).toBeGreaterThanOrEqual(7)
})

test('a report of a message is believed with the proof that its e-mail carried, and with no other', async () => {
  const { first } = await due(1)
  const sent: Mail[] = []
  await send(mailerInto(sent))
  const { id: messageId, proofHash } = await first()
  const [{ proof = '' } = expect.fail('nothing was sent'), ...others] = sent
  const told = { messageId, became: 'given up', said: 'failed 5.2.2' } as const
  const note = (change: { proof?: string } = {}) =>
    noteMailReport(contextOf(db, system, { now }), { ...told, ...change })

  expect(others).toEqual([])
  expect(proofHash?.toString('hex')).not.toContain(proof)
  expect(await note()).toBe('not proven')
  expect(await note({ proof: proof.replace(/.$/, (last) => (last === '0' ? '1' : '0')) })).toBe('not proven')
  expect(await first()).toMatchObject({ state: 'sent', unprovenReports: 2 })
  expect([await note({ proof }), await note({ proof })]).toEqual(['noted', 'known'])

  // As it is for what was sent before e-mails carried a proof.
  await asViewer(db, system, (trx) => updateMessage(trx, messageId, { proofHash: null, state: 'sent' }))
  expect(await note({ proof })).toBe('not proven')
  expect((await first()).state).toBe('sent')
})

test('one that is refused for good is given up, and an address that is not there is written to no more', async () => {
  const refused = await due(1)
  await send(refusing('refused').mailer)

  const lost = await due(1)
  const { id } = await lost.first()
  const oneIsGone = aCarrier((reference) => {
    if (reference === id) throw new MailFault('no such address', 'EENVELOPE 550')
  })
  await send(oneIsGone.mailer)
  const next = await due(1)
  const { mailer, taken } = aCarrier()
  await send(mailer)

  expect((await refused.first()).state).toBe('given up')
  expect((await lost.first()).state).toBe('came back')
  expect(await triesOf({ id })).toEqual(['1 no such address EENVELOPE 550'])
  expect(await next.first()).toMatchObject({ state: 'given up', attempts: 0 })
  expect(taken).not.toContain((await next.first()).id)
})
