import type { Context } from '@rollcall/actions/context'
import { sweepContents } from '@rollcall/actions/sweep-contents'
import { forgetOldAnswers } from '@rollcall/database/idempotency-keys'
import { forgetOldInvitations } from '@rollcall/database/invitations'
import { forgetOldSessions } from '@rollcall/database/old-sessions'
import { sweepOutbox } from '@rollcall/database/outbox'
import { forgetOldAttempts } from '@rollcall/database/sign-in-attempts'
import { asViewer } from '@rollcall/database/transaction'

const day = 24 * 60 * 60_000
const keptDays = { outbox: 7, answers: 2, sessions: 30, attempts: 2, invitations: 60 }

/** Removes what nobody will ask for again: work done, answers kept for requests sent twice, sessions, attempts to sign in and invitations that are over, uploads never finished. */
export async function sweep(context: Context): Promise<void> {
  const ago = (days: number) => new Date(context.now.getTime() - days * day)
  await asViewer(context.db, context.viewer, (trx) => sweepOutbox(trx, ago(keptDays.outbox)))
  await asViewer(context.db, context.viewer, (trx) => forgetOldAnswers(trx, ago(keptDays.answers)))
  await asViewer(context.db, context.viewer, (trx) => forgetOldSessions(trx, ago(keptDays.sessions)))
  await asViewer(context.db, context.viewer, (trx) => forgetOldAttempts(trx, ago(keptDays.attempts)))
  await asViewer(context.db, context.viewer, (trx) => forgetOldInvitations(trx, ago(keptDays.invitations)))
  await sweepContents(context)
}
