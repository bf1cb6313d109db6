import { recordEvent } from '@rollcall/database/audit-events'
import { holdAuthorities, listAuthorities, replaceAuthorities } from '@rollcall/database/authorities'
import type { Authority } from '@rollcall/domain/authority'
import { canonical } from '@rollcall/domain/canonical'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { type Context, transact } from './context.ts'

/** Puts a table of authorities into the database, or what has changed in it since the last time. Those not in it stay as they are. */
export async function loadAuthorities(
  context: Pick<Context, 'viewer' | 'db' | 'now'>,
  table: readonly Authority[],
): Promise<{ readonly changed: number }> {
  mustBeAllowed(context.viewer, 'load authorities')
  return await transact(context, async (trx) => {
    await holdAuthorities(trx)
    const known = new Map(
      (await listAuthorities(trx)).map((authority) => [authority.code, canonical(authority)]),
    )
    const changed = table.filter((authority) => known.get(authority.code) !== canonical(authority))
    if (changed.length > 0) {
      await replaceAuthorities(trx, changed)
      await recordEvent(trx, context, { type: 'authorities loaded', changed: changed.length })
    }
    return { changed: changed.length }
  })
}
