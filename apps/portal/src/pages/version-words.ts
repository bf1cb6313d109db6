import type { readSubmissions } from '@rollcall/actions/read-submission'
import { leftInWords } from '@rollcall/domain/outcome-words'
import { awaitsCheck, notCheckedCode } from '@rollcall/domain/submission-life'
import { counted, withCommas } from '@rollcall/domain/text'

type Version = Awaited<ReturnType<typeof readSubmissions>>[number]
type Counts = Pick<Version, 'errorCount' | 'queryCount' | 'openQueryCount'>

/** What is left to do in a version, in a few words. */
export const leftToDo = ({ errorCount, openQueryCount }: Counts): string =>
  leftInWords({ errors: errorCount ?? 0, queries: openQueryCount ?? 0 }) ?? 'Nothing to fix or explain'

/** What came of a version, in a few words. */
export function stateOfVersion(
  version: Pick<Version, 'state' | 'refusalCode' | 'checkedAt'> & Counts,
): string {
  const { state, refusalCode, checkedAt } = version
  if (awaitsCheck(state)) return 'Being checked'
  if (refusalCode === notCheckedCode) return 'We could not check it'
  if (refusalCode !== null) return 'The file could not be read'
  if (state === 'signed') return 'Signed off'
  // What was replaced before its check came to anything.
  if (checkedAt === null) return 'Replaced before it was checked'
  return leftToDo(version)
}

/** What a version changes, in a few words: '2 rows added, 1 removed, 5 altered'. */
export function changesText({
  added,
  removed,
  altered,
}: Readonly<Record<'added' | 'removed' | 'altered', number>>): string {
  const parts = [
    { count: added, words: 'added' },
    { count: removed, words: 'removed' },
    { count: altered, words: 'altered' },
  ].filter(({ count }) => count > 0)
  const told = parts.map(
    ({ count, words }, at) => `${at === 0 ? counted(count, 'row') : withCommas(count)} ${words}`,
  )
  return told.join(', ') || 'No row was changed'
}
