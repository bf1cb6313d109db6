import { type InvitePerson, invitePerson } from '@rollcall/actions/invite-person'
import { registerClient } from '@rollcall/actions/register-client'
import type { Db } from '@rollcall/database/connect'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { exportJWK, generateKeyPair } from 'jose'
import type { Credentials } from './api-client.ts'

type Role = InvitePerson['role']

export interface ApiPeople {
  readonly analyst: Credentials
  readonly approver: Credentials
  /** Of each authority, in the order of the codes that were asked for. */
  readonly authorities: readonly {
    readonly code: string
    readonly officer: Credentials
    readonly signatory: Credentials
  }[]
}

/** People of the office and of some authorities, each with a supplier's system that acts as them. */
export async function apiPeople(db: Db, codes: readonly string[]): Promise<ApiPeople> {
  const authorities = await asViewer(db, system, (trx) =>
    trx.selectFrom('authorities').select(['id', 'code']).where('code', 'in', codes).orderBy('code').execute(),
  )
  const of = (role: Role, whose?: (typeof authorities)[number]) => aPerson(db, role, whose)
  return {
    analyst: await of('analyst'),
    approver: await of('approver'),
    authorities: await Promise.all(
      authorities.map(async (authority) => ({
        code: authority.code,
        officer: await of('officer', authority),
        signatory: await of('signatory', authority),
      })),
    ),
  }
}

async function aPerson(
  db: Db,
  role: Role,
  authority?: { readonly id: NonNullable<InvitePerson['authorityId']>; readonly code: string },
): Promise<Credentials> {
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const context = { db, viewer: system, now: new Date() }
  const email = `${role}-${authority?.code ?? 'office'}@people.example`
  const { membershipId } = await invitePerson(context, {
    ...{ name: `Some ${role}`, email, role },
    ...(authority && { authorityId: authority.id }),
  })
  const publicJwk = { ...(await exportJWK(publicKey)) }
  const { clientId } = await registerClient(context, { name: 'Some system', publicJwk, membershipId })
  return { clientId, privateKey }
}
