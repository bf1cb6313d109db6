import type { MessageFilter } from '@rollcall/database/listed-messages'
import { messageStates } from '@rollcall/domain/message'
import { z } from 'zod'
import { PageNumber } from './page-forms.ts'

const Typed = z.string().trim().min(1).max(100).optional().catch(undefined)

/** What the address of a list of messages says. What cannot be read is as if it had not been said. */
export const MessageQuery = z.object({
  state: z.enum(messageStates).optional().catch(undefined),
  kind: Typed,
  text: Typed,
  look: z.literal('yes').optional().catch(undefined),
  page: PageNumber,
})

/** Which messages a list shows, and which page of them. */
export type MessageView = Pick<MessageFilter, 'state' | 'kind' | 'text'> & {
  /** Only those that somebody has to look at. */
  readonly look?: 'yes' | undefined
  readonly page: number
}

/** The same, as it is read. */
export const filterOf = ({ look, ...view }: MessageView): MessageFilter & { readonly page: number } => ({
  ...view,
  isToLookAt: look === 'yes',
})
