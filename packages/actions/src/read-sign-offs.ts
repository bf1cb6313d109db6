import { getDataRequest } from '@rollcall/database/data-requests'
import { findSignOffRequest } from '@rollcall/database/sign-off-requests'
import { listSignOffs } from '@rollcall/database/sign-offs'
import type { DataRequestId } from '@rollcall/domain/ids'
import { isOffice } from '@rollcall/domain/viewer'
import { type Context, transact } from './context.ts'
import { wordsReader } from './words.ts'

/** Who asked for the newest version of a return to be signed, and every sign-off so far, newest first. */
export const readSignOffs = (context: Context, dataRequestId: DataRequestId) =>
  transact(context, async (trx) => {
    const { currentSubmissionId: submissionId } = await getDataRequest(trx, dataRequestId)
    const asked = submissionId ? await findSignOffRequest(trx, submissionId) : undefined
    const signOffs = await listSignOffs(trx, dataRequestId)
    if (submissionId === null || asked === undefined) return { asked: null, signOffs }
    const { noteSealed, ...who } = asked
    // The note is between people of the authority.
    const words = isOffice(context.viewer) ? undefined : await wordsReader(context, trx, [dataRequestId])
    return { asked: { submissionId, ...who, note: words?.(dataRequestId, noteSealed) ?? null }, signOffs }
  })

/** That the newest version was sent for sign-off: by whom, when and with which note. */
export type SentForSignOff = NonNullable<Awaited<ReturnType<typeof readSignOffs>>['asked']>
