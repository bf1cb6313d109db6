export const submissionStates = [
  'received',
  'checking',
  'refused',
  'must-fix',
  'needs-answers',
  'ready',
  'signed',
  'superseded',
] as const
/** How far one version of a return has got. */
export type SubmissionState = (typeof submissionStates)[number]

/** Whether a version waits for its check: a check that finds another state has been done before, and does nothing. */
export const awaitsCheck = (state: SubmissionState): boolean => state === 'received' || state === 'checking'

/** The state a check leaves a version in. Queries that an explanation answers are not open. */
export function checkedState({ errors, openQueries }: { errors: number; openQueries: number }) {
  if (errors > 0) return 'must-fix'
  return openQueries > 0 ? 'needs-answers' : 'ready'
}
