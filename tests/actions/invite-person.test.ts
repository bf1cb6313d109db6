import { InvitePerson, invitePerson } from '@rollcall/actions/invite-person'
import { listPeople } from '@rollcall/database/people'
import { asViewer } from '@rollcall/database/transaction'
import { AuthorityId } from '@rollcall/domain/ids'
import { system, type Viewer } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aRound } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'

const { db } = testDatabase()
const someone = () => ({ name: 'Ada Byron', email: `Ada.${crypto.randomUUID()}@Example.org` })
const seenBy = async (viewer: Viewer, email: string) => {
  const people = await asViewer(db, viewer, (trx) => listPeople(trx, { limit: 500 }))
  return people.filter((person) => person.email === email.toLowerCase())
}

test('a signatory invites an officer to their own authority, and the record says so', async () => {
  const { as, signatory, foreigner } = await aRound(db)
  const person = someone()

  const { membershipId } = await invitePerson(as(signatory), { ...person, role: 'officer' })

  expect(await seenBy(signatory, person.email)).toMatchObject([
    { membershipId, name: 'Ada Byron', role: 'officer', authorityCode: '330' },
  ])
  expect(await seenBy(foreigner, person.email)).toEqual([])
  const events = await asViewer(db, signatory, (trx) =>
    trx.selectFrom('auditEvents').select(['type', 'details', 'personId']).orderBy('seq').execute(),
  )
  expect(events.at(-1)).toEqual({
    type: 'person invited',
    details: { membershipId, role: 'officer' },
    personId: signatory.personId,
  })
})

test('one person acts for two authorities; neither learns of the other', async () => {
  const { as, analyst, signatory, foreigner } = await aRound(db)
  const person = someone()

  await invitePerson(as(analyst), { ...person, role: 'officer', authorityId: foreigner.authorityId })
  await invitePerson(as(signatory), { ...person, role: 'signatory' })

  const [own] = await seenBy(signatory, person.email)
  const [foreign] = await seenBy(foreigner, person.email)
  expect(own).toMatchObject({ role: 'signatory', authorityCode: '330' })
  expect(foreign).toMatchObject({ role: 'officer', authorityCode: '202', personId: own?.personId })
  expect(await seenBy(analyst, person.email)).toHaveLength(2)
})

test('nobody of the office makes themselves, or a colleague, one of an authority; nor an authority one of the office', async () => {
  const { as, analyst, approver, signatory, officer } = await aRound(db)
  const addressOf = async ({ personId }: { readonly personId: string }) =>
    (await asViewer(db, system, (trx) => trx.selectFrom('people').selectAll().execute())).find(
      ({ id }) => id === personId,
    )?.email ?? ''
  const invite = async (viewer: Viewer, whom: typeof analyst | typeof officer, role: 'officer' | 'analyst') =>
    invitePerson(as(viewer), {
      ...{ name: 'Ada Byron', email: await addressOf(whom), role },
      ...(role === 'officer' && { authorityId: officer.authorityId }),
    })

  await expect(invite(analyst, analyst, 'officer')).rejects.toMatchObject({ code: 'BOTH_SIDES' })
  await expect(invite(approver, analyst, 'officer')).rejects.toMatchObject({ code: 'BOTH_SIDES' })
  await expect(invite(signatory, analyst, 'officer')).rejects.toMatchObject({ code: 'BOTH_SIDES' })
  await expect(invite(approver, officer, 'analyst')).rejects.toMatchObject({ code: 'BOTH_SIDES' })
})

test('of several who invite the same person at once one has, and the others are told', async () => {
  const { as, signatory } = await aRound(db)
  const person = { ...someone(), role: 'officer' as const }

  const tries = await Promise.allSettled(Array.from({ length: 5 }, () => invitePerson(as(signatory), person)))

  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(tries.find((one) => one.status === 'rejected')?.reason).toMatchObject({ code: 'ALREADY_MEMBER' })
})

test('who may invite whom', async () => {
  const { as, signatory, officer, analyst, approver, foreigner } = await aRound(db)
  const invite = (
    viewer: Viewer,
    role: Parameters<typeof invitePerson>[1]['role'],
    authorityId?: AuthorityId,
  ) =>
    invitePerson(as(viewer), { ...someone(), role, ...(authorityId && { authorityId }) }).then(
      () => 'invited',
      ({ code }) => code,
    )

  expect(await invite(officer, 'officer')).toBe('NOT_ALLOWED')
  expect(await invite(signatory, 'officer', foreigner.authorityId)).toBe('NOT_FOUND')
  expect(await invite(signatory, 'officer', AuthorityId.parse(crypto.randomUUID()))).toBe('NOT_FOUND')
  expect(await invite(signatory, 'analyst')).toBe('OFFICE_PEOPLE')
  expect(await invite(analyst, 'approver')).toBe('OFFICE_PEOPLE')
  expect(await invite(analyst, 'officer')).toBe('AUTHORITY_WANTED')
  expect(await invite(approver, 'analyst', officer.authorityId)).toBe('AUTHORITY_WANTED')
  expect(await invite(analyst, 'signatory', AuthorityId.parse(crypto.randomUUID()))).toBe('NOT_FOUND')
  expect(await invite(analyst, 'signatory', officer.authorityId)).toBe('invited')
  expect(await invite(approver, 'analyst')).toBe('invited')
  expect(await invite(system, 'approver')).toBe('invited')
})

test('a name is one line and leads nowhere, so that nobody writes a letter of ours with it', () => {
  const read = (name: string) => InvitePerson.safeParse({ ...someone(), name, role: 'officer' }).success
  for (const name of ['Zoë O’Neill-Łukasz', '李雷', 'محمد علی', 'Dr. J.R. Smith-Jones jr.'])
    expect([name, read(name)]).toEqual([name, true])
  for (const name of ['A\r\nSign in here', 'A\u2028B', 'A\u0000', 'Pat\u202egnp.exe'])
    expect([name, read(name)]).toEqual([name, false])
  for (const name of ['Ada, sign in at https://bad.example', 'www.bad.example', 'Ada bad.example'])
    expect([name, read(name)]).toEqual([name, false])
})
