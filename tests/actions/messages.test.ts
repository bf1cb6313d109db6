import { acceptReturn } from '@rollcall/actions/accept-return'
import { approveRelaxation } from '@rollcall/actions/approve-relaxation'
import { askForExtension } from '@rollcall/actions/ask-for-extension'
import { askForSignOff } from '@rollcall/actions/ask-for-sign-off'
import { changeDates } from '@rollcall/actions/change-dates'
import { closeDataQuery } from '@rollcall/actions/close-data-query'
import { closeRound } from '@rollcall/actions/close-round'
import { declareNil } from '@rollcall/actions/declare-nil'
import { excludeReturn } from '@rollcall/actions/exclude-return'
import { grantExtension } from '@rollcall/actions/grant-extension'
import { handOverWork } from '@rollcall/actions/hand-over-work'
import { proposeRelaxation } from '@rollcall/actions/propose-relaxation'
import { proposeWithdrawal } from '@rollcall/actions/propose-withdrawal'
import { raiseDataQuery } from '@rollcall/actions/raise-data-query'
import { refuseExtension } from '@rollcall/actions/refuse-extension'
import { reopenDataQuery } from '@rollcall/actions/reopen-data-query'
import { reopenReturn } from '@rollcall/actions/reopen-return'
import { sendBackReturn } from '@rollcall/actions/send-back-return'
import { takeBackDecision } from '@rollcall/actions/take-back-decision'
import { beforeEach, expect, test } from 'vitest'
import { aDataRequest, aMember, day, membershipIdOf } from '../support/builders.ts'
import { aSignedReturn, declareAndSign } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { testMailServer } from '../support/mail-server.ts'
import { messages, post } from '../support/post.ts'

const { db } = testDatabase()
const server = testMailServer()
const before = { now: new Date('2024-10-01T09:00:00Z') }

beforeEach(async () => {
  await post(db, server.mailer, before)
})

test('whoever is told of an acceptance has one message, in words that say what to do first', async () => {
  const { as, analyst, officer, dataRequestId, submissionId } = await aSignedReturn(db)
  const had = server.received.length

  await acceptReturn(as(analyst), { dataRequestId, submissionId })
  await post(db, server.mailer, before)
  await post(db, server.mailer, before)

  const kept = (await messages(db)).filter((one) => one.dataRequestId === dataRequestId)
  const accepted = kept.filter(({ kind }) => kind === 'return accepted')
  expect(accepted.map(({ state, writtenAs }) => [state, writtenAs]).toSorted()).toEqual([
    ['sent', 'officer'],
    ['sent', 'signatory'],
  ])
  expect(server.received.length).toBeGreaterThan(had)
  const own = accepted.find(({ personId }) => personId === officer.personId)
  const mail = server.received.filter(({ to }) => to.includes(String(own?.address)))
  expect(mail.map(({ subject }) => subject)).toContain(
    'Nothing more to do: Birmingham’s return is accepted, Children in illegal homes, September 2024',
  )
  expect(own?.body).toContain(`https://rollcall.example/data-requests/${dataRequestId}`)
})

type Cast = Awaited<ReturnType<typeof aDataRequest>>
const because = 'Something came up.'
const rule = { rule: 'IH-007', effect: 'off', reason: because } as const

