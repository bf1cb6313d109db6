import type { AuthorityId, ClientId, PersonId } from './ids.ts'

/** Someone in an authority: they see that authority and no other. */
export interface AuthorityViewer {
  readonly role: 'officer' | 'signatory'
  readonly personId: PersonId
  readonly authorityId: AuthorityId
  /** The supplier's system that acts in their name, where one does. */
  readonly clientId?: ClientId
}

/** Someone in the Commissioner's office: they see every authority. */
export interface OfficeViewer {
  readonly role: 'analyst' | 'approver'
  readonly personId: PersonId
  readonly clientId?: ClientId
}

/** The portal itself, acting on a schedule or before it knows who is asking. */
export interface SystemViewer {
  readonly role: 'system'
}

/** Who is asking: one membership in use. */
export type Viewer = AuthorityViewer | OfficeViewer | SystemViewer

export type Role = Viewer['role']

/** A membership as it is kept. */
export interface Member {
  readonly role: Exclude<Role, 'system'>
  readonly personId: PersonId
  /** Null in the office. */
  readonly authorityId: AuthorityId | null
}

/** The viewer somebody is when they act as this membership, or when a supplier's system does in their name. */
export function viewerOf(
  { role, personId, authorityId }: Member,
  clientId?: ClientId,
): AuthorityViewer | OfficeViewer {
  const who = { personId, ...(clientId && { clientId }) }
  if (role === 'analyst' || role === 'approver') return { role, ...who }
  if (authorityId === null) throw new Error(`a membership of a ${role} has no authority`)
  return { role, authorityId, ...who }
}

export const system: SystemViewer = { role: 'system' }

export const isOffice = (viewer: Viewer): viewer is OfficeViewer | SystemViewer =>
  viewer.role === 'analyst' || viewer.role === 'approver' || viewer.role === 'system'
