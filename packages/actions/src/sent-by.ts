import type { Handed } from '@rollcall/platform/mail'

/** What is kept of a message that somebody took. */
export const sentBy = (now: Date, { provider, id }: Handed) =>
  ({ state: 'sent', provider, providerId: id, sentAt: now, settledAt: null, why: null }) as const
