import { acceptReturn } from '@rollcall/actions/accept-return'
import { AnnouncePublication, announcePublication } from '@rollcall/actions/announce-publication'
import { changeWording } from '@rollcall/actions/change-wording'
import { chooseDigest } from '@rollcall/actions/choose-digest'
import { closeRound } from '@rollcall/actions/close-round'
import { endCover } from '@rollcall/actions/end-cover'
import { nameCover } from '@rollcall/actions/name-cover'
import { readColleagues } from '@rollcall/actions/read-colleagues'
import { readPlanned } from '@rollcall/actions/read-planned'
import { refuseWording } from '@rollcall/actions/refuse-wording'
import { removePerson } from '@rollcall/actions/remove-person'
import { sendMessages } from '@rollcall/actions/send-messages'
import { withdrawAnnouncement } from '@rollcall/actions/withdraw-announcement'
import { writeDigests } from '@rollcall/actions/write-digests'
import { writeReminders } from '@rollcall/actions/write-reminders'
import { listAnnouncements } from '@rollcall/database/announcements'
import { asViewer } from '@rollcall/database/transaction'
import { day } from '@rollcall/domain/calendar-date'
import { system } from '@rollcall/domain/viewer'
import { wordedKind } from '@rollcall/domain/worded'
import { type Mail, MailFault } from '@rollcall/platform/mail'
import { expect, test } from 'vitest'
import { aDataRequest, aMember, aRound, contextOf, membershipIdOf } from '../support/builders.ts'
import { aSignedReturn } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { mailerInto } from '../support/mailers.ts'
import { post } from '../support/post.ts'
import { emailOf } from '../support/sign-in.ts'

const { db } = testDatabase()

/** Sends what is due, and says what went to whom. */
async function sent(now: Date): Promise<(person: Parameters<typeof emailOf>[1]) => Promise<Mail[]>> {
  const mails: Mail[] = []
  await post(db, mailerInto(mails), { now, today: day(now.toISOString().slice(0, 10)) })
  return async (person) => {
    const address = await emailOf(db, person)
    return mails.filter(({ to }) => to === address)
  }
}

/** What a worker does at a time about digests, and what went to whom. */
async function digested(now: Date) {
  await writeDigests(contextOf(db, system, { now, today: day(now.toISOString().slice(0, 10)) }))
  const mailed = await sent(now)
  return async (person: Parameters<typeof mailed>[0]) =>
    (await mailed(person)).filter(({ subject }) => subject.startsWith('Today'))
}

test('people of the office have a digest each working day, once, with what waits and what happened', async () => {
  const { analyst, approver, officer } = await aSignedReturn(db, { title: 'Digested round' })
  expect(await (await digested(new Date('2024-10-02T06:59:00Z')))(analyst)).toEqual([])

  const morning = await digested(new Date('2024-10-02T07:00:00Z'))
  const [mail] = await morning(analyst)
  expect(mail?.subject).toMatch(/^Today \d+ things? waits? for you in Rollcall$/)
  expect(mail?.text).toContain('- Digested round: 1 signed return to accept')
  expect(mail?.text).toContain('since 8 o’clock on 1 October 2024')
  expect(mail?.text).toContain('- Digested round: 1 return was signed')
  expect(await morning(approver)).toHaveLength(1)
  expect(await morning(officer)).toEqual([])

  expect(await (await digested(new Date('2024-10-02T09:00:00Z')))(analyst)).toEqual([])
  const next = await (await digested(new Date('2024-10-03T07:10:00Z')))(analyst)
  expect(next).toHaveLength(1)
  expect(next[0]?.text).not.toContain('was signed')
  // A Saturday.
  expect(await (await digested(new Date('2024-10-05T09:00:00Z')))(analyst)).toEqual([])
})

test('whoever chose to be without it has none, until they want it again: then from the next day on', async () => {
  const { as, analyst, officer } = await aSignedReturn(db)
  const at = (time: string) => contextOf(db, analyst, { now: new Date(time) })
  await expect(chooseDigest(as(officer), { isWanted: false })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })

  await chooseDigest(at('2024-10-08T06:00:00Z'), { isWanted: false })
  await chooseDigest(at('2024-10-08T06:00:00Z'), { isWanted: false })
  expect(await (await digested(new Date('2024-10-08T07:00:00Z')))(analyst)).toEqual([])
  await chooseDigest(at('2024-10-08T08:00:00Z'), { isWanted: true })
  expect(await (await digested(new Date('2024-10-08T08:10:00Z')))(analyst)).toEqual([])
  expect(await (await digested(new Date('2024-10-09T07:00:00Z')))(analyst)).toHaveLength(1)

  const chosen = await asViewer(db, system, (trx) =>
    trx.selectFrom('auditEvents').select('details').where('type', '=', 'digest chosen').execute(),
  )
  expect(chosen).toEqual([{ details: { isWanted: false } }, { details: { isWanted: true } }])
})

