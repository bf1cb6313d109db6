import { sql } from 'kysely'

/** Words of ours as a list that stands in a query, and not beside it: Postgres then sees which index holds just those. */
export const literals = (words: readonly string[]) => sql.join(words.map((word) => sql.lit(word)))
