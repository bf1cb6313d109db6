import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { AuthorityId, DataRequestId, RoundId } from '@rollcall/domain/ids'
import type { Role, Viewer } from '@rollcall/domain/viewer'
import { batches } from './batches.ts'
import type { Trx } from './connect.ts'
import { listRecipients } from './recipients.ts'

export interface NewNotice {
  readonly roundId: RoundId
  readonly dataRequestId: DataRequestId
  readonly authorityId: AuthorityId
  /** What happened, in the words of the audit: 'return accepted'. */
  readonly kind: string
  readonly recipients: 'officers' | 'signatories' | 'authority' | 'office'
  /** The version, data query, extension or question that it is about, where its kind is about one. */
  readonly aboutId?: string
}

/** Keeps notices, for those they are for to find in the portal. Says what each is called, in their order. */
export async function insertNotices(trx: Trx, notices: readonly NewNotice[]): Promise<string[]> {
  const ids: string[] = []
  for (const batch of batches(notices)) {
    const rows = await trx.insertInto('notices').values(batch).returning('id').execute()
    ids.push(...rows.map(({ id }) => id))
  }
  return ids
}

/** Some notices, with what each is about. */
export const listNoticesToWrite = (trx: Trx, ids: readonly string[]) =>
  trx
    .selectFrom('notices')
    .select(['id', 'kind', 'recipients', 'roundId', 'dataRequestId', 'authorityId', 'aboutId'])
    .where('id', 'in', ids)
    .orderBy('id')
    .execute()

const told: Readonly<Record<Role, readonly NewNotice['recipients'][]>> = {
  officer: ['officers', 'authority'],
  signatory: ['signatories', 'authority'],
  analyst: ['office'],
  approver: ['office'],
  system: [],
}

/**
 * What somebody in this viewer's role has been told, newest first. What officers are told, the signatories of an authority that has none
 * find here, as they get it by e-mail.
 */
export async function listNotices(
  trx: Trx,
  { viewer, today }: { readonly viewer: Viewer; readonly today: CalendarDate },
  { limit, before }: { readonly limit: number; readonly before?: string | undefined },
) {
  const instead = (await isInsteadOfOfficers(trx, viewer, today)) ? told.officer : []
  return await trx
    .selectFrom('notices')
    .innerJoin('authorities', 'authorities.id', 'notices.authorityId')
    .select(['notices.id', 'notices.kind', 'notices.roundId', 'notices.dataRequestId', 'notices.createdAt'])
    .select('authorities.name as authority')
    .where('notices.recipients', 'in', [...told[viewer.role], ...instead])
    .$if(before !== undefined, (query) => query.where('notices.id', '<', before ?? ''))
    .orderBy('notices.id', 'desc')
    .limit(limit)
    .execute()
}

/** Whether a viewer is a signatory to whom goes what is for officers alone. */
async function isInsteadOfOfficers(trx: Trx, viewer: Viewer, today: CalendarDate): Promise<boolean> {
  if (viewer.role !== 'signatory') return false
  const { personId, authorityId } = viewer
  const people = await listRecipients(trx, { authorityId, roles: ['officer'], today })
  return people.some((one) => one.personId === personId && one.writtenAs === 'signatory')
}
