import type { readNotice } from '@rollcall/actions/read-notice'
import { LetterId } from '@rollcall/domain/ids'
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
  letter: z
    .object({ letterId: LetterId, reference: z.string() })
    .nullable()
    .describe('The letter it stands in; null in a draft, or where there was none'),
})

type Noticed = Awaited<ReturnType<typeof readNotice>>

/** The same lists as an answer may hold them. */
export const shownNotice = ({ notice, letter }: Noticed): z.infer<typeof NoticeAnswer> => ({
  ...notice,
  ...{ opening: [...notice.opening], message: [...notice.message], facts: [...notice.facts] },
  ...{ items: [...notice.items], paragraphs: [...notice.paragraphs] },
  letter: letter ?? null,
})
