import { acceptReturn } from '@rollcall/actions/accept-return'
import { approveLetter } from '@rollcall/actions/approve-letter'
import { approveLetters } from '@rollcall/actions/approve-letters'
import { transact } from '@rollcall/actions/context'
import { declineLetter } from '@rollcall/actions/decline-letter'
import { grantExtension } from '@rollcall/actions/grant-extension'
import { proposeLetter } from '@rollcall/actions/propose-letter'
import { proposeLetterByHand } from '@rollcall/actions/propose-letter-by-hand'
import { readLetter, readLetters, readProposedLetters } from '@rollcall/actions/read-letters'
import { readToDo } from '@rollcall/actions/read-to-do'
import { withdrawLetters } from '@rollcall/actions/withdraw-letters'
import { writeDigests } from '@rollcall/actions/write-digests'
import { insertMessages } from '@rollcall/database/messages'
import { asViewer } from '@rollcall/database/transaction'
import { day } from '@rollcall/domain/calendar-date'
import { canonical, sha256 } from '@rollcall/domain/canonical'
import type { LetterId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest } from '../support/builders.ts'
import { aSignedReturn } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { testMailServer } from '../support/mail-server.ts'
import { messages, post } from '../support/post.ts'

const { db } = testDatabase()
const server = testMailServer()

const late = { today: day('2024-11-07'), now: new Date('2024-11-07T10:00:00Z') }

type Asked = Awaited<ReturnType<typeof aDataRequest>>
const ofRequest = ({ roundId, dataRequestId, authorityId }: Asked) => ({
  ...{ roundId, dataRequestId, authorityId },
  dueOn: day('2024-10-31'),
})

/** A letter that the calendar proposed about a return that is a week late. */
async function aProposedLetter(asked: Asked): Promise<LetterId> {
  const context = asked.as(system, late)
  const letterId = await transact(context, (trx) => proposeLetter(context, trx, ofRequest(asked)))
  return letterId ?? expect.fail('there was one before')
}

/** Reminders that went out to the officer, each a day after the one before. */
const reminded = ({ as, officer, roundId, dataRequestId, authorityId }: Asked, kinds: readonly string[]) =>
  transact(as(system, late), async (trx) => {
    for (const [at, kind] of kinds.entries()) {
      const sentAt = new Date(`2024-11-0${at + 1}T09:00:00Z`)
      const to = { personId: officer.personId, writtenAs: 'officer', sendAfter: sentAt } as const
      await insertMessages(trx, [{ kind, step: kind, ...to, roundId, dataRequestId, authorityId }])
      const sent = { state: 'sent', sentAt, begunAt: sentAt, address: 'officer@example.org' } as const
      await trx.updateTable('messages').set(sent).where('kind', '=', kind).execute()
    }
  })

const eventsOf = (letterId: LetterId) =>
  asViewer(db, system, async (trx) => {
    const events = await trx
      .selectFrom('auditEvents')
      .select(['type', 'details', 'authorityId'])
      .orderBy('seq')
      .execute()
    return events.filter(({ details }) => details.letterId === letterId)
  })

test('a letter that is approved has a number, says what it said when it was approved, and is sent by e-mail', async () => {
  const asked = await aDataRequest(db)
  const { as, analyst, officer, signatory, foreigner } = asked
  await reminded(asked, ['reminder', 'reminder to signatory', 'reminder of data queries'])
  const letterId = await aProposedLetter(asked)
  const draft = await readLetter(as(analyst, late), letterId)
  expect([draft.state, draft.reference, draft.isUnchecked]).toEqual(['proposed', null, true])
  await expect(readLetter(as(officer, late), letterId)).rejects.toMatchObject({ kind: 'missing' })

  const approved = await approveLetter(as(analyst, late), { letterId })
  expect(approved).toEqual({ state: 'issued', reference: expect.stringMatching(/^CCO-2024-\d{5}$/) })

  const letter = await readLetter(as(officer, late), letterId)
  expect([letter.content, letter.decidedByName]).toEqual([draft.content, null])
  expect(letter.content.opening[1]).toContain('due on 31 October 2024, 5 working days ago')
  expect(letter.content.opening[2]).toBe('We reminded its people on 1 November 2024 and 2 November 2024.')
  expect(letter.content.opening[0]).toMatch(/in the request CCO-\d{4}-\d{5}\./)
  expect(letter.contentSha256).toBe(await sha256(canonical(letter.content)))
  await expect(readLetter(as(foreigner, late), letterId)).rejects.toMatchObject({ kind: 'missing' })
  expect(await eventsOf(letterId)).toMatchObject([
    { type: 'letter proposed', authorityId: null },
    {
      ...{ type: 'letter approved', authorityId: officer.authorityId },
      details: { reference: letter.reference, letterSha256: letter.contentSha256 },
    },
  ])

  await post(db, server.mailer, late)
  const sent = (await messages(db)).filter(({ aboutId }) => aboutId === letterId)
  expect(sent.map(({ personId, state }) => [personId, state]).toSorted()).toEqual(
    [officer, signatory].map(({ personId }) => [personId, 'sent']).toSorted(),
  )
  expect(sent[0]?.subject).toBe(`Send Birmingham’s overdue return: formal letter ${letter.reference}`)
  expect(sent[0]?.body).toContain(`https://rollcall.example/letters/${letterId}`)
  await expect(approveLetter(as(analyst, late), { letterId })).rejects.toMatchObject({
    code: 'LETTER_DECIDED',
  })
})