/** What happens in one night, in which nobody is asked to do anything. */
const nights: readonly {
  readonly what: string
  /** What was told and is overtaken by the morning, with why; and what is sent in its place, as far as it is one of these. */
  readonly overtaken: Readonly<Record<string, string>>
  readonly sent: readonly string[]
  happens(cast: Cast): Promise<unknown>
}[] = [
  {
    what: 'a return is signed before its officers read that it is wanted, checked or to be signed',
    overtaken: {
      'data request issued': 'The return is signed off, or its round is closed.',
      'return checked': 'The return is signed off, or its round is closed.',
    },
    sent: ['return signed off'],
    happens: (cast) => declareAndSign(cast, cast),
  },
  {
    what: 'a new version is sent while the signatory is asked to sign the one before',
    overtaken: { 'return awaits sign-off': 'A newer version has been sent.' },
    sent: ['return checked'],
    happens: async ({ as, officer, dataRequestId }) => {
      await declareNil(as(officer), { dataRequestId })
      await askForSignOff(as(officer), { dataRequestId })
      await declareNil(as(officer), { dataRequestId })
    },
  },
  {
    what: 'what was sent back is sent anew',
    overtaken: { 'return sent back': 'A newer version has been sent.' },
    sent: ['return checked'],
    happens: async ({ as, officer, signatory, dataRequestId }) => {
      await declareNil(as(officer), { dataRequestId })
      await sendBackReturn(as(signatory), { dataRequestId, reason: because })
      await declareNil(as(officer), { dataRequestId })
    },
  },
  {
    what: 'an accepted return is asked about, and the question is closed and opened again',
    overtaken: {
      'return accepted': 'The return is no longer accepted as it was.',
      'data query closed': 'The question is open again.',
    },
    sent: ['data query reopened'],
    happens: async (cast) => {
      const { as, analyst, dataRequestId } = cast
      await declareAndSign(cast, cast)
      await acceptReturn(as(analyst), { dataRequestId })
      const asked = { dueOn: day('2024-10-09'), text: because }
      const query = await raiseDataQuery(as(analyst), { dataRequestId, about: { kind: 'return' }, ...asked })
      await closeDataQuery(as(analyst), query)
      await reopenDataQuery(as(analyst), { ...query, ...asked })
    },
  },
  {
    what: 'a return is excluded, then reopened, then that is taken back',
    overtaken: {
      'return excluded': 'The return is not excluded any more.',
      'return reopened': 'The return does not stand as it was reopened.',
    },
    sent: ['decision taken back'],
    happens: async (cast) => {
      const { as, analyst, dataRequestId } = cast
      await declareAndSign(cast, cast)
      const decide = { dataRequestId, reason: because }
      await excludeReturn(as(analyst), decide)
      await takeBackDecision(as(analyst), decide)
      await reopenReturn(as(analyst), decide)
      await takeBackDecision(as(analyst), decide)
    },
  },
  {
    what: 'more time is refused, then given, and then everybody has more than that',
    overtaken: {
      'extension refused': 'More time was asked for, or given, since.',
      'extension granted': 'Everybody in the round has until then, and is told so.',
    },
    sent: ['dates changed'],
    happens: async ({ as, officer, analyst, roundId, dataRequestId }) => {
      const asked = await askForExtension(as(officer), {
        ...{ dataRequestId, until: day('2024-11-04'), reason: because },
      })
      await refuseExtension(as(analyst), { ...asked, reason: because })
      await grantExtension(as(analyst), { dataRequestId, until: day('2024-11-05'), reason: because })
      await changeDates(as(analyst), { roundId, revision: 3, dueOn: day('2024-11-08'), reason: because })
    },
  },
  {
    what: 'a check is relaxed, and holds again',
    overtaken: { 'rule relaxed': 'The check is not relaxed any more.' },
    sent: ['rule no longer relaxed'],
    happens: async ({ as, analyst, approver, roundId }) => {
      const relaxed = await proposeRelaxation(as(analyst), { roundId, ...rule })
      await approveRelaxation(as(approver), relaxed)
      const withdrawal = await proposeWithdrawal(as(analyst), { ...relaxed, reason: because })
      await approveRelaxation(as(approver), withdrawal)
    },
  },
  {
    what: 'work is handed over, the round closes, and the return is opened again',
    overtaken: {
      'work handed over': 'The round is closed.',
      'ended without a return': 'The return was opened again.',
    },
    sent: ['return reopened'],
    happens: async ({ as, officer, analyst, roundId, dataRequestId }) => {
      const other = { ...officer, personId: await aMember(db, 'officer', officer.authorityId) }
      await handOverWork(as(officer), {
        ...{ membershipId: await membershipIdOf(db, officer) },
        toMembershipId: await membershipIdOf(db, other),
      })
      await closeRound(as(analyst, { today: day('2024-11-18') }), { roundId })
      await reopenReturn(as(analyst), { dataRequestId, reason: because })
    },
  },
]

test.each(nights)(
  '$what: in the morning each has only what is still so',
  async ({ overtaken, sent, happens }) => {
    const cast = await aDataRequest(db, { authority: '383' })
    await happens(cast)

    const morning = { today: day('2024-11-20'), now: new Date('2024-11-20T08:00:00Z') }
    await post(db, server.mailer, morning)

    const own = (await messages(db)).filter((one) => one.dataRequestId === cast.dataRequestId)
    const became = (kind: string) =>
      new Set(own.flatMap((one) => (one.kind === kind ? [one.why ?? one.state] : [])))
    for (const [kind, why] of Object.entries(overtaken))
      expect([kind, became(kind)]).toEqual([kind, new Set([why])])
    for (const kind of sent) expect([kind, became(kind).has('sent')]).toEqual([kind, true])
  },
)

test('what a mail server did not take is not sent once a later message has said the same', async () => {
  const { as, officer, signatory, dataRequestId } = await aDataRequest(db, { authority: '383' })
  await declareNil(as(officer), { dataRequestId })
  await post(db, server.mailer, before)
  const asked = async () =>
    (await messages(db)).filter(
      ({ kind, personId }) => kind === 'return awaits sign-off' && personId === signatory.personId,
    )

  server.isAway = true
  await askForSignOff(as(officer), { dataRequestId })
  await post(db, server.mailer, before)
  server.isAway = false
  expect((await asked()).map(({ state }) => state)).toEqual(['waiting'])
  await askForSignOff(as(officer), { dataRequestId, note: because })
  await post(db, server.mailer, before)
  await post(db, server.mailer, { now: new Date('2024-10-01T10:00:00Z') })

  expect((await asked()).map(({ state, why }) => [state, why])).toEqual([
    ['not needed', 'A later message says the same.'],
    ['sent', null],
  ])
})
