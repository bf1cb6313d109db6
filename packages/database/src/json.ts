import type { ColumnType } from 'kysely'

/** A jsonb column: read as a value, written as JSON text, since pg would make an array into one of Postgres's own. */
export type Json<Value> = ColumnType<
  Value,
  null extends Value ? string | null : string,
  null extends Value ? string | null : string
>
