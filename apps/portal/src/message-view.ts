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
  page: PageNumber,
})

/** Which messages a list shows, and which page of them. */
export type MessageView = Pick<MessageFilter, 'state' | 'kind' | 'text'> & { readonly page: number }
