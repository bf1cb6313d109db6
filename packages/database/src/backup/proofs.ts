import type { RoundId, SubmissionId } from '@rollcall/domain/ids'
import type { SealedFigure } from '@rollcall/domain/seal'
import { sql } from 'kysely'
import type { Trx } from '../connect.ts'
import { figuresOfSet } from '../figure-breakdowns.ts'
import { portalKeyBinding } from '../portal-keys.ts'

/** Every wrapped key there is. */
export async function listEveryKey(trx: Trx) {
  const data = await trx
    .selectFrom('dataKeys')
    .select(['binding', 'masterKeyId', 'wrapped'])
    .where('wrapped', 'is not', null)
    .$narrowType<{ wrapped: Buffer }>()
    .execute()
  const portal = await trx.selectFrom('portalKeys').select(['name', 'masterKeyId', 'wrapped']).execute()
  return [...data, ...portal.map(({ name, ...key }) => ({ ...key, binding: portalKeyBinding(name) }))]
}

/** Workbooks that were not destroyed: some, which their hashes choose, the largest among them. */
export async function listSomeFiles(
  trx: Trx,
  limit: number,
): Promise<{ readonly submissionId: SubmissionId; readonly sha256: string }[]> {
  const files = trx
    .selectFrom('submissions')
    .innerJoin('dataKeys', 'dataKeys.submissionId', 'submissions.id')
    .innerJoin('contents', 'contents.submissionId', 'submissions.id')
    .select(['submissions.id as submissionId', 'submissions.sha256'])
    .where('dataKeys.wrapped', 'is not', null)
    .where('contents.part', '=', 'file')
    .where('submissions.kind', '=', 'workbook')
  const largest = await files.orderBy('submissions.byteCount', 'desc').limit(1).execute()
  const others = await files
    .orderBy('submissions.sha256')
    .limit(limit - 1)
    .execute()
  return [...largest, ...others.filter(({ submissionId }) => submissionId !== largest[0]?.submissionId)]
}

/** The figures of every round as they stand. */
export async function listLiveFigures(
  trx: Trx,
): Promise<{ readonly roundId: RoundId; readonly figures: readonly SealedFigure[] }[]> {
  const found = await trx
    .selectFrom('nationalFigures')
    .select(['roundId', figuresOfSet().as('figures')])
    .where('label', 'is', null)
    .execute()
  return found.map(({ roundId, figures }) => ({ roundId, figures: figures.flat() }))
}

/** Rounds of which something has changed that is not in their figures yet. */
export async function listWaitingRounds(trx: Trx): Promise<string[]> {
  const { rows } = await sql<{ roundId: string }>`
    select distinct input ->> 'roundId' as round_id from outbox where done_at is null and input ? 'roundId'
  `.execute(trx)
  return rows.map(({ roundId }) => roundId)
}
