/**
 * How a column is compared with a value that may be null, for which a row then has none either: by an index. Postgres reads every row for
 * `is not distinct from`.
 */
export const sameAs = (value: unknown): 'is' | '=' => (value === null ? 'is' : '=')
