import {
  getBrokenAddress,
  holdContacts,
  listBrokenOf,
  listContactsWantedFrom,
} from '@rollcall/database/broken-addresses'
import type { Trx } from '@rollcall/database/connect'
import { insertMessages } from '@rollcall/database/messages'
import { membershipsOf } from '@rollcall/database/people'
import { listRecipients, type Recipient } from '@rollcall/database/recipients'
import type { AuthorityId, BrokenAddressId, PersonId } from '@rollcall/domain/ids'
import type { Context } from './context.ts'
import { nextOfficeMoment } from './office-moment.ts'

type When = Pick<Context, 'now' | 'today'>

/**
 * Asks the others of each authority that somebody acts for to name another contact, as messages to that person come back: those of its
 * signatories who can be reached, or else its officers. What that person was asked to do about a colleague, others are asked now. Says
 * whether there is something to send.
 */
export async function wantContact(when: When, trx: Trx, id: BrokenAddressId): Promise<boolean> {
  const { personId } = await getBrokenAddress(trx, id)
  const authorityIds = await authoritiesOf(trx, personId)
  await holdContacts(trx, authorityIds)
  let added = 0
  for (const about of [id, ...(await listContactsWantedFrom(trx, personId))])
    added += await ask(when, trx, about)
  return added > 0
}

const authoritiesOf = async (trx: Trx, personId: PersonId): Promise<AuthorityId[]> => [
  ...new Set((await membershipsOf(trx, personId)).flatMap(({ authorityId }) => authorityId ?? [])),
]

/** Writes to those who have not been written to about an address, and says how many they are. */
async function ask(when: When, trx: Trx, id: BrokenAddressId): Promise<number> {
  const { personId } = await getBrokenAddress(trx, id)
  let added = 0
  for (const authorityId of await authoritiesOf(trx, personId)) {
    const people = await reachable(when, trx, authorityId, personId)
    added += await insertMessages(
      trx,
      people.map((one) => ({
        ...{ kind: 'contact wanted', step: `${id} ${authorityId}`, aboutId: id, authorityId, ...one },
        sendAfter: nextOfficeMoment(when.now),
      })),
    )
  }
  return added
}

/** The signatories of an authority who can be written to, or where there is none everybody else; never the person it is about. */
async function reachable(
  { today }: When,
  trx: Trx,
  authorityId: AuthorityId,
  about: PersonId,
): Promise<readonly Recipient[]> {
  const people = await listRecipients(trx, { authorityId, roles: ['signatory', 'officer'], today })
  const broken = await listBrokenOf(
    trx,
    people.map(({ personId }) => personId),
  )
  const working = people.filter(
    ({ personId }) => personId !== about && !broken.some((one) => one.personId === personId),
  )
  const signatories = working.filter(({ writtenAs }) => writtenAs === 'signatory')
  return signatories.length > 0 ? signatories : working
}
