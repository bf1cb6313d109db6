import { beforeAll, expect, test } from 'vitest'
import { aDataRequest, aMember, membershipIdOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { actionOf, portalWithSessions, type SignedIn, wordsOf } from '../support/signed-in.ts'

const { db } = testDatabase()
const { signIn } = portalWithSessions(db)

let scene: Awaited<ReturnType<typeof aDataRequest>>
let signatory: SignedIn
beforeAll(async () => {
  scene = await aDataRequest(db)
  signatory = await signIn(await membershipIdOf(db, scene.signatory))
})

/** Another officer of Birmingham. */
async function anOfficer() {
  const viewer = { ...scene.officer, personId: await aMember(db, 'officer', scene.authorityId) }
  return { viewer, id: await membershipIdOf(db, viewer) }
}
const errorsOf = (answer: Awaited<ReturnType<SignedIn['get']>>) =>
  [...answer.body.matchAll(/class="govuk-error-message">(.*?)<\/p>/gs)].map(([, words = '']) =>
    words
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  )
const invitation = { name: 'Sam Green', email: 'sam.green@birmingham.example', role: 'officer' }

test('people are listed by role, with what a signatory may do about each', async () => {
  const { id } = await anOfficer()
  const page = await signatory.get('/people')

  expect(wordsOf(page)).toMatch(
    /Signatories .*Some signatory \(you\).*Last signed in on .*Data officers .*Has not signed in yet\./,
  )
  for (const act of ['remove', 'hand-over', 'invite-again'])
    expect(page.body).toContain(`/people/${id}/${act}`)
  // Whoever has signed in may want to link a work account by it.
  await signIn(id)
  expect((await signatory.get('/people')).body).toContain(`/people/${id}/invite-again`)
  expect(page.body).not.toContain(await membershipIdOf(db, scene.foreigner))
})

test('an officer sees the same people, and can hand over their own work only', async () => {
  const { id } = await anOfficer()
  const other = await anOfficer()
  const officer = await signIn(id)
  const { body } = await officer.get('/people')

  expect(body).toContain(`/people/${id}/hand-over`)
  expect(body).not.toContain(`/people/${other.id}/hand-over`)
  expect(body).not.toMatch(/\/remove|\/invite/)
  for (const path of ['/people/invite', `/people/${id}/remove`, `/people/${other.id}/hand-over`])
    expect([path, (await officer.get(path)).statusCode]).toEqual([path, 403])
})

test('a signatory invites somebody, once, and is told where the invitation goes', async () => {
  const page = await signatory.get('/people/invite')
  const done = await signatory.post(actionOf(page, '/people/invite'), invitation)

  expect(done.statusCode).toBe(303)
  const list = wordsOf(await signatory.get(String(done.headers.location)))
  expect(list).toContain(
    'Sam Green is invited. We are sending an invitation to sam.green@birmingham.example.',
  )

  const again = await signatory.post('/people/invite', invitation)
  expect(again.statusCode).toBe(422)
  expect(errorsOf(again)).toEqual(['Error: This person has this role already. There is nothing to do.'])
  const tooSoon = await signatory.post(
    actionOf(
      await signatory.get('/people'),
      `/people/${String(done.headers.location).slice(-36)}/invite-again`,
    ),
  )
  expect(tooSoon.statusCode).toBe(422)
  expect(tooSoon.body).toContain('There is a problem')
})

test('what is wrong in an invitation stands beside its field, and nothing typed is lost', async () => {
  const answer = await signatory.post('/people/invite', { name: ' ', email: 'sam green' })

  expect(answer.statusCode).toBe(422)
  expect(errorsOf(answer)).toEqual([
    'Error: Write the person’s name.',
    'Error: Write an e-mail address, like name@example.org.',
    'Error: Choose what they will do.',
  ])
  expect(answer.body).toContain('value="sam green"')
  expect(wordsOf(answer)).toContain('Error: Invite a person – Rollcall')
})

test('somebody of the office cannot be invited to an authority', async () => {
  const email = `${scene.analyst.personId}@people.example`

  const answer = await signatory.post('/people/invite', { ...invitation, email })

  expect(errorsOf(answer)[0]).toContain('Nobody acts for the office and for an authority')
})

test('who is removed is signed out, and those who ask are told before what comes of it', async () => {
  const { id } = await anOfficer()
  const leaving = await signIn(id)
  const page = await signatory.get(`/people/${id}/remove`)
  expect(wordsOf(page)).toContain('Some officer’s role ends at once, and they are signed out')
  expect(wordsOf(page)).toContain('so none is lost. 1 request is outstanding.')

  const done = await signatory.post(actionOf(page, `/people/${id}/remove`))

  expect(done.headers.location).toBe('/people?done=removed')
  expect(wordsOf(await signatory.get('/people?done=removed'))).toContain('They are removed and signed out.')
  expect((await leaving.get('/people')).statusCode).toBe(303)
  expect((await signatory.get(`/people/${id}/remove`)).statusCode).toBe(404)
})

test('the last signatory is told that they cannot go, and is given no button', async () => {
  const id = await membershipIdOf(db, scene.signatory)
  const page = await signatory.get(`/people/${id}/remove`)

  expect(wordsOf(page)).toContain('Nobody would be left to sign for your authority.')
  expect(() => actionOf(page, `/people/${id}/remove`)).toThrow()
  const answer = await signatory.post(`/people/${id}/remove`)
  expect(answer.statusCode).toBe(422)
  expect(wordsOf(answer)).toContain('There is a problem Nobody would be left to sign')
})

test('an officer hands over their own work, and is told that they are signed out', async () => {
  const { id } = await anOfficer()
  const { id: toMembershipId } = await anOfficer()
  const officer = await signIn(id)
  const page = await officer.get(`/people/${id}/hand-over`)
  expect(wordsOf(page)).toContain('Your role ends at once, and you are signed out')

  const nobody = await officer.post(actionOf(page, `/people/${id}/hand-over`))
  expect(nobody.statusCode).toBe(422)
  expect(errorsOf(nobody)).toEqual(['Error: Choose who takes over.'])
  const self = await officer.post(`/people/${id}/hand-over`, { toMembershipId: id })
  expect(errorsOf(self)[0]).toContain('Choose another person of the same authority')

  const done = await officer.post(`/people/${id}/hand-over`, { toMembershipId })
  expect([done.statusCode, done.headers.location]).toEqual([303, '/role-ended'])
  expect(wordsOf(await officer.get('/role-ended'))).toContain('Your role has ended You are signed out.')
  expect((await officer.get('/people')).statusCode).toBe(303)
})

test('a signatory hands over the work of somebody who left', async () => {
  const [from, to] = [await anOfficer(), await anOfficer()]
  const page = await signatory.get(`/people/${from.id}/hand-over`)

  const done = await signatory.post(actionOf(page, `/people/${from.id}/hand-over`), { toMembershipId: to.id })

  expect(done.headers.location).toBe('/people?done=handed-over')
})

test('the office sees and looks after its own people in the same way', async () => {
  const approver = await signIn(await membershipIdOf(db, scene.approver))
  const page = await approver.get('/people')
  expect(wordsOf(page)).toMatch(/These people act for the Commissioner’s office\. .*Approvers .*Analysts/)
  expect(page.body).not.toContain('signatory')
  expect(wordsOf(await approver.get('/people/invite'))).toMatch(/Analyst .*Approver/)

  const analyst = await signIn(await membershipIdOf(db, scene.analyst))
  expect((await analyst.get('/people')).body).not.toContain('/people/invite')
  expect((await analyst.get('/people/invite')).statusCode).toBe(403)
})

test('the office looks an authority up, sees its people and what it was asked, and the way to both', async () => {
  const office = await signIn(await membershipIdOf(db, scene.analyst))
  const list = wordsOf(await office.get('/authorities?text=BIRMING'))
  expect(list).toMatch(/1 authority .*Birmingham 330 West Midlands \d+ \d+/)
  expect(wordsOf(await office.get('/authorities?text=100%25'))).toContain('No authority is like this.')
  expect(wordsOf(await office.get('/authorities?signatory=none'))).not.toMatch(/Birmingham 330/)

  const page = await office.get('/authorities/330')
  expect(wordsOf(page)).toMatch(/Birmingham .*Signatories .*Some signatory/)
  expect(page.body).toContain(`/data-requests/${scene.dataRequestId}/review`)
  expect((await office.get('/authorities/nobody')).statusCode).toBe(404)
  expect((await signatory.get('/authorities')).statusCode).toBe(404)
  expect((await signatory.get('/authorities/330')).statusCode).toBe(404)
})

test('the office brings people into an authority, hands over their work and sees them off there', async () => {
  const office = await signIn(await membershipIdOf(db, scene.analyst))
  const invited = await office.post('/authorities/330/people/invite', {
    ...{ name: 'Ola Berg', email: 'ola.berg@birmingham.example', role: 'officer' },
  })
  expect(invited.headers.location).toMatch(/^\/authorities\/330\?done=invited&who=/)
  const list = await office.get(String(invited.headers.location))
  expect(wordsOf(list)).toContain('Ola Berg is invited.')
  const id = String(invited.headers.location).slice(-36)
  const acts = `/authorities/330/people/${id}`
  const tooSoon = await office.post(actionOf(list, `${acts}/invite-again`))
  expect([tooSoon.statusCode, wordsOf(tooSoon).includes('There is a problem')]).toEqual([422, true])
  expect((await office.get(`/authorities/301/people/${id}/remove`)).statusCode).toBe(404)

  const { id: heir } = await anOfficer()
  const asked = await office.get(`${acts}/hand-over`)
  expect(wordsOf(asked)).toContain('Returns belong to Birmingham and not to one person')
  const handed = await office.post(actionOf(asked, `${acts}/hand-over`), { toMembershipId: heir })
  expect(handed.headers.location).toBe('/authorities/330?done=handed-over')
  const leaving = await office.get(`/authorities/330/people/${heir}/remove`)
  const gone = await office.post(actionOf(leaving, `/authorities/330/people/${heir}/remove`))
  expect(gone.headers.location).toBe('/authorities/330?done=removed')
  expect((await office.get(`/authorities/330/people/${heir}/remove`)).statusCode).toBe(404)
})

test('an approver changes the role of another person of the office, and signs people out there', async () => {
  const approver = await signIn(await membershipIdOf(db, scene.approver))
  const analystId = await membershipIdOf(db, scene.analyst)
  const analyst = await signIn(analystId)
  for (const path of [`/people/${analystId}/role`, '/people/sessions'])
    expect([path, (await analyst.get(path)).statusCode]).toEqual([path, 403])
  expect((await analyst.get('/people')).body).not.toMatch(/\/role"|\/people\/sessions/)

  const list = await approver.get('/people/sessions')
  expect(wordsOf(list)).toMatch(/Some analyst .*Some approver .*This one/)
  const ended = /action="(\/people\/sessions\/[\w-]+\/end)/.exec(list.body)?.[1] ?? ''
  const done = await approver.post(actionOf(list, ended))
  expect(done.headers.location).toBe('/people/sessions?done=signed-out-there')

  const page = await approver.get(`/people/${analystId}/role`)
  expect(wordsOf(page)).toContain('Make Some analyst an approver')
  const changed = await approver.post(actionOf(page, `/people/${analystId}/role`))
  expect(changed.headers.location).toBe('/people?done=role-changed')
  const own = await membershipIdOf(db, scene.approver)
  expect(wordsOf(await approver.get(`/people/${own}/role`))).toContain('Nobody changes their own role.')
})

test('an officer says who stands in for them on which days, and a signatory ends it', async () => {
  const { id } = await anOfficer()
  const other = await anOfficer()
  const officer = await signIn(id)
  const path = `/people/${id}/cover`
  const page = await officer.get(path)
  expect(wordsOf(page)).toContain('every e-mail that goes to you goes to them as well')
  expect((await officer.get(`/people/${other.id}/cover`)).statusCode).toBe(403)

  const from = { 'from-day': '10', 'from-month': '2', 'from-year': '2999' }
  const until = { 'until-day': '9', 'until-month': '2', 'until-year': '2999' }
  expect(errorsOf(await officer.post(actionOf(page, path), {}))).toEqual([
    'Error: Choose who stands in.',
    'Error: Enter the first day.',
    'Error: Enter the last day.',
  ])
  const wrong = await officer.post(path, { coverMembershipId: other.id, ...from, ...until })
  expect(errorsOf(wrong)).toEqual(['Error: The last day must be 10 February 2999 or later.'])
  expect(wrong.body).toContain('value="2999"')

  const typed = { coverMembershipId: other.id, ...from, ...until, 'until-day': '14' }
  const done = await officer.post(actionOf(wrong, path), typed)
  expect(done.headers.location).toBe('/people?done=cover-named')
  const list = await signatory.get('/people?done=cover-named')
  expect(wordsOf(list)).toContain('Some officer stands in from 10 February 2999 to 14 February 2999')

  const ended = await signatory.post(actionOf(list, `/people/${id}/cover/`))
  expect(ended.headers.location).toBe('/people?done=cover-ended')
  expect(wordsOf(await signatory.get('/people'))).not.toContain('stands in from 10 February 2999')
})