test('words that wait for an approver are in the digests of approvers who did not write them', async () => {
  const { as, analyst, approver } = await aRound(db)
  const { subject, body } = wordedKind('formal request').wording
  const proposed = {
    kind: 'formal request',
    subject,
    body: `${body}\n\nThank you.`,
    why: 'Politer.',
    read: 0,
  }
  const { version } = await changeWording(as(approver), proposed)
  const lines = async (person: typeof analyst, mailed: Awaited<ReturnType<typeof digested>>) =>
    (await mailed(person)).map(({ text }) =>
      text.includes('Words of messages and letters: 1 proposal to approve'),
    )
  const other = { role: 'approver', personId: await aMember(db, 'approver') } as const

  const mailed = await digested(new Date('2024-10-10T07:00:00Z'))
  expect(await lines(other, mailed)).toEqual([true])
  expect([await lines(approver, mailed), await lines(analyst, mailed)].flat()).not.toContain(true)
  await refuseWording(as(approver), { kind: 'formal request', version, reason: 'Not now.' })
})

test('a digest that waits until its day is over is not sent', async () => {
  const { analyst } = await aRound(db)
  const now = new Date('2024-10-15T07:00:00Z')
  await writeDigests(contextOf(db, system, { now, today: day('2024-10-15') }))
  const mails: Mail[] = []
  const late = contextOf(db, system, { now: new Date('2024-10-16T07:00:00Z'), today: day('2024-10-16') })
  await sendMessages({
    ...late,
    mailer: mailerInto(mails),
    portalUrl: 'https://x.example',
    mailPerMinute: 1e4,
  })

  const address = await emailOf(db, analyst)
  expect(mails.filter(({ to }) => to === address)).toEqual([])
})

/** A signed return whose officer has a colleague to stand in for them. */
async function away() {
  const signed = await aSignedReturn(db)
  const { officer } = signed
  const standIn = { ...officer, personId: await aMember(db, 'officer', officer.authorityId) }
  const [membershipId, coverMembershipId] = [
    await membershipIdOf(db, officer),
    await membershipIdOf(db, standIn),
  ]
  const who = { membershipId, coverMembershipId }
  return { ...signed, standIn, days: { ...who, fromOn: day('2024-10-01'), untilOn: day('2024-10-04') } }
}

test('whoever stands in for a colleague is told, and has what is written to the colleague on those days', async () => {
  const { as, officer, signatory, foreigner, analyst, standIn, days, ...signed } = await away()
  const { dataRequestId, submissionId } = signed

  await nameCover(as(officer), days)
  const [told] = await (await sent(new Date('2024-10-01T09:00:00Z')))(standIn)
  expect(told?.subject).toBe('You stand in for Some officer until 4 October 2024')
  expect(told?.text).toContain('From 1 October 2024 until 4 October 2024')
  expect(told?.text).toContain('for Birmingham')

  await acceptReturn(as(analyst), { dataRequestId, submissionId })
  const [accepted] = await (await sent(new Date('2024-10-01T10:00:00Z')))(standIn)
  expect(accepted?.text).toContain('You get this because you')
  const [shown] = (await readColleagues(as(signatory), officer.authorityId)).flatMap(({ covers }) => covers)
  expect(shown).toMatchObject({ standIn: 'Some officer', untilOn: '2024-10-04', mayBeEnded: true })
  expect(
    (await readColleagues(as(foreigner), foreigner.authorityId)).flatMap(({ covers }) => covers),
  ).toEqual([])
})

