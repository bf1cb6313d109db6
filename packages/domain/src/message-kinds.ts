import type { MessageKind } from './message-kind.ts'
import { messagesOfAddresses } from './messages/of-addresses.ts'
import { messagesOfDataQueries } from './messages/of-data-queries.ts'
import { messagesOfDecisions } from './messages/of-decisions.ts'
import { messagesOfLetters } from './messages/of-letters.ts'
import { messagesOfOffice } from './messages/of-office.ts'
import { messagesOfPeople } from './messages/of-people.ts'
import { messagesOfPublication } from './messages/of-publication.ts'
import { messagesOfReminders } from './messages/of-reminders.ts'
import { messagesOfRequests } from './messages/of-requests.ts'
import { messagesOfReturns } from './messages/of-returns.ts'
import { messagesOfRounds } from './messages/of-rounds.ts'

/** Every kind of message that Rollcall writes. */
export const messageKinds: readonly MessageKind[] = [
  ...messagesOfRequests,
  ...messagesOfRounds,
  ...messagesOfReturns,
  ...messagesOfDataQueries,
  ...messagesOfDecisions,
  ...messagesOfReminders,
  ...messagesOfLetters,
  ...messagesOfPublication,
  ...messagesOfOffice,
  ...messagesOfPeople,
  ...messagesOfAddresses,
]

const byName = new Map(messageKinds.map((kind) => [kind.kind, kind]))

/** A kind of message, or nothing where something is told in the portal alone. */
export const findMessageKind = (kind: string): MessageKind | undefined => byName.get(kind)

/** A kind of message; one that is not there is a mistake of ours and throws. */
export function messageKind(kind: string): MessageKind {
  const found = byName.get(kind)
  if (found === undefined) throw new Error(`there is no kind of message called ${kind}`)
  return found
}
