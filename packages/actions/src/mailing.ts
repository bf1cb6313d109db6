import type { Mailer } from '@rollcall/platform/mail'

/** What an action needs that writes to people. */
export interface Mailing {
  readonly mailer: Mailer
  /** Where the links of a letter lead. */
  readonly portalUrl: string
}

/** What sending messages needs. */
export interface Sending extends Mailing {
  /** How many messages may be begun in a minute, by all workers together. */
  readonly mailPerMinute: number
}
