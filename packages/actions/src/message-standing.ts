import type { Trx } from '@rollcall/database/connect'
import { isSaidLater } from '@rollcall/database/later-messages'
import type { ClaimedMessage } from '@rollcall/database/messages'
import type { Fact } from '@rollcall/domain/message-kind'
import type { Context } from './context.ts'
import { notNeeded } from './message-about.ts'
import { standingsOfAddresses } from './standings-of-addresses.ts'
import { standingsOfDataQueries } from './standings-of-data-queries.ts'
import { standingsOfDecisions } from './standings-of-decisions.ts'
import { standingsOfLetters } from './standings-of-letters.ts'
import { standingsOfOffice } from './standings-of-office.ts'
import { standingsOfPeople } from './standings-of-people.ts'
import { standingsOfPublication } from './standings-of-publication.ts'
import { standingsOfReminders } from './standings-of-reminders.ts'
import { standingsOfRequests } from './standings-of-requests.ts'
import { standingsOfReturns } from './standings-of-returns.ts'
import { standingsOfRounds } from './standings-of-rounds.ts'

/** How what a message is about stands at this moment. */
export interface Standing {
  /** Why the message need not be sent any more, where that is so. */
  readonly notNeeded?: string | undefined
  /** What its wording may name, beside what every message may. */
  readonly facts: Readonly<Record<string, Fact>>
  /** Where its one link leads in the portal. */
  readonly path: string
  /** True where the link is a secret, which is not kept with the message. */
  readonly isSecret?: boolean
  /** What is kept as it begins to be sent, in the same transaction. Looking alone keeps nothing. */
  readonly begin?: () => Promise<void>
}

/** Looks again, at the moment of sending, whether a message is still needed, and at what it says. The message is held. */
export type ReadStanding = (context: Context, trx: Trx, message: ClaimedMessage) => Promise<Standing>

const standings: Readonly<Record<string, ReadStanding>> = {
  ...standingsOfRequests,
  ...standingsOfRounds,
  ...standingsOfReturns,
  ...standingsOfDataQueries,
  ...standingsOfDecisions,
  ...standingsOfReminders,
  ...standingsOfLetters,
  ...standingsOfPublication,
  ...standingsOfOffice,
  ...standingsOfPeople,
  ...standingsOfAddresses,
}

/** How a message stands. A kind that nobody looks at is a mistake of ours and throws. */
export async function readStanding(context: Context, trx: Trx, message: ClaimedMessage): Promise<Standing> {
  const read = standings[message.kind]
  if (read === undefined) throw new Error(`nobody looks at how messages of the kind ${message.kind} stand`)
  if (await isSaidLater(trx, message, context.now)) return notNeeded('A later message says the same.')
  return await read(context, trx, message)
}
