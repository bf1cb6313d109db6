import { acceptReturn } from '@rollcall/actions/accept-return'
import { closeDataQuery } from '@rollcall/actions/close-data-query'
import { excludeReturn } from '@rollcall/actions/exclude-return'
import { raiseDataQuery } from '@rollcall/actions/raise-data-query'
import { reopenReturn } from '@rollcall/actions/reopen-return'
import { updateDataRequest } from '@rollcall/database/data-requests'
import { updateRound } from '@rollcall/database/rounds'
import { asViewer } from '@rollcall/database/transaction'
import type { DataQueryId } from '@rollcall/domain/ids'
import type { RequestState } from '@rollcall/domain/request-life'
import type { RoundState } from '@rollcall/domain/round-life'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { day } from '../support/builders.ts'
import { acceptAndCount, aSignedReturn, standing } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'

const { db } = testDatabase()

const acts = ['accept', 'exclude', 'reopen', 'raise', 'close'] as const
type Act = (typeof acts)[number]
/** How a return stands: the state of its request, and whether it is accepted where that is not all the same. */
type Stands = Exclude<RequestState, 'queried'> | 'queried, signed' | 'queried, accepted'

// What the office may do with a return, and what becomes of it. 'refused' leaves everything as it was.
const table: Record<Stands, Record<Act, RequestState | 'refused'>> = {
  'not-started': refusedBut({ close: 'not-started' }),
  'in-progress': refusedBut({ close: 'in-progress' }),
  'needs-answers': refusedBut({ close: 'needs-answers' }),
  'awaiting-sign-off': refusedBut({ close: 'awaiting-sign-off' }),
  signed: refusedBut({
    accept: 'accepted',
    exclude: 'excluded',
    reopen: 'in-progress',
    raise: 'queried',
    close: 'signed',
  }),
  'queried, signed': refusedBut({
    exclude: 'excluded',
    reopen: 'in-progress',
    raise: 'queried',
    close: 'signed',
  }),
  'queried, accepted': refusedBut({
    exclude: 'excluded',
    reopen: 'in-progress',
    raise: 'queried',
    close: 'accepted',
  }),
  accepted: refusedBut({ exclude: 'excluded', reopen: 'in-progress', raise: 'queried', close: 'accepted' }),
  excluded: refusedBut({ reopen: 'in-progress', close: 'excluded' }),
  // A version was sent and not signed before the close.
  'no-return': refusedBut({ reopen: 'in-progress', close: 'no-return' }),
}

function refusedBut(allowed: Partial<Record<Act, RequestState>>): Record<Act, RequestState | 'refused'> {
  return {
    accept: 'refused',
    exclude: 'refused',
    reopen: 'refused',
    raise: 'refused',
    close: 'refused',
    ...allowed,
  }
}

const asking = { about: { kind: 'return' }, dueOn: day('2024-10-08'), text: 'Is that all?' } as const

/** A return that stands so, asked about where it is to be closed. */
async function standingSo(stands: Stands, act: Act) {
  const signed = await aSignedReturn(db)
  const { as, analyst, dataRequestId, submissionId } = signed
  const isAccepted = stands === 'accepted' || stands === 'queried, accepted'
  if (isAccepted) await acceptAndCount(signed, signed, submissionId)
  const isAsked = act === 'close' || stands.startsWith('queried')
  const query = isAsked ? await raiseDataQuery(as(analyst), { dataRequestId, ...asking }) : undefined
  const state = stands.startsWith('queried') ? 'queried' : (stands as RequestState)
  await asViewer(db, system, (trx) => updateDataRequest(trx, dataRequestId, { state }))
  return { ...signed, dataQueryId: query?.dataQueryId }
}

type Case = Awaited<ReturnType<typeof standingSo>>

const doing: Record<Act, (given: Case) => Promise<unknown>> = {
  accept: ({ as, analyst, dataRequestId }) => acceptReturn(as(analyst), { dataRequestId }),
  exclude: ({ as, analyst, dataRequestId }) =>
    excludeReturn(as(analyst), { dataRequestId, reason: 'Half the children are missing.' }),
  reopen: ({ as, analyst, dataRequestId }) =>
    reopenReturn(as(analyst), { dataRequestId, reason: 'They asked for it.' }),
  raise: ({ as, analyst, dataRequestId }) => raiseDataQuery(as(analyst), { dataRequestId, ...asking }),
  close: ({ as, analyst, dataQueryId }) =>
    closeDataQuery(as(analyst), { dataQueryId: dataQueryId as DataQueryId }),
}

const everythingOf = async ({ dataRequestId, officer }: Case) => ({
  standing: await standing(db, dataRequestId),
  events: await asViewer(db, officer, (trx) =>
    trx.selectFrom('auditEvents').select(['type', 'details']).orderBy('seq').execute(),
  ),
  notices: await asViewer(db, officer, (trx) => trx.selectFrom('notices').select('id').execute()),
})

for (const [stands, outcomes] of Object.entries(table) as [Stands, (typeof table)[Stands]][]) {
  for (const act of acts) {
    const outcome = outcomes[act]
    test(`${stands}: ${act} → ${outcome}`, async () => {
      const given = await standingSo(stands, act)
      const before = await everythingOf(given)

      const done = doing[act](given)

      if (outcome === 'refused') {
        await expect(done).rejects.toMatchObject({ code: 'REQUEST_STATE', kind: 'conflict' })
        expect(await everythingOf(given)).toEqual(before)
        return
      }
      await done
      const { request, contributions } = await standing(db, given.dataRequestId)
      expect(request.state).toBe(outcome)
      const isOut = act === 'exclude' || act === 'reopen'
      expect(contributions).toHaveLength(isOut ? 0 : before.standing.contributions.length)
      if (isOut) expect(request.acceptedSubmissionId).toBeNull()
      expect((await everythingOf(given)).events).toHaveLength(before.events.length + 1)
    })
  }
}

const inRounds: Record<Exclude<RoundState, 'draft'>, readonly Act[]> = {
  open: ['accept', 'exclude', 'reopen', 'raise', 'close'],
  closed: ['accept', 'exclude', 'reopen', 'raise', 'close'],
  archived: [],
}

for (const [state, allowed] of Object.entries(inRounds) as [RoundState, readonly Act[]][]) {
  for (const act of acts) {
    test(`a signed return of a round that is ${state}: ${act} is ${allowed.includes(act) ? 'allowed' : 'refused'}`, async () => {
      const given = await standingSo('signed', act)
      const closed = state === 'open' ? {} : { closedAt: new Date() }
      await asViewer(db, system, (trx) => updateRound(trx, given.roundId, { state, ...closed }))
      const before = await everythingOf(given)

      const done = doing[act](given)

      if (allowed.includes(act)) await done
      else {
        await expect(done).rejects.toMatchObject({ code: 'ROUND_STATE' })
        expect(await everythingOf(given)).toEqual(before)
      }
    })
  }
}
