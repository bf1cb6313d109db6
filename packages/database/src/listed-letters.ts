import type { CalendarDate } from '@rollcall/domain/calendar-date'
import { underWay } from '@rollcall/domain/data-request'
import type { DataRequestId, LetterId, PersonId, RoundId } from '@rollcall/domain/ids'
import type { LetterKind, LetterState } from '@rollcall/domain/letter'
import { returnReminderKinds } from '@rollcall/domain/reminder-step'
import { type SelectQueryBuilder, sql } from 'kysely'
import type { Trx } from './connect.ts'
import { nearerEnd } from './nearer-end.ts'
import type { Schema } from './schema.ts'

/** Of a letter of non-compliance, beside its request and round: whether the return is still owed since the day that it names. */
export const isStillOwed = (today: CalendarDate) => sql<boolean>`(
  data_requests.state in (${sql.join(underWay)}) and rounds.state = 'open'
  and data_requests.due_on = letters.due_on and letters.due_on < ${today}::date
)`

export interface LetterFilter {
  readonly kind?: LetterKind | undefined
  readonly state?: LetterState | undefined
}

/** How many letters of a round there are of each kind, and how far they are. */
export const countLetters = (trx: Trx, roundId: RoundId) =>
  trx
    .selectFrom('letters')
    .select(['kind', 'state', ({ fn }) => fn.countAll<number>().as('count')])
    .where('roundId', '=', roundId)
    .groupBy(['kind', 'state'])
    .execute()

interface LettersCut extends LetterFilter {
  readonly limit: number
  readonly offset: number
  /** How many there are in all. */
  readonly total: number
}

/** A page of the letters of a round: those that wait for a person, then what was written last, and by name. */
export const cutLetters = (trx: Trx, roundId: RoundId, { kind, state, ...asked }: LettersCut) => {
  const { isFromEnd, limit, offset } = nearerEnd(asked)
  const onPage = trx
    .selectFrom('letters')
    .innerJoin('authorities', 'authorities.id', 'letters.authorityId')
    .select('letters.id')
    .where('letters.roundId', '=', roundId)
    .$if(kind !== undefined, (query) => query.where('letters.kind', '=', kind ?? 'request'))
    .$if(state !== undefined, (query) => query.where('letters.state', '=', state ?? 'issued'))
  return inOrder(
    listedLetters(trx).where('letters.id', 'in', inOrder(onPage, isFromEnd).limit(limit).offset(offset)),
  ).execute()
}

const inOrder = <Row>(
  letters: SelectQueryBuilder<Schema, 'letters' | 'authorities', Row>,
  isFromEnd = false,
) => {
  const [first, last] = isFromEnd ? (['desc', 'asc'] as const) : (['asc', 'desc'] as const)
  return letters
    .orderBy(sql`letters.state <> 'proposed'`, first)
    .orderBy('letters.kind', first)
    .orderBy('letters.madeAt', last)
    .orderBy('authorities.name', first)
    .orderBy('letters.id', first)
}

interface Proposed {
  readonly today: CalendarDate
  readonly approver: PersonId
}

/** Those of a round that wait for somebody to approve them and are still needed, but for those this person proposed: first whose return was due first. */
export const listProposedLetters = (
  trx: Trx,
  roundId: RoundId,
  { today, approver, limit }: Proposed & { readonly limit: number },
) =>
  listedLetters(trx)
    .where('letters.roundId', '=', roundId)
    .where('letters.state', '=', 'proposed')
    .where('letters.proposedBy', 'is distinct from', approver)
    .select(({ eb }) => eb('letters.proposedBy', 'is not', null).as('isByHand'))
    .where(isStillOwed(today))
    .orderBy('letters.dueOn')
    .orderBy('authorities.name')
    .orderBy('letters.id')
    .limit(limit)
    .execute()

/** How many of a round wait that this person proposed. */
export async function countOwnProposals(trx: Trx, roundId: RoundId, proposer: PersonId): Promise<number> {
  const { count } = await trx
    .selectFrom('letters')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('roundId', '=', roundId)
    .where('state', '=', 'proposed')
    .where('proposedBy', '=', proposer)
    .executeTakeFirstOrThrow()
  return count
}

/** Those of a round that are named, by the names of their authorities. */
export const listLettersByIds = (trx: Trx, roundId: RoundId, ids: readonly LetterId[]) =>
  listedLetters(trx)
    .where('letters.roundId', '=', roundId)
    .where((eb) => eb('letters.id', '=', eb.fn.any(eb.val(ids))))
    .orderBy('authorities.name')
    .orderBy('letters.id')
    .execute()

/** The letters about a request, oldest first. */
export const listLettersOf = (trx: Trx, dataRequestId: DataRequestId) =>
  listedLetters(trx).where('letters.dataRequestId', '=', dataRequestId).orderBy('letters.id').execute()

const listedLetters = (trx: Trx) =>
  trx
    .selectFrom('letters')
    .innerJoin('rounds', 'rounds.id', 'letters.roundId')
    .innerJoin('dataRequests', 'dataRequests.id', 'letters.dataRequestId')
    .innerJoin('authorities', 'authorities.id', 'letters.authorityId')
    .select(['letters.id', 'letters.kind', 'letters.state', 'letters.reference', 'letters.issuedOn'])
    .select(['letters.dueOn', 'letters.madeAt', 'letters.dataRequestId'])
    .select(['authorities.code as authorityCode', 'authorities.name as authority'])
    .select(['dataRequests.state as requestState'])

export type ListedLetter = Awaited<ReturnType<typeof listLettersOf>>[number]

/**
 * Letters of non-compliance that are not needed any more: proposed ones whose return is not owed as they say, and issued ones of which no
 * message went out, as by then it was not.
 */
export async function listLettersToWithdraw(trx: Trx, today: CalendarDate): Promise<LetterId[]> {
  const rows = await trx
    .selectFrom('letters')
    .innerJoin('rounds', 'rounds.id', 'letters.roundId')
    .innerJoin('dataRequests', 'dataRequests.id', 'letters.dataRequestId')
    .select('letters.id')
    .where('letters.kind', '=', 'non-compliance')
    .where((eb) => eb.not(isStillOwed(today)))
    .where((eb) => eb.or([eb('letters.state', '=', 'proposed'), noMessageWentOut]))
    .orderBy('letters.id')
    .execute()
  return rows.map(({ id }) => id)
}

const noMessageWentOut = sql<boolean>`(
  letters.state = 'issued'
  and exists (select from messages where messages.about_id = letters.id)
  and not exists (select from messages where messages.about_id = letters.id and messages.state <> 'not needed')
)`

/** On which days people were reminded by e-mail that a return is due, earliest first. */
export async function listDaysReminded(trx: Trx, dataRequestId: DataRequestId): Promise<CalendarDate[]> {
  const rows = await trx
    .selectFrom('messages')
    .select(sql<CalendarDate>`(sent_at at time zone 'Europe/London')::date`.as('remindedOn'))
    .distinct()
    .where('dataRequestId', '=', dataRequestId)
    .where('kind', 'in', returnReminderKinds)
    .where('state', 'in', ['sent', 'delivered'])
    .where('sentAt', 'is not', null)
    .orderBy('remindedOn')
    .execute()
  return rows.map(({ remindedOn }) => remindedOn)
}
