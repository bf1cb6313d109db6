import type { Finding } from '@rollcall/domain/finding'
import type { SubmissionId } from '@rollcall/domain/ids'
import type { Submission } from '@rollcall/domain/submission'
import { batches } from './batches.ts'
import type { Trx } from './connect.ts'

/** How often each rule found something: all of a check that is in the clear. */
export async function insertFindingCounts(
  trx: Trx,
  { id: submissionId, authorityId }: Pick<Submission, 'id' | 'authorityId'>,
  findings: readonly Finding[],
): Promise<void> {
  const counted = Object.values(Object.groupBy(findings, ({ rule, severity }) => `${rule} ${severity}`))
  const rows = counted.flatMap((alike = []) => {
    const [first] = alike
    if (first === undefined) return []
    return [{ submissionId, authorityId, rule: first.rule, severity: first.severity, findings: alike.length }]
  })
  for (const lot of batches(rows)) await trx.insertInto('findingCounts').values(lot).execute()
}

/** How often each rule found something in a version, errors first. */
export const listFindingCounts = (trx: Trx, submissionId: SubmissionId) =>
  trx
    .selectFrom('findingCounts')
    .select(['rule', 'severity', 'findings'])
    .where('submissionId', '=', submissionId)
    .orderBy((eb) => eb.fn('array_position', [eb.val(['error', 'query', 'note']), 'severity']))
    .orderBy('rule')
    .execute()