test('it can be ended by whoever is away or stands in; then nothing more is said of it', async () => {
  const { as, officer, foreigner, standIn, days } = await away()
  const { coverId } = await nameCover(as(officer), days)

  await expect(endCover(as({ ...foreigner, role: 'signatory' }), { coverId })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  await endCover(as(standIn), { coverId })
  await expect(endCover(as(officer), { coverId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const told = await (await sent(new Date('2024-10-01T09:00:00Z')))(standIn)
  expect(told.filter(({ subject }) => subject.startsWith('You stand in'))).toEqual([])

  const events = await asViewer(db, officer, (trx) =>
    trx
      .selectFrom('auditEvents')
      .select(['type', 'personId', 'details'])
      .where('type', 'like', 'cover %')
      .orderBy('seq', 'desc')
      .limit(2)
      .execute(),
  )
  const { membershipId, coverMembershipId, fromOn, untilOn } = days
  expect(events).toEqual([
    { type: 'cover ended', personId: standIn.personId, details: { membershipId, coverMembershipId } },
    {
      ...{ type: 'cover named', personId: officer.personId },
      details: { membershipId, coverMembershipId, fromOn, untilOn },
    },
  ])
})

test('who names or ends it for others writes to both of them, and nobody is told what they did themselves', async () => {
  const { as, officer, signatory, analyst, standIn, days } = await away()
  const toBoth = async (now = new Date('2024-10-01T09:00:00Z')) => {
    const mailed = await sent(now)
    const of = async (person: typeof officer) =>
      (await mailed(person)).filter(({ subject }) => /stands? in for/.test(subject))
    return { away: await of(officer), inStead: await of(standIn) }
  }
  const told = async (now?: Date) => {
    const both = await toBoth(now)
    return [both.away, both.inStead].map((mails) => mails.map(({ subject }) => subject))
  }

  const first = await nameCover(as(signatory), days)
  const named = await toBoth()
  expect(named.away[0]?.subject).toBe('Some officer stands in for you until 4 October 2024')
  expect(named.away[0]?.text).toContain('for Birmingham. Some signatory has arranged that.')
  expect(named.inStead[0]?.text).toContain('Some signatory has arranged that.')
  await endCover(as(analyst), first)
  const ended = await toBoth()
  expect(ended.away[0]?.subject).toBe(
    'Name somebody else if you are away: Some officer no longer stands in for you',
  )
  expect(ended.away[0]?.text).toContain('The Children’s Commissioner’s office has ended it.')
  expect(ended.inStead[0]?.subject).toBe('You no longer stand in for Some officer')

  const own = await nameCover(as(officer), days)
  expect(await told()).toEqual([[], ['You stand in for Some officer until 4 October 2024']])
  await endCover(as(standIn), own)
  expect(await told()).toEqual([[ended.away[0]?.subject], []])

  // Nobody had heard of the one when it was ended; the days of the other are over before the message goes.
  await endCover(as(signatory), await nameCover(as(signatory), days))
  expect(await told()).toEqual([[], []])
  await endCover(as(signatory), await nameCover(as(officer), days))
  expect(await told(new Date('2024-10-05T09:00:00Z'))).toEqual([[], []])

  // Nor has anybody heard of it where mail was away as it was tried, or is told of somebody who has left.
  const tried = await nameCover(as(signatory), days)
  const isAway = () => Promise.reject(new MailFault('away', '421'))
  await post(db, { provider: 'smtp', send: isAway }, { now: new Date('2024-10-01T09:00:00Z') })
  await endCover(as(signatory), tried)
  expect(await told(new Date('2024-10-01T10:00:00Z'))).toEqual([[], []])
  await nameCover(as(signatory), days)
  await removePerson(as(signatory), { membershipId: days.coverMembershipId })
  expect(await told()).toEqual([[], []])
})

test('of two who name somebody for the same days one does, and the other is told who stands in', async () => {
  const { as, officer, signatory, days } = await away()
  const other = { ...days, coverMembershipId: await membershipIdOf(db, signatory) }

  const done = await Promise.allSettled([nameCover(as(officer), days), nameCover(as(signatory), other)])

  expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(done.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'COVERED_ALREADY' },
  })
})

test('what goes to officers alone goes to the signatories of an authority that has no officer', async () => {
  const title = 'Without an officer'
  const { as, roundId, officer, signatory, foreigner, approver } = await aDataRequest(db, {
    ...{ authority: '383', title },
  })
  await removePerson(as(signatory), { membershipId: await membershipIdOf(db, officer) })
  const reminded = async (text: string) => {
    const now = new Date(text)
    await writeReminders(contextOf(db, system, { now, today: day(text.slice(0, 10)) }))
    return now
  }
  /** Says of which authority somebody is told to be what, in their reminders of this round. */
  const reminders = async (now: Date) => {
    const mailed = await sent(now)
    return async (person: typeof officer) =>
      (await mailed(person))
        .filter(({ subject }) => subject.startsWith('Send the return, due in') && subject.endsWith(title))
        .map(({ text }) => /You get this because you are (.*?)\./.exec(text)?.[1])
  }

  const now = await reminded('2024-10-17T08:00:00Z')
  const { planned } = await readPlanned(as(approver, { now }), { roundId, page: 1 })
  const toLeeds = planned.filter(({ code }) => code === '383').flatMap(({ people }) => people)
  expect(new Set(toLeeds.map(({ writtenAs }) => writtenAs))).toEqual(new Set(['signatory']))
  const first = await reminders(now)
  expect(await first(signatory)).toEqual(['a signatory for Leeds, which had no data officer to write to'])
  expect(await first(officer)).toEqual([])
  expect(await first(foreigner)).toEqual(['a data officer for Camden'])

  // An officer who comes before it goes has the next one. The signatory has this one, or nobody would.
  const written = await reminded('2024-10-24T08:00:00Z')
  const newcomer = { ...officer, personId: await aMember(db, 'officer', officer.authorityId) }
  const second = await reminders(written)
  expect([await second(signatory), await second(newcomer)].map(({ length }) => length)).toEqual([1, 0])
  const third = await reminders(await reminded('2024-10-30T09:00:00Z'))
  expect([await third(signatory), await third(newcomer)].map(({ length }) => length)).toEqual([0, 1])
})

/** A round that is closed, and what an approver says of its figures. */
async function closed() {
  const { as, roundId, analyst, ...cast } = await aSignedReturn(db)
  const after = { today: day('2024-12-02'), now: new Date('2024-12-02T10:00:00Z') }
  await closeRound(as(analyst, after), { roundId })
  // What was said before is no part of it.
  await sent(after.now)
  const said = { roundId, publishedOn: day('2024-12-02'), address: 'https://www.example.org/figures' }
  return { ...cast, as, roundId, analyst, after, said }
}
const subjectsTo = async (person: Parameters<typeof emailOf>[1], now: Date) =>
  (await (await sent(now))(person)).map(({ subject }) => subject)

test('where figures are published is announced by an approver to everybody who was asked, and withdrawn with a reason', async () => {
  const { as, analyst, approver, officer, foreigner, after, said, roundId } = await closed()
  const title = 'Children in illegal homes, September 2024'
  await expect(announcePublication(as(analyst, after), said)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })

  const { announcementId } = await announcePublication(as(approver, after), said)
  expect(await subjectsTo(officer, after.now)).toEqual([`The figures are published: ${title}`])
  await expect(announcePublication(as(approver, after), said)).rejects.toMatchObject({
    code: 'ANNOUNCED_ALREADY',
  })
  const listed = await asViewer(db, foreigner, (trx) => listAnnouncements(trx, roundId))
  expect(listed).toMatchObject([{ publishedOn: '2024-12-02', address: said.address, withdrawnAt: null }])

  await withdrawAnnouncement(as(approver, after), { announcementId, reason: 'The page has moved.' })
  expect(await subjectsTo(officer, after.now)).toEqual([
    `Do not use the address we sent for figures: ${title}`,
  ])
  const again = { announcementId, reason: 'Again.' }
  await expect(withdrawAnnouncement(as(approver, after), again)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('whoever was not told of it yet is told neither that nor that it is withdrawn; then of the new one', async () => {
  const { as, approver, officer, after, said } = await closed()
  const { announcementId } = await announcePublication(as(approver, after), said)
  await withdrawAnnouncement(as(approver, after), { announcementId, reason: 'The day was wrong.' })
  expect(await subjectsTo(officer, after.now)).toEqual([])

  await announcePublication(as(approver, after), { ...said, publishedOn: day('2024-12-01') })
  const listed = await asViewer(db, officer, (trx) => listAnnouncements(trx, said.roundId))
  expect(listed.map(({ publishedOn }) => publishedOn)).toEqual(['2024-12-01', '2024-12-02'])
  const [mail, ...others] = await (await sent(after.now))(officer)
  expect(mail?.text).toContain('on 1 December 2024')
  expect(mail?.text).not.toContain('www.example.org')
  expect(others).toEqual([])
})

test('figures are announced with the address of a public page alone', () => {
  const isTaken = (address: string) => AnnouncePublication.shape.address.safeParse(address).success
  expect(isTaken(' https://www.gov.uk/figures?year=2025 ')).toBe(true)
  for (const address of ['http://www.gov.uk', 'https://localhost/x', 'www.gov.uk', 'javascript:alert(1)', ''])
    expect([address, isTaken(address)]).toEqual([address, false])
})
