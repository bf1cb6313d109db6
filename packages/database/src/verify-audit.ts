import type { AuthorityId } from '@rollcall/domain/ids'
import { sql } from 'kysely'
import { authorityHash, chainStart, eventHash } from './audit-chain.ts'
import type { Trx } from './connect.ts'

/** What became of looking the record of who did what through. */
export type AuditVerification =
  | {
      readonly whole: true
      readonly events: number
      /** Of the last event. Noted somewhere else, it shows later that nothing was taken off the end and written anew. */
      readonly hash: string
    }
  | {
      readonly whole: false
      /** Events that were right before the first wrong one. */
      readonly events: number
      /** The first that is wrong, or the last where something is wrong after it. */
      readonly seq: number
      readonly says: string
    }

/** An event that was seen before, by its hash. */
export interface Seen {
  readonly seq: number
  readonly hash: string
}

/** Works every hash out again, of the whole and of each authority's own chain, up to the event that was the last when it began. */
export async function verifyAudit(trx: Trx, seen?: Seen): Promise<AuditVerification> {
  const heads = await readHeads(trx)
  const walk = startWalk(seen)
  const last = heads.get('all')
  for (let more = last !== undefined; more; ) {
    const events = await readEvents(trx, walk.at().seq, last?.seq ?? 0)
    for (const event of events) {
      const says = walk.step(event)
      if (says !== undefined) return { whole: false, events: walk.at().seq, seq: event.seq, says }
    }
    more = events.length === batch
  }
  const { seq, hash } = walk.at()
  const wrong = endFault(walk.ends(), heads) ?? unseenFault(seen, seq)
  if (wrong) return { whole: false, events: seq, ...wrong }
  return { whole: true, events: seq, hash: hash.toString('hex') }
}

interface End {
  readonly seq: number
  readonly hash: Buffer
}
interface Head extends End {
  /** The highest number that any event of this chain has. */
  readonly highest: number
}
type Event = Awaited<ReturnType<typeof readEvents>>[number]

const batch = 1000
const start: End = { seq: 0, hash: chainStart }

// In one statement, so that an event which is being added meanwhile is either in both or in neither.
async function readHeads(trx: Trx): Promise<ReadonlyMap<string, Head>> {
  const { rows } = await sql<Head & { chain: string }>`
    with ends as (
      select 'all' as chain, coalesce(max(seq), 0) as highest from audit_events
      union all
      select authority_id::text, max(authority_seq) from audit_events where authority_id is not null group by authority_id
    )
    select chain, coalesce(seq, 0) as seq, coalesce(hash, ''::bytea) as hash, coalesce(highest, 0) as highest
    from ends full join audit_heads using (chain)
  `.execute(trx)
  return new Map(rows.map(({ chain, ...head }) => [chain, head]))
}

const readEvents = (trx: Trx, after: number, until: number) =>
  trx
    .selectFrom('auditEvents')
    .selectAll()
    .where('seq', '>', after)
    .where('seq', '<=', until)
    .orderBy('seq')
    .limit(batch)
    .execute()

/** Follows the chains, event by event. */
function startWalk(seen: Seen | undefined) {
  let whole = start
  const own = new Map<AuthorityId, End>()
  return {
    at: () => whole,
    ends: (): ReadonlyMap<string, End> => new Map<string, End>([['all', whole], ...own]),
    /** What is wrong with this event, if anything is. */
    step(event: Event): string | undefined {
      const fault = wholeFault(event, whole) ?? ownFault(event, own) ?? seenFault(event, seen)
      if (fault !== undefined) return fault
      whole = { seq: event.seq, hash: event.hash }
      if (event.authorityId && event.authoritySeq && event.authorityHash) {
        own.set(event.authorityId, { seq: event.authoritySeq, hash: event.authorityHash })
      }
      return undefined
    },
  }
}

function wholeFault(event: Event, before: End): string | undefined {
  if (event.seq !== before.seq + 1) {
    return event.seq === before.seq + 2
      ? `Event ${before.seq + 1} was removed.`
      : `Events ${before.seq + 1} to ${event.seq - 1} were removed.`
  }
  if (!event.previousHash.equals(before.hash)) return `Event ${event.seq} does not follow the one before it.`
  if (!event.hash.equals(eventHash(event, before.hash)))
    return `Event ${event.seq} is not as it was recorded.`
  return undefined
}

function ownFault(event: Event, own: ReadonlyMap<AuthorityId, End>): string | undefined {
  const { seq, authorityId, authoritySeq, authorityPreviousHash, authorityHash: recorded } = event
  if (authorityId === null) return undefined
  const before = own.get(authorityId) ?? start
  const follows = authoritySeq === before.seq + 1 && authorityPreviousHash?.equals(before.hash)
  if (!follows) return `Event ${seq} does not follow the one before it in its authority's own record.`
  if (recorded?.equals(authorityHash(authoritySeq, event.hash, before.hash))) return undefined
  return `Event ${seq} is not as it was recorded in its authority's own record.`
}

const seenFault = (event: Event, seen: Seen | undefined): string | undefined =>
  seen?.seq === event.seq && seen.hash !== event.hash.toString('hex')
    ? `Event ${event.seq} is not the one that was seen before: the record was written anew.`
    : undefined

const unseenFault = (seen: Seen | undefined, last: number) =>
  seen && seen.seq > last
    ? { seq: seen.seq, says: `Event ${seen.seq}, which was seen before, was removed.` }
    : undefined

/** Whether each chain ends where the record says that it does: the whole first, then each authority's. */
function endFault(ends: ReadonlyMap<string, End>, heads: ReadonlyMap<string, Head>) {
  const seq = ends.get('all')?.seq ?? 0
  const chains = [...heads.keys()].filter((chain) => chain !== 'all').sort()
  for (const chain of heads.has('all') ? ['all', ...chains] : chains) {
    const says = endSays(chain, ends.get(chain) ?? start, heads.get(chain))
    if (says !== undefined) return { seq, says }
  }
  return undefined
}

function endSays(chain: string, end: End, head: Head | undefined): string | undefined {
  const name = chain === 'all' ? 'the record' : `the record of the authority ${chain}`
  if (head === undefined || head.highest > head.seq) return `Events were put at the end of ${name} by nobody.`
  if (head.seq > end.seq) return `Events were removed from the end of ${name}.`
  if (head.seq > 0 && !head.hash.equals(end.hash)) return `The end of ${name} was changed.`
  return undefined
}
