import type { DataRequestId, LetterId, PersonId } from '@rollcall/domain/ids'
import type { LetterText } from '@rollcall/domain/letter-text'
import { problems } from '@rollcall/domain/problems'
import { type Insertable, sql, type Updateable } from 'kysely'
import { batches } from './batches.ts'
import type { Trx } from './connect.ts'
import type { LettersTable } from './tables/letters.ts'

type Row = Insertable<LettersTable>
type Proposal = Pick<Row, 'roundId' | 'dataRequestId' | 'authorityId' | 'dueOn' | 'madeAt'>
interface ByHand {
  readonly proposedBy: PersonId
  readonly proposalSealed: Buffer
}

/** Takes so many numbers of a year for letters, one after another, and gives the first. Whoever else wants some waits. */
export async function takeLetterNumbers(trx: Trx, year: number, count: number): Promise<number> {
  const { last } = await trx
    .insertInto('letterNumbers')
    .values({ year, last: count })
    .onConflict((conflict) =>
      conflict.column('year').doUpdateSet((eb) => ({ last: eb('letterNumbers.last', '+', count) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return last - count + 1
}

/** A letter from the moment it is issued: what it says, and under which number. */
export interface IssuedLetter {
  readonly reference: string
  readonly issuedOn: Row['issuedOn']
  readonly content: LetterText
  /** Of its content. */
  readonly contentSha256: string
  readonly wordingVersion: number
}

/** Keeps letters of request, each issued as it is. */
export async function insertRequestLetters(
  trx: Trx,
  letters: readonly (Proposal & IssuedLetter)[],
): Promise<void> {
  for (const batch of batches(letters, 500))
    await trx
      .insertInto('letters')
      .values(batch.map((letter) => ({ ...letter, ...written(letter), kind: 'request' })))
      .execute()
}

const written = ({ content }: Pick<IssuedLetter, 'content'>) =>
  ({ state: 'issued', content: JSON.stringify(content) }) as const

/** Keeps that a letter of non-compliance is proposed, unless one about this due date waits or was issued; says which it is where it is new. */
export async function insertProposedLetter(
  trx: Trx,
  proposal: Proposal & Partial<ByHand>,
): Promise<LetterId | undefined> {
  const inserted = await trx
    .insertInto('letters')
    .values({ kind: 'non-compliance', state: 'proposed', ...proposal })
    .onConflict((conflict) =>
      conflict
        .columns(['dataRequestId', 'dueOn'])
        .where(sql<boolean>`kind = 'non-compliance' and state in ('proposed', 'issued')`)
        .doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  return inserted?.id
}

/** Whether there was ever a letter of non-compliance about a due date of a request, whatever became of it. */
export async function hasHadLetter(
  trx: Trx,
  { dataRequestId, dueOn }: Pick<Proposal, 'dataRequestId' | 'dueOn'>,
): Promise<boolean> {
  const letter = await trx
    .selectFrom('letters')
    .select('id')
    .where('dataRequestId', '=', dataRequestId)
    .where('kind', '=', 'non-compliance')
    .where('dueOn', '=', dueOn)
    .limit(1)
    .executeTakeFirst()
  return letter !== undefined
}

/** Issues a letter that was proposed and is held. */
export const issueLetter = (
  trx: Trx,
  id: LetterId,
  letter: IssuedLetter & Pick<Updateable<LettersTable>, 'decidedBy' | 'decidedAt'>,
): Promise<void> => updateLetter(trx, id, { ...letter, ...written(letter) })

export async function updateLetter(trx: Trx, id: LetterId, change: Updateable<LettersTable>): Promise<void> {
  await trx.updateTable('letters').set(change).where('id', '=', id).execute()
}

/** One letter, or a Problem where it is not the viewer's to see. */
export const getLetter = (trx: Trx, id: LetterId) =>
  shownLetters(trx)
    .where('letters.id', '=', id)
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'letter' }))

/** A letter, held until the transaction ends, so that two people cannot decide on it at once. */
export const lockLetter = (trx: Trx, id: LetterId) =>
  trx
    .selectFrom('letters')
    .select(['id', 'kind', 'state', 'roundId', 'dataRequestId', 'authorityId', 'dueOn', 'reference'])
    .select('proposedBy')
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'letter' }))

/** The letter of request to one authority of a round, where it was issued with one. */
export async function findRequestLetter(
  trx: Trx,
  { roundId, authorityId }: { readonly [Id in 'roundId' | 'authorityId']: LettersTable[Id] },
) {
  const found = await trx
    .selectFrom('letters')
    .select(['id as letterId', 'reference', 'content'])
    .where('roundId', '=', roundId)
    .where('authorityId', '=', authorityId)
    .where('kind', '=', 'request')
    .$narrowType<{ reference: string; content: LetterText }>()
    .executeTakeFirst()
  if (found === undefined) return undefined
  const { content: notice, ...letter } = found
  return { notice, letter }
}

/** What a letter about a request says of it, of its round and of whose it is. */
export const getLetterTerms = (trx: Trx, dataRequestId: DataRequestId) =>
  trx
    .selectFrom('dataRequests')
    .innerJoin('rounds', 'rounds.id', 'dataRequests.roundId')
    .innerJoin('authorities', 'authorities.id', 'dataRequests.authorityId')
    .select(['rounds.title', 'rounds.contact', 'authorities.name', 'authorities.code'])
    .select(['dataRequests.state', 'dataRequests.issuedAt', 'dataRequests.authorityId'])
    .where('dataRequests.id', '=', dataRequestId)
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'data request' }))

/** Who of the office proposed and decided is for the office to know. */
const shownLetters = (trx: Trx) =>
  trx
    .selectFrom('letters')
    .innerJoin('rounds', 'rounds.id', 'letters.roundId')
    .innerJoin('dataRequests', 'dataRequests.id', 'letters.dataRequestId')
    .innerJoin('authorities', 'authorities.id', 'letters.authorityId')
    .leftJoin('people as decider', (join) =>
      join.onRef('decider.id', '=', 'letters.decidedBy').on(sql<boolean>`viewer_is_office()`),
    )
    .leftJoin('people as proposer', (join) =>
      join.onRef('proposer.id', '=', 'letters.proposedBy').on(sql<boolean>`viewer_is_office()`),
    )
    .selectAll('letters')
    .select(['rounds.title', 'rounds.state as roundState', 'decider.name as decidedByName'])
    .select('proposer.name as proposedByName')
    .select(['authorities.code as authorityCode', 'authorities.name as authorityName'])
    .select(['dataRequests.state as requestState', 'dataRequests.dueOn as requestDueOn'])
