import type { AuthorityId, MembershipId } from './ids.ts'
import { permissionsOf } from './permissions.ts'
import { isAllowed, Problem } from './problem.ts'
import { problems } from './problems.ts'
import type { Member, Viewer } from './viewer.ts'

/** What a person may act as: a role in one authority, or in the office. */
export interface Membership extends Member {
  readonly id: MembershipId
}

/**
 * Refuses to bring in or send away somebody the viewer has no say over. An analyst has none over the office's own people: whoever
 * can name an approver can approve. That a signatory keeps to their own authority, Postgres sees to.
 */
export function mustHaveSayOver(viewer: Viewer, member: Pick<Member, 'role' | 'authorityId'>): void {
  if (viewer.role === 'system' || viewer.role === 'approver') return
  if (member.authorityId === null) throw membershipProblems.officePeople()
  if ('authorityId' in viewer && member.authorityId !== viewer.authorityId)
    throw problems.notFound({ what: 'authority' })
}

/** Refuses to change the role of anybody but another person of the office: nobody makes themselves an approver, or stops being one. */
export function mustBeOfOffice(viewer: Viewer, member: Member): void {
  if (member.authorityId !== null) throw problems.notFound({ what: 'person' })
  if ('personId' in viewer && viewer.personId === member.personId) throw membershipProblems.ownRole()
}

/** Officers hand over what is theirs; others also what those they have a say over had. */
export function mustBeOwnOrUnder(viewer: Viewer, member: Member): void {
  if ('personId' in viewer && viewer.personId === member.personId) return
  if (viewer.role === 'officer') throw membershipProblems.notYourWork()
  mustHaveSayOver(viewer, member)
}

/** A system that acts as somebody is shut out by them, or by whoever has a say over them. */
export function mustBeOwnClientOrUnder(viewer: Viewer, member: Member): void {
  if ('personId' in viewer && viewer.personId === member.personId) return
  if (viewer.role === 'officer') throw membershipProblems.notYourClient()
  mustHaveSayOver(viewer, member)
}

/** The same who let it act; but the office only for themselves: whoever held an officer's key could read rows and give no reason. */
export function mustSpeakFor(viewer: Viewer, member: Member): void {
  mustBeOwnClientOrUnder(viewer, member)
  if (viewer.role !== 'analyst' && viewer.role !== 'approver') return
  if (viewer.personId !== member.personId) throw membershipProblems.notYourClient()
}

/** Refuses to let one person act for the office and for an authority: the office looks at what authorities send only for a reason. */
export function mustBeOnOneSide(
  held: readonly Pick<Member, 'authorityId'>[],
  wanted: AuthorityId | null,
): void {
  if (held.some(({ authorityId }) => (authorityId === null) !== (wanted === null)))
    throw membershipProblems.bothSides()
}

/** Refuses to leave an authority without anybody to sign, unless the office says so; and the office without anybody to approve. */
export function mustNotBeLast(viewer: Viewer, { role }: Pick<Member, 'role'>, othersOfRole: number): void {
  if (othersOfRole > 0) return
  if (role === 'approver') throw membershipProblems.lastApprover()
  if (role === 'signatory' && 'authorityId' in viewer) throw membershipProblems.lastSignatory()
}

type Whom = Pick<Member, 'role' | 'authorityId'>

/** Whether a viewer may bring somebody in, for the pages that offer it. */
export const mayInvite = (viewer: Viewer, whom: Whom): boolean =>
  permissionsOf(viewer).includes('invite a person') && isAllowed(() => mustHaveSayOver(viewer, whom))

export const mayRemove = (viewer: Viewer, whom: Whom): boolean =>
  permissionsOf(viewer).includes('remove a person') && isAllowed(() => mustHaveSayOver(viewer, whom))

export const mayChangeRole = (viewer: Viewer, member: Member): boolean =>
  permissionsOf(viewer).includes('change a role') && isAllowed(() => mustBeOfOffice(viewer, member))

export const mayHandOver = (viewer: Viewer, member: Member): boolean =>
  permissionsOf(viewer).includes('hand over work') && isAllowed(() => mustBeOwnOrUnder(viewer, member))

/** Refuses to hand work to the same person, to another authority or to another role. */
export function mustBeAbleToTakeOver(from: Member, to: Member): void {
  const able = from.personId !== to.personId && from.authorityId === to.authorityId && from.role === to.role
  if (!able) throw membershipProblems.cannotTakeOver()
}

export const membershipProblems = {
  officePeople: () =>
    new Problem(
      'forbidden',
      'OFFICE_PEOPLE',
      'Only an approver can bring in or send away people of the office. Ask one.',
    ),

  alreadyMember: () =>
    new Problem('conflict', 'ALREADY_MEMBER', 'This person has this role already. There is nothing to do.'),

  bothSides: () =>
    new Problem(
      'conflict',
      'BOTH_SIDES',
      'Nobody acts for the office and for an authority, and this person has a role on the other side. Invite somebody else, or have that role ended first.',
    ),

  authorityWanted: () =>
    new Problem(
      'invalid',
      'AUTHORITY_WANTED',
      'Say of which authority an officer or signatory is to be; and of none for an analyst or approver.',
    ),

  ownRole: () =>
    new Problem(
      'conflict',
      'OWN_ROLE',
      'Nobody changes their own role. Ask another approver to change yours.',
    ),

  lastSignatory: () =>
    new Problem(
      'conflict',
      'LAST_SIGNATORY',
      'Nobody would be left to sign for your authority. Invite another signatory first, or ask the office.',
    ),

  lastApprover: () =>
    new Problem(
      'conflict',
      'LAST_APPROVER',
      'Nobody would be left to approve anything. Invite another approver first.',
    ),

  notYourWork: () =>
    new Problem(
      'forbidden',
      'NOT_YOUR_WORK',
      'You can hand over your own work. Ask a signatory of your authority to hand over that of somebody else.',
    ),

  notYourClient: () =>
    new Problem(
      'forbidden',
      'NOT_YOUR_CLIENT',
      'A system that acts as somebody is registered by them, or by a signatory of their authority. Ask one of them.',
    ),

  cannotTakeOver: () =>
    new Problem(
      'invalid',
      'CANNOT_TAKE_OVER',
      'Choose another person of the same authority with the same role. Invite them first if need be.',
    ),
}
