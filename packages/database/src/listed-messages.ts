import type { AuthorityId, MessageId, PersonId, RoundId } from '@rollcall/domain/ids'
import type { MessageState } from '@rollcall/domain/message'
import { problems } from '@rollcall/domain/problems'
import { sql } from 'kysely'
import type { Trx } from './connect.ts'
import { isToLookAt } from './messages-to-look-at.ts'
import { authoritiesNamed, peopleNamed } from './named.ts'
import { nearerEnd } from './nearer-end.ts'

/** Which messages: of a round, to an authority, in a state, or all of them. */
export interface MessageFilter {
  readonly roundId?: RoundId | undefined
  readonly authorityId?: AuthorityId | undefined
  readonly state?: MessageState | undefined
  readonly kind?: string | undefined
  /** Some of an authority's or a person's name, or an authority's code. */
  readonly text?: string | undefined
  /** Only those that somebody has to look at. */
  readonly isToLookAt?: boolean | undefined
}

/** The same, once it is known whose messages some text leaves: with the text only where they are too many to name. */
type Found = MessageFilter & { readonly whose?: Whose | undefined }

interface Whose {
  readonly authorityIds: readonly AuthorityId[]
  readonly personIds: readonly PersonId[]
}

/** So many are looked up in an index, one by one. Of more, each message is looked up among them. */
const few = 100

/** Looks up whom the text of a filter names, so that it is done once for all that is asked by it. */
export async function findWhose(trx: Trx, { text, ...filter }: MessageFilter): Promise<Found> {
  if (text === undefined) return filter
  const some = sql`limit ${few + 1}`
  const { rows } = await sql<Whose>`
    select array(${authoritiesNamed(text)} ${some}) as authority_ids, array(${peopleNamed(text)} ${some}) as person_ids`.execute(
    trx,
  )
  const { authorityIds = [], personIds = [] } = rows[0] ?? {}
  const areFew = authorityIds.length + personIds.length <= few
  return areFew ? { ...filter, whose: { authorityIds, personIds } } : { ...filter, text }
}

/** How many messages there are of each kind in each state. */
export const countByState = (
  trx: Trx,
  { roundId, authorityId }: Pick<MessageFilter, 'roundId' | 'authorityId'>,
) =>
  trx
    .selectFrom(
      // By round first, as they stand in the index that they are counted by: many need not be sorted out then.
      filtered(trx, { roundId, authorityId })
        .select(({ fn }) => ['messages.kind', 'messages.state', fn.countAll<number>().as('ofRound')])
        .groupBy(['messages.roundId', 'messages.kind', 'messages.state'])
        .as('counted'),
    )
    .select(['kind', 'state', sql<number>`sum(of_round)::int`.as('count')])
    .groupBy(['kind', 'state'])
    .orderBy('kind')
    .execute()

/** How many messages a filter leaves. */
export async function countMessages(trx: Trx, filter: Found): Promise<number> {
  const { count } = await filtered(trx, filter)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

interface Cut {
  readonly limit: number
  readonly offset?: number
  /** How many there are in all, where that is known: those nearer to the oldest are then cut from there. */
  readonly total?: number
  /** Only those that were written down before this one. */
  readonly before?: MessageId | undefined
}

/** Some of them, the newest first. */
export const listMessages = (trx: Trx, filter: Found, { before, ...asked }: Cut) => {
  const { isFromEnd, limit, offset } = nearerEnd(asked)
  return withNames(
    trx,
    everyMessage(trx)
      // Cut by their ids first, so that no more messages are read, and names looked up, than are shown.
      .where(
        'messages.id',
        'in',
        filtered(trx, filter)
          .select('messages.id')
          .$if(before !== undefined, (query) => query.where('messages.id', '<', before ?? noMessage))
          .orderBy('messages.id', isFromEnd ? 'asc' : 'desc')
          .limit(limit)
          .offset(offset),
      ),
  )
    .orderBy('messages.id', 'desc')
    .execute()
}

export type ListedMessage = Awaited<ReturnType<typeof listMessages>>[number]

/** One message with the names of all it is about, or a Problem. */
export const getMessage = (trx: Trx, id: MessageId) =>
  withNames(trx, everyMessage(trx).where('id', '=', id))
    .select(['messages.body', 'messages.wordingVersion', 'messages.provider', 'messages.providerId'])
    .select(['messages.step', 'messages.aboutId', 'messages.settledBy', 'messages.askedBy'])
    .select('messages.unprovenReports')
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'message' }))

/** When a message was sent again, and by whose wish: oldest first. */
export const listResends = (trx: Trx, id: MessageId) =>
  trx
    .selectFrom('messages')
    .innerJoin('people', 'people.id', 'messages.askedBy')
    .select(['messages.id', 'messages.state', 'messages.madeAt', 'people.name as askedBy'])
    .where('resends', '=', id)
    .orderBy('messages.id')
    .execute()

/** The name of somebody who decided about a message. */
export async function findNameOf(trx: Trx, id: PersonId | null): Promise<string | null> {
  if (id === null) return null
  const found = await trx.selectFrom('people').select('name').where('id', '=', id).executeTakeFirst()
  return found?.name ?? null
}

const noMessage = '00000000-0000-0000-0000-000000000000' as MessageId

const withNames = (trx: Trx, some: ReturnType<typeof everyMessage>) =>
  trx
    .selectFrom(some.as('messages'))
    .innerJoin('people', 'people.id', 'messages.personId')
    .leftJoin('people as away', 'away.id', 'messages.coversFor')
    .leftJoin('authorities', 'authorities.id', 'messages.authorityId')
    .leftJoin('rounds', 'rounds.id', 'messages.roundId')
    .select(['messages.id', 'messages.kind', 'messages.state', 'messages.writtenAs', 'messages.resends'])
    .select(['messages.madeAt', 'messages.sendAfter', 'messages.attempts', 'messages.begunAt'])
    .select(['messages.sentAt', 'messages.settledAt', 'messages.why', 'messages.address', 'messages.subject'])
    .select(['messages.personId', 'messages.authorityId', 'messages.roundId', 'messages.dataRequestId'])
    .select(['people.name as person', 'people.email', 'away.name as coversFor'])
    .select(['authorities.name as authority', 'authorities.code', 'rounds.title as round'])

const everyMessage = (trx: Trx) => trx.selectFrom('messages').selectAll('messages')

const filtered = (trx: Trx, { roundId, authorityId, state, kind, whose, text, ...rest }: Found) =>
  trx
    .selectFrom('messages')
    .$if(roundId !== undefined, (query) => query.where('messages.roundId', '=', sql<RoundId>`${roundId}`))
    .$if(authorityId !== undefined, (query) =>
      query.where('messages.authorityId', '=', sql<AuthorityId>`${authorityId}`),
    )
    .$if(state !== undefined, (query) => query.where('messages.state', '=', state ?? 'waiting'))
    .$if(kind !== undefined, (query) => query.where('messages.kind', '=', kind ?? ''))
    .$if(rest.isToLookAt === true, (query) => query.where(isToLookAt))
    .$if(whose !== undefined, (query) =>
      query.where(
        sql<boolean>`(messages.authority_id = any(${whose?.authorityIds}::uuid[]) or messages.person_id = any(${whose?.personIds}::uuid[]))`,
      ),
    )
    .$if(text !== undefined, (query) =>
      query.where(
        sql<boolean>`(messages.authority_id in (${authoritiesNamed(text ?? '')}) or messages.person_id in (${peopleNamed(text ?? '')}))`,
      ),
    )
