import { wordedKind } from '@rollcall/domain/worded'
import { beforeAll, expect, test } from 'vitest'
import { aRound } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { pageAsker } from '../support/page-asker.ts'
import { testPortal } from '../support/portal.ts'

const { db } = testDatabase()
const portal = testPortal(db, { clock: { now: () => new Date('2024-11-05T10:00:00Z') } })
let round: Awaited<ReturnType<typeof aRound>>
beforeAll(async () => {
  round = await aRound(db, { until: 'draft' })
})
const accepted = '/wordings/return-accepted'
const law = '/wordings/formal-request'
const words = { subject: 'Done: ((authority))', body: 'Thank you.\r\n\r\nIt is in.', link: 'See it' }

test('everything that is written to people is listed, with what a lawyer has not checked first', async () => {
  const list = await pageAsker(portal, round.analyst).open('/wordings')

  expect(list.text).toMatch(
    /\d+ texts state the law, and nobody has recorded that a lawyer has checked the words/,
  )
  expect(list.text).toContain('Formal request A round is issued.')
  expect(list.text).toContain('Return accepted The office accepts a return. As shipped')
  expect((await pageAsker(portal, round.analyst).open('/')).body).toContain('href="/wordings"')
})

test('words are shown as they read before they are kept, with what is different, and then hold', async () => {
  const { open, send } = pageAsker(portal, round.analyst)
  const before = await open(accepted)
  expect(before.text).toContain('To Data officers and signatories, and whoever stands in for one of them')
  expect(before.text).toContain('Subject: Nothing more to do: Camden’s return is accepted')
  expect(before.body).toContain('src="/wordings/return-accepted/versions/0/email"')

  const typed = { ...words, why: 'Shorter.', read: '0' }
  const shown = await send(`${accepted}/change`, typed)
  expect([shown.statusCode, shown.text.includes('Nothing is kept yet.')]).toEqual([200, true])
  expect(shown.text).toContain('Done: Camden')
  expect(shown.body).toMatch(/<del>.*Nothing more to do/)
  const again = await send(`${accepted}/change`, { ...typed, next: 'edit' })
  expect(again.body).toContain('value="Done: ((authority))"')
  expect((await open(accepted)).text).toContain('In force As shipped with Rollcall')

  const kept = await send(`${accepted}/change`, { ...typed, next: 'keep' })
  expect([kept.statusCode, kept.location]).toEqual([303, `${accepted}?done=wording-changed`])
  const after = await open(kept.location ?? '')
  expect(after.text).toContain('The words are changed.')
  expect(after.text).toContain('In force Version 1, since 5 November 2024 at 10:00am , by Some analyst')
  const version = await open(`${accepted}/versions/1`)
  expect(version.text).toContain('Beside the words shipped with Rollcall')
  const shipped = await open(`${accepted}/versions/0`)
  expect(shipped.body).toContain(`href="${accepted}/change?from=0"`)
  expect((await open(`${accepted}/change?from=0`)).text).toContain(
    'These are the words shipped with Rollcall. They are not in force until you keep them.',
  )
  expect((await open(`${accepted}/versions/7`)).statusCode).toBe(404)
  expect((await open('/wordings/nothing-like-this')).statusCode).toBe(404)
})

test('what is wrong is told beside each field, and what was typed is given back', async () => {
  const { send } = pageAsker(portal, round.analyst)
  const typed = { subject: '', body: 'By ((due dat))', link: 'See www.example.org', why: '', read: '0' }

  const tried = await send(`${accepted}/change`, typed)

  expect(tried.statusCode).toBe(422)
  for (const words of [
    'The subject cannot be empty.',
    'Nothing is known of ((due dat)). What can be named is ((name)), ((authority))',
    'What the link says has an address in it.',
    'Say why the words are changed.',
  ])
    expect(tried.text).toContain(words)
  expect(tried.body).toContain('By ((due dat))</textarea>')
  const stale = await send(`${accepted}/change`, { ...words, why: 'Why.', read: '9', next: 'keep' })
  expect([stale.statusCode, stale.text.includes('Somebody has changed this wording')]).toEqual([422, true])
})

test('an e-mail is shown as it goes out, in a frame that can do nothing', async () => {
  const { headers, body } = await portal.as(round.analyst)({ url: `${accepted}/versions/0/email` })

  expect(headers['content-type']).toBe('text/html; charset=utf-8')
  expect(headers['content-security-policy']).toBe(
    "default-src 'none';style-src 'unsafe-inline';frame-ancestors 'self';sandbox",
  )
  expect(body).toContain('<h1')
  expect(body).toContain('Dear Priya Shah')
  expect((await portal.as(round.analyst)({ url: `${law}/versions/0/email` })).statusCode).toBe(404)
})

