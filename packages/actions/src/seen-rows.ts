import { submissionProblems } from '@rollcall/domain/submission'
import type { Viewer } from '@rollcall/domain/viewer'

/** Whether a viewer is shown what a return says row by row: its authority always; the office only in an extract, for a reason. */
export const seesRows = (viewer: Viewer): boolean => viewer.role !== 'analyst' && viewer.role !== 'approver'

export function mustSeeRows(viewer: Viewer): void {
  if (!seesRows(viewer)) throw submissionProblems.rowsNeedReason()
}