test('there is one letter about a due date, and a person decides on it', async () => {
  const asked = await aDataRequest(db)
  const { as, analyst, officer, roundId } = asked
  const letterId = await aProposedLetter(asked)
  const again = await transact(as(system, late), (trx) =>
    proposeLetter(as(system, late), trx, ofRequest(asked)),
  )
  expect(again).toBeUndefined()
  const waiting = await readToDo(as(analyst, late), roundId)
  expect(waiting.groups.find(({ group }) => group === 'letters')).toMatchObject({
    ...{ count: 1, first: { id: letterId, dueOn: '2024-10-31' } },
  })
  await expect(approveLetter(as(officer, late), { letterId })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })

  await declineLetter(as(analyst, late), { letterId, reason: 'They rang: it comes on Friday.' })

  const read = await readLetter(as(analyst, late), letterId)
  expect([read.state, read.declinedBecause]).toEqual(['declined', 'They rang: it comes on Friday.'])
  const { groups } = await readToDo(as(analyst, late), roundId)
  expect(groups.find(({ group }) => group === 'letters')?.count).toBe(0)
  await expect(declineLetter(as(analyst, late), { letterId, reason: 'Once more.' })).rejects.toMatchObject({
    code: 'LETTER_DECIDED',
  })
})

test('what somebody proposed by hand is for others to do: on the page, and in the digest of the next morning', async () => {
  const title = 'Proposed by hand'
  const { as, analyst, approver, dataRequestId, roundId } = await aDataRequest(db, { title })
  await proposeLetterByHand(as(analyst, late), { dataRequestId, reason: 'They never answer.' })

  const counted = async (viewer: typeof analyst) =>
    (await readToDo(as(viewer, late), roundId)).groups.find(({ group }) => group === 'letters')?.count
  expect([await counted(analyst), await counted(approver)]).toEqual([0, 1])
  const morning = { today: day('2024-11-08'), now: new Date('2024-11-08T08:00:00Z') }
  await writeDigests(as(system, morning))
  await post(db, server.mailer, morning)
  const digests = (await messages(db)).filter(({ kind }) => kind === 'digest')
  const saysSo = ({ personId }: typeof analyst) =>
    digests.some(
      (one) => one.personId === personId && one.body?.includes(`${title}: 1 letter of non-compliance`),
    )
  expect([saysSo(analyst), saysSo(approver)]).toEqual([false, true])
})

