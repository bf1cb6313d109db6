import type { SavedFigures } from './saved-figures.ts'

// The one file that knows hyparquet-writer.

/** Figures as Apache Parquet: the columns of their table with their types, and all that is to be known of them as its metadata. */
export async function writeFiguresParquet({
  title,
  warning,
  about,
  table,
}: SavedFigures): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await import('hyparquet-writer')
  const bytes = parquetWriteBuffer({
    columnData: [
      ...table.columns.map(({ name, kind }, at) => ({
        name,
        type: types[kind],
        data: table.rows.map((row) => row[at] ?? null),
      })),
      { name: 'warning', type: 'STRING' as const, data: table.rows.map(() => warning) },
    ],
    kvMetadata: [['Title', title] as const, ['Not for publication', warning] as const, ...about].map(
      ([key, value]) => ({ key, value }),
    ),
    createdBy: 'Rollcall',
  })
  return new Uint8Array(bytes)
}

const types = { text: 'STRING', number: 'DOUBLE', whole: 'INT32' } as const
