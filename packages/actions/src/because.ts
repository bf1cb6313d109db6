import type { WrittenAs } from '@rollcall/domain/message'
import { inRole } from './role-words.ts'

interface WrittenTo {
  readonly writtenAs: WrittenAs
  /** The name of the authority; null for the office. */
  readonly authority: string | null
  /** The name of whom a cover stands in for. */
  readonly coversFor?: string | undefined
  /** True of a signatory who gets what would go to officers, as there is none. */
  readonly isInsteadOfOfficers?: boolean | undefined
}

/** Why somebody gets a message, and how to get no more. */
export function because({ writtenAs, authority, coversFor, isInsteadOfOfficers }: WrittenTo): string {
  if (writtenAs === 'cover') {
    if (coversFor === undefined) throw new Error('a cover stands in for nobody')
    return `You get this because you stand in for ${coversFor}. If you should not, ${coversFor} or the Commissioner’s office can end that.`
  }
  if (isInsteadOfOfficers)
    return `You get this because you are a ${inRole({ role: 'signatory', authority })}, which had no data officer to write to. Invite one in Rollcall: then we write to them.`
  const article = writtenAs === 'analyst' || writtenAs === 'approver' ? 'an' : 'a'
  return `You get this because you are ${article} ${inRole({ role: writtenAs, authority })}. If you should not be, ask ${whoEnds[writtenAs]} to end your role: then we stop writing to you.`
}

const whoEnds: Readonly<Record<Exclude<WrittenAs, 'cover'>, string>> = {
  officer: 'your signatory or the Commissioner’s office',
  signatory: 'the Commissioner’s office',
  analyst: 'an approver',
  approver: 'another approver',
}
