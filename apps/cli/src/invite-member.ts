import { InvitePerson, invitePerson } from '@rollcall/actions/invite-person'
import { makeSignInLink } from '@rollcall/actions/make-sign-in-link'
import { authorityIdsByCode } from '@rollcall/database/authorities'
import type { Db } from '@rollcall/database/connect'
import { findMembershipByEmail } from '@rollcall/database/people'
import { asViewer } from '@rollcall/database/transaction'
import type { AuthorityId, MembershipId } from '@rollcall/domain/ids'
import { type Member, system } from '@rollcall/domain/viewer'

export interface Invited {
  readonly name: string
  readonly email: string
  readonly role: Member['role']
  /** The code of the authority; left out for a role of the office. */
  readonly authority?: string | undefined
}

/** Gives a person a role, as whoever runs Rollcall. One who has it already keeps it. */
export async function inviteMember(
  db: Db,
  { authority, ...person }: Invited,
): Promise<{ readonly membershipId: MembershipId; readonly isNew: boolean }> {
  const authorityId = authority === undefined ? undefined : await authorityIdOf(db, authority)
  const input = InvitePerson.parse({ ...person, ...(authorityId && { authorityId }) })
  const wanted = { email: input.email, role: input.role, authorityId: authorityId ?? null }
  const known = await asViewer(db, system, (trx) => findMembershipByEmail(trx, wanted))
  if (known) return { membershipId: known.id, isNew: false }
  const { membershipId } = await invitePerson({ db, viewer: system, now: new Date() }, input)
  return { membershipId, isNew: true }
}

/** An address that signs somebody in once, as this membership. */
export async function signInAddress(
  db: Db,
  portalUrl: string,
  { membershipId, minutes }: { readonly membershipId: MembershipId; readonly minutes: number },
): Promise<string> {
  const context = { db, viewer: system, now: new Date() }
  const { token } = await makeSignInLink(context, { membershipId, minutes })
  return `${portalUrl}/sign-in/${token}`
}

async function authorityIdOf(db: Db, code: string): Promise<AuthorityId> {
  const id = (await asViewer(db, system, authorityIdsByCode)).get(code)
  if (id === undefined) throw new Error(`the database has no authority ${code}`)
  return id
}