test('a person proposes one by hand, anew after a decline too, and another person approves it', async () => {
  const asked = await aDataRequest(db)
  const { as, analyst, approver, officer, dataRequestId, roundId } = asked
  const byHand = (viewer: typeof analyst, reason: string, when = late) =>
    proposeLetterByHand(as(viewer, when), { dataRequestId, reason })
  await expect(
    proposeLetterByHand(as(officer, late), { dataRequestId, reason: 'No.' }),
  ).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  const inTime = { today: day('2024-10-31'), now: new Date('2024-10-31T10:00:00Z') }
  await expect(byHand(analyst, 'Early.', inTime)).rejects.toMatchObject({ code: 'RETURN_NOT_OWED' })

  const first = await aProposedLetter(asked)
  await expect(byHand(analyst, 'Once more.')).rejects.toMatchObject({ code: 'LETTER_THERE' })
  await declineLetter(as(analyst, late), { letterId: first, reason: 'They rang.' })
  expect(
    await transact(as(system, late), (trx) => proposeLetter(as(system, late), trx, ofRequest(asked))),
  ).toBeUndefined()

  const { letterId } = await byHand(analyst, 'They did not send it on Friday.')
  const own = await readLetter(as(analyst, late), letterId)
  expect([own.isByHand, own.isOwn, own.proposedBecause]).toEqual([
    true,
    true,
    'They did not send it on Friday.',
  ])
  await expect(approveLetter(as(analyst, late), { letterId })).rejects.toMatchObject({ code: 'OWN_LETTER' })
  const several = (viewer: typeof analyst) => readProposedLetters(as(viewer, late), roundId)
  expect(await several(analyst)).toMatchObject({ letters: [], own: 1 })
  expect(await several(approver)).toMatchObject({ letters: [{ id: letterId }], own: 0 })

  expect(await approveLetter(as(approver, late), { letterId })).toMatchObject({ state: 'issued' })
  const theirs = await readLetter(as(officer, late), letterId)
  expect([theirs.isByHand, theirs.proposedByName, theirs.proposedBecause]).toEqual([false, null, null])
  await expect(byHand(approver, 'Again.')).rejects.toMatchObject({ code: 'LETTER_THERE' })
  expect(await eventsOf(letterId)).toMatchObject([{ type: 'letter proposed' }, { type: 'letter approved' }])
})

test('of two who propose a letter at once one does, and whoever proposed it may take it back', async () => {
  const { as, analyst, approver, dataRequestId } = await aDataRequest(db)
  const both = await Promise.allSettled(
    [analyst, approver].map((viewer) =>
      proposeLetterByHand(as(viewer, late), { dataRequestId, reason: 'Now.' }),
    ),
  )

  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const letterId = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value.letterId] : []))[0]
  const proposer = both[0]?.status === 'fulfilled' ? analyst : approver
  await declineLetter(as(proposer, late), { letterId: letterId ?? expect.fail(), reason: 'A mistake.' })
  await expect(
    proposeLetterByHand(as(proposer, late), { dataRequestId, reason: 'It was none.' }),
  ).resolves.toHaveProperty('letterId')
})

test('a letter whose return is due later now is withdrawn: when somebody approves it, or by the clock', async () => {
  const asked = await aDataRequest(db)
  const { as, analyst, approver, dataRequestId, foreignDataRequestId, foreigner, roundId } = asked
  const one = await aProposedLetter(asked)
  const other = await aProposedLetter({
    ...asked,
    ...{ dataRequestId: foreignDataRequestId, authorityId: foreigner.authorityId },
  })
  const more = { until: day('2024-11-12'), reason: 'They have a new system.' }
  await grantExtension(as(approver, late), { dataRequestId, ...more })

  const done = await approveLetters(as(analyst, late), { roundId, letterIds: [one, other] })
  expect(done).toMatchObject({
    ...{ issued: [{ letterId: other, authority: 'Camden' }], notApproved: [] },
    withdrawn: [{ letterId: one, authority: 'Birmingham' }],
  })
  expect((await readLetter(as(analyst, late), one)).why).toBe('The return is due on 12 November 2024 now.')

  // Nobody has been written to yet about the other, and by office hours the return is not owed.
  await grantExtension(as(approver, late), { dataRequestId: foreignDataRequestId, ...more })
  expect(await withdrawLetters(as(system, late))).toEqual({ withdrawn: 0 })
  await post(db, server.mailer, late)
  expect(await withdrawLetters(as(system, late))).toEqual({ withdrawn: 1 })
  const { counts } = await readLetters(as(analyst, late), { roundId, page: 1, kind: 'non-compliance' })
  expect(counts.filter(({ kind }) => kind === 'non-compliance')).toEqual([
    { kind: 'non-compliance', state: 'withdrawn', count: 2 },
  ])
})

test('a letter about a return that was signed meanwhile goes to nobody', async () => {
  const signed = await aSignedReturn(db)
  const { as, analyst, submissionId, dataRequestId } = signed
  const letterId = await aProposedLetter({ ...signed, authorityId: signed.officer.authorityId } as Asked)
  await acceptReturn(as(analyst), { dataRequestId, submissionId })

  expect((await readLetter(as(analyst, late), letterId)).notNeeded).toBe('The return has been signed off.')
  expect(await withdrawLetters(as(system, late))).toEqual({ withdrawn: 1 })
  await expect(approveLetter(as(analyst, late), { letterId })).rejects.toMatchObject({
    code: 'LETTER_DECIDED',
  })
})
