import { registerClient } from '@rollcall/actions/register-client'
import type { Db } from '@rollcall/database/connect'
import type { Authority } from '@rollcall/domain/authority'
import { MembershipId } from '@rollcall/domain/ids'
import { type Member, system } from '@rollcall/domain/viewer'
import { z } from 'zod'
import { inviteMember } from '../invite-member.ts'
import { type Api, connectApi } from './api.ts'
import { atOnce } from './at-once.ts'
import { newSupplierKey } from './supplier-key.ts'

/** A person of the demonstration, and the API as the system that acts for them uses it. */
export interface Actor {
  readonly name: string
  readonly membershipId: MembershipId
  readonly api: Api
}

export interface Office {
  readonly analyst: Actor
  readonly approver: Actor
}

/** One authority with the two people who answer for it. */
export interface Party {
  readonly authority: Authority
  readonly officer: Actor
  readonly signatory: Actor
}

interface Place {
  readonly db: Db
  readonly portalUrl: string
}

const Invited = z.object({ membershipId: MembershipId })
const Authorities = z.object({ items: z.array(z.object({ authorityId: z.string(), code: z.string() })) })

/** The first two people, and their systems, by the operator: with nobody in it, the portal has nobody to ask. */
export async function setUpOffice(place: Place): Promise<Office> {
  const one = async (role: 'analyst' | 'approver', name: string): Promise<Actor> => {
    const person = { name, email: `${role}@office.example`, role }
    const { membershipId } = await inviteMember(place.db, person)
    return { name, membershipId, api: await connected(place, membershipId, `${name}’s notebook`) }
  }
  return { analyst: await one('analyst', 'Ada Whitlock'), approver: await one('approver', 'Priya Sandhu') }
}

/**
 * An officer and a signatory for each authority, invited by the office through the API. Their systems are registered by the operator: the
 * office may not let a system act for an authority, and nobody there has signed in yet.
 */
export async function inviteParties(
  place: Place,
  { analyst, approver }: Office,
  authorities: readonly Authority[],
  step: () => void,
): Promise<Party[]> {
  const { items } = await analyst.api.get('/authorities', Authorities)
  const ids = new Map(items.map(({ authorityId, code }) => [code, authorityId]))
  const invite = async (inviter: Actor, authority: Authority, role: Member['role'], name: string) => {
    const email = `${role}.${authority.code}@authority.example`
    const body = { name, email, role, authorityId: ids.get(authority.code) }
    return (await inviter.api.post('/people', body, Invited)).membershipId
  }
  return await atOnce(8, [...authorities.entries()], async ([index, authority]) => {
    const [officer, signatory] = [nameOf(index), nameOf(index + 7919)]
    const officerId = await invite(analyst, authority, 'officer', officer)
    const signatoryId = await invite(approver, authority, 'signatory', signatory)

    const officerApi = await connected(place, officerId, systemOf(authority))
    const signatoryApi = await connected(place, signatoryId, systemOf(authority))
    step()
    return {
      authority,
      officer: { name: officer, membershipId: officerId, api: officerApi },
      signatory: { name: signatory, membershipId: signatoryId, api: signatoryApi },
    }
  })
}

async function connected({ db, portalUrl }: Place, membershipId: MembershipId, name: string): Promise<Api> {
  const key = newSupplierKey()
  const context = { db, viewer: system, now: new Date() }
  const { clientId } = await registerClient(context, { name, publicJwk: key.publicJwk, membershipId })
  return connectApi(portalUrl, { clientId, key })
}

const systemOf = ({ name }: Authority): string => `Case management, ${name}`

// Invented, as everybody here is.
// biome-ignore format: a list of names
const firstNames = [
  'Alex', 'Bea', 'Callum', 'Dilys', 'Ewan', 'Farah', 'Grace', 'Harpreet', 'Imogen', 'Jonah', 'Kemi', 'Liam',
  'Maya', 'Nadia', 'Owen', 'Petra', 'Rhys', 'Sunita', 'Tomasz', 'Uma', 'Viv', 'Wren', 'Yusuf',
]
// biome-ignore format: a list of names
const lastNames = [
  'Ashdown', 'Birchall', 'Cole', 'Dunmore', 'Eastwell', 'Farrow', 'Grantham', 'Holloway', 'Iqbal', 'Jessop',
  'Kirkbride', 'Langley', 'Marsh', 'Norcott', 'Okafor', 'Pendle', 'Rowley', 'Stroud', 'Thackray',
]

const nameOf = (place: number): string =>
  `${firstNames[place % firstNames.length]} ${lastNames[place % lastNames.length]}`
