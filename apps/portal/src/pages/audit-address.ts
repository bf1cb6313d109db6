import type { WantedEvents } from '@rollcall/database/audit-search'
import { dayInParts } from '../typed-day.ts'

/** What somebody looks for in the record. */
export type AuditWanted = Pick<
  WantedEvents,
  'type' | 'who' | 'authority' | 'roundId' | 'dataRequestId' | 'from' | 'until'
>

/** What is looked for, as the fields of a form and as an address say it. */
export const auditFields = (wanted: AuditWanted): (readonly [string, string])[] =>
  [
    ['what', wanted.type],
    ['who', wanted.who],
    ['authority', wanted.authority],
    ['round', wanted.roundId],
    ['request', wanted.dataRequestId],
    ...dayFields('from', wanted.from),
    ...dayFields('until', wanted.until),
  ].flatMap(([name, value]) => (name && value ? [[name, value] as const] : []))

const dayFields = (name: string, day: AuditWanted['from']) =>
  Object.entries(dayInParts(day ?? null)).map(([part, value]) => [`${name}-${part}`, value])

/** The events that are looked for; those before one of them, on the pages that follow. */
export function auditAddress(wanted: AuditWanted, before?: number): string {
  const query = new URLSearchParams(Object.fromEntries(auditFields(wanted)))
  if (before !== undefined) query.set('before', String(before))
  return query.size > 0 ? `/audit?${query}` : '/audit'
}
