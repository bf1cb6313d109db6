import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { pauseMessages } from '@rollcall/actions/pause-messages'
import { resumeMessages } from '@rollcall/actions/resume-messages'
import { sendMessages } from '@rollcall/actions/send-messages'
import { writeDigests } from '@rollcall/actions/write-digests'
import { writeMessages } from '@rollcall/actions/write-messages'
import { writeReminders } from '@rollcall/actions/write-reminders'
import { batches } from '@rollcall/database/batches'
import type { Db, Trx } from '@rollcall/database/connect'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { inLondon } from '@rollcall/platform/clock'
import { startLog } from '@rollcall/platform/log'
import type { Mail, Mailer } from '@rollcall/platform/mail'
import { openMailer } from '@rollcall/platform/open-mailer'
import { timed } from '../load/quantiles.ts'
import { contextOf, day } from '../support/builders.ts'
import { noMailer } from '../support/mailers.ts'
import type { OfficeRound } from './office-round.ts'
import { shown } from './table.ts'

/** What writing and sending the messages of a round costs, each with what it is called in the table. */
export type MailFound = Readonly<Record<string, string>>

const reminded = new Date('2024-10-24T08:00:00Z')
const digested = new Date('2024-10-25T07:00:00Z')
const sending = { portalUrl: 'https://rollcall.example', mailPerMinute: 1_000_000 }
/** As many as one worker has on their way at a time. */
const lanes = 4

/** Takes a step of a round's reminders of which nothing is done, makes messages of its notices, and sends for so many seconds. */
export async function measureMail(
  { db, round, before }: OfficeRound,
  { seconds }: { readonly seconds: number },
): Promise<MailFound> {
  const { as, approver, roundId } = round
  const written = await writeStep(db, roundId)
  const told = await writeNotices(db, roundId)
  for (const id of [roundId, before.roundId])
    await pauseMessages(as(approver), { roundId: id, reason: 'To be measured.' })
  const digest = await writeAndSendDigests(db)
  await resumeMessages(as(approver), { roundId })
  const sent = await withMailServer(async (mailer) => {
    let last: Mail | undefined
    const send = (mail: Mail) => {
      last = mail
      return mailer.send(mail)
    }
    const rate = await sendFor(db, { ...mailer, send }, seconds)
    if (last === undefined) throw new Error('nothing was sent')
    return { rate, bare: await handFor(mailer, last, Math.min(seconds, 5)) }
  })
  return {
    'messages of one step of reminders': written.count.toLocaleString('en-GB'),
    'written, a second': shown(written.count / written.seconds),
    'longest that a lot of them took, ms': shown(written.longestMs),
    'messages of notices, a second': shown(told),
    'handed to a mail server and kept, a second': shown(sent.rate),
    'handed to it by a program that keeps nothing, a second': shown(sent.bare),
    'a digest, beside all of these in a pause, ms': shown(digest),
  }
}

const at = (db: Db, now: Date) => contextOf(db, system, { now, today: day(inLondon(now).date) })

const count = async (
  db: Db,
  of: 'reminder' | 'data request issued' | 'digest',
  since: Date,
): Promise<number> => {
  const { count: found } = await asViewer(db, system, (trx) =>
    trx
      .selectFrom('messages')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('kind', '=', of)
      .where('sendAfter', '>=', since)
      .executeTakeFirstOrThrow(),
  )
  return found
}

async function writeStep(db: Db, roundId: OfficeRound['round']['roundId']) {
  await asViewer(db, system, (trx) =>
    trx
      .updateTable('dataRequests')
      .set({ state: 'not-started', dueOn: day('2024-10-31') })
      .where('roundId', '=', roundId)
      .execute(),
  )
  const took: number[] = []
  const all = await timed(() => writeReminders(at(timing(db, took), reminded)))
  return {
    ...{ count: await count(db, 'reminder', reminded), seconds: all / 1000, longestMs: Math.max(...took) },
  }
}

/** The same database, which notes how long each transaction took. */
const timing = (db: Db, took: number[]): Db =>
  new Proxy(db, {
    get: (target, name) =>
      name === 'transaction'
        ? () => ({
            execute: async (work: (trx: Trx) => Promise<unknown>) => {
              const began = performance.now()
              const result = await target.transaction().execute(work)
              took.push(performance.now() - began)
              return result
            },
          })
        : Reflect.get(target, name),
  })

async function writeNotices(db: Db, roundId: OfficeRound['round']['roundId']): Promise<number> {
  const notices = await asViewer(db, system, (trx) =>
    trx
      .selectFrom('notices')
      .select('id')
      .where('roundId', '=', roundId)
      .where('kind', '=', 'data request issued')
      .execute(),
  )
  const took = await timed(async () => {
    // In lots as large as the jobs that ask for them.
    for (const batch of batches(notices, 200))
      await writeMessages(at(db, reminded), { noticeIds: batch.map(({ id }) => id) })
  })
  return ((await count(db, 'data request issued', reminded)) / took) * 1000
}

async function writeAndSendDigests(db: Db): Promise<number> {
  const took = await timed(async () => {
    await writeDigests(at(db, digested))
    await sendMessages({ ...at(db, digested), ...sending, mailer: noMailer })
  })
  return took / (await count(db, 'digest', digested))
}

const program = fileURLToPath(new URL('./mail-sink.ts', import.meta.url))

async function withMailServer<Result>(work: (mailer: Mailer) => Promise<Result>): Promise<Result> {
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const [url] = (await once(createInterface(child.stdout), 'line')) as [string]
    const MAIL_FROM = 'Rollcall <rollcall@office.example>'
    const quiet = startLog({ LOG_LEVEL: 'silent' }, 'bench')
    const mailer = openMailer({ SMTP_URL: url, MAIL_FROM, ROLLCALL_HOME: '' }, quiet)
    const result = await work(mailer)
    mailer.close?.()
    return result
  } finally {
    child.kill()
  }
}

/** How many messages a second one worker sends, for as long as there are any, and no longer than a while. */
async function sendFor(db: Db, mailer: Mailer, seconds: number): Promise<number> {
  const began = performance.now()
  const passed = () => performance.now() - began
  let more = true
  while (more && passed() < seconds * 1000) {
    const now = new Date(reminded.getTime() + passed())
    await sendMessages({ ...at(db, now), ...sending, mailer })
    more = await isDue(db, now)
  }
  const took = passed() / 1000
  const sent = await asViewer(db, system, (trx) =>
    trx
      .selectFrom('messages')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('state', '=', 'sent')
      .where('begunAt', '>=', reminded)
      .where('begunAt', '<', digested)
      .executeTakeFirstOrThrow(),
  )
  return sent.count / took
}

const isDue = async (db: Db, now: Date): Promise<boolean> =>
  (await asViewer(db, system, (trx) =>
    trx
      .selectFrom('messages')
      .select('id')
      .where('state', '=', 'waiting')
      .where('sendAfter', '<=', now)
      .limit(1)
      .executeTakeFirst(),
  )) !== undefined

/** How many a second can be handed over where nothing is read, written or kept. */
async function handFor(mailer: Mailer, mail: Mail, seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1000
  const sent = await Promise.all(
    Array.from({ length: lanes }, async () => {
      let handed = 0
      for (; performance.now() < until; handed++) await mailer.send(mail)
      return handed
    }),
  )
  return sent.reduce((sum, handed) => sum + handed, 0) / seconds
}
