import { randomUUID } from 'node:crypto'
import { clearAddress } from '@rollcall/actions/clear-address'
import { transact } from '@rollcall/actions/context'
import { leaveMessage } from '@rollcall/actions/leave-message'
import { pauseMessages } from '@rollcall/actions/pause-messages'
import { readToDo } from '@rollcall/actions/read-to-do'
import { removePerson } from '@rollcall/actions/remove-person'
import { resendMessage } from '@rollcall/actions/resend-message'
import { resumeMessages } from '@rollcall/actions/resume-messages'
import { settleUnclearMessage } from '@rollcall/actions/settle-unclear-message'
import { authorities } from '@rollcall/collections/authorities/authorities'
import { getPerson } from '@rollcall/database/people'
import { asViewer } from '@rollcall/database/transaction'
import { MessageId, type PersonId } from '@rollcall/domain/ids'
import { type AuthorityViewer, system } from '@rollcall/domain/viewer'
import { startLog } from '@rollcall/platform/log'
import type { Mailer } from '@rollcall/platform/mail'
import { openMailer } from '@rollcall/platform/open-mailer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aDataRequest, aMember, membershipIdOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { type ReceivedMail, startMailServer } from '../support/mail-server.ts'
import { messages, post } from '../support/post.ts'

const { db } = testDatabase()
const received: ReceivedMail[] = []
/** Addresses of which there is no mailbox. */
const gone = new Set<string>()
let server: Awaited<ReturnType<typeof startMailServer>>
let mailer: Mailer
const morning = { now: new Date('2024-10-01T09:00:00Z') }
const later = { now: new Date('2024-10-01T10:00:00Z') }

beforeAll(async () => {
  server = await startMailServer({
    has: (address) => !gone.has(address),
    onMail: (mail) => received.push(mail),
  })
  const settings = {
    SMTP_URL: server.url,
    MAIL_FROM: 'Rollcall <rollcall@office.example>',
    ROLLCALL_HOME: '',
  }
  mailer = openMailer(settings, startLog({ LOG_LEVEL: 'silent' }, 'mail'))
})
afterAll(() => server.stop())

const addressOf = async (personId: PersonId): Promise<string> =>
  (await asViewer(db, system, (trx) => getPerson(trx, personId))).email
const subjectsTo = (address: string): string[] =>
  received.filter(({ to }) => to.includes(address)).map(({ subject }) => subject)

/** The messages of one round to one person, oldest first. */
const messagesTo = async (personId: PersonId, kind: string) =>
  (await messages(db)).filter((one) => one.personId === personId && one.kind === kind)

/** Each round asks an authority of its own, so that nobody of another test is written to. */
const asked = authorities.filter(({ closed }) => closed === undefined).map(({ code }) => code)

/** A round whose people were told of it, or would have been, had all of them a mailbox. */
async function aTold({ without = [] }: { readonly without?: readonly ('officer' | 'signatory')[] } = {}) {
  const [authority = '', foreignAuthority = ''] = asked.splice(0, 2)
  const table = authorities.filter(({ code }) => [authority, foreignAuthority].includes(code))
  const ofTwo = { table, authority, foreignAuthority, authorities: [authority, foreignAuthority] }
  const round = await aDataRequest(db, ofTwo)
  const colleague = await aMember(db, 'officer', round.authorityId)
  const address = await addressOf(round.officer.personId)
  for (const who of without) gone.add(await addressOf(round[who].personId))
  await post(db, mailer, morning)
  const [message] = await messagesTo(round.officer.personId, 'data request issued')
  if (message === undefined) throw new Error('nobody was told')
  const as = (viewer: Parameters<typeof round.as>[0]) => round.as(viewer, later)
  return { ...round, as, colleague, address, message, messageId: message.id }
}

const toDo = async ({ as, analyst, roundId }: Awaited<ReturnType<typeof aTold>>) => {
  const { groups } = await readToDo(as(analyst), roundId)
  return Object.fromEntries(
    groups
      .filter(({ group }) => ['messages', 'addresses'].includes(group))
      .map(({ group, count }) => [group, count]),
  )
}

