import type { RequestNotice } from '@rollcall/domain/request-notice'
import { z } from 'zod'

/** A notice as the API gives it. */
export const NoticeAnswer = z.object({
  subject: z.string(),
  to: z.string(),
  opening: z.array(z.string()),
  message: z.array(z.string()).describe('The office’s own words, by paragraph'),
  facts: z.array(z.object({ name: z.string(), value: z.string() })),
  items: z.array(z.object({ name: z.string(), says: z.string() })),
  paragraphs: z.array(z.string()),
  closing: z.string(),
})

/** The same lists as an answer may hold them. */
export const shownNotice = (notice: RequestNotice): z.infer<typeof NoticeAnswer> => ({
  ...notice,
  ...{ opening: [...notice.opening], message: [...notice.message], facts: [...notice.facts] },
  ...{ items: [...notice.items], paragraphs: [...notice.paragraphs] },
})
