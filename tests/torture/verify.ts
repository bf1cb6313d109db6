import type { Db } from '@rollcall/database/connect'
import { outboxLag } from '@rollcall/database/outbox'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { sql } from 'kysely'
import type { ApiClient } from '../support/api-client.ts'
import { calmFigures, sha256Of } from './files.ts'
import { type Chronicle, type Sent, sha256Sent } from './story.ts'

interface Version {
  readonly submissionId: string
  readonly version: number
  readonly sha256: string
  readonly byteCount: number
  readonly checkCode: string
  readonly checkedAt: string | null
}

interface Figures {
  readonly hash: string
  readonly provenance: {
    readonly collectionHash: string
    readonly authoritiesHash: string
    readonly code: string
    readonly submissions: readonly { readonly authority: string; readonly sha256: string }[]
  }
}

/** Where the record of who did what ended when it was looked at. */
export interface SeenAudit {
  readonly events: number
  readonly hash: string
}

interface ToVerify {
  readonly db: Db
  readonly roundId: string
  readonly analyst: ApiClient
  readonly chronicles: readonly Chronicle[]
  readonly seen: readonly SeenAudit[]
}

/** Everything that is not as it would be had nobody killed anything: a sentence for each. */
export async function faultsFound(given: ToVerify): Promise<string[]> {
  const faults = await Promise.all([
    ...given.chronicles.map((chronicle) => faultsOfReturn(chronicle, given)),
    faultsOfFigures(given),
    faultsOfRecord(given),
    faultsOfStore(given),
  ])
  return faults.flat()
}

