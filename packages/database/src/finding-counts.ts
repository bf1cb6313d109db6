import type { Finding } from '@rollcall/domain/finding'
import type { SubmissionId } from '@rollcall/domain/ids'
import type { Submission } from '@rollcall/domain/submission'
import { sql } from 'kysely'
import { batches } from './batches.ts'
import type { Trx } from './connect.ts'

/** How often each rule found something, and of its queries how many nobody has explained: all of a check that is in the clear. */
export async function insertFindingCounts(
  trx: Trx,
  { id: submissionId, authorityId }: Pick<Submission, 'id' | 'authorityId'>,
  findings: readonly Finding[],
  open: readonly Finding[],
): Promise<void> {
  const openOf = countByRule(open)
  const counted = Object.values(Object.groupBy(findings, ({ rule, severity }) => `${rule} ${severity}`))
  const rows = counted.flatMap((alike = []) => {
    const [first] = alike
    if (first === undefined) return []
    const { rule, severity } = first
    const openFindings = severity === 'query' ? (openOf.get(rule) ?? 0) : 0
    return [{ submissionId, authorityId, rule, severity, findings: alike.length, openFindings }]
  })
  for (const lot of batches(rows)) await trx.insertInto('findingCounts').values(lot).execute()
}

/** Puts others in their place, once it has been worked out anew what a version comes to. */
export async function replaceFindingCounts(
  trx: Trx,
  submission: Pick<Submission, 'id' | 'authorityId'>,
  findings: readonly Finding[],
  open: readonly Finding[],
): Promise<void> {
  await trx.deleteFrom('findingCounts').where('submissionId', '=', submission.id).execute()
  await insertFindingCounts(trx, submission, findings, open)
}

/** Counts anew of which queries nobody has said why they are so. */
export async function updateOpenFindings(
  trx: Trx,
  submissionId: SubmissionId,
  open: readonly Finding[],
): Promise<void> {
  const openOf = countByRule(open)
  await trx
    .updateTable('findingCounts')
    .set({
      openFindings: sql<number>`coalesce((${JSON.stringify(Object.fromEntries(openOf))}::jsonb ->> rule)::integer, 0)`,
    })
    .where('submissionId', '=', submissionId)
    .where('severity', '=', 'query')
    .execute()
}

const countByRule = (findings: readonly Finding[]): ReadonlyMap<string, number> =>
  new Map([...Map.groupBy(findings, ({ rule }) => rule)].map(([rule, alike]) => [rule, alike.length]))

/** How often each rule found something in a version, errors first. */
export const listFindingCounts = (trx: Trx, submissionId: SubmissionId) =>
  trx
    .selectFrom('findingCounts')
    .select(['rule', 'severity', 'findings'])
    .where('submissionId', '=', submissionId)
    .orderBy((eb) => eb.fn('array_position', [eb.val(['error', 'query', 'note']), 'severity']))
    .orderBy('rule')
    .execute()
