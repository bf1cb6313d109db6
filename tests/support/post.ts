import { jobs } from '@rollcall/actions/jobs'
import { sendMessages } from '@rollcall/actions/send-messages'
import { WriteMessages, writeMessages } from '@rollcall/actions/write-messages'
import type { Db } from '@rollcall/database/connect'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import type { Mailer } from '@rollcall/platform/mail'
import { contextOf } from './builders.ts'

type When = Parameters<typeof contextOf>[2]

/** What a worker does with messages, at a time of a test's own: makes them of all that people were told, and sends what is due. */
export async function post(db: Db, mailer: Mailer, when: When = {}): Promise<void> {
  const context = contextOf(db, system, when)
  for (const input of await toWrite(db)) await writeMessages(context, input)
  await sendMessages({ ...context, mailer, portalUrl: 'https://rollcall.example', mailPerMinute: 10_000 })
}

/** Takes the jobs that ask for messages out of the outbox, so that each is done once. */
const toWrite = (db: Db): Promise<WriteMessages[]> =>
  asViewer(db, system, async (trx) => {
    const rows = await trx
      .deleteFrom('outbox')
      .where('job', '=', jobs.writeMessages.name)
      .returning(['id', 'input'])
      .execute()
    return rows.toSorted((one, other) => one.id - other.id).map(({ input }) => WriteMessages.parse(input))
  })

/** The messages there are, oldest first. */
export const messages = (db: Db) =>
  asViewer(db, system, (trx) => trx.selectFrom('messages').selectAll().orderBy('id').execute())
