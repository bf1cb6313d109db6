import { listBrokenOf } from '@rollcall/database/broken-addresses'
import { listMembers } from '@rollcall/database/colleagues'
import { listCoversIn } from '@rollcall/database/covers'
import { listOutstanding } from '@rollcall/database/data-requests-of-round'
import { asSystemWithin } from '@rollcall/database/transaction'
import { mayArrangeFor, mustArrangeFor } from '@rollcall/domain/cover'
import type { AuthorityId, BrokenAddressId, MembershipId, PersonId } from '@rollcall/domain/ids'
import { mayChangeRole, mayHandOver, mayInvite, mayRemove } from '@rollcall/domain/membership'
import { problems } from '@rollcall/domain/problems'
import type { Viewer } from '@rollcall/domain/viewer'
import { type Context, transact } from './context.ts'

export type Colleague = Awaited<ReturnType<typeof listMembers>>[number] & {
  /** Who stands in for them and when: what is not over. */
  readonly covers: readonly ShownCover[]
  /** Since when messages to them come back, where they do. */
  readonly unreachedSince: Date | null
  /** Where the office can do something about that. */
  readonly brokenAddressId: BrokenAddressId | null
  /** Whether the viewer may say who stands in for them. */
  readonly mayBeCovered: boolean
  /** Whether it is the person who asks. */
  readonly isSelf: boolean
  readonly mayBeRemoved: boolean
  readonly mayBeHandedOver: boolean
  readonly mayHaveRoleChanged: boolean
  readonly mayBeInvitedAgain: boolean
}

/** Those who act for an authority, or for the office where it is none, and what the viewer may do about each. */
export const readColleagues = (context: Context, authorityId: AuthorityId | null): Promise<Colleague[]> =>
  transact(context, async (trx) => {
    const { viewer } = context
    const colleagues = await listMembers(trx, authorityId)
    const ids = colleagues.map(({ personId }) => personId)
    const broken = await asSystemWithin(trx, viewer, () => listBrokenOf(trx, ids))
    const brokenOf = (id: PersonId) => broken.find(({ personId }) => personId === id)
    const covers = Map.groupBy(
      await listCoversIn(trx, authorityId, context.today),
      ({ membershipId }) => membershipId,
    )
    return colleagues.map((colleague) => ({
      ...colleague,
      unreachedSince: brokenOf(colleague.personId)?.foundAt ?? null,
      brokenAddressId: brokenOf(colleague.personId)?.id ?? null,
      isSelf: isViewer(viewer, colleague.personId),
      mayBeRemoved: mayRemove(viewer, colleague),
      mayBeHandedOver: mayHandOver(viewer, colleague),
      mayHaveRoleChanged: mayChangeRole(viewer, colleague),
      mayBeInvitedAgain: mayInvite(viewer, colleague),
      mayBeCovered: mayArrangeFor(viewer, colleague),
      covers: (covers.get(colleague.id) ?? []).map((cover) => ({
        ...cover,
        mayBeEnded: isViewer(viewer, cover.standInPersonId) || mayArrangeFor(viewer, colleague),
      })),
    }))
  })

type ShownCover = Awaited<ReturnType<typeof listCoversIn>>[number] & { readonly mayBeEnded: boolean }

const isViewer = (viewer: Viewer, personId: PersonId): boolean =>
  'personId' in viewer && viewer.personId === personId

/** One of them, those who could stand in for them, and who does. */
export async function readCovering(
  context: Context,
  authorityId: AuthorityId | null,
  membershipId: MembershipId,
) {
  const colleagues = await readColleagues(context, authorityId)
  const colleague = colleagues.find(({ id }) => id === membershipId)
  if (colleague === undefined) throw problems.notFound({ what: 'person' })
  mustArrangeFor(context.viewer, colleague)
  return { colleague, others: colleagues.filter(({ personId }) => personId !== colleague.personId) }
}

/** One of them, the others who have the same role, and how many requests their authority has outstanding. */
export async function readColleague(
  context: Context,
  authorityId: AuthorityId | null,
  membershipId: MembershipId,
): Promise<{
  readonly colleague: Colleague
  readonly others: readonly Colleague[]
  readonly outstanding: number
}> {
  const colleagues = await readColleagues(context, authorityId)
  const colleague = colleagues.find(({ id }) => id === membershipId)
  if (colleague === undefined) throw problems.notFound({ what: 'person' })
  const { role, personId } = colleague
  return {
    colleague,
    others: colleagues.filter((other) => other.role === role && other.personId !== personId),
    outstanding: authorityId === null ? 0 : await countOutstanding(context, authorityId),
  }
}

const countOutstanding = async (context: Context, authorityId: Parameters<typeof listOutstanding>[1]) =>
  (await transact(context, (trx) => listOutstanding(trx, authorityId))).length

/** Where somebody acts: their authority, or none in the office. */
export const ownAuthority = (viewer: Viewer): AuthorityId | null =>
  'authorityId' in viewer ? viewer.authorityId : null

/** What somebody may invite others to be in an authority, or in the office where it is none. */
export const invitableRoles = (viewer: Viewer, authorityId: AuthorityId | null) => {
  const roles =
    authorityId === null ? (['analyst', 'approver'] as const) : (['officer', 'signatory'] as const)
  return roles.filter((role) => mayInvite(viewer, { role, authorityId }))
}
