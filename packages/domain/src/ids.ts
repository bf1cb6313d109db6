import { z } from 'zod'

/** What rules and figures call a thing: `date_of_birth`. Never changes, and is never shown alone to a person. */
export const Name = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, 'use small letters, digits and underscores, starting with a letter')

/** A collection's id, as typed on the command line and in addresses: `illegal-homes`. */
export const CollectionId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,39}$/, 'use small letters, digits and hyphens, starting with a letter')

// The brand stops an officer's id being passed where an authority's is meant. At run time each is a plain string.
export const AnnouncementId = z.uuid().brand<'AnnouncementId'>()
export const AuthorityId = z.uuid().brand<'AuthorityId'>()
export const BrokenAddressId = z.uuid().brand<'BrokenAddressId'>()
export const ClientId = z.uuid().brand<'ClientId'>()
export const ContentId = z.uuid().brand<'ContentId'>()
export const CoverId = z.uuid().brand<'CoverId'>()
export const DataQueryId = z.uuid().brand<'DataQueryId'>()
export const DataRequestId = z.uuid().brand<'DataRequestId'>()
export const ExtensionId = z.uuid().brand<'ExtensionId'>()
export const LetterId = z.uuid().brand<'LetterId'>()
export const MembershipId = z.uuid().brand<'MembershipId'>()
export const MessageId = z.uuid().brand<'MessageId'>()
export const PersonId = z.uuid().brand<'PersonId'>()
export const RehearsalId = z.uuid().brand<'RehearsalId'>()
export const RelaxationId = z.uuid().brand<'RelaxationId'>()
export const RoundExtractId = z.uuid().brand<'RoundExtractId'>()
export const RoundId = z.uuid().brand<'RoundId'>()
export const RowExtractId = z.uuid().brand<'RowExtractId'>()
export const SavedViewId = z.uuid().brand<'SavedViewId'>()
export const SessionId = z.uuid().brand<'SessionId'>()
export const SnapshotId = z.uuid().brand<'SnapshotId'>()
export const SubmissionId = z.uuid().brand<'SubmissionId'>()

export type AnnouncementId = z.infer<typeof AnnouncementId>
export type AuthorityId = z.infer<typeof AuthorityId>
export type BrokenAddressId = z.infer<typeof BrokenAddressId>
export type ClientId = z.infer<typeof ClientId>
export type ContentId = z.infer<typeof ContentId>
export type CoverId = z.infer<typeof CoverId>
export type DataQueryId = z.infer<typeof DataQueryId>
export type DataRequestId = z.infer<typeof DataRequestId>
export type ExtensionId = z.infer<typeof ExtensionId>
export type LetterId = z.infer<typeof LetterId>
export type MembershipId = z.infer<typeof MembershipId>
export type MessageId = z.infer<typeof MessageId>
export type PersonId = z.infer<typeof PersonId>
export type RehearsalId = z.infer<typeof RehearsalId>
export type RelaxationId = z.infer<typeof RelaxationId>
export type RoundExtractId = z.infer<typeof RoundExtractId>
export type RoundId = z.infer<typeof RoundId>
export type RowExtractId = z.infer<typeof RowExtractId>
export type SavedViewId = z.infer<typeof SavedViewId>
export type SessionId = z.infer<typeof SessionId>
export type SnapshotId = z.infer<typeof SnapshotId>
export type SubmissionId = z.infer<typeof SubmissionId>
