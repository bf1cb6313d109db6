import type { Message } from '@rollcall/database/messages'

/** What the record says of a message: which, to whom, and of which authority and round. Never its words or its address. */
export const recordOfMessage = ({
  id,
  kind,
  personId,
  authorityId,
  roundId,
}: Pick<Message, 'id' | 'kind' | 'personId' | 'authorityId' | 'roundId'>) => ({
  ...{ authorityId, ...(roundId !== null && { roundId }) },
  ...{ messageId: id, kind, personId },
})