test('words of the law are warned of on a draft until an approver records their check', async () => {
  const draft = pageAsker(portal, round.approver)
  const warning = /Nobody has recorded that a lawyer has checked the words of: [^.]*formal request/
  expect((await draft.open(`/rounds/${round.roundId}`)).text).toMatch(warning)
  const byAnalyst = await pageAsker(portal, round.analyst).open(law)
  expect(byAnalyst.text).toContain('An approver records this, once a lawyer has checked the words.')

  const day = { 'checkedOn-day': '4', 'checkedOn-month': '11', 'checkedOn-year': '2024' }
  const without = await draft.send(`${law}/check`, { lawyer: '', read: '0', 'checkedOn-day': '4' })
  expect([without.statusCode, without.text.includes('Say which lawyer')]).toEqual([422, true])
  const recorded = await draft.send(`${law}/check`, { lawyer: 'A. Counsel', read: '0', ...day })
  expect(recorded.location).toBe(`${law}?done=wording-checked`)
  expect((await draft.open(law)).text).toContain('Checked by a lawyer A. Counsel, on 4 November 2024')
  expect((await draft.open(`/rounds/${round.roundId}`)).text).not.toMatch(warning)
})

test('other words of the law wait, are approved by another, or refused with a reason', async () => {
  const analyst = pageAsker(portal, round.analyst)
  const approver = pageAsker(portal, round.approver)
  const { subject, body } = wordedKind('formal request').wording
  const typed = { subject, body: `${body}\n\nThank you.`, link: '', why: 'Politer.', read: '1', next: 'keep' }
  expect((await analyst.send(`${law}/change`, typed)).location).toBe(`${law}?done=wording-proposed`)
  expect((await analyst.open(law)).text).toContain('Other words wait for an approver: read version 2')
  const toDo = `/rounds/${round.roundId}/to-do`
  for (const [page, says] of [
    ['/', /Proposed words wait for you to approve: Formal request ?\./],
    [toDo, /Words waiting for you to approve Formal request Proposed by Some analyst on/],
  ] as const) {
    const waits = await approver.open(page)
    expect(waits.text).toMatch(says)
    expect(waits.body).toContain(`href="${law}/versions/2"`)
    expect((await analyst.open(page)).text).not.toMatch(/for you to approve/)
  }
  const own = await analyst.open(`${law}/versions/2`)
  expect(own.text).toContain('You wrote these words, so another approver has to approve them.')

  const silent = await approver.send(`${law}/versions/2/refuse`, { reason: '' })
  expect([silent.statusCode, silent.text.includes('Say why not.')]).toEqual([422, true])
  const refused = await approver.send(`${law}/versions/2/refuse`, { reason: 'Too polite.' })
  expect(refused.location).toBe(`${law}?done=wording-refused`)
  expect((await analyst.open(`${law}/versions/2`)).text).toContain('Why not Too polite.')
  expect((await approver.open('/')).text).not.toMatch(/for you to approve/)

  await analyst.send(`${law}/change`, typed)
  const check = {
    lawyer: 'A. Counsel',
    'checkedOn-day': '5',
    'checkedOn-month': '11',
    'checkedOn-year': '2024',
  }
  const late = await approver.send(`${law}/versions/3/approve`, { ...check, 'checkedOn-day': '6' })
  expect([late.statusCode, late.text.includes('today, or a day before it')]).toEqual([422, true])
  const approved = await approver.send(`${law}/versions/3/approve`, check)
  expect(approved.location).toBe(`${law}?done=wording-approved`)
  expect((await analyst.open(law)).text).toContain('In force Version 3')
  const decided = await approver.send(`${law}/versions/3/refuse`, { reason: 'Second thoughts.' })
  expect(decided.statusCode).toBe(422)
  expect(decided.text).toContain('Second thoughts.')
})

test('the API reads and changes words, and approves and refuses those of the law', async () => {
  const url = '/api/v1/wordings'
  const ask = portal.as(round.analyst)
  const listed = (await ask({ url })).json().items as { kind: string }[]
  expect(listed.find(({ kind }) => kind === 'return-accepted')).toMatchObject({
    ...{ name: 'return accepted', to: ['officer', 'signatory'], version: 1, isUnchecked: false },
  })
  const whole = (await ask({ url: `${url}/return-accepted` })).json()
  expect(whole.versions.map(({ state }: { state: string }) => state)).toEqual(['in force', 'as shipped'])
  expect(whole.example.subject).toBe('Done: Camden')
  expect(whole.placeholders[0]).toMatchObject({ name: 'name', says: 'Who is written to' })

  const changes = { method: 'POST' as const, url: `${url}/formal-request/changes` }
  const { subject, body } = wordedKind('formal request').wording
  const payload = { subject, body: `${body}\n\nGo on.`, why: 'Clearer.', read: 3 }
  const made = await ask({ ...changes, payload })
  expect([made.statusCode, made.json()]).toEqual([201, { version: 4, isInForce: false }])
  const unfit = await ask({ ...changes, payload: { ...payload, body: 'Nothing.' } })
  expect(unfit.json()).toMatchObject({ code: 'WORDING_UNFIT' })
  const approval = { method: 'POST' as const, url: `${url}/formal-request/versions/4/approval` }
  const check = { lawyer: 'A. Counsel', checkedOn: '2024-11-05' }
  expect((await ask({ ...approval, payload: check })).statusCode).toBe(403)
  expect((await portal.as(round.approver)({ ...approval, payload: check })).statusCode).toBe(204)
  expect((await portal.as(round.officer)({ url })).statusCode).toBe(403)
  expect((await ask({ url: `${url}/no-such-thing` })).statusCode).toBe(404)
})
