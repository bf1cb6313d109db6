/** Rows in lots that one statement can carry: Postgres takes 65,535 parameters at most. */
export function* batches<Row>(rows: readonly Row[], size = 1000): Generator<Row[]> {
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, from + size)
}
