import type { Insertable } from 'kysely'
import type { Trx } from './connect.ts'
import type { LettersTable } from './tables/letters.ts'

type Proposal = Pick<
  Insertable<LettersTable>,
  'roundId' | 'dataRequestId' | 'authorityId' | 'dueOn' | 'madeAt'
>

/** Keeps that a letter of non-compliance is proposed, unless there was one about this due date; says which it is where it is new. */
export async function insertProposedLetter(trx: Trx, proposal: Proposal) {
  const inserted = await trx
    .insertInto('letters')
    .values({ kind: 'non-compliance', state: 'proposed', ...proposal })
    .onConflict((conflict) => conflict.columns(['dataRequestId', 'kind', 'dueOn']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted?.id
}
