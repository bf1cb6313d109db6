import type { Mailer } from '@rollcall/platform/mail'

/** What an action needs that writes to people. */
export interface Mailing {
  readonly mailer: Mailer
  /** Where the links of a letter lead. */
  readonly portalUrl: string
}
