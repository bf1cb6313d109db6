import type { DataRequestId, PersonId, RoundId, SubmissionId } from '@rollcall/domain/ids'
import { sql } from 'kysely'
import type { Trx } from './connect.ts'

/** A wrapped key that is held, and where it is kept. */
export interface HeldKey {
  readonly id: string
  readonly binding: string
  readonly masterKeyId: string
  readonly wrapped: Buffer
}

/** Data keys that another master key than this one wraps, held until the transaction ends. */
export async function lockDataKeysNotUnder(trx: Trx, masterKeyId: string, limit: number): Promise<HeldKey[]> {
  const { rows } = await sql<HeldKey>`
    select id, binding, master_key_id, wrapped from data_keys
    where wrapped is not null and master_key_id <> ${masterKeyId}
    order by id limit ${limit} for update
  `.execute(trx)
  return rows
}

/** The portal's own keys that another master key wraps, held until the transaction ends. Their names are their ids. */
export async function lockPortalKeysNotUnder(
  trx: Trx,
  masterKeyId: string,
): Promise<Omit<HeldKey, 'binding'>[]> {
  const { rows } = await sql<Omit<HeldKey, 'binding'>>`
    select name as id, master_key_id, wrapped from portal_keys where master_key_id <> ${masterKeyId} order by name for update
  `.execute(trx)
  return rows
}

/** Stores keys as they are wrapped now. */
export async function updateWrapped(
  trx: Trx,
  kind: 'data' | 'portal',
  keys: readonly Omit<HeldKey, 'binding'>[],
): Promise<void> {
  const [table, id] = kind === 'data' ? ['data_keys', 'id'] : ['portal_keys', 'name']
  await sql`
    update ${sql.table(table)} as kept set wrapped = fresh.wrapped, master_key_id = fresh.master_key_id
    from unnest(${keys.map((key) => key.id)}::text[], ${keys.map((key) => key.masterKeyId)}::text[],
      ${keys.map((key) => key.wrapped)}::bytea[]) as fresh (id, master_key_id, wrapped)
    where kept.${sql.ref(id)}::text = fresh.id
  `.execute(trx)
}

/** Which content is meant: one version's, all of a request's with its words, or all of a round's. */
export type ContentOf =
  | { readonly submissionId: SubmissionId }
  | { readonly dataRequestId: DataRequestId }
  | { readonly roundId: RoundId }

/** Requests whose content is meant, held until the transaction ends. */
export const lockRequestsOf = (trx: Trx, of: ContentOf) =>
  trx
    .selectFrom('dataRequests')
    .innerJoin('rounds', 'rounds.id', 'dataRequests.roundId')
    .select([
      'dataRequests.id as dataRequestId',
      'dataRequests.authorityId',
      'dataRequests.roundId',
      'rounds.state as roundState',
    ])
    .where(({ eb, selectFrom }) => {
      if ('roundId' in of) return eb('dataRequests.roundId', '=', of.roundId)
      if ('dataRequestId' in of) return eb('dataRequests.id', '=', of.dataRequestId)
      const own = selectFrom('submissions')
        .select('dataRequestId')
        .where('submissions.id', '=', of.submissionId)
      return eb('dataRequests.id', '=', own)
    })
    .orderBy('dataRequests.id')
    .forNoKeyUpdate('dataRequests')
    .execute()

/** Destroys keys that are held by their requests, and the sealed bytes with them. Says which they were. */
export async function destroyKeys(
  trx: Trx,
  of: ContentOf,
  requests: readonly DataRequestId[],
  { by, at }: { readonly by: PersonId; readonly at: Date },
) {
  const destroyed = await trx
    .updateTable('dataKeys')
    .set({ wrapped: null, destroyedAt: at, destroyedBy: by })
    .where('dataRequestId', 'in', requests)
    .$if('submissionId' in of, (query) =>
      query.where('submissionId', '=', 'submissionId' in of ? of.submissionId : null),
    )
    .where('wrapped', 'is not', null)
    .returning(['dataRequestId', 'authorityId', 'submissionId'])
    .execute()
  const submissions = destroyed.flatMap(({ submissionId }) => submissionId ?? [])
  if (submissions.length === 0) return destroyed.map((key) => ({ ...key, version: null, sha256: null }))
  await trx
    .deleteFrom('contentChunks')
    .where('contentId', 'in', (query) =>
      query.selectFrom('contents').select('id').where('submissionId', 'in', submissions),
    )
    .execute()
  const versions = await trx
    .selectFrom('submissions')
    .select(['id', 'version', 'sha256'])
    .where('id', 'in', submissions)
    .execute()
  return destroyed.map((key) => {
    const of = versions.find(({ id }) => id === key.submissionId)
    return { ...key, version: of?.version ?? null, sha256: of?.sha256 ?? null }
  })
}
