import { randomUUID } from 'node:crypto'
import { acceptReturn } from '@rollcall/actions/accept-return'
import { answerDataQuery } from '@rollcall/actions/answer-data-query'
import { answerQuestion } from '@rollcall/actions/answer-question'
import { approveRelaxation } from '@rollcall/actions/approve-relaxation'
import { askForExtension } from '@rollcall/actions/ask-for-extension'
import { askForSignOff } from '@rollcall/actions/ask-for-sign-off'
import { askQuestion } from '@rollcall/actions/ask-question'
import { changeDates } from '@rollcall/actions/change-dates'
import { closeDataQuery } from '@rollcall/actions/close-data-query'
import { closeRound } from '@rollcall/actions/close-round'
import { declareNil } from '@rollcall/actions/declare-nil'
import { destroyContent } from '@rollcall/actions/destroy-content'
import { excludeReturn } from '@rollcall/actions/exclude-return'
import { extractRows } from '@rollcall/actions/extract-rows'
import { giveTime } from '@rollcall/actions/give-time'
import { giveUpCheck } from '@rollcall/actions/give-up-check'
import { grantExtension } from '@rollcall/actions/grant-extension'
import { handOverWork } from '@rollcall/actions/hand-over-work'
import { proposeRelaxation } from '@rollcall/actions/propose-relaxation'
import { proposeWithdrawal } from '@rollcall/actions/propose-withdrawal'
import { raiseDataQuery } from '@rollcall/actions/raise-data-query'
import { recheckReturn } from '@rollcall/actions/recheck-return'
import { refuseExtension } from '@rollcall/actions/refuse-extension'
import { reopenDataQuery } from '@rollcall/actions/reopen-data-query'
import { reopenReturn } from '@rollcall/actions/reopen-return'
import { sendBackReturn } from '@rollcall/actions/send-back-return'
import { signOffReturn } from '@rollcall/actions/sign-off-return'
import { takeBackDecision } from '@rollcall/actions/take-back-decision'
import { statementOfTruth } from '@rollcall/domain/sign-off'
import { system } from '@rollcall/domain/viewer'
import { beforeEach, expect, test } from 'vitest'
import { type Arrived, arrived, countOfficers, inShort } from '../support/arrived.ts'
import { aDataRequest, aMember, day, membershipIdOf, type RoundOverrides } from '../support/builders.ts'
import { declareAndSign } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { testMailServer } from '../support/mail-server.ts'
import { testPortal } from '../support/portal.ts'
import { messages } from '../support/post.ts'
import { aWorkbook, notANumber, readyWorkbook, send, sendAndCheck, veryLow } from '../support/returns.ts'

const { db } = testDatabase()
const server = testMailServer()
const portal = testPortal(db)

/** Stands in whatever people write here, so that it can be looked for in every message. */
const typed = 'Ada Byron was ill'
const title = 'Children in illegal homes, September 2024'

/** What arrives next. Nothing in it is what people wrote, and its link leads its reader to a page. */
async function next(when?: Parameters<typeof arrived>[2]): Promise<Arrived[]> {
  const mails = await arrived(db, server, when)
  for (const { subject, text } of mails) {
    expect(`${subject}\n${text}`).not.toContain('Ada Byron')
    expect(text).not.toMatch(/\(\(|\)\)|undefined|null/)
  }
  const opened = new Map(mails.map((mail) => [`${mail.whom} ${mail.link}`, mail]))
  for (const { whom, reader, link } of opened.values())
    expect([whom, link, (await portal.as(reader)({ url: link })).statusCode]).toEqual([whom, link, 200])
  return mails
}

/** What officers and signatories of Leeds both have. */
const both = (words: string) => [`officer of 383: ${words}`, `signatory of 383: ${words}`]

/** An issued request of which everybody has been told. */
async function aToldRequest(overrides: RoundOverrides = {}) {
  const scene = await aDataRequest(db, overrides)
  await next()
  return scene
}

beforeEach(async () => {
  await next()
})

test('whoever is asked has the formal request: by when, by which law, and the way to all of it', async () => {
  const { dataRequestId, foreignDataRequestId } = await aDataRequest(db)

  const mails = await next()

  expect(inShort(mails)).toEqual([
    'officer of 202: Send your return by 31 October 2024',
    'officer of 330: Send your return by 31 October 2024',
    'signatory of 330: Send your return by 31 October 2024',
  ])
  const own = mails.find(({ whom }) => whom === 'officer of 330')
  expect(own?.subject).toBe(`Send your return by 31 October 2024: Birmingham, ${title}`)
  expect(own?.text).toContain('It is asked under section 2F of the Children Act 2004.')
  expect(own?.text.replaceAll(/\s+/g, ' ')).toContain('The return is about 1 September 2024.')
  expect(own?.text).toContain('returns@office.example')
  expect(own?.link).toBe(`/data-requests/${dataRequestId}/notice`)
  expect(mails.find(({ whom }) => whom === 'officer of 202')?.link).toBe(
    `/data-requests/${foreignDataRequestId}/notice`,
  )
})