const brokenOf = (personId: PersonId) =>
  asViewer(db, system, (trx) =>
    trx
      .selectFrom('brokenAddresses')
      .selectAll()
      .where('personId', '=', personId)
      .orderBy('foundAt')
      .execute(),
  )

const typesOf = (authorityId: AuthorityViewer['authorityId']) =>
  asViewer(db, system, async (trx) =>
    (
      await trx
        .selectFrom('auditEvents')
        .select('type')
        .where('authorityId', '=', authorityId)
        .orderBy('seq')
        .execute()
    ).map(({ type }) => type),
  )

test('where messages to somebody come back, a signatory is asked for another contact, in office hours and once', async () => {
  const told = await aTold({ without: ['officer'] })
  const { officer, signatory, as, analyst, authorityId, colleague } = told
  expect(told.message.state).toBe('came back')
  expect(await toDo(told)).toEqual({ messages: 0, addresses: 1 })

  const wanted = await messagesTo(signatory.personId, 'contact wanted')
  expect(wanted).toMatchObject([{ state: 'sent', authorityId }])
  expect(wanted[0]?.subject).toMatch(/^Name another contact: we cannot reach Some officer at /)
  expect(wanted[0]?.body).toContain(`We wrote to ${told.address}.`)
  expect(await messagesTo(colleague, 'contact wanted')).toEqual([])
  expect(await typesOf(authorityId)).toContain('message came back')

  const [broken] = await brokenOf(officer.personId)
  if (broken === undefined) throw new Error('nothing came back')
  await expect(clearAddress(as(signatory), { brokenAddressId: broken.id })).rejects.toThrow('Your role')
  await clearAddress(as(analyst), { brokenAddressId: broken.id })
  await expect(clearAddress(as(analyst), { brokenAddressId: broken.id })).rejects.toThrow('has said already')
  expect(await typesOf(authorityId)).toContain('address works again')
})

test('where no signatory can be reached the officers are asked, and where nobody can nobody is', async () => {
  const told = await aTold({ without: ['officer', 'signatory'] })

  const subjects = (await messagesTo(told.colleague, 'contact wanted'))
    .map(({ subject }) => subject)
    .toSorted()
  expect(subjects).toHaveLength(2)
  expect(subjects.map((subject) => /Some \w+/.exec(String(subject))?.[0])).toEqual([
    'Some officer',
    'Some signatory',
  ])
  expect(await toDo(told)).toEqual({ messages: 0, addresses: 2 })
})

test('a message is sent again by a person’s wish, once at a time, and not to an address that does not work', async () => {
  const told = await aTold({ without: ['officer'] })
  const { officer, as, analyst, messageId, address, authorityId } = told
  await expect(resendMessage(as(officer), { messageId })).rejects.toThrow('Your role does not let you')
  await expect(resendMessage(as(analyst), { messageId })).rejects.toThrow('come back')

  gone.delete(address)
  const [broken] = await brokenOf(officer.personId)
  if (broken === undefined) throw new Error('nothing came back')
  await clearAddress(as(analyst), { brokenAddressId: broken.id })
  expect(await toDo(told)).toEqual({ messages: 1, addresses: 0 })

  const { messageId: again } = await resendMessage(as(analyst), { messageId })
  await expect(resendMessage(as(analyst), { messageId })).rejects.toThrow('being sent again already')
  expect(await toDo(told)).toEqual({ messages: 0, addresses: 0 })
  await post(db, mailer, later)

  const [, second] = await messagesTo(officer.personId, 'data request issued')
  expect(second).toMatchObject({ id: again, state: 'sent', resends: messageId, askedBy: analyst.personId })
  expect(subjectsTo(address)).toHaveLength(1)

  await resendMessage(as(analyst), { messageId: again })
  await post(db, mailer, later)
  expect(subjectsTo(address)).toHaveLength(2)
  expect((await typesOf(authorityId)).filter((type) => type === 'message sent again')).toHaveLength(2)
})

