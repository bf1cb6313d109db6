import type { PersonId } from '@rollcall/domain/ids'
import { type Insertable, sql } from 'kysely'
import type { Trx } from './connect.ts'
import type { SignInAttemptsTable } from './tables/signing-in.ts'

// Attempts are the system's alone: every query here needs its eyes.

/** The person who has this address, written in small letters, and may act as somebody. */
export const findPersonByEmail = (trx: Trx, email: string) =>
  trx
    .selectFrom('people')
    .select(['id as personId', 'name', 'email'])
    .where('email', '=', email)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('memberships')
          .select('memberships.id')
          .whereRef('memberships.personId', '=', 'people.id')
          .where('endedAt', 'is', null),
      ),
    )
    .executeTakeFirst()

interface Marks {
  readonly addressMark: Buffer
  readonly networkMark: Buffer
}

/** Until this transaction ends nobody else asks about this address. */
export async function lockAsks(trx: Trx, { addressMark }: Pick<Marks, 'addressMark'>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${addressMark.toString('hex')}, 0))`.execute(trx)
}

/** Until this transaction ends nobody else guesses at a code of this address. */
export async function lockGuesses(trx: Trx, { addressMark }: Pick<Marks, 'addressMark'>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${addressMark.toString('hex')}, 1))`.execute(trx)
}

/** How often an address was asked about since a moment, and how often somebody there asked: about any, and about this one. */
export async function countAsks(trx: Trx, { addressMark, networkMark }: Marks, since: Date) {
  const { ofAddress, fromNetwork, ofBoth } = await trx
    .selectFrom('signInAttempts')
    .select(({ fn }) => [
      fn.countAll<number>().filterWhere('addressMark', '=', addressMark).as('ofAddress'),
      fn.countAll<number>().filterWhere('networkMark', '=', networkMark).as('fromNetwork'),
      fn
        .countAll<number>()
        .filterWhere('addressMark', '=', addressMark)
        .filterWhere('networkMark', '=', networkMark)
        .as('ofBoth'),
    ])
    .where('askedAt', '>', since)
    .where((eb) => eb.or([eb('addressMark', '=', addressMark), eb('networkMark', '=', networkMark)]))
    .executeTakeFirstOrThrow()
  return { ofAddress, fromNetwork, ofBoth }
}

export async function insertSignInAttempt(trx: Trx, attempt: Insertable<SignInAttemptsTable>): Promise<void> {
  await trx.insertInto('signInAttempts').values(attempt).execute()
}

export interface SignInAttempt {
  readonly id: string
  readonly personId: PersonId | null
  readonly invitationId: string | null
  readonly addressMark: Buffer
  readonly browserMark: Buffer
  readonly codeMark: Buffer
  readonly expiresAt: Date
  readonly wrongCodes: number
  readonly usedAt: Date | null
}

type Named = { readonly browserMark: Buffer } | { readonly linkMark: Buffer }

/** What was asked for by a browser, or what a link is of. */
export const findSignInAttempt = (trx: Trx, named: Named): Promise<SignInAttempt | undefined> =>
  attemptNamed(trx, named).executeTakeFirst()

/** The same, held until the transaction ends, so that of many who try at once one comes first. */
export const lockSignInAttempt = (trx: Trx, named: Named): Promise<SignInAttempt | undefined> =>
  attemptNamed(trx, named).forUpdate().executeTakeFirst()

const attemptNamed = (trx: Trx, named: Named) =>
  trx
    .selectFrom('signInAttempts')
    .select(['id', 'personId', 'invitationId', 'addressMark', 'browserMark', 'codeMark'])
    .select(['expiresAt', 'wrongCodes', 'usedAt'])
    .$if('browserMark' in named, (query) =>
      query.where('browserMark', '=', 'browserMark' in named ? named.browserMark : null),
    )
    .$if('linkMark' in named, (query) =>
      query.where('linkMark', '=', 'linkMark' in named ? named.linkMark : null),
    )

/** How many wrong codes were given for an address since a moment. */
export async function countWrongCodes(trx: Trx, addressMark: Buffer, since: Date): Promise<number> {
  const { wrong } = await trx
    .selectFrom('signInAttempts')
    .select(({ fn }) => fn.sum<number | null>('wrongCodes').as('wrong'))
    .where('addressMark', '=', addressMark)
    .where('askedAt', '>', since)
    .executeTakeFirstOrThrow()
  return Number(wrong ?? 0)
}

export async function countWrongCode(trx: Trx, id: string): Promise<void> {
  await trx
    .updateTable('signInAttempts')
    .set((eb) => ({ wrongCodes: eb('wrongCodes', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

export async function useUpSignInAttempt(trx: Trx, id: string, now: Date): Promise<void> {
  await trx.updateTable('signInAttempts').set({ usedAt: now }).where('id', '=', id).execute()
}

/** The membership a person used last, or was given first. */
export const findLastUsedMembership = (trx: Trx, personId: PersonId) =>
  trx
    .selectFrom('memberships')
    .select(['id', 'personId', 'authorityId', 'role'])
    .where('personId', '=', personId)
    .where('endedAt', 'is', null)
    .orderBy('lastSignedInAt', (order) => order.desc().nullsLast())
    .orderBy('invitedAt')
    .orderBy('id')
    .executeTakeFirst()

/** Removes attempts from before a moment. */
export async function forgetOldAttempts(trx: Trx, before: Date): Promise<void> {
  await trx.deleteFrom('signInAttempts').where('askedAt', '<', before).execute()
}