test('who sends a file hears what is left to do, and who signs is asked to: to the receipt, and to its acceptance', async () => {
  const { as, officer, signatory, analyst, dataRequestId } = await aToldRequest()
  const asked = `/data-requests/${dataRequestId}`
  const wrong = await sendAndCheck(as(officer), dataRequestId, await aWorkbook([notANumber, veryLow]))
  const toFix = await next()
  expect(inShort(toFix)).toEqual(['officer of 330: Fix 1 thing'])
  expect(toFix[0]?.text).toContain('There is 1 thing to fix, and 1 more to fix or explain.')
  expect(toFix[0]?.link).toBe(`/submissions/${wrong.submissionId}`)

  const junk = await sendAndCheck(as(officer), dataRequestId, Buffer.from(`%PDF-1.7 ${typed}`))
  const refused = await next()
  expect(inShort(refused)).toEqual(['officer of 330: Send the file again'])
  expect(refused[0]?.text).toContain('The file cannot be read as a return')
  expect(refused[0]?.link).toBe(`/submissions/${junk.submissionId}`)

  const odd = await sendAndCheck(as(officer), dataRequestId, await aWorkbook([veryLow]))
  const toExplain = await next()
  expect(inShort(toExplain)).toEqual(['officer of 330: Fix or explain 1 thing'])
  expect(toExplain[0]?.link).toBe(`/submissions/${odd.submissionId}/explanations`)

  await sendAndCheck(as(officer), dataRequestId, await readyWorkbook())
  const ready = await next()
  expect(inShort(ready)).toEqual(['officer of 330: Send the return for sign-off'])
  expect(ready[0]?.link).toBe(`${asked}/sign-off-request`)

  await askForSignOff(as(officer), { dataRequestId, note: typed })
  const toSign = await next()
  expect(inShort(toSign)).toEqual(['signatory of 330: Sign off the return'])
  expect(toSign[0]?.text).toContain('Some officer asks you to sign off Birmingham’s return')
  expect(toSign[0]?.link).toBe(`${asked}/sign-off`)

  await sendBackReturn(as(signatory), { dataRequestId, reason: typed })
  const back = await next()
  expect(inShort(back)).toEqual(['officer of 330: Change the return, it was sent back'])
  expect(back[0]?.text).toContain('Some signatory has not signed off version 4')

  const last = await sendAndCheck(as(officer), dataRequestId, await readyWorkbook())
  const { submissionId, sha256 } = last
  await askForSignOff(as(officer), { dataRequestId })
  await signOffReturn(as(signatory), { dataRequestId, sha256, statement: statementOfTruth })
  // That it is checked, and waits for a signature, is no news any more.
  const signed = await next()
  expect(inShort(signed)).toEqual([
    'officer of 330: Keep this receipt, the return is signed off',
    'signatory of 330: Keep this receipt, the return is signed off',
  ])
  expect(signed[0]?.text).toContain(`begins with ${sha256.slice(0, 16)}`)
  expect(signed[0]?.link).toBe(`/submissions/${submissionId}/receipt`)

  await acceptReturn(as(analyst), { dataRequestId })
  expect(inShort(await next())).toEqual([
    'officer of 330: Nothing more to do',
    'signatory of 330: Nothing more to do',
  ])
})

test('a check that fails on our side is our fault, and the message says so', async () => {
  const { as, officer, dataRequestId } = await aToldRequest()
  const { submissionId } = await send(as(officer), dataRequestId, await readyWorkbook())

  await giveUpCheck(as(system), { submissionId })

  const mails = await next()
  expect(inShort(mails)).toEqual(['officer of 330: Send the file again'])
  expect(mails[0]?.text).toContain('That is our fault, and not the file’s')
})

test('what the office decides about a return is told to its officers and signatories, as it stands when it is sent', async () => {
  const { as, analyst, dataRequestId } = await aSigned()
  const decide = { dataRequestId, reason: typed }

  await excludeReturn(as(analyst), decide)
  const excluded = await next()
  expect(inShort(excluded)).toEqual(both('Read why the return does not count'))
  expect(excluded[0]?.text).toContain('send a new version')

  await takeBackDecision(as(analyst), decide)
  const takenBack = await next()
  expect(inShort(takenBack)).toEqual(both('See how the return stands, a decision is taken back'))
  expect(takenBack[0]?.text.replaceAll(/\s+/g, ' ')).toContain('it is signed off.')

  await excludeReturn(as(analyst), decide)
  await takeBackDecision(as(analyst), decide)
  await reopenReturn(as(analyst), decide)
  expect(inShort(await next())).toEqual(both('Send a new version, the return is open again'))
})

