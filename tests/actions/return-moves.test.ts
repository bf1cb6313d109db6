import { askForSignOff } from '@rollcall/actions/ask-for-sign-off'
import type { Context } from '@rollcall/actions/context'
import { declareNil } from '@rollcall/actions/declare-nil'
import { explainFindings } from '@rollcall/actions/explain-findings'
import { sendBackReturn } from '@rollcall/actions/send-back-return'
import { signOffReturn } from '@rollcall/actions/sign-off-return'
import { asViewer } from '@rollcall/database/transaction'
import type { SubmissionId } from '@rollcall/domain/ids'
import {
  type RequestAct,
  type RequestState,
  requestMoves,
  requestStates,
} from '@rollcall/domain/request-life'
import { statementOfTruth } from '@rollcall/domain/sign-off'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { aWorkbook, check, everything, notANumber, send, storedRequest, veryLow } from '../support/returns.ts'

const { db } = testDatabase()
const [ready, odd, wrong] = await Promise.all([aWorkbook(), aWorkbook([veryLow]), aWorkbook([notANumber])])

type Cast = Awaited<ReturnType<typeof aDataRequest>> & {
  readonly submissionId: SubmissionId
  readonly sha256: string
}

/** A request with one version, put into a state however it may have come to it. */
async function aRequestThat(state: RequestState, roundState: 'open' | 'closed' = 'open'): Promise<Cast> {
  const cast = await aDataRequest(db)
  const { submissionId, sha256 } = await declareNil(cast.as(cast.officer), {
    dataRequestId: cast.dataRequestId,
  })
  await asViewer(db, system, async (trx) => {
    const acceptedSubmissionId = state === 'accepted' ? submissionId : null
    await trx
      .updateTable('dataRequests')
      .set({ state, acceptedSubmissionId })
      .where('id', '=', cast.dataRequestId)
      .execute()
    if (roundState === 'open') return
    await trx
      .updateTable('rounds')
      .set({ state: roundState, closedAt: new Date() })
      .where('id', '=', cast.roundId)
      .execute()
  })
  return { ...cast, submissionId, sha256 }
}

// What people do with a return, and what the table of moves calls it.
const acts: Readonly<
  Record<
    string,
    { act: RequestAct; by: 'officer' | 'signatory'; run(context: Context, cast: Cast): Promise<unknown> }
  >
> = {
  'a workbook is submitted': {
    act: 'submit',
    by: 'officer',
    run: (context, { dataRequestId }) => send(context, dataRequestId, ready),
  },
  'a return is signed off': {
    act: 'sign off',
    by: 'signatory',
    run: (context, { dataRequestId, sha256 }) =>
      signOffReturn(context, { dataRequestId, sha256, statement: statementOfTruth }),
  },
  'sign-off is asked for': {
    act: 'ask for sign-off',
    by: 'officer',
    run: (context, { dataRequestId }) => askForSignOff(context, { dataRequestId }),
  },
  'a return is sent back': {
    act: 'send back',
    by: 'signatory',
    run: (context, { dataRequestId }) =>
      sendBackReturn(context, { dataRequestId, reason: 'Two children are missing.' }),
  },
}

const cases = requestStates.flatMap((state) => Object.keys(acts).map((name) => ({ state, name })))

test.each(cases)(
  'of a request that is $state: $name, or is refused and nothing changes',
  async ({ state, name }) => {
    const { act, by, run } = acts[name] ?? expect.fail()
    const cast = await aRequestThat(state)
    const before = await everything(db, cast.dataRequestId)
    const next = requestMoves[state][act]

    const done = run(cast.as(cast[by]), cast)

    if (next === undefined) {
      await expect(done).rejects.toMatchObject({ code: 'REQUEST_STATE' })
      expect(await everything(db, cast.dataRequestId)).toEqual(before)
    } else {
      await done
      expect((await storedRequest(db, cast.dataRequestId)).state).toBe(next)
    }
  },
)

test.each(requestStates)(
  'of a request that is %s: nil is declared, or is refused and nothing changes',
  async (state) => {
    const cast = await aRequestThat(state)
    const before = await everything(db, cast.dataRequestId)

    const done = declareNil(cast.as(cast.officer), { dataRequestId: cast.dataRequestId })

    if (requestMoves[state].submit === undefined) {
      await expect(done).rejects.toMatchObject({ code: 'REQUEST_STATE' })
      expect(await everything(db, cast.dataRequestId)).toEqual(before)
    } else {
      expect(await done).toMatchObject({ version: 2, kind: 'nil' })
      expect((await storedRequest(db, cast.dataRequestId)).state).toBe('awaiting-sign-off')
    }
  },
)

test.each(requestStates)(
  'once the round is closed, a request that is %s takes a version only if it was reopened',
  async (state) => {
    const cast = await aRequestThat(state, 'closed')
    const before = await everything(db, cast.dataRequestId)
    const wasReopened = ['not-started', 'in-progress', 'needs-answers', 'awaiting-sign-off'].includes(state)

    const sent = send(cast.as(cast.officer), cast.dataRequestId, ready)

    if (wasReopened) await expect(sent).resolves.toMatchObject({ version: 2 })
    else {
      await expect(sent).rejects.toMatchObject({ code: 'ROUND_STATE' })
      expect(await everything(db, cast.dataRequestId)).toEqual(before)
    }
  },
)

// A check comes to one of three, whatever has become of the request meanwhile; where its round has closed it stays ended.
const outcomes = [
  { act: 'find nothing', file: ready },
  { act: 'find queries', file: odd },
  { act: 'find errors', file: wrong },
] as const

test.each(
  outcomes.flatMap((outcome) =>
    (['in-progress', 'no-return', 'excluded'] as const).map((state) => ({ ...outcome, state })),
  ),
)('a check comes to "$act" for a request that is $state', async ({ act, file, state }) => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const { submissionId } = await send(as(officer), dataRequestId, file)
  await asViewer(db, system, (trx) =>
    trx.updateTable('dataRequests').set({ state }).where('id', '=', dataRequestId).execute(),
  )

  await check({ db }, submissionId)

  expect((await storedRequest(db, dataRequestId)).state).toBe(requestMoves[state][act] ?? state)
})

const beingChecked: readonly RequestState[] = ['in-progress', 'needs-answers', 'awaiting-sign-off']

test.each(requestStates)(
  'of a request that is %s: a query is explained, or that is refused and nothing changes',
  async (state) => {
    const { as, officer, dataRequestId } = await aDataRequest(db)
    const { submissionId } = await send(as(officer), dataRequestId, odd)
    await check({ db }, submissionId)
    await asViewer(db, system, (trx) =>
      trx
        .updateTable('dataRequests')
        .set({ state, acceptedSubmissionId: state === 'accepted' ? submissionId : null })
        .where('id', '=', dataRequestId)
        .execute(),
    )
    const before = await everything(db, dataRequestId)

    const done = explainFindings(as(officer), {
      submissionId,
      explanations: [{ findings: [1], text: 'A short stay.' }],
    })

    if (beingChecked.includes(state)) {
      expect(await done).toMatchObject({ submissionState: 'ready', requestState: 'awaiting-sign-off' })
    } else {
      await expect(done).rejects.toMatchObject({ code: 'REQUEST_STATE' })
      expect(await everything(db, dataRequestId)).toEqual(before)
    }
  },
)
