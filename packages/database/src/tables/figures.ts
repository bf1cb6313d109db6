import type { Clash } from '@rollcall/domain/clash'
import type { Contribution } from '@rollcall/domain/contribution'
import type {
  AuthorityId,
  DataRequestId,
  PersonId,
  RoundId,
  SnapshotId,
  SubmissionId,
} from '@rollcall/domain/ids'
import type { RoundCoverage } from '@rollcall/domain/round-coverage'
import type { Provenance, SealedFigure } from '@rollcall/domain/seal'
import type { Generated } from 'kysely'
import type { Json } from '../json.ts'

export interface ContributionsTable {
  dataRequestId: DataRequestId
  roundId: RoundId
  authorityId: AuthorityId
  submissionId: SubmissionId
  sha256: string
  lastSha256: string | null
  body: Json<Contribution>
  codeVersion: string
  madeAt: Generated<Date>
}

export interface PastContributionsTable {
  submissionId: SubmissionId
  dataRequestId: DataRequestId
  authorityId: AuthorityId
  roundId: RoundId
  body: Json<Contribution>
}

export interface SnapshotReturnsTable {
  snapshotId: SnapshotId
  submissionId: SubmissionId
}

export interface FingerprintsTable {
  submissionId: SubmissionId
  authorityId: AuthorityId
  roundId: RoundId
  mark: Buffer
}

export interface NationalFiguresTable {
  id: Generated<SnapshotId>
  roundId: RoundId
  label: string | null
  note: string | null
  takenAt: Generated<Date>
  takenBy: PersonId | null
  hash: string
  coverage: Json<RoundCoverage>
  clashes: Json<readonly Clash[]>
  provenance: Json<Provenance>
}

export interface FigureBreakdownsTable {
  setId: SnapshotId
  place: number
  figure: string
  breakdown: string
  groups: Json<readonly SealedFigure[]>
}
