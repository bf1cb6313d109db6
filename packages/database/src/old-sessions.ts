import type { Trx } from './connect.ts'

/** Removes sessions and sign-in links that were over before this moment. */
export async function forgetOldSessions(trx: Trx, before: Date): Promise<void> {
  await trx
    .deleteFrom('sessions')
    .where((eb) => eb.or([eb('endedAt', '<', before), eb('endsAt', '<', before)]))
    .execute()
  await trx.deleteFrom('signInLinks').where('expiresAt', '<', before).execute()
}
