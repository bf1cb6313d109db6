import type { PersonId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import { type Insertable, sql, type Updateable } from 'kysely'
import type { Trx } from './connect.ts'
import type { WordingsTable } from './tables/wordings.ts'

/** The version of a kind's words that is in force, where the office has ever changed or checked them. */
export const findWordingInForce = (trx: Trx, kind: string) =>
  trx
    .selectFrom('wordings')
    .select(['version', 'subject', 'body', 'link', 'lawyer'])
    .where('kind', '=', kind)
    .where('decision', '=', 'in force')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Whether it was recorded that a lawyer checked one version. What is shipped has no version of its own. */
export async function isCheckedWording(trx: Trx, kind: string, version: number): Promise<boolean> {
  const checked = await trx
    .selectFrom('wordings')
    .select('version')
    .where('kind', '=', kind)
    .where('version', '=', version)
    .where('lawyer', 'is not', null)
    .executeTakeFirst()
  return checked !== undefined
}

/** Of every kind whose words the office has ever changed or checked, the version in force. */
export const listWordingsInForce = (trx: Trx) =>
  trx
    .selectFrom('wordings')
    .distinctOn('kind')
    .select(['kind', 'version', 'decidedAt', 'lawyer', 'checkedOn'])
    .where('decision', '=', 'in force')
    .orderBy('kind')
    .orderBy('version', 'desc')
    .execute()

/** The versions that wait for an approver: one of a kind at most. */
export const listWordingsWaiting = (trx: Trx) =>
  trx.selectFrom('wordings').select(['kind', 'version']).where('decision', 'is', null).execute()

/** Those that wait and that this approver did not write, so that they can decide: what has waited longest first. */
export const listWordingsToApprove = (trx: Trx, approver: PersonId) =>
  trx
    .selectFrom('wordings')
    .leftJoin('people as maker', 'maker.id', 'wordings.madeBy')
    .select(['kind', 'version', 'madeAt', 'maker.name as madeByName'])
    .where('decision', 'is', null)
    .where('madeBy', 'is distinct from', approver)
    .orderBy('madeAt')
    .orderBy('kind')
    .execute()

/** Every version of a kind's words, newest first, with who did what. For the office alone. */
export const listWordings = (trx: Trx, kind: string) =>
  trx
    .selectFrom('wordings')
    .leftJoin('people as maker', 'maker.id', 'wordings.madeBy')
    .leftJoin('people as decider', 'decider.id', 'wordings.decidedBy')
    .select(['version', 'subject', 'body', 'link', 'why', 'madeBy', 'madeAt', 'decision', 'decidedAt'])
    .select(['refusal', 'lawyer', 'checkedOn', 'maker.name as madeByName', 'decider.name as decidedByName'])
    .where('kind', '=', kind)
    .orderBy('version', 'desc')
    .execute()

/** One version, held until the transaction ends, or a Problem. */
export const lockWording = (trx: Trx, kind: string, version: number) =>
  trx
    .selectFrom('wordings')
    .select(['id', 'kind', 'version', 'madeBy', 'decision'])
    .where('kind', '=', kind)
    .where('version', '=', version)
    .forUpdate()
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'wording' }))

/** Lets nobody else change any words until the transaction ends, so that versions are counted one after another. */
export const holdWordings = (trx: Trx) =>
  sql`select pg_advisory_xact_lock(hashtext('rollcall wordings'))`.execute(trx)

export async function insertWording(trx: Trx, wording: Insertable<WordingsTable>): Promise<void> {
  await trx.insertInto('wordings').values(wording).execute()
}

export async function updateWording(trx: Trx, id: string, change: Updateable<WordingsTable>): Promise<void> {
  await trx.updateTable('wordings').set(change).where('id', '=', id).execute()
}
