import { randomUUID } from 'node:crypto'
import { approveRound } from '@rollcall/actions/approve-round'
import type { Context } from '@rollcall/actions/context'
import { issueRound } from '@rollcall/actions/issue-round'
import { loadAuthorities } from '@rollcall/actions/load-authorities'
import { type OpenRound, openRound } from '@rollcall/actions/open-round'
import { authorities } from '@rollcall/collections/authorities/authorities'
import type { Db, Trx } from '@rollcall/database/connect'
import { findMembershipOf, insertMembership, insertPerson } from '@rollcall/database/people'
import { asViewer } from '@rollcall/database/transaction'
import type { Authority } from '@rollcall/domain/authority'
import { day } from '@rollcall/domain/calendar-date'
import {
  type AuthorityId,
  type DataRequestId,
  MembershipId,
  PersonId,
  type RoundId,
} from '@rollcall/domain/ids'
import { type AuthorityViewer, type OfficeViewer, system, type Viewer } from '@rollcall/domain/viewer'
import { keysUnder } from '@rollcall/platform/keys'
import { masterKey } from '@rollcall/platform/master-keys'
import { newKey } from '@rollcall/platform/sealing'
import { startReturnChecker } from '@rollcall/workbook/return-checker'

export { day }

/** Camden, Birmingham and Leeds. */
export const threeAuthorities: readonly Authority[] = authorities.filter(({ code }) =>
  ['202', '330', '383'].includes(code),
)

export const masterKeys = [masterKey(newKey().toString('base64'))] as const
export const keys = keysUnder(() => masterKeys)

// Starts no process until a test has something checked. Test files that run one after the other have it together, so none
// stops it: it ends with the process they run in.
export const checker = startReturnChecker({ processes: 1 })

/** What an action is given on a morning when the return of `aRound` is not due yet. Say `today` or `now` where a test is about them. */
export const contextOf = (
  db: Db,
  viewer: Viewer,
  { today = day('2024-10-01'), now = new Date(`${today}T09:00:00Z`) } = {},
): Context => ({ viewer, today, now, db, keys, checker })

export interface RoundOverrides extends Partial<OpenRound> {
  /** The authorities there are, instead of Camden, Birmingham and Leeds. */
  readonly table?: readonly Authority[]
  /** 'open' unless said otherwise. */
  readonly until?: 'draft' | 'approved' | 'open'
  /** Whose officer and signatory act; Birmingham's unless said otherwise. */
  readonly authority?: string
  readonly foreignAuthority?: string
}

export interface Cast {
  readonly officer: AuthorityViewer
  readonly signatory: AuthorityViewer
  readonly analyst: OfficeViewer
  readonly approver: OfficeViewer
  /** An officer of another authority that is asked too. */
  readonly foreigner: AuthorityViewer
  as(viewer: Viewer, when?: Parameters<typeof contextOf>[2]): Context
}

/** A round of children in illegal homes, issued to three authorities, with people to act on it. */
export async function aRound(
  db: Db,
  {
    table = threeAuthorities,
    until = 'open',
    authority = '330',
    foreignAuthority = '202',
    ...asked
  }: RoundOverrides = {},
): Promise<Cast & { readonly roundId: RoundId }> {
  await loadAuthorities({ db, viewer: system, now: new Date() }, table)
  const cast = await aCast(db, authority, foreignAuthority)
  const { roundId } = await openRound(cast.as(cast.analyst), { ...usualRound, ...asked })
  if (until !== 'draft') await approveRound(cast.as(cast.approver), { roundId, revision: 1 })
  if (until === 'open') await issueRound(cast.as(cast.analyst), { roundId })
  return { roundId, ...cast }
}

/** The request of one authority in a round of `aRound`, and the one of the foreign authority. */
export async function aDataRequest(db: Db, overrides: RoundOverrides = {}) {
  const round = await aRound(db, overrides)
  const requests = await requestsOf(db, round.roundId)
  const { authority = '330', foreignAuthority = '202' } = overrides
  const idOf = (code: string): DataRequestId => {
    const found = requests.find((request) => request.code === code)
    if (found === undefined) throw new Error(`${code} was not asked`)
    return found.id
  }
  return {
    ...round,
    dataRequestId: idOf(authority),
    authorityId: round.officer.authorityId,
    authorityCode: authority,
    foreignDataRequestId: idOf(foreignAuthority),
  }
}

