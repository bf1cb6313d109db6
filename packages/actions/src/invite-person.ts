import { recordEvent } from '@rollcall/database/audit-events'
import { findAuthority } from '@rollcall/database/authorities'
import type { Trx } from '@rollcall/database/connect'
import { ensurePerson, insertMembership, membershipsOf } from '@rollcall/database/people'
import { asSystemWithin } from '@rollcall/database/transaction'
import { AuthorityId, MembershipId } from '@rollcall/domain/ids'
import { membershipProblems, mustBeOnOneSide, mustHaveSayOver } from '@rollcall/domain/membership'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { problems } from '@rollcall/domain/problems'
import type { Viewer } from '@rollcall/domain/viewer'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { holdNoAddress } from './hold-no-address.ts'
import { enqueue, jobs } from './jobs.ts'
import { makeInvitation } from './make-invitation.ts'

export const InvitePerson = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'Write the person’s name.')
    .max(200)
    // It stands in letters of ours, where whatever follows a line break would read as our own words.
    .refine((name) => !/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(name), 'Write the name on one line.')
    // Mail programs would make a link of it, which leads out of a letter of ours to wherever an inviter likes.
    .superRefine(
      holdNoAddress(
        (address) =>
          `Write the name alone: “${address}” is read as the address of a page. Put a space after a full stop.`,
      ),
    ),
  // RFC 5321 section 4.5.3.1: no longer address can be written to.
  email: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.email('Write an e-mail address, like name@example.org.').max(254)),
  role: z.enum(['officer', 'signatory', 'analyst', 'approver']),
  /** Left out: the inviter's own; and none for the office. */
  authorityId: AuthorityId.optional(),
})
export type InvitePerson = z.infer<typeof InvitePerson>

/** Gives a person a role and writes to them. One who is known elsewhere is the same person here, and nobody learns of the other place. */
export async function invitePerson(
  context: Pick<Context, 'viewer' | 'now' | 'db'>,
  input: InvitePerson,
): Promise<{ readonly membershipId: MembershipId }> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'invite a person')
  const { name, email, role } = input
  const authorityId = authorityOf(viewer, input)
  mustHaveSayOver(viewer, { role, authorityId })
  return await transact(context, async (trx) => {
    await mustBeThere(trx, authorityId)
    const personId = await asSystemWithin(trx, viewer, async () => {
      const id = await ensurePerson(trx, { name, email })
      if (viewer.role !== 'system') mustBeOnOneSide(await membershipsOf(trx, id), authorityId)
      return id
    })
    const membershipId = MembershipId.parse(crypto.randomUUID())
    const isNew = await insertMembership(trx, {
      ...{ id: membershipId, personId, authorityId, role },
      invitedBy: 'personId' in viewer ? viewer.personId : null,
      invitedAt: now,
    })
    if (!isNew) throw membershipProblems.alreadyMember()
    // Whom the operator brings in is handed a link instead.
    const isWrittenTo = viewer.role !== 'system'
    if (isWrittenTo) await makeInvitation(trx, context, { id: membershipId, personId, authorityId, role })
    await recordEvent(trx, context, { type: 'person invited', authorityId, membershipId, role })
    if (isWrittenTo) await enqueue(trx, jobs.sendMessages, {})
    return { membershipId }
  })
}

/** Where the role is to be: in the authority named, or else the inviter's own; never in one for a role of the office. */
function authorityOf(viewer: Viewer, { role, authorityId }: InvitePerson): AuthorityId | null {
  const own = 'authorityId' in viewer ? viewer.authorityId : undefined
  const wanted = authorityId ?? (inOffice(role) ? undefined : own)
  if (inOffice(role) !== (wanted === undefined)) throw membershipProblems.authorityWanted()
  return wanted ?? null
}

const inOffice = (role: InvitePerson['role']): boolean => role === 'analyst' || role === 'approver'

async function mustBeThere(trx: Trx, authorityId: AuthorityId | null): Promise<void> {
  if (authorityId !== null && !(await findAuthority(trx, authorityId)))
    throw problems.notFound({ what: 'authority' })
}
