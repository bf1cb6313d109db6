import type { AuthorityKind } from '@rollcall/domain/authority'
import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { AuthorityId, ClientId, MembershipId, PersonId } from '@rollcall/domain/ids'
import type { Role } from '@rollcall/domain/viewer'
import type { Generated } from 'kysely'
import type { Json } from '../json.ts'

export interface AuthoritiesTable {
  id: Generated<AuthorityId>
  code: string
  kind: AuthorityKind
  name: string
  region: string | null
  openedOn: CalendarDate | null
  closedOn: CalendarDate | null
}

export interface AuthorityGssCodesTable {
  authorityCode: string
  code: string
  fromOn: CalendarDate | null
  untilOn: CalendarDate | null
}

export interface AuthorityAliasesTable {
  authorityCode: string
  alias: string
  place: number
}

export interface AuthoritySuccessorsTable {
  authorityCode: string
  successorCode: string
}

export interface AuthorityPopulationsTable {
  authorityCode: string
  population: string
  countedOn: CalendarDate
  value: number
}

export interface PeopleTable {
  id: Generated<PersonId>
  name: string
  email: string
  createdAt: Generated<Date>
}

export interface IdentitiesTable {
  personId: PersonId
  issuer: string
  tenant: Generated<string>
  subject: string
  linkedAt: Generated<Date>
}

export interface MembershipsTable {
  id: Generated<MembershipId>
  personId: PersonId
  authorityId: AuthorityId | null
  role: Exclude<Role, 'system'>
  invitedBy: PersonId | null
  invitedAt: Generated<Date>
  endedBy: PersonId | null
  endedAt: Date | null
  handedTo: MembershipId | null
  lastSignedInAt: Date | null
}

export interface ClientsTable {
  id: Generated<ClientId>
  membershipId: MembershipId
  authorityId: AuthorityId | null
  name: string
  publicJwk: Json<Readonly<Record<string, unknown>>>
  registeredBy: PersonId | null
  registeredAt: Generated<Date>
  removedBy: PersonId | null
  removedAt: Date | null
}
