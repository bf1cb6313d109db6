import type { Handed } from '@rollcall/platform/mail'

/** What is kept of an attempt that somebody took. */
export const taken = (now: Date) => ({ became: 'taken', said: null, at: now }) as const

/** What is kept of a message that somebody took. */
export const sentBy = (now: Date, { provider, id }: Handed) =>
  ({ state: 'sent', provider, providerId: id, sentAt: now, settledAt: null, why: null }) as const
