import { answerQuestion } from '@rollcall/actions/answer-question'
import { approveRound } from '@rollcall/actions/approve-round'
import { askForExtension } from '@rollcall/actions/ask-for-extension'
import { askQuestion } from '@rollcall/actions/ask-question'
import { changeRound } from '@rollcall/actions/change-round'
import { closeRound } from '@rollcall/actions/close-round'
import { grantExtension } from '@rollcall/actions/grant-extension'
import { issueRound } from '@rollcall/actions/issue-round'
import { rehearseRound } from '@rollcall/actions/rehearse-round'
import { lockRound, updateRound } from '@rollcall/database/rounds'
import { asViewer } from '@rollcall/database/transaction'
import type { DataRequestId, RoundId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aRound, type Cast, day, requestsOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'

const { db } = testDatabase()

const stands = ['draft', 'approved', 'open', 'closed', 'archived'] as const
type Stands = (typeof stands)[number]

interface Scene extends Cast {
  readonly roundId: RoundId
  readonly revision: number
  readonly dataRequestId: DataRequestId | undefined
}

const until = day('2024-11-10')
const over = { today: day('2024-11-20') }
const request = ({ dataRequestId }: Scene): DataRequestId => dataRequestId ?? expect.fail('not issued')

const acts = {
  change: ({ as, analyst, roundId, revision }) =>
    changeRound(as(analyst), { roundId, revision, title: 'Another title' }),
  rehearse: ({ as, analyst, roundId }) => rehearseRound(as(analyst), { roundId, returns: 1, mistakes: 0 }),
  approve: ({ as, approver, roundId, revision }) => approveRound(as(approver), { roundId, revision }),
  issue: ({ as, analyst, roundId }) => issueRound(as(analyst), { roundId }),
  close: ({ as, analyst, roundId }) => closeRound(as(analyst, over), { roundId }),
  'publish an answer': ({ as, analyst, roundId }) =>
    answerQuestion(as(analyst), { roundId, question: 'Do tents count?', answer: 'Yes.' }),
  'ask a question': (scene) =>
    askQuestion(scene.as(scene.officer), { dataRequestId: request(scene), text: 'Do tents count?' }),
  'ask for an extension': (scene) =>
    askForExtension(scene.as(scene.officer), { dataRequestId: request(scene), until, reason: 'A flood.' }),
  'grant an extension': (scene) =>
    grantExtension(scene.as(scene.analyst), { dataRequestId: request(scene), until, reason: 'A flood.' }),
} satisfies Record<string, (scene: Scene) => Promise<unknown>>
type Act = keyof typeof acts

// What each state allows: the state it leaves the round in, or the refusal. Before the issue there is nothing to ask about.
const none = 'nothing to try'
const no = 'ROUND_STATE'
const table: Record<Act, Record<Stands, string>> = {
  change: { draft: 'draft', approved: 'draft', open: no, closed: no, archived: no },
  rehearse: { draft: 'draft', approved: 'approved', open: no, closed: no, archived: no },
  approve: { draft: 'approved', approved: 'ROUND_APPROVED', open: no, closed: no, archived: no },
  issue: { draft: 'ROUND_NOT_APPROVED', approved: 'open', open: no, closed: no, archived: no },
  close: { draft: no, approved: no, open: 'closed', closed: no, archived: no },
  'publish an answer': { draft: no, approved: no, open: 'open', closed: 'closed', archived: no },
  'ask a question': { draft: none, approved: none, open: 'open', closed: 'closed', archived: no },
  'ask for an extension': { draft: none, approved: none, open: 'open', closed: no, archived: no },
  'grant an extension': { draft: none, approved: none, open: 'open', closed: no, archived: no },
}

const cases = (Object.keys(acts) as Act[])
  .flatMap((act) => stands.map((state) => [act, state, table[act][state]] as const))
  .filter(([, , outcome]) => outcome !== none)

test.each(cases)('%s, where a round is %s: %s', async (act, state, outcome) => {
  const scene = await standingSo(state)
  const before = await roundNow(scene.roundId)

  const refusal = await acts[act](scene).then(
    () => undefined,
    ({ code }) => code,
  )

  const after = await roundNow(scene.roundId)
  if (refusal === undefined) expect(standsOf(after)).toBe(outcome)
  else {
    expect(refusal).toBe(outcome)
    expect(after).toEqual(before)
  }
})

async function standingSo(state: Stands): Promise<Scene> {
  const wanted = state === 'draft' || state === 'approved' ? state : 'open'
  const { roundId, ...cast } = await aRound(db, { until: wanted })
  if (state === 'closed' || state === 'archived') {
    await closeRound(cast.as(cast.analyst, over), { roundId })
  }
  if (state === 'archived') {
    await asViewer(db, system, (trx) => updateRound(trx, roundId, { state: 'archived' }))
  }
  const own = (await requestsOf(db, roundId)).find(
    ({ authorityId }) => authorityId === cast.officer.authorityId,
  )
  return { ...cast, roundId, revision: (await roundNow(roundId)).revision, dataRequestId: own?.id }
}

const roundNow = (roundId: RoundId) => asViewer(db, system, (trx) => lockRound(trx, roundId))

const standsOf = (round: Awaited<ReturnType<typeof roundNow>>): Stands =>
  round.state === 'draft' && round.approvedBy !== null ? 'approved' : round.state
