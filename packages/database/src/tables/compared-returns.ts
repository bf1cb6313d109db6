import type { DataRequestId, RoundId, SubmissionId } from '@rollcall/domain/ids'
import type { Outlier, OwnFigure } from '@rollcall/domain/outlier'
import type { Generated } from 'kysely'
import type { Json } from '../json.ts'

/** What a figure is in a return by itself, and was in its authority's last one. */
export interface OwnFigureThenAndNow {
  readonly now: OwnFigure
  readonly before: OwnFigure | null
}

export interface OwnFiguresTable {
  dataRequestId: DataRequestId
  submissionId: SubmissionId
  roundId: RoundId
  figures: Json<Readonly<Record<string, OwnFigureThenAndNow>>>
  readAt: Generated<Date>
}

export interface SignedMarksTable {
  dataRequestId: DataRequestId
  roundId: RoundId
  mark: Buffer
}

export interface SignedClashesTable {
  roundId: RoundId
  oneId: DataRequestId
  otherId: DataRequestId
  children: number
}

export interface OutliersTable {
  dataRequestId: DataRequestId
  roundId: RoundId
  figure: string
  against: Outlier['against']
  distance: number
  found: Json<Outlier>
}

export interface UsualFiguresTable {
  roundId: RoundId
  region: string | null
  figure: string
  low: number
  middle: number
  high: number
  returns: number
}
