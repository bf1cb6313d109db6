import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { refreshFigures } from '@rollcall/actions/refresh-figures'
import { authorities as england } from '@rollcall/collections/authorities/authorities'
import { illegalHomes } from '@rollcall/collections/illegal-homes/collection'
import { makeIllegalHomes } from '@rollcall/collections/illegal-homes/sample'
import { connect, type Db, type Trx } from '@rollcall/database/connect'
import { migrate } from '@rollcall/database/migrate'
import { asViewer } from '@rollcall/database/transaction'
import type { Authority } from '@rollcall/domain/authority'
import { day } from '@rollcall/domain/calendar-date'
import type { Contribution } from '@rollcall/domain/contribution'
import type { RoundId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { startEmbeddedPostgres } from '@rollcall/platform/embedded-postgres'
import { startLog } from '@rollcall/platform/log'
import { freeze } from '@rollcall/workbook/frozen-collection'
import { startReturnChecker } from '@rollcall/workbook/return-checker'
import { writeTemplate } from '@rollcall/workbook/writing/template'
import { sql } from 'kysely'
import { aRound } from '../support/builders.ts'
import { fillPost } from './office-post.ts'

/**
 * A round half way, and as it was the year before: two in five accepted and in the figures, one in five signed, one in five to be
 * mended, the rest not begun.
 */
export async function openOfficeRound(count: number) {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-office-'))
  // Run by root, Postgres has another account, which has to get in.
  await chmod(folder, 0o755)
  const log = startLog({ LOG_LEVEL: 'error' }, 'bench', { to: process.stderr })
  const { stop, ...urls } = await startEmbeddedPostgres({ folder, log })
  await migrate(urls.ownerUrl)
  const db = connect(urls.appUrl)
  const table = [...thoseThereAre.slice(0, count), ...schools(count - thoseThereAre.length)]
  const contributions = await contributionsOfSamples()
  const before = await aRound(db, { table, ...lastYear })
  await fill(db, { ...before, year: 2023 }, contributions)
  const round = await aRound(db, { table, lastRoundId: before.roundId })
  await fill(db, { ...round, year: 2024 }, contributions)
  await fillPost(db, { before: before.roundId, now: round.roundId })
  // As Postgres would know by itself, had it all come in over weeks.
  const owner = connect(urls.ownerUrl, { connections: 1 })
  await sql`vacuum analyze`.execute(owner)
  await refreshFigures(round.as(system), { roundId: round.roundId })
  await sql`analyze`.execute(owner)
  await owner.destroy()
  return {
    ...{ db, round, before },
    close: async () => {
      await db.destroy()
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export type OfficeRound = Awaited<ReturnType<typeof openOfficeRound>>

const lastYear = {
  title: 'Children in illegal homes, September 2023',
  referenceOn: day('2023-09-01'),
  issueOn: day('2023-09-04'),
  dueOn: day('2023-10-31'),
  closesOn: day('2023-11-15'),
}

// Who has ended is asked nothing.
const thoseThereAre = england.filter(({ closed }) => closed === undefined)

/** Many more than there are, beside those that the people of a test work for. */
const schools = (count: number): Authority[] =>
  Array.from({ length: Math.max(0, count) }, (_, at): Authority => {
    const { region } = thoseThereAre[at % thoseThereAre.length] ?? {}
    return {
      ...{ code: `${100_000 + at}`, kind: 'local-authority', name: `School of ${at % 977} Street ${at}` },
      ...(region && { region }),
      ...{ gss: [], aliases: [], successors: [], populations: [] },
    }
  })

/** What the returns of some authorities contribute, as their check has it. */
async function contributionsOfSamples(): Promise<Contribution[]> {
  const referenceDate = day('2024-09-01')
  const frozen = await freeze({ collection: illegalHomes, authorities: england, referenceDate })
  const checker = startReturnChecker({ processes: 2 })
  try {
    const samples = [...makeIllegalHomes({ referenceDate, seed: 7, mistakes: 0, authorities: 40 })]
    const checked = await Promise.all(
      samples.map(async ({ authority, sheets: rows }) => {
        const given = { collection: illegalHomes, authorities: england, authority, referenceDate, rows }
        return await checker.check(await writeTemplate(given), frozen, { authority: authority.code })
      }),
    )
    return checked.flatMap(({ contribution }) => contribution ?? [])
  } finally {
    await checker.stop()
  }
}

interface Filled {
  readonly roundId: RoundId
  /** In which its returns come in. */
  readonly year: number
}

const fill = (db: Db, { roundId, year }: Filled, contributions: readonly Contribution[]): Promise<void> =>
  asViewer(db, system, async (trx) => {
    await returnsOf(roundId, year).execute(trx)
    await sql`
      update data_requests set current_submission_id = submissions.id,
        accepted_submission_id = case when submissions.state = 'signed' and submissions.byte_count = 2 then submissions.id end,
        state = case when submissions.state <> 'signed' then 'in-progress' when submissions.byte_count = 2 then 'accepted' else 'signed' end
      from submissions where submissions.data_request_id = data_requests.id and round_id = ${roundId}`.execute(
      trx,
    )
    await sql`
      insert into sign_offs (data_request_id, authority_id, submission_id, sha256, statement, signed_by, signed_at)
      select data_request_id, submissions.authority_id, submissions.id, sha256, 'It is true.', received_by, checked_at
      from submissions join data_requests on data_requests.id = data_request_id
      where round_id = ${roundId} and submissions.state = 'signed'`.execute(trx)
    await sql`
      insert into data_queries (data_request_id, authority_id, submission_id, about, due_on, raised_by)
      select data_request_id, submissions.authority_id, submissions.id, '{"kind":"return"}', ${`${year}-10-20`}::date, received_by
      from submissions join data_requests on data_requests.id = data_request_id
      where round_id = ${roundId} and submissions.state = 'must-fix' and random() < 0.2`.execute(trx)
    await contribute(trx, roundId, contributions)
  })

/** By the order of their codes: of five, two are signed and to be accepted, one is signed, one must be mended, one has not begun. */
const returnsOf = (roundId: RoundId, year: number) => sql`
  insert into submissions (data_request_id, authority_id, version, kind, state, sha256, byte_count, received_by, received_at,
    checked_at, error_count, query_count, note_count, open_query_count, rows_by_sheet, code_version)
  select data_requests.id, authority_id, 1, 'workbook', case when fifth = 3 then 'must-fix' else 'signed' end,
    encode(sha256(authorities.code::bytea), 'hex'), case when fifth < 2 then 2 else 1 end, (select id from people limit 1), at, at,
    case when fifth = 3 then 7 else 0 end, 0, 0, 0, '[]', '1'
  from data_requests
  join authorities on authorities.id = authority_id
  cross join lateral (select ('x' || substr(md5(authorities.code), 1, 6))::bit(24)::int % 5 as fifth) as part
  cross join lateral (select ${`${year}-10-01T09:00:00Z`}::timestamptz + fifth * interval '9 days' + random() * interval '5 days' as at) as day
  where round_id = ${roundId} and fifth < 4`

/** Five children of each return are marked, four of them in every year. */
async function contribute(trx: Trx, roundId: RoundId, contributions: readonly Contribution[]): Promise<void> {
  const { rows } = await sql<Record<'id' | 'round' | 'authority' | 'submission' | 'sha256' | 'code', string>>`
    select data_requests.id, round_id as round, data_requests.authority_id as authority, accepted_submission_id as submission, sha256, code
    from data_requests join authorities on authorities.id = authority_id
    join submissions on submissions.id = accepted_submission_id
    where round_id = ${roundId}`.execute(trx)
  const bodies = rows.map(({ code }, at) =>
    JSON.stringify({ ...contributions[at % contributions.length], authority: code }),
  )
  const column = (name: 'id' | 'round' | 'authority' | 'submission' | 'sha256') =>
    rows.map((row) => row[name])
  for (let from = 0; from < rows.length; from += 1000) {
    const part = <T>(all: readonly T[]) => all.slice(from, from + 1000)
    await sql`
      insert into contributions (data_request_id, round_id, authority_id, submission_id, sha256, body, code_version)
      select id, round, authority, submission, hash, body, '1' from unnest(
        ${part(column('id'))}::uuid[], ${part(column('round'))}::uuid[], ${part(column('authority'))}::uuid[],
        ${part(column('submission'))}::uuid[], ${part(column('sha256'))}::text[], ${part(bodies)}::json[]
      ) as given (id, round, authority, submission, hash, body)`.execute(trx)
  }
  await sql`
    insert into fingerprints (submission_id, authority_id, round_id, mark)
    select submission_id, authority_id, round_id,
      sha256(concat(authority_id, child, case child when 5 then round_id end)::bytea)
    from contributions cross join generate_series(1, 5) as child
    where round_id = ${roundId}`.execute(trx)
}
