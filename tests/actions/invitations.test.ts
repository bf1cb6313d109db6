import { askWithInvitation } from '@rollcall/actions/ask-with-invitation'
import { finishByCode } from '@rollcall/actions/finish-sign-in'
import { inviteAgain } from '@rollcall/actions/invite-again'
import { invitePerson } from '@rollcall/actions/invite-person'
import { noteDelivery } from '@rollcall/actions/note-delivery'
import { readInvitation } from '@rollcall/actions/read-invitation'
import { removePerson } from '@rollcall/actions/remove-person'
import { sendMessages } from '@rollcall/actions/send-messages'
import { signInWithOrganisation } from '@rollcall/actions/sign-in-with-organisation'
import { asViewer } from '@rollcall/database/transaction'
import { MessageId } from '@rollcall/domain/ids'
import { type AuthorityViewer, system, type Viewer } from '@rollcall/domain/viewer'
import { type Mail, type Mailer, MailFault } from '@rollcall/platform/mail'
import { expect, test } from 'vitest'
import { aRound, contextOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { codeIn, linkIn } from '../support/mail-server.ts'
import { mailerInto } from '../support/mailers.ts'
import { messages } from '../support/post.ts'

const { db } = testDatabase()
const portalUrl = 'https://rollcall.example'
const on = (day: string, time = '09:00') => new Date(`2024-10-${day}T${time}:00Z`)
const at = (now = on('01')) => contextOf(db, system, { now })
const asking = () => ({ ip: crypto.randomUUID(), portalUrl })
const spent = { code: 'INVITATION_SPENT' }

const sending = { portalUrl, mailPerMinute: 10_000 }
/** Does what the worker would, and says what was sent to an address. */
async function send(address: string, now = on('01')): Promise<Mail[]> {
  const mails: Mail[] = []
  await sendMessages({ ...at(now), ...sending, mailer: mailerInto(mails) })
  return mails.filter(({ to }) => to === address)
}

/** An officer whom a signatory has just invited, and the letter they were sent. */
async function invited(by?: AuthorityViewer) {
  const round = await aRound(db)
  const inviter = by ?? round.signatory
  const email = `${crypto.randomUUID()}@camden.example`
  const { membershipId } = await invitePerson(round.as(inviter), {
    name: 'Ada Byron',
    email,
    role: 'officer',
  })
  const [mail] = await send(email)
  if (!mail) throw new Error('no letter was sent')
  return { ...round, email, membershipId, mail, token: linkIn(mail).split('/').at(-1) ?? '' }
}
const messageTo = async (email: string) => (await messages(db)).findLast(({ address }) => address === email)
const identity = (subject: string = crypto.randomUUID()) => ({
  issuer: 'https://login.example',
  tenant: 't',
  subject,
})
const eventsOf = async (viewer: Viewer) =>
  (
    await asViewer(db, viewer, (trx) =>
      trx.selectFrom('auditEvents').select(['type', 'personId']).orderBy('seq').execute(),
    )
  ).map(({ type, personId }) => [type, personId])

test('whoever is invited is sent a letter that says who asks them, to what, and for how long', async () => {
  const { mail, email, token } = await invited()

  expect(mail).toMatchObject({ to: email, subject: 'Accept your invitation to Rollcall' })
  expect(mail.text).toContain('Some signatory has invited you to Rollcall as data officer for Birmingham.')
  expect(mail.text).toContain('works for 14 days')
  expect(mail.text).toContain(`${portalUrl}/invitations/${token}`)
})

test('looking says the same, and changes nothing', async () => {
  const { token } = await invited()

  for (let looked = 0; looked < 10; looked++)
    expect(await readInvitation(at(), token)).toEqual({
      ...{ name: 'Ada Byron', role: 'officer', authority: 'Birmingham', invitedBy: 'Some signatory' },
    })
})

test('the letter is sent once, and what is kept of it has not the link', async () => {
  const { email, token, signatory } = await invited()
  expect(await send(email)).toEqual([])

  const kept = await messageTo(email)
  expect(kept).toMatchObject({ kind: 'invitation', state: 'sent', writtenAs: 'officer' })
  expect(JSON.stringify(kept)).not.toContain(token)
  expect(kept?.body).toContain('(a link for this person alone)')
  expect((await eventsOf(signatory)).map(([type]) => type)).toContain('invitation sent')
})

test('an invitation that was accepted or replaced before its letter went out is not sent', async () => {
  const { as, signatory } = await aRound(db)
  const email = `${crypto.randomUUID()}@x.example`
  const { membershipId } = await invitePerson(as(signatory), { name: 'Ada', email, role: 'officer' })
  await inviteAgain(contextOf(db, signatory, { now: on('01', '10:00') }), { membershipId })

  expect(await send(email, on('01', '10:00'))).toHaveLength(1)
  expect(await send(email, on('02'))).toEqual([])
})

test('a letter that cannot be sent is tried again, for longer than its link would work, and not told as sent', async () => {
  const { as, signatory } = await aRound(db)
  const email = `${crypto.randomUUID()}@x.example`
  await invitePerson(as(signatory), { name: 'Ada', email, role: 'officer' })
  const mailer: Mailer = {
    provider: 'smtp',
    send: () => Promise.reject(new MailFault('away', 'ECONNREFUSED')),
  }
  await sendMessages({ ...at(), ...sending, mailer })

  expect((await eventsOf(signatory)).at(-1)?.[0]).toBe('person invited')
  const [mail, ...more] = await send(email, on('22'))
  expect(more).toEqual([])
  const token = /invitations\/(\S+)/.exec(mail?.text ?? '')?.[1] ?? ''
  expect(await readInvitation(at(on('30')), token)).toMatchObject({ role: 'officer' })
})

test('an invitation that is told to have arrived before its server answered is on record once', async () => {
  const { as, signatory } = await aRound(db)
  await invitePerson(as(signatory), {
    name: 'Ada',
    email: `${crypto.randomUUID()}@x.example`,
    role: 'officer',
  })
  const told = { became: 'delivered', said: 'delivered' } as const
  const mailer: Mailer = {
    provider: 'notify',
    send: async ({ reference }) => {
      await noteDelivery(at(), { messageId: MessageId.parse(reference), ...told })
      return { provider: 'notify', id: 'one' }
    },
  }
  await sendMessages({ ...at(), ...sending, mailer })

  expect((await eventsOf(signatory)).slice(-2).map(([type]) => type)).toEqual([
    'person invited',
    'invitation sent',
  ])
})

test('a code goes to the address that was invited, and with the first sign-in the invitation is accepted', async () => {
  const { token, email, signatory } = await invited()
  const { mail, browserToken } = await askWithInvitation(at(), asking(), token)
  expect(mail?.to).toBe(email)

  const { viewer } = await finishByCode(at(), { browserToken, code: codeIn({ text: mail?.text ?? '' }) })

  expect(viewer).toMatchObject({ role: 'officer', authorityId: signatory.authorityId })
  expect((await eventsOf(signatory)).slice(-2)).toEqual([
    ['invitation accepted', viewer.personId],
    ['signed in', viewer.personId],
  ])
  await expect(readInvitation(at(), token)).rejects.toMatchObject(spent)
  await expect(askWithInvitation(at(), asking(), token)).rejects.toMatchObject(spent)
})

test('after fourteen days, or when the membership has ended, it is over', async () => {
  const { token, as, signatory, membershipId } = await invited()

  await readInvitation(at(on('15', '08:59')), token)
  await expect(readInvitation(at(on('15', '09:01')), token)).rejects.toMatchObject(spent)
  await removePerson(as(signatory), { membershipId })
  await expect(readInvitation(at(), token)).rejects.toMatchObject(spent)
  await expect(
    signInWithOrganisation(at(), { identity: identity(), invitation: token }),
  ).rejects.toMatchObject(spent)
  await expect(readInvitation(at(), 'made up')).rejects.toMatchObject(spent)
})

test('a newer invitation takes the place of the one before, and not too often', async () => {
  const { token, email, signatory, officer, foreigner, membershipId } = await invited()
  const again = (viewer: Viewer, now: Date) => inviteAgain(contextOf(db, viewer, { now }), { membershipId })

  await expect(again(signatory, on('01', '09:04'))).rejects.toMatchObject({ code: 'INVITED_JUST_NOW' })
  await expect(again(officer, on('01', '10:00'))).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(again({ ...foreigner, role: 'signatory' }, on('01', '10:00'))).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  await again(signatory, on('01', '10:00'))
  const [mail] = await send(email, on('01', '10:01'))

  await expect(readInvitation(at(on('01', '10:02')), token)).rejects.toMatchObject(spent)
  await readInvitation(
    at(on('01', '10:02')),
    linkIn(mail ?? { text: '' })
      .split('/')
      .at(-1) ?? '',
  )
})

test('of two who send an invitation again at once one does, and the other is told', async () => {
  const { signatory, membershipId } = await invited()
  const again = () => inviteAgain(contextOf(db, signatory, { now: on('01', '10:00') }), { membershipId })

  const done = await Promise.allSettled([again(), again()])

  expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const refused = done.find(({ status }) => status === 'rejected')
  expect(refused).toMatchObject({ reason: { code: 'INVITED_JUST_NOW' } })
})

test('whoever the operator brings in is handed a link, and not written to', async () => {
  await aRound(db)
  const email = `${crypto.randomUUID()}@office.example`
  await invitePerson(at(), { name: 'Ada', email, role: 'analyst' })

  expect(await send(email)).toEqual([])
})

test('from the invitation an organisation’s sign-in is linked, once; the record and a letter say so', async () => {
  const { token, email, signatory } = await invited()
  const who = identity()
  const { viewer } = await signInWithOrganisation(at(), { identity: who, invitation: token })

  expect((await eventsOf(signatory)).slice(-3)).toEqual([
    ['organisation sign-in linked', null],
    ['invitation accepted', viewer.personId],
    ['signed in', viewer.personId],
  ])
  expect(await send(email)).toMatchObject([{ subject: 'A work account can now sign in to Rollcall as you' }])

  // From now on no invitation is needed, and this one links nobody else.
  expect(await signInWithOrganisation(at(), { identity: who })).toMatchObject({ viewer })
  expect(await signInWithOrganisation(at(), { identity: who, invitation: token })).toMatchObject({ viewer })
  await expect(
    signInWithOrganisation(at(), { identity: identity(), invitation: token }),
  ).rejects.toMatchObject(spent)
})

test('a sign-in that nobody has linked lets nobody in, whatever address it has', async () => {
  await invited()

  await expect(signInWithOrganisation(at(), { identity: identity() })).rejects.toMatchObject({
    code: 'IDENTITY_UNKNOWN',
  })
})

test('a sign-in that is somebody else’s is not linked a second time, and the invitation stays open', async () => {
  const first = await invited()
  const second = await invited()
  const who = identity()
  await signInWithOrganisation(at(), { identity: who, invitation: first.token })

  await expect(
    signInWithOrganisation(at(), { identity: who, invitation: second.token }),
  ).rejects.toMatchObject({ code: 'IDENTITY_TAKEN' })
  await readInvitation(at(), second.token)
})

test('of two who are invited and link one sign-in at the same moment one has it', async () => {
  const [first, second] = [await invited(), await invited()]
  const who = identity()
  const tries = await Promise.allSettled(
    [first, second].map(({ token }) => signInWithOrganisation(at(), { identity: who, invitation: token })),
  )

  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('of fifty who accept at once with as many sign-ins one is linked', async () => {
  const { token } = await invited()
  const tries = await Promise.allSettled(
    Array.from({ length: 50 }, () =>
      signInWithOrganisation(at(), { identity: identity(), invitation: token }),
    ),
  )

  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('the same subject of another tenant or another issuer is another person', async () => {
  const { token } = await invited()
  const who = identity()
  await signInWithOrganisation(at(), { identity: who, invitation: token })

  for (const other of [{ tenant: 'u' }, { issuer: 'https://login.example/' }, { subject: `${who.subject}x` }])
    await expect(signInWithOrganisation(at(), { identity: { ...who, ...other } })).rejects.toMatchObject({
      code: 'IDENTITY_UNKNOWN',
    })
})

test('tokens are kept as hashes, and no job and no message has one', async () => {
  const { token } = await invited()
  const kept = await asViewer(db, system, async (trx) => [
    await trx.selectFrom('invitations').selectAll().execute(),
    await trx.selectFrom('outbox').selectAll().execute(),
    await trx.selectFrom('messages').selectAll().execute(),
  ])

  expect(JSON.stringify(kept)).not.toContain(token)
  expect(JSON.stringify(kept)).not.toContain(Buffer.from(token, 'base64url').toString('hex'))
})
