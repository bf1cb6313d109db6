import type { MessageKind } from './message-kind.ts'
import { messagesOfPeople } from './messages/of-people.ts'
import { messagesOfReminders } from './messages/of-reminders.ts'
import { messagesOfReturns } from './messages/of-returns.ts'

/** Every kind of message that Rollcall writes. */
export const messageKinds: readonly MessageKind[] = [
  ...messagesOfReturns,
  ...messagesOfReminders,
  ...messagesOfPeople,
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
