import { listColleagues } from '@rollcall/database/colleagues'
import { listOutstanding } from '@rollcall/database/data-requests-of-round'
import type { MembershipId } from '@rollcall/domain/ids'
import { mayHandOver, mayInvite, mayRemove } from '@rollcall/domain/membership'
import { problems } from '@rollcall/domain/problems'
import type { Viewer } from '@rollcall/domain/viewer'
import { type Context, transact } from './context.ts'

export type Colleague = Awaited<ReturnType<typeof listColleagues>>[number] & {
  /** Whether it is the person who asks. */
  readonly isSelf: boolean
  readonly mayBeRemoved: boolean
  readonly mayBeHandedOver: boolean
  readonly mayBeInvitedAgain: boolean
}

/** The people of the viewer's own authority, or of the office, and what the viewer may do about each. */
export const readColleagues = (context: Context): Promise<Colleague[]> =>
  transact(context, async (trx) => {
    const { viewer } = context
    const colleagues = await listColleagues(trx, viewer)
    return colleagues.map((colleague) => ({
      ...colleague,
      isSelf: 'personId' in viewer && viewer.personId === colleague.personId,
      mayBeRemoved: mayRemove(viewer, colleague),
      mayBeHandedOver: mayHandOver(viewer, colleague),
      mayBeInvitedAgain: mayInvite(viewer, colleague),
    }))
  })

/** One of them, the others who have the same role, and how many requests their authority has outstanding. */
export async function readColleague(
  context: Context,
  membershipId: MembershipId,
): Promise<{
  readonly colleague: Colleague
  readonly others: readonly Colleague[]
  readonly outstanding: number
}> {
  const colleagues = await readColleagues(context)
  const colleague = colleagues.find(({ id }) => id === membershipId)
  if (colleague === undefined) throw problems.notFound({ what: 'person' })
  const { role, authorityId, personId } = colleague
  return {
    colleague,
    others: colleagues.filter((other) => other.role === role && other.personId !== personId),
    outstanding: authorityId === null ? 0 : await countOutstanding(context, authorityId),
  }
}

const countOutstanding = async (context: Context, authorityId: Parameters<typeof listOutstanding>[1]) =>
  (await transact(context, (trx) => listOutstanding(trx, authorityId))).length

/** What somebody may invite others to be, where they act. */
export const invitableRoles = (viewer: Viewer) => {
  const authorityId = 'authorityId' in viewer ? viewer.authorityId : null
  const roles =
    authorityId === null ? (['analyst', 'approver'] as const) : (['officer', 'signatory'] as const)
  return roles.filter((role) => mayInvite(viewer, { role, authorityId }))
}
