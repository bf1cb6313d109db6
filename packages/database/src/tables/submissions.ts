import type { CheckedReturn } from '@rollcall/domain/check'
import type { Severity } from '@rollcall/domain/finding'
import type { AuthorityId, ContentId, DataRequestId, PersonId, SubmissionId } from '@rollcall/domain/ids'
import type { RelaxedInVersion } from '@rollcall/domain/relaxation'
import type { SubmissionState } from '@rollcall/domain/submission-life'
import type { Generated } from 'kysely'
import type { Json } from '../json.ts'

export interface SubmissionsTable {
  id: Generated<SubmissionId>
  dataRequestId: DataRequestId
  authorityId: AuthorityId
  version: number
  kind: 'workbook' | 'nil'
  state: SubmissionState
  sha256: string
  byteCount: number
  receivedBy: PersonId
  receivedAt: Generated<Date>
  checkedAt: Date | null
  errorCount: number | null
  queryCount: number | null
  noteCount: number | null
  openQueryCount: number | null
  unreadExplanationCount: number | null
  rowsBySheet: Json<CheckedReturn['sheets'] | null>
  refusalCode: string | null
  refusalSealed: Buffer | null
  codeVersion: string | null
  relaxed: Json<readonly RelaxedInVersion[] | null>
}

export interface FindingCountsTable {
  submissionId: SubmissionId
  authorityId: AuthorityId
  rule: string
  severity: Severity
  findings: number
  openFindings: Generated<number>
}

export interface ContentsTable {
  id: ContentId
  dataRequestId: DataRequestId
  authorityId: AuthorityId
  submissionId: SubmissionId | null
  part: 'file' | 'rows' | 'findings'
  byteCount: number | null
  startedAt: Generated<Date>
  finishedAt: Date | null
}

export interface ContentChunksTable {
  contentId: ContentId
  authorityId: AuthorityId
  seq: number
  sealed: Buffer
}

export interface DataKeysTable {
  id: Generated<string>
  dataRequestId: DataRequestId
  authorityId: AuthorityId
  submissionId: SubmissionId | null
  binding: string
  masterKeyId: string
  wrapped: Buffer | null
  madeAt: Generated<Date>
  destroyedAt: Date | null
  destroyedBy: PersonId | null
}

export interface PortalKeysTable {
  name: string
  purpose: 'pseudonyms' | 'access-tokens'
  masterKeyId: string
  wrapped: Buffer
  publicJwk: Json<object | null>
  madeAt: Generated<Date>
  retiredAt: Date | null
}
