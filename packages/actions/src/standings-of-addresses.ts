import { getBrokenAddress } from '@rollcall/database/broken-addresses'
import { membershipsOf } from '@rollcall/database/people'
import { BrokenAddressId } from '@rollcall/domain/ids'
import { notNeeded } from './message-about.ts'
import type { ReadStanding } from './message-standing.ts'
import { roleWords } from './role-words.ts'

/** Messages about addresses that do not work. */
export const standingsOfAddresses: Readonly<Record<string, ReadStanding>> = {
  'contact wanted': async (_, trx, { aboutId, authorityId }) => {
    const broken = await getBrokenAddress(trx, BrokenAddressId.parse(aboutId))
    const { person, address, email, clearedAt, personId } = broken
    const theirs = (await membershipsOf(trx, personId)).find((one) => one.authorityId === authorityId)
    if (clearedAt !== null) return notNeeded('The address works again.')
    if (email !== address) return notNeeded('They have another address now.')
    if (theirs === undefined) return notNeeded('They no longer act for the authority.')
    const { role, authority } = theirs
    return { facts: { person, address, role: roleWords[role], authority: authority ?? '' }, path: '/people' }
  },
}
