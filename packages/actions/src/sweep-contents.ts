import { deleteUnfinishedOlderThan } from '@rollcall/database/contents'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { type Context, transact } from './context.ts'

const hours = 1

/** Removes what uploads that never ended have left behind, and says how many they were. */
export async function sweepContents(context: Pick<Context, 'db' | 'viewer'>): Promise<number> {
  mustBeAllowed(context.viewer, 'sweep contents')
  return await transact(context, (trx) => deleteUnfinishedOlderThan(trx, hours))
}
