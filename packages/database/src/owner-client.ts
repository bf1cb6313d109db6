import pg from 'pg'

/** One connection as the owner of the database, for what only migrations may do. */
export async function withOwner<Result>(
  ownerUrl: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'rollcall migrations' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