/** What `aRound` opens unless it is told otherwise. */
export const usualRound: OpenRound = {
  collectionId: 'illegal-homes',
  title: 'Children in illegal homes, September 2024',
  referenceOn: day('2024-09-01'),
  issueOn: day('2024-09-02'),
  dueOn: day('2024-10-31'),
  closesOn: day('2024-11-15'),
  contact: 'returns@office.example',
}

/** People of an authority, of the office and of another authority. */
async function aCast(db: Db, authority = '330', foreignAuthority = '202'): Promise<Cast> {
  return await asViewer(db, system, async (trx) => {
    const [own, foreign] = [await idOfAuthority(trx, authority), await idOfAuthority(trx, foreignAuthority)]
    const member = async <Role extends 'officer' | 'signatory'>(role: Role, authorityId: AuthorityId) => ({
      role,
      personId: await insertMember(trx, role, authorityId),
      authorityId,
    })
    return {
      officer: await member('officer', own),
      signatory: await member('signatory', own),
      foreigner: await member('officer', foreign),
      analyst: { role: 'analyst', personId: await insertMember(trx, 'analyst') },
      approver: { role: 'approver', personId: await insertMember(trx, 'approver') },
      as: (viewer, when) => contextOf(db, viewer, when),
    }
  })
}

type Role = 'officer' | 'signatory' | 'analyst' | 'approver'

/** A new person with one membership. */
export const aMember = (db: Db, role: Role, authorityId: AuthorityId | null = null): Promise<PersonId> =>
  asViewer(db, system, (trx) => insertMember(trx, role, authorityId))

async function insertMember(trx: Trx, role: Role, authorityId: AuthorityId | null = null): Promise<PersonId> {
  const personId = PersonId.parse(randomUUID())
  await insertPerson(trx, { id: personId, name: `Some ${role}`, email: `${personId}@people.example` })
  await insertMembership(trx, { id: MembershipId.parse(randomUUID()), personId, authorityId, role })
  return personId
}

/** The membership that a viewer of a cast acts as. */
export const membershipIdOf = (db: Db, viewer: AuthorityViewer | OfficeViewer): Promise<MembershipId> =>
  asViewer(db, system, async (trx) => {
    const found = await findMembershipOf(trx, { authorityId: null, ...viewer })
    if (found === undefined) throw new Error('this viewer has no membership')
    return found.id
  })

/** The public key of a new pair for a supplier's system. */
export async function aClientKey() {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ])
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey)
  return { kty, crv, x, y }
}

/** The requests of a round as the system sees them: by code of authority. */
export const requestsOf = (db: Db, roundId: RoundId) =>
  asViewer(db, system, (trx) =>
    trx
      .selectFrom('dataRequests')
      .innerJoin('authorities', 'authorities.id', 'dataRequests.authorityId')
      .selectAll('dataRequests')
      .select('authorities.code')
      .where('roundId', '=', roundId)
      .orderBy('authorities.code')
      .execute(),
  )

/** What an authority's record and notices say about a request, oldest first. */
export const told = (db: Db, viewer: Viewer, dataRequestId: DataRequestId) =>
  asViewer(db, viewer, async (trx) => ({
    events: await trx
      .selectFrom('auditEvents')
      .select(['type', 'personId', 'details'])
      .where('dataRequestId', '=', dataRequestId)
      .orderBy('seq')
      .execute(),
    notices: await trx
      .selectFrom('notices')
      .select(['kind', 'recipients'])
      .where('dataRequestId', '=', dataRequestId)
      .orderBy('id')
      .execute(),
  }))

async function idOfAuthority(trx: Trx, code: string): Promise<AuthorityId> {
  const { id } = await trx
    .selectFrom('authorities')
    .select('id')
    .where('code', '=', code)
    .executeTakeFirstOrThrow()
  return id
}
