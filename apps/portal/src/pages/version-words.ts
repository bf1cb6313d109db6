import type { readSubmissions } from '@rollcall/actions/read-submission'
import { awaitsCheck } from '@rollcall/domain/submission-life'
import { counted, withCommas } from '@rollcall/domain/text'

type Version = Awaited<ReturnType<typeof readSubmissions>>[number]
type Counts = Pick<Version, 'errorCount' | 'queryCount' | 'openQueryCount'>

/** What is left to do in a version, in a few words: '3 things to fix, and 1 more to fix or explain'. */
export function leftToDo({ errorCount, openQueryCount }: Counts): string {
  const [errors, open] = [errorCount ?? 0, openQueryCount ?? 0]
  if (errors === 0)
    return open === 0 ? 'Nothing to fix or explain' : `${counted(open, 'thing')} to fix or explain`
  return `${counted(errors, 'thing')} to fix${open > 0 ? `, and ${counted(open, 'more', 'more')} to fix or explain` : ''}`
}

/** What came of a version, in a few words. */
export function stateOfVersion(version: Version): string {
  const { state, refusalCode, checkedAt } = version
  if (awaitsCheck(state)) return 'Being checked'
  if (refusalCode === 'not-checked') return 'We could not check it'
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
