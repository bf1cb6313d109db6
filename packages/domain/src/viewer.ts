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

export const system: SystemViewer = { role: 'system' }

export const isOffice = (viewer: Viewer): viewer is OfficeViewer | SystemViewer =>
  viewer.role === 'analyst' || viewer.role === 'approver' || viewer.role === 'system'