test('questions from the office are told with the day to answer by, and nobody is asked what they have answered', async () => {
  const { as, officer, analyst, dataRequestId } = await aSigned()
  const ask = { dataRequestId, about: { kind: 'return' as const }, dueOn: day('2024-10-08'), text: typed }

  const { dataQueryId } = await raiseDataQuery(as(analyst), ask)
  const raised = await next()
  expect(inShort(raised)).toEqual(both('Answer a question by 8 October 2024'))
  expect(raised[0]?.link).toBe(`/data-queries/${dataQueryId}`)

  await answerDataQuery(as(officer), { dataQueryId, text: typed })
  expect(await next()).toEqual([])

  await answerDataQuery(as(analyst), { dataQueryId, text: typed })
  expect(inShort(await next())).toEqual(both('Read what we wrote, a question is still open'))

  const other = await raiseDataQuery(as(analyst), ask)
  await answerDataQuery(as(officer), { dataQueryId: other.dataQueryId, text: typed })
  await closeDataQuery(as(analyst), { dataQueryId })
  const closed = await next()
  expect(inShort(closed)).toEqual(both('Thank you, a question is closed'))
  expect(closed[0]?.text).toContain('1 other question about this return is still open.')

  await reopenDataQuery(as(analyst), { dataQueryId, dueOn: day('2024-10-09'), text: typed })
  expect(inShort(await next())).toEqual(both('Answer by 9 October 2024, a question is open again'))
})

test('more time, and other dates, are told once: by the message that says all of it', async () => {
  const { as, officer, analyst, roundId, dataRequestId } = await aToldRequest({ authority: '383' })
  const ask = (until: string) =>
    askForExtension(as(officer), { dataRequestId, until: day(until), reason: typed })

  const refused = await ask('2024-11-14')
  expect(await next()).toEqual([])
  await refuseExtension(as(analyst), { ...refused, reason: typed })
  const mails = await next()
  expect(inShort(mails)).toEqual(both('The due date stays 31 October 2024'))
  expect(mails[0]?.link).toBe(`/data-requests/${dataRequestId}/more-time`)

  await grantExtension(as(analyst), { ...(await ask('2024-11-04')), reason: typed })
  expect(inShort(await next())).toEqual(both('You have more time, until 4 November 2024'))

  const codes = { who: 'authorities' as const, codes: ['383'] }
  await giveTime(as(analyst), { roundId, for: codes, until: day('2024-11-05'), reason: typed })
  await giveTime(as(analyst), { roundId, for: codes, until: day('2024-11-06'), reason: typed })
  expect(inShort(await next())).toEqual(both('You have more time, until 6 November 2024'))

  await ask('2024-11-07')
  await changeDates(as(analyst), { roundId, revision: 3, dueOn: day('2024-11-08'), reason: typed })
  const dates = (await next()).filter(({ whom }) => whom.endsWith('383'))
  expect(inShort(dates)).toEqual(both('Note the new dates'))
  expect(dates[0]?.text.replaceAll(/\s+/g, ' ')).toContain(
    'Returns are now due on 8 November 2024, and no longer due on 31 October 2024.',
  )
  expect(dates[0]?.text).toContain('Your return is due on 8 November 2024.')
})

test('checks that are relaxed and answers to all are told to officers who have not finished, and to no others', async () => {
  const { as, officer, analyst, approver, roundId, dataRequestId, ...others } = await aToldRequest()
  const foreigner = { dataRequestId: others.foreignDataRequestId, authorityId: others.foreigner.authorityId }
  await declareAndSign({ as, officer, analyst, approver, ...others }, foreigner)
  const leftBefore = { expected_end: '31/08/2024' }
  const { submissionId } = await sendAndCheck(as(officer), dataRequestId, await aWorkbook([leftBefore]))
  await next()
  const proposed = { roundId, rule: 'IH-007', effect: 'off', reason: typed } as const

  const { relaxationId } = await proposeRelaxation(as(analyst), proposed)
  expect(await next()).toEqual([])
  await approveRelaxation(as(approver), { relaxationId })
  const relaxed = await next()
  expect(inShort(relaxed.filter(({ link }) => link.includes(dataRequestId)))).toEqual([
    'officer of 330: Less to fix, a check is relaxed',
  ])
  expect(relaxed.filter(({ whom }) => whom.endsWith('202'))).toEqual([])
  expect(relaxed[0]?.text).toContain('(IH-007). You do not have to fix or explain what it finds.')
  expect(relaxed[0]?.link).toBe(`/data-requests/${dataRequestId}/asked/checks`)
  await recheckReturn(as(system), { submissionId })
  expect(inShort(await next())).toEqual([
    'officer of 330: Send the return for sign-off, as checks have changed',
  ])

  await approveRelaxation(as(approver), await proposeWithdrawal(as(analyst), { relaxationId, reason: typed }))
  const again = await next()
  expect(inShort(again.filter(({ link }) => link.includes(dataRequestId)))).toEqual([
    'officer of 330: Look at the return, a check holds again',
  ])
  await recheckReturn(as(system), { submissionId })
  expect(inShort(await next())).toEqual(['officer of 330: Fix 1 thing, as checks have changed'])

  await askQuestion(as(officer), { dataRequestId, text: typed })
  expect(await next()).toEqual([])
  await answerQuestion(as(analyst), { roundId, question: typed, answer: typed })
  await answerQuestion(as(analyst), { roundId, question: typed, answer: typed })
  const answered = await next()
  const own = answered.filter(({ link }) => link === `/data-requests/${dataRequestId}/questions`)
  expect(inShort(own)).toEqual(['officer of 330: Read our new answer before you send'])
  expect(own).toHaveLength(await countOfficers(db, '330'))
  expect(answered.filter(({ whom }) => whom.endsWith('202'))).toEqual([])
})