test('a message that is sent again to somebody who no longer has the role does not go', async () => {
  const { officer, as, analyst, messageId, address } = await aTold()
  await removePerson(as(analyst), { membershipId: await membershipIdOf(db, officer) })

  await resendMessage(as(analyst), { messageId })
  await post(db, mailer, later)

  const [, second] = await messagesTo(officer.personId, 'data request issued')
  expect(second?.state).toBe('not needed')
  expect(subjectsTo(address)).toHaveLength(1)
})

test('only a person says what became of an unclear message: it arrived, or it goes again', async () => {
  for (const became of ['arrived', 'not arrived'] as const) {
    const told = await aTold()
    const { officer, as, analyst, messageId, address } = told
    const settle = () => settleUnclearMessage(as(analyst), { messageId, became })
    await expect(settle()).rejects.toThrow('It is known')
    await transact(as(system), (trx) =>
      trx.updateTable('messages').set({ state: 'unclear' }).where('id', '=', messageId).execute(),
    )
    expect(await toDo(told)).toEqual({ messages: 1, addresses: 0 })
    await expect(resendMessage(as(analyst), { messageId })).rejects.toThrow('Say first whether it did')

    await settle()
    await post(db, mailer, later)

    const [message] = await messagesTo(officer.personId, 'data request issued')
    expect(message?.state).toBe(became === 'arrived' ? 'delivered' : 'sent')
    expect(message?.settledBy).toBe(became === 'arrived' ? analyst.personId : null)
    expect(subjectsTo(address)).toHaveLength(became === 'arrived' ? 1 : 2)
    expect(await toDo(told)).toEqual({ messages: 0, addresses: 0 })
  }
})

test('a message that was given up is to be looked at until somebody leaves it as it is', async () => {
  const told = await aTold()
  const { as, analyst, messageId } = told
  await expect(leaveMessage(as(analyst), { messageId })).rejects.toThrow('nothing to decide')
  await transact(as(system), (trx) =>
    trx.updateTable('messages').set({ state: 'given up' }).where('id', '=', messageId).execute(),
  )
  expect(await toDo(told)).toEqual({ messages: 1, addresses: 0 })

  await leaveMessage(as(analyst), { messageId })

  expect(await toDo(told)).toEqual({ messages: 0, addresses: 0 })
  await expect(leaveMessage(as(analyst), { messageId })).rejects.toThrow('nothing to decide')
  await expect(leaveMessage(as(analyst), { messageId: MessageId.parse(randomUUID()) })).rejects.toThrow(
    'no such message',
  )
})

test('while the messages of a round are paused none of it goes, and then all that is still needed', async () => {
  const { roundId, officer, as, analyst, messageId, address } = await aTold()
  const other = await aTold()
  const because = { reason: 'The notice has a wrong date.' }
  await expect(pauseMessages(as(officer), { roundId, ...because })).rejects.toThrow('Your role')
  await pauseMessages(as(analyst), { roundId, ...because })
  await expect(pauseMessages(as(analyst), { roundId, ...because })).rejects.toThrow('paused already')
  await resendMessage(as(analyst), { messageId })
  await resendMessage(as(analyst), { messageId: other.messageId })

  await post(db, mailer, later)
  expect(subjectsTo(address)).toHaveLength(1)
  expect(subjectsTo(other.address)).toHaveLength(2)

  await pauseMessages(as(analyst), because)
  await resumeMessages(as(analyst), { roundId })
  await expect(resumeMessages(as(analyst), { roundId })).rejects.toThrow('not paused')
  await post(db, mailer, later)
  expect(subjectsTo(address)).toHaveLength(1)

  await resumeMessages(as(analyst), {})
  await post(db, mailer, later)
  expect(subjectsTo(address)).toHaveLength(2)
})
