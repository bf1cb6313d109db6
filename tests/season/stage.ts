import { randomUUID } from 'node:crypto'
import { approveRound } from '@rollcall/actions/approve-round'
import type { Context } from '@rollcall/actions/context'
import { issueRound } from '@rollcall/actions/issue-round'
import { loadAuthorities } from '@rollcall/actions/load-authorities'
import { openRound } from '@rollcall/actions/open-round'
import { authorities } from '@rollcall/collections/authorities/authorities'
import type { Db } from '@rollcall/database/connect'
import { insertMembership, insertPerson } from '@rollcall/database/people'
import { asViewer } from '@rollcall/database/transaction'
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
import { contextOf, day, requestsOf, usualRound } from '../support/builders.ts'
import { moment, season, shown } from './times.ts'

/** One authority in the season, with what its people need to know to go on. */
export interface Actor {
  readonly code: string
  readonly authorityId: AuthorityId
  readonly dataRequestId: DataRequestId
  readonly officer: AuthorityViewer
  readonly signatory: AuthorityViewer
  /** Its officers' memberships, by their number. */
  readonly officers: Map<number, MembershipId>
  readonly signs: MembershipId
}

export interface Stage {
  readonly db: Db
  readonly roundId: RoundId
  readonly analyst: OfficeViewer
  readonly approver: OfficeViewer
  readonly actors: ReadonlyMap<string, Actor>
  as(viewer: Viewer, now: Date): Context
}

export const addressOf = (role: 'officer' | 'signatory', code: string, number = 1): string =>
  `${role}-${number}@${code}.example`
export const officeAddresses = ['analyst@office.example', 'approver@office.example'] as const

/** Opens and issues the season's round to these authorities. Each has two officers and a signatory; the first officer acts. */
export async function setStage(db: Db, key: string, codes: readonly string[]): Promise<Stage> {
  const masterKeys = [masterKey(key)] as const
  const keys = keysUnder(() => masterKeys)
  const as = (viewer: Viewer, now: Date) => ({
    ...contextOf(db, viewer, { today: shown(now).date, now }),
    keys,
  })
  const before = moment(day('2026-02-26'), '11:00')
  const table = authorities.filter(({ code }) => codes.includes(code))
  await loadAuthorities(as(system, before), table)

  const member = async (role: Viewer['role'], email: string, authorityId: AuthorityId | null) => {
    const personId = PersonId.parse(randomUUID())
    const membershipId = MembershipId.parse(randomUUID())
    await asViewer(db, system, async (trx) => {
      await insertPerson(trx, { id: personId, name: `Person of ${email.split('@')[0]}`, email })
      if (role !== 'system') await insertMembership(trx, { id: membershipId, personId, authorityId, role })
    })
    return { personId, membershipId }
  }
  const analyst = {
    role: 'analyst',
    personId: (await member('analyst', officeAddresses[0], null)).personId,
  } as const
  const approver = {
    role: 'approver',
    personId: (await member('approver', officeAddresses[1], null)).personId,
  } as const
  const ids = await asViewer(db, system, (trx) =>
    trx.selectFrom('authorities').select(['id', 'code']).execute(),
  )
  const people = new Map<string, Omit<Actor, 'dataRequestId'>>()
  for (const { id: authorityId, code } of ids) {
    const [first, second] = [
      await member('officer', addressOf('officer', code), authorityId),
      await member('officer', addressOf('officer', code, 2), authorityId),
    ]
    const { personId, membershipId: signs } = await member(
      'signatory',
      addressOf('signatory', code),
      authorityId,
    )
    people.set(code, {
      ...{ code, authorityId, signs },
      officer: { role: 'officer', authorityId, personId: first.personId },
      signatory: { role: 'signatory', authorityId, personId },
      officers: new Map([
        [1, first.membershipId],
        [2, second.membershipId],
      ]),
    })
  }
  const { issueOn, dueOn, closesOn } = season
  const { roundId } = await openRound(as(analyst, before), { ...usualRound, issueOn, dueOn, closesOn })
  await approveRound(as(approver, before), { roundId, revision: 1 })
  await issueRound(as(analyst, moment(issueOn, '11:00')), { roundId })
  const requests = await requestsOf(db, roundId)
  const actors = new Map(
    requests.map(({ id: dataRequestId, code }) => {
      const own = people.get(code)
      if (own === undefined) throw new Error(`${code} has no people`)
      return [code, { ...own, dataRequestId }]
    }),
  )
  return { db, roundId, analyst, approver, actors, as }
}
