import { withOwner } from '@rollcall/database/owner-client'
import { runMigrations, DEFAULT_SCHEMA as schema } from 'bullmq'

/**
 * Gives BullMQ its tables, in a schema of their own, and the app's login the right to use them and no more: they belong to the owner.
 * It runs after our own migrations at every start; starting twice at once is safe.
 */
export async function prepareJobStore(ownerUrl: string, appRole = 'rollcall_app'): Promise<void> {
  await withOwner(ownerUrl, async (owner) => {
    await runMigrations(owner)
    const app = owner.escapeIdentifier(appRole)
    await owner.query(`
      begin;
      -- Two starts that grant at once would otherwise trip over each other in the catalogue.
      select pg_advisory_xact_lock(hashtext('rollcall job store'));
      grant usage on schema ${schema} to ${app};
      grant select, insert, update, delete on all tables in schema ${schema} to ${app};
      revoke insert, update, delete on ${schema}.migration from ${app};
      grant usage on all sequences in schema ${schema} to ${app};
      commit;
    `)
  })
}
