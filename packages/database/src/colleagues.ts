import type { AuthorityId } from '@rollcall/domain/ids'
import type { Role, Viewer } from '@rollcall/domain/viewer'
import type { Trx } from './connect.ts'
import { sameAs } from './same-as.ts'

/** Who has a role now in the viewer's own authority, or in the office: by role, then by name. */
export const listColleagues = (trx: Trx, viewer: Viewer) =>
  listMembers(trx, 'authorityId' in viewer ? viewer.authorityId : null)

/** The same of any authority; of the office where it is none. */
export const listMembers = (trx: Trx, authorityId: AuthorityId | null) =>
  trx
    .selectFrom('memberships')
    .innerJoin('people', 'people.id', 'memberships.personId')
    .select(['memberships.id', 'memberships.role', 'memberships.personId', 'memberships.authorityId'])
    .select(['people.name', 'people.email', 'memberships.invitedAt', 'memberships.lastSignedInAt'])
    .where('memberships.endedAt', 'is', null)
    .where('memberships.authorityId', sameAs(authorityId), authorityId)
    .orderBy('memberships.role')
    .orderBy('people.name')
    .orderBy('memberships.id')
    .execute()

/** The names of those who have a role now in the viewer's own authority. */
export const listNamesOf = async (trx: Trx, viewer: Viewer, role: Role): Promise<string[]> =>
  (await listColleagues(trx, viewer)).filter((one) => one.role === role).map(({ name }) => name)
