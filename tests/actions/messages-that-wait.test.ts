import { randomUUID } from 'node:crypto'
import { answerQuestion } from '@rollcall/actions/answer-question'
import { closeDataQuery } from '@rollcall/actions/close-data-query'
import { declareNil } from '@rollcall/actions/declare-nil'
import { nameCover } from '@rollcall/actions/name-cover'
import { raiseDataQuery } from '@rollcall/actions/raise-data-query'
import { removePerson } from '@rollcall/actions/remove-person'
import { sendBackReturn } from '@rollcall/actions/send-back-return'
import { writeReminders } from '@rollcall/actions/write-reminders'
import { authorities } from '@rollcall/collections/authorities/authorities'
import { insertBrokenAddress } from '@rollcall/database/messages'
import { insertMembership } from '@rollcall/database/people'
import { asViewer } from '@rollcall/database/transaction'
import { MembershipId } from '@rollcall/domain/ids'
import { type AuthorityViewer, system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { arrived, inShort } from '../support/arrived.ts'
import { aDataRequest, aMember, contextOf, day, membershipIdOf } from '../support/builders.ts'
import { declareAndSign } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { testMailServer } from '../support/mail-server.ts'
import { messages } from '../support/post.ts'

const { db } = testDatabase()
const server = testMailServer()

const night = { today: day('2024-10-01'), now: new Date('2024-10-01T20:30:00Z') }
const morning = { today: day('2024-10-02'), now: new Date('2024-10-02T07:00:00Z') }
const said = 'Something was said.'

// Each test has an authority of its own, which begins with one officer and one signatory.
const table = authorities.slice(0, 18)
const codes = table.map(({ code }) => code).filter((code) => code !== '202')

/** A request of which everybody has been told, of an authority that no other test has. */
async function aToldRequest() {
  const authority = codes.pop()
  if (authority === undefined) throw new Error('there are more tests than authorities')
  const title = `Round ${randomUUID().slice(0, 8)}`
  const scene = await aDataRequest(db, { table, authority, title })
  await arrived(db, server)
  const { as, signatory, dataRequestId, authorityCode } = scene
  /** What arrives of this round. */
  const arrives = async (when = morning) => {
    // What is found to be for somebody else may go by another job.
    const mails = [...(await arrived(db, server, when)), ...(await arrived(db, server, when))]
    return mails.filter(({ subject }) => subject.endsWith(title))
  }
  return {
    ...scene,
    arrives,
    /** Who of the authority has what arrives, one a message. */
    readers: async (when = morning) =>
      (await arrives(when))
        .filter(({ whom }) => whom.endsWith(authorityCode))
        .map(({ reader }) => reader.personId)
        .toSorted(),
    leaves: async (officer: AuthorityViewer, when = night) =>
      await removePerson(as(signatory, when), { membershipId: await membershipIdOf(db, officer) }),
    comes: async (): Promise<AuthorityViewer> => ({
      ...{ role: 'officer', authorityId: signatory.authorityId },
      personId: await aMember(db, 'officer', signatory.authorityId),
    }),
    /** Somebody of the authority becomes an officer of it, for the first time or again. */
    becomesOfficer: async ({ personId, authorityId }: AuthorityViewer) => {
      const member = { id: MembershipId.parse(randomUUID()), personId, authorityId, role: 'officer' as const }
      await asViewer(db, system, (trx) => insertMembership(trx, member))
    },
    /** What became of each message of a kind, with whom it was to. */
    became: async (kind: string) =>
      (await messages(db))
        .filter((one) => one.dataRequestId === dataRequestId && one.kind === kind)
        .map(({ personId, state, why }) => ({ personId, said: why ?? state })),
  }
}

const hasLeft = 'They no longer have the role in which it was written to them.'
const answer = { question: said, answer: said }
const readIt = 'Read our new answer before you send'

test('what waits for an only officer who leaves goes to the signatories, once', async () => {
  const { as, officer, signatory, analyst, roundId, authorityCode: code, ...scene } = await aToldRequest()
  await answerQuestion(as(analyst, night), { roundId, ...answer })
  expect(await scene.arrives(night)).toEqual([])
  await scene.leaves(officer)

  const mails = await scene.arrives()

  const own = mails.filter(({ whom }) => whom.endsWith(code))
  expect(inShort(own)).toEqual([`signatory of ${code}: ${readIt}`])
  expect(own.map(({ reader }) => reader.personId)).toEqual([signatory.personId])
  expect(own[0]?.text.replaceAll(/\s+/g, ' ')).toContain('which had no data officer to write to')
  expect(await scene.became('answer published')).toEqual([
    { personId: officer.personId, said: hasLeft },
    { personId: signatory.personId, said: 'sent' },
  ])
  expect(await scene.arrives()).toEqual([])
})

test('of several officers who leave none has it, and each who has come in their place has it once', async () => {
  const { as, officer, analyst, roundId, ...scene } = await aToldRequest()
  const colleague = await scene.comes()
  await answerQuestion(as(analyst, night), { roundId, ...answer })
  await scene.arrives(night)
  await scene.leaves(officer)
  const newcomers = [await scene.comes(), await scene.comes()]
  await scene.leaves(colleague)

  expect(await scene.readers()).toEqual(newcomers.map(({ personId }) => personId).toSorted())
})

test('nobody has anew what a colleague has, or is to have: an officer who stays, or a signatory who has it anyway', async () => {
  const { as, officer, signatory, analyst, roundId, dataRequestId, ...scene } = await aToldRequest()
  const colleague = await scene.comes()
  await answerQuestion(as(analyst, night), { roundId, ...answer })
  await scene.arrives(night)
  await scene.leaves(officer)
  await scene.comes()
  expect(await scene.readers()).toEqual([colleague.personId])

  await declareAndSign({ ...scene, as, officer: colleague, signatory, analyst }, { ...scene, dataRequestId })
  await scene.arrives()
  const about = { kind: 'return' as const }
  await raiseDataQuery(as(analyst, night), { dataRequestId, about, dueOn: day('2024-10-08'), text: said })
  await scene.arrives(night)
  await scene.leaves(colleague)
  const asked = await scene.became('data query raised')
  expect(new Set(asked.map(({ said: what }) => what))).toEqual(new Set(['waiting']))
  await scene.arrives()
  const became = await scene.became('data query raised')
  expect(became).toHaveLength(asked.length)
  expect(became).toContainEqual({ personId: signatory.personId, said: 'sent' })
  expect(became).toContainEqual({ personId: colleague.personId, said: hasLeft })
})

test('what need not be said any more is said to nobody, though its reader has left', async () => {
  const { as, officer, analyst, roundId, ...scene } = await aToldRequest()
  await answerQuestion(as(analyst, night), { roundId, ...answer })
  await scene.arrives(night)
  await declareAndSign({ ...scene, as, officer, analyst }, scene)
  await scene.leaves(officer)

  await scene.arrives()

  expect(await scene.became('answer published')).toEqual([{ personId: officer.personId, said: hasLeft }])
})

test('a reminder goes to the signatories, but to none who is reminded of the same return that day', async () => {
  const { as, officer, signatory, authorityCode: code, ...scene } = await aToldRequest()
  const reminded = async (date: string, at: string) => {
    const when = { today: day(date), now: new Date(`${date}T${at}Z`) }
    await writeReminders(contextOf(db, system, when))
    return when
  }
  const before = await reminded('2024-10-17', '08:00:00')
  await scene.leaves(officer, before)
  const mails = await scene.arrives(before)
  expect(inShort(mails).filter((line) => line.includes(code))).toEqual([
    `signatory of ${code}: Send the return, due in 10 working days`,
  ])

  const newcomer = await scene.comes()
  // Both are reminded on the day after the due date.
  const late = await reminded('2024-11-01', '09:00:00')
  await scene.leaves(newcomer, late)
  expect(await scene.readers(late)).toEqual([signatory.personId])
  expect(await scene.became('reminder after due')).toEqual([{ personId: newcomer.personId, said: hasLeft }])
})

test('whoever stood in for an only officer who leaves has it once', async () => {
  const { as, officer, signatory, analyst, roundId, ...scene } = await aToldRequest()
  const [membershipId, coverMembershipId] = [
    await membershipIdOf(db, officer),
    await membershipIdOf(db, signatory),
  ]
  const days = { fromOn: day('2024-10-01'), untilOn: day('2024-10-04') }
  await nameCover(as(officer), { membershipId, coverMembershipId, ...days })
  await answerQuestion(as(analyst, night), { roundId, ...answer })
  await scene.arrives(night)
  await scene.leaves(officer)

  expect(await scene.readers()).toEqual([signatory.personId])
  expect(await scene.became('answer published')).toHaveLength(2)
})

/** A signed return, about which the office asks by night, each time to be answered by a day of its own. */
async function aSignedRequest() {
  const scene = await aToldRequest()
  const { as, analyst, dataRequestId } = scene
  await declareAndSign(scene, scene)
  await scene.arrives()
  return {
    ...scene,
    asks: async (dueOn: string, when = night) =>
      await raiseDataQuery(as(analyst, when), {
        ...{ dataRequestId, about: { kind: 'return' as const }, dueOn: day(dueOn), text: said },
      }),
  }
}

test('questions that are asked before the first has gone out are one message, which says how many wait by then', async () => {
  const { as, analyst, authorityCode: code, dataRequestId, asks, ...scene } = await aSignedRequest()
  await asks('2024-10-10')
  const closed = await asks('2024-10-09')
  await asks('2024-10-08')
  await closeDataQuery(as(analyst, night), closed)
  expect(await scene.arrives(night)).toEqual([])

  const mails = await scene.arrives()
  expect(inShort(mails)).toEqual([
    `officer of ${code}: Answer 2 questions by 8 October 2024`,
    `officer of ${code}: Thank you, a question is closed`,
    `signatory of ${code}: Answer 2 questions by 8 October 2024`,
    `signatory of ${code}: Thank you, a question is closed`,
  ])
  expect(mails).toHaveLength(4)
  const asked = mails.find(({ subject }) => subject.startsWith('Answer'))
  const text = asked?.text.replaceAll(/\s+/g, ' ')
  expect(text).toContain('Not all are due then: the last is due on 10 October 2024.')
  expect(text).not.toContain('in all')
  expect(asked?.link).toBe(`/data-requests/${dataRequestId}/data-queries`)

  // What is asked once that is sent has a message of its own.
  await asks('2024-10-11', morning)
  const next = await scene.arrives()
  expect(inShort(next)).toEqual([
    `officer of ${code}: Answer a question by 11 October 2024`,
    `signatory of ${code}: Answer a question by 11 October 2024`,
  ])
  expect(next).toHaveLength(2)
  expect(next[0]?.text.replaceAll(/\s+/g, ' ')).toContain('3 questions about this return wait')
})

test('where the last that was asked is closed before it has gone out, the others are still said', async () => {
  const { as, officer, signatory, analyst, asks, ...scene } = await aSignedRequest()
  const { dataQueryId } = await asks('2024-10-08')
  const closed = await asks('2024-10-09')
  await closeDataQuery(as(analyst, night), closed)
  await scene.arrives(night)

  const mails = (await scene.arrives()).filter(({ subject }) => subject.startsWith('Answer'))

  expect(mails.map(({ link }) => link)).toEqual([
    `/data-queries/${dataQueryId}`,
    `/data-queries/${dataQueryId}`,
  ])
  expect(new Set(mails.map(({ reader }) => reader.personId))).toEqual(
    new Set([officer.personId, signatory.personId]),
  )

  // What they have been told is not told again, by one that is closed before it goes.
  await closeDataQuery(as(analyst, night), await asks('2024-10-09'))
  expect((await scene.arrives()).filter(({ subject }) => subject.startsWith('Answer'))).toEqual([])
})

test('what the mail server did not take is in the message about what is asked next, and goes by itself no more', async () => {
  const { authorityCode: code, officer, asks, ...scene } = await aSignedRequest()
  server.isAway = true
  await asks('2024-10-08', morning)
  expect(await scene.arrives()).toEqual([])
  server.isAway = false
  await asks('2024-10-08', morning)
  const later = { ...morning, now: new Date('2024-10-02T09:00:00Z') }

  const mails = [...(await scene.arrives()), ...(await scene.arrives(later))]

  expect(inShort(mails)).toEqual([
    `officer of ${code}: Answer 2 questions by 8 October 2024`,
    `signatory of ${code}: Answer 2 questions by 8 October 2024`,
  ])
  expect(mails).toHaveLength(2)
  const own = (await scene.became('data query raised')).filter(
    ({ personId }) => personId === officer.personId,
  )
  expect(own.map(({ said: what }) => what)).toEqual(['A later message says the same.', 'sent'])
})

test('all that was asked of people who have left is asked of whoever has come, in one message', async () => {
  const { as, officer, signatory, approver, asks, ...scene } = await aSignedRequest()
  await asks('2024-10-08')
  await asks('2024-10-08')
  await scene.arrives(night)
  const newcomer = await scene.comes()
  await scene.leaves(officer)
  await removePerson(as(approver, night), { membershipId: await membershipIdOf(db, signatory) })

  const mails = await scene.arrives()

  expect(mails.map(({ reader }) => reader.personId)).toEqual([newcomer.personId])
  expect(mails[0]?.subject).toMatch(/^Answer 2 questions by 8 October 2024: /)
})

test('whoever comes back after it went on to somebody who then left has it after all', async () => {
  const { as, officer, signatory, dataRequestId, ...scene } = await aToldRequest()
  await declareNil(as(officer, morning), { dataRequestId })
  await scene.arrives()
  await sendBackReturn(as(signatory, morning), { dataRequestId, reason: said })
  const at = (hour: string) => ({ ...morning, now: new Date(`2024-10-02T${hour}:00:00Z`) })
  server.isAway = true
  expect(await scene.arrives()).toEqual([])
  await scene.leaves(officer, morning)
  const newcomer = await scene.comes()
  expect(await scene.arrives(at('09'))).toEqual([])
  server.isAway = false
  await scene.leaves(newcomer, morning)
  await scene.becomesOfficer(officer)
  expect(await scene.readers(at('11'))).toEqual([officer.personId])
  const became = (await scene.became('return sent back')).map((one) => one.said)
  expect(became).toEqual([hasLeft, hasLeft, 'sent'])
})

test('a colleague whose address does not work has nothing, so it goes to whoever has come', async () => {
  const { as, officer, analyst, roundId, ...scene } = await aToldRequest()
  const { personId } = await scene.comes()
  await answerQuestion(as(analyst, night), { roundId, ...answer })
  await scene.arrives(night)
  const broken = { address: `${personId}@people.example`, fault: 'came back' as const, foundAt: night.now }
  await asViewer(db, system, (trx) => insertBrokenAddress(trx, { personId, ...broken }))
  await scene.leaves(officer)
  const newcomer = await scene.comes()
  expect(await scene.readers()).toEqual([newcomer.personId])
})

test('a signatory who was written to instead of officers has it, though they have become one', async () => {
  const { as, officer, signatory, analyst, approver, roundId, ...scene } = await aToldRequest()
  await scene.leaves(officer)
  await answerQuestion(as(analyst, night), { roundId, ...answer })
  await scene.arrives(night)
  await aMember(db, 'signatory', signatory.authorityId)
  await removePerson(as(approver, night), { membershipId: await membershipIdOf(db, signatory) })
  await scene.becomesOfficer(signatory)

  expect(await scene.readers()).toEqual([signatory.personId])
})

test('what was asked before a colleague came is asked of them, though what was asked since is closed', async () => {
  const { as, officer, signatory, analyst, approver, asks, ...scene } = await aSignedRequest()
  const { dataQueryId } = await asks('2024-10-08')
  await scene.arrives(night)
  const newcomer = await scene.comes()
  const closed = await asks('2024-10-09')
  await scene.arrives(night)
  await scene.leaves(officer)
  await removePerson(as(approver, night), { membershipId: await membershipIdOf(db, signatory) })
  await closeDataQuery(as(analyst, night), closed)
  const mails = (await scene.arrives()).filter(({ subject }) => subject.startsWith('Answer'))
  expect(mails.map(({ reader }) => reader.personId)).toEqual([newcomer.personId])
  expect(mails[0]?.link).toBe(`/data-queries/${dataQueryId}`)
})