test('work that is handed over, a round that closes and content that is destroyed are told to those they concern', async () => {
  const { as, officer, signatory, analyst, approver, roundId, ...request } = await aToldRequest()
  const { dataRequestId } = request
  const other = { ...officer, personId: await aMember(db, 'officer', officer.authorityId) }
  const [membershipId, toMembershipId] = [await membershipIdOf(db, officer), await membershipIdOf(db, other)]

  await handOverWork(as(signatory), { membershipId, toMembershipId })
  const handed = (await next()).filter(({ link }) => link === `/data-requests/${dataRequestId}`)
  expect(inShort(handed)).toEqual(['officer of 330: Take over the return, due on 31 October 2024'])
  expect(handed).toHaveLength(await countOfficers(db, '330'))

  await declareNil(as(other), { dataRequestId })
  await next()
  const later = { today: day('2024-11-18') }
  await closeRound(as(analyst, later), { roundId })
  const ended = await next(later)
  expect(inShort(ended).filter((line) => line.includes('330'))).toEqual([
    'officer of 330: Write to us if you can still send a return',
    'signatory of 330: Write to us if you can still send a return',
  ])
  expect(new Set(ended.map(({ subject }) => subject.split(':')[0])).size).toBe(1)

  await destroyContent(as(approver, later), { dataRequestId, why: 'it was decided' })
  const destroyed = await next(later)
  expect(inShort(destroyed)).toEqual([
    'officer of 330: Something you sent is destroyed',
    'signatory of 330: Something you sent is destroyed',
  ])
  expect(destroyed[0]?.link).toBe(`/data-requests/${dataRequestId}/history`)
})

test('at night colleagues ask each other at once, and the office asks in the morning: each time once', async () => {
  const { as, officer, signatory, analyst, roundId, dataRequestId } = await aToldRequest({ authority: '383' })
  const night = { today: day('2024-10-01'), now: new Date('2024-10-01T20:30:00Z') }
  const morning = { today: day('2024-10-02'), now: new Date('2024-10-02T07:00:00Z') }
  await declareNil(as(officer, night), { dataRequestId })
  await askForSignOff(as(officer, night), { dataRequestId })
  await askForSignOff(as(officer, night), { dataRequestId, note: typed })

  await answerQuestion(as(analyst, night), { roundId, question: typed, answer: typed })

  expect(inShort(await next(night))).toEqual(['signatory of 383: Sign off the return'])
  const mails = (await next(morning)).filter(({ whom }) => whom.endsWith('383'))
  expect(inShort(mails)).toEqual(['officer of 383: Read our new answer before you send'])
  expect(mails).toHaveLength(await countOfficers(db, '383'))
  const own = (await messages(db)).filter(({ personId }) => personId === signatory.personId)
  expect(own.slice(-2).map(({ state, why }) => [state, why])).toEqual([
    ['not needed', 'A later message says the same.'],
    ['sent', null],
  ])
})

test('that the office looks at rows is told in the portal alone', async () => {
  const { as, analyst, submissionId } = await aSigned()
  const had = (await messages(db)).length
  await extractRows(as(analyst), { submissionId, reason: typed })
  expect(await next()).toEqual([])
  expect(await messages(db)).toHaveLength(had)
})

/** A signed nil return of Leeds, of which everybody has been told. */
async function aSigned() {
  const scene = await aDataRequest(db, { authority: '383', title: `${title} ${randomUUID().slice(0, 4)}` })
  const signed = await declareAndSign(scene, scene)
  await next()
  return { ...scene, ...signed }
}
