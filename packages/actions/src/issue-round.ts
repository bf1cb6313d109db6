import { recordEvents } from '@rollcall/database/audit-events'
import { insertDataKeys } from '@rollcall/database/data-keys'
import { insertDataRequests } from '@rollcall/database/data-requests'
import { listRoundAuthorities, lockRound, updateRound } from '@rollcall/database/rounds'
import { DataRequestId, RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { roundProblems } from '@rollcall/domain/round'
import { roundMust } from '@rollcall/domain/round-life'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { issueRequestLetters } from './request-letters.ts'
import { tell } from './tell.ts'
import { wordsBinding } from './words.ts'

export const IssueRound = z.object({ roundId: RoundId })
export type IssueRound = z.infer<typeof IssueRound>

/** Sends every authority that was chosen its formal request, each with a key of its own for what people will write. */
export async function issueRound(
  context: Context,
  { roundId }: IssueRound,
): Promise<{ readonly dataRequests: number }> {
  const { viewer } = context
  mustBeAllowed(viewer, 'issue a round')
  return await transact(context, async (trx) => {
    const round = await lockRound(trx, roundId)
    roundMust(round.state, 'issue')
    if (round.approvedBy === null) throw roundProblems.roundNotApproved()
    const requests = (await listRoundAuthorities(trx, roundId)).map(({ id: authorityId, ...asked }) => ({
      dataRequestId: DataRequestId.parse(crypto.randomUUID()),
      authorityId,
      ...asked,
    }))

    await updateRound(trx, roundId, { state: 'open', issuedBy: viewer.personId, issuedAt: context.now })
    await insertDataRequests(
      trx,
      requests.map(({ dataRequestId, authorityId }) => ({
        ...{ id: dataRequestId, roundId, authorityId },
        dueOn: round.dueOn,
        issuedAt: context.now,
      })),
    )
    await insertDataKeys(
      trx,
      requests.map(({ dataRequestId, authorityId }) => {
        const binding = wordsBinding(authorityId, dataRequestId)
        const { masterKeyId, bytes } = context.keys.newDataKey(binding).wrapped
        return { dataRequestId, authorityId, submissionId: null, binding, masterKeyId, wrapped: bytes }
      }),
    )
    const letters = await issueRequestLetters(context, trx, { roundId, asked: requests })
    await recordEvents(trx, context, [
      { type: 'round issued', roundId, dataRequests: requests.length, dueOn: round.dueOn },
      ...requests.map(({ dataRequestId, authorityId }) => ({
        type: 'data request issued',
        ...{ authorityId, roundId, dataRequestId },
        dueOn: round.dueOn,
        ...letters.get(dataRequestId),
      })),
    ])
    await tell(
      trx,
      requests.map(({ dataRequestId, authorityId }) => ({
        ...{ roundId, dataRequestId, authorityId },
        kind: 'data request issued',
        recipients: 'authority' as const,
      })),
    )
    return { dataRequests: requests.length }
  })
}