/** Waits until no job is left to do. */
export async function untilSettled(db: Db, withinMs: number): Promise<void> {
  for (const until = performance.now() + withinMs; ; ) {
    const lag = await asViewer(db, system, outboxLag).catch(() => undefined)
    if (lag?.unfinished === 0) return
    if (performance.now() > until) throw new Error(`jobs are left: ${JSON.stringify(lag)}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function faultsOfReturn(chronicle: Chronicle, { analyst }: ToVerify): Promise<string[]> {
  const { code, dataRequestId, officer, sent } = chronicle
  const { items } = await officer.get<{ items: Version[] }>(
    `/api/v1/data-requests/${dataRequestId}/submissions`,
  )
  const versions = items.toReversed()
  const faults: string[] = []
  if (versions.length !== sent.length)
    faults.push(`${code} sent ${sent.length} times and has ${versions.length} versions`)
  for (const [at, version] of versions.entries()) {
    const wanted = sent[at]
    if (wanted) faults.push(...(await faultsOfVersion(`${code} version ${at + 1}`, version, wanted, officer)))
    if (version.version !== at + 1) faults.push(`${code} has version ${version.version} in place ${at + 1}`)
  }
  return [...faults, ...(await faultsOfEvents(chronicle, versions, analyst))]
}

async function faultsOfVersion(
  name: string,
  version: Version,
  { file, receipt }: Sent,
  officer: ApiClient,
): Promise<string[]> {
  const faults: string[] = []
  const { submissionId, sha256, byteCount, checkCode } = version
  if (receipt && receipt.submissionId !== submissionId) faults.push(`${name} is not the one of its receipt`)
  if (
    receipt &&
    JSON.stringify([receipt.sha256, receipt.byteCount, receipt.checkCode]) !==
      JSON.stringify([sha256, byteCount, checkCode])
  )
    faults.push(`${name} has another receipt now than it had`)
  if (file && sha256 !== sha256Of(file)) faults.push(`${name} is of other bytes than were sent`)
  // Of a nil return there is no file to read.
  if (file === undefined) return faults
  const stored = await officer.bytes(`/api/v1/submissions/${submissionId}/file`)
  if (sha256Of(stored) !== sha256) faults.push(`${name} does not decrypt to the bytes of its receipt`)
  return faults
}

interface Event {
  readonly type: string
  readonly details: { readonly submissionId?: string }
}

// What the portal does by itself; how often depends on when it was killed and what was sent meanwhile.
const ownEvents = ['data request issued', 'return checked', 'file refused', 'return counted']

async function faultsOfEvents(
  { code, dataRequestId, done, sent }: Chronicle,
  versions: readonly Version[],
  analyst: ApiClient,
): Promise<string[]> {
  const events = await everyEvent(analyst, dataRequestId)
  const types = events.map(({ type }) => type).filter((type) => !ownEvents.includes(type))
  const faults = differences(done, types).map((sentence) => `${code}: ${sentence}`)
  for (const { submissionId, version, checkedAt } of versions) {
    const own = (...wanted: string[]) =>
      events.filter(({ type, details }) => details.submissionId === submissionId && wanted.includes(type))
        .length
    const checks = own('return checked', 'file refused')
    if (checks !== (checkedAt ? 1 : 0)) faults.push(`${code} version ${version} was checked ${checks} times`)
    if (own('return counted') > own('return accepted'))
      faults.push(`${code} version ${version} was counted twice`)
  }
  const unchecked = versions.at(-1)?.checkedAt === null
  return unchecked && sent.length > 0
    ? [...faults, `${code} has a last version that was never checked`]
    : faults
}

async function everyEvent(analyst: ApiClient, dataRequestId: string): Promise<Event[]> {
  const all: Event[] = []
  for (let cursor = ''; ; ) {
    const page = await analyst.get<{ items: Event[]; nextCursor: string | null }>(
      `/api/v1/audit-events?dataRequestId=${dataRequestId}&limit=500${cursor}`,
    )
    all.push(...page.items)
    if (page.nextCursor === null) return all
    cursor = `&cursor=${page.nextCursor}`
  }
}

/** How often each was done, and how often the record says so, where the two differ. */
function differences(done: readonly string[], recorded: readonly string[]): string[] {
  const times = (those: readonly string[], type: string) => those.filter((one) => one === type).length
  return [...new Set([...done, ...recorded])].flatMap((type) => {
    const [once, record] = [times(done, type), times(recorded, type)]
    return once === record ? [] : [`'${type}' was done ${once} times and is recorded ${record} times`]
  })
}

async function faultsOfFigures({ analyst, roundId, chronicles }: ToVerify): Promise<string[]> {
  const live = await analyst.get<Figures>(`/api/v1/rounds/${roundId}/figures`)
  const counting = chronicles.filter(({ standing }) => standing === 'accepted')
  const returns = counting.map(({ code, sent }) => {
    const last = sent.at(-1)
    const sha256 =
      (last && sha256Sent(last)) ??
      live.provenance.submissions.find(({ authority }) => authority === code)?.sha256
    return { code, file: last?.file, sha256: sha256 ?? '' }
  })
  const { collectionHash, authoritiesHash, code } = live.provenance
  const calm = await calmFigures(returns, { collectionHash, authoritiesHash, code })
  if (calm === live.hash) return []
  const [now, wanted] = [live.provenance.submissions, returns].map((those) =>
    those.map(({ sha256 }) => sha256.slice(0, 8)).sort(),
  )
  return [`the figures are not those of a calm run: made from ${now}, to be made from ${wanted}`]
}

interface Verification {
  readonly whole: boolean
  readonly says?: string
}

async function faultsOfRecord({ analyst, seen }: ToVerify): Promise<string[]> {
  const faults: string[] = []
  for (const { events, hash } of seen) {
    const path = `/api/v1/audit/verification?seq=${events}&hash=${hash}`
    const { whole, says } = await analyst.get<Verification>(path)
    if (!whole) faults.push(`the record, seen when it had ${events} events: ${says}`)
  }
  return faults
}

/** What can be seen in the database alone. */
async function faultsOfStore({ db }: ToVerify): Promise<string[]> {
  const lag = await asViewer(db, system, outboxLag)
  const faults = [
    ...(lag.unfinished > 0 ? [`${lag.unfinished} jobs are not done`] : []),
    ...(lag.failed > 0 ? [`${lag.failed} jobs were given up`] : []),
  ]
  const { rows } = await asViewer(db, system, (trx) =>
    sql<{ what: string; times: number }>`
      select 'returns are counted twice' as what, count(*)::int as times
        from (select 1 from contributions group by data_request_id having count(*) > 1) as twice
      union all
      select 'returns are counted that are not accepted', count(*)::int
        from contributions join data_requests on data_requests.id = data_request_id
        where accepted_submission_id is distinct from contributions.submission_id
      union all
      select 'accepted returns are not counted', count(*)::int from data_requests
        where accepted_submission_id is not null
          and not exists (select from contributions where submission_id = accepted_submission_id)
      union all
      select 'submissions have no file', count(*)::int from submissions
        where not exists (select from contents where submission_id = submissions.id and part = 'file')
    `.execute(trx),
  )
  return [...faults, ...rows.filter(({ times }) => times > 0).map(({ what, times }) => `${times} ${what}`)]
}
