import { Problem } from '@rollcall/domain/problem'
import { z } from 'zod'
import { sound } from './sound-text.ts'

/** What a list may be asked with: `?limit=50&cursor=…`. */
export const Paging = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50).describe('How many at most'),
  cursor: z.string().max(1000).optional().describe('`nextCursor` of the page before; left out for the first'),
})

/** A page of a list: what is on it, and what to ask the next one with. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().describe('Null on the last page'),
  })

/**
 * A page from rows that were asked for one more than `limit`: that one says whether there is a next page.
 * `after` is what the next page begins behind.
 */
export function paged<Row, After>(rows: readonly Row[], limit: number, after: (row: Row) => After) {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const isMore = rows.length > limit && last !== undefined
  return { items, nextCursor: isMore ? writeCursor(after(last)) : null }
}

/** Where a page begins, or `undefined` for the first. */
export function readCursor<After extends z.ZodType>(
  schema: After,
  cursor: string | undefined,
): z.output<After> | undefined {
  if (cursor === undefined) return undefined
  const read = sound(schema).safeParse(parsed(cursor))
  if (read.success) return read.data
  throw new Problem(
    'invalid',
    'CURSOR_WRONG',
    'This cursor is not one that a list gave. Leave it out to begin with the first page.',
  )
}

const writeCursor = (after: unknown): string => Buffer.from(JSON.stringify(after)).toString('base64url')

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}
