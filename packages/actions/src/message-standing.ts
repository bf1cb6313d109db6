import type { Trx } from '@rollcall/database/connect'
import type { ClaimedMessage } from '@rollcall/database/messages'
import type { Fact } from '@rollcall/domain/message-kind'
import type { Context } from './context.ts'
import { standingsOfPeople } from './standings-of-people.ts'
import { standingsOfReminders } from './standings-of-reminders.ts'
import { standingsOfReturns } from './standings-of-returns.ts'

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
  ...standingsOfReturns,
  ...standingsOfReminders,
  ...standingsOfPeople,
}

/** How a message stands. A kind that nobody looks at is a mistake of ours and throws. */
export async function readStanding(context: Context, trx: Trx, message: ClaimedMessage): Promise<Standing> {
  const read = standings[message.kind]
  if (read === undefined) throw new Error(`nobody looks at how messages of the kind ${message.kind} stand`)
  return await read(context, trx, message)
}
