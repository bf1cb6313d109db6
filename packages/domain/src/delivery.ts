import type { MessageState } from './message.ts'

export const becameOfMessage = ['delivered', 'came back', 'complained about', 'given up'] as const
/** What whoever carries mail says became of a message that they had taken. */
export type BecameOfMessage = (typeof becameOfMessage)[number]

interface Begun {
  readonly state: MessageState
  /** Whether it was ever begun to be handed over. */
  readonly wasBegun: boolean
}

// A message waits again where it was begun and nobody had it, as they said then: that they had it is heard later.
const underWay: readonly MessageState[] = ['waiting', 'sending', 'sent', 'unclear']
/** A server takes a message, and finds out later that it cannot deliver it; a person complains about what arrived. */
const stillMay: Readonly<Record<BecameOfMessage, readonly MessageState[]>> = {
  delivered: underWay,
  'given up': underWay,
  'came back': [...underWay, 'delivered'],
  'complained about': [...underWay, 'delivered'],
}

/** Whether what is said of a message is news. The same said twice, or too late, changes nothing. */
export const isNews = ({ state, wasBegun }: Begun, became: BecameOfMessage): boolean =>
  wasBegun && stillMay[became].includes(state)
