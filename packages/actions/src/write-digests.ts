import { listDigestReaders } from '@rollcall/database/digests'
import { insertMessages } from '@rollcall/database/messages'
import { digestAt, isDigestTime } from '@rollcall/domain/digest'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { inLondon, londonMoment } from '@rollcall/platform/clock'
import { type Context, transact } from './context.ts'
import { enqueue, jobs } from './jobs.ts'

/** Keeps today's digest to each person of the office, once it is time. Whether there is anything to say is looked at as it is sent. */
export async function writeDigests(context: Context): Promise<void> {
  const { viewer, now, today } = context
  mustBeAllowed(viewer, 'write digests')
  if (!isDigestTime({ date: today, time: inLondon(now).time })) return
  await transact(context, async (trx) => {
    const readers = await listDigestReaders(trx, londonMoment({ date: today, time: digestAt }))
    const digests = readers.map(({ personId, role }) => ({
      ...{ kind: 'digest', step: today, personId, writtenAs: role, authorityId: null, sendAfter: now },
    }))
    if ((await insertMessages(trx, digests)) > 0) await enqueue(trx, jobs.sendMessages, {})
  })
}
