import type { Db } from '@rollcall/database/connect'
import { asViewer } from '@rollcall/database/transaction'
import type { PersonId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'

/** The address that somebody can be written to at. */
export const emailOf = async (db: Db, { personId }: { readonly personId: PersonId }): Promise<string> => {
  const { email } = await asViewer(db, system, (trx) =>
    trx.selectFrom('people').select('email').where('id', '=', personId).executeTakeFirstOrThrow(),
  )
  return email
}
