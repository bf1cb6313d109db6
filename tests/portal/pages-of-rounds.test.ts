import { changeRound } from '@rollcall/actions/change-round'
import { authorities } from '@rollcall/collections/authorities/authorities'
import type { OfficeViewer } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest, aMember, aRound, day, requestsOf } from '../support/builders.ts'
import { sendAndSign } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { pageAsker } from '../support/page-asker.ts'
import { testPortal } from '../support/portal.ts'
import { readyWorkbook } from '../support/returns.ts'

const { db } = testDatabase()
const portal = testPortal(db)
const as = (viewer: OfficeViewer) => pageAsker(portal, viewer)

const daysOf = (name: string, date: string) => {
  const [year = '', month = '', dayOfMonth = ''] = date.split('-')
  return { [`${name}-day`]: dayOfMonth, [`${name}-month`]: month, [`${name}-year`]: year }
}
const filledIn = {
  collection: 'illegal-homes 1',
  title: 'Children in illegal homes, September 2030',
  ...daysOf('reference', '2030-09-01'),
  ...daysOf('issue', '2030-09-02'),
  ...daysOf('due', '2030-10-31'),
  ...daysOf('closes', '2030-11-15'),
  ...daysOf('publish', ''),
  contact: 'returns@office.example',
  ...{ who: 'all', codes: '', last: 'before' },
}

test('the office sees every round, and how far its returns are', async () => {
  const request = await aDataRequest(db, { title: 'A round with one return' })
  await sendAndSign(request, request, await readyWorkbook())
  await aRound(db, { until: 'draft', title: 'A round not issued' })

  const { text } = await as(request.analyst).open('/')

  expect(text).toContain('A round with one return 1 of 3 signed off, 0 accepted')
  expect(text).toContain('Due on 31 October 2024 . Open')
  expect(text).toContain('A round not issued Would ask 3 authorities')
  expect(text).toContain('Open a round')
})

test('a round is opened, approved by another person, issued to everybody and told of at each step', async () => {
  const before = { title: 'The round before', referenceOn: day('2024-09-02') }
  const { analyst, approver } = await aRound(db, before)
  const opened = await as(analyst).send('/rounds/new', filledIn)
  expect(opened).toMatchObject({ statusCode: 303, location: expect.stringMatching(/\?done=round-opened$/) })
  const url = String(opened.location).replace('?done=round-opened', '')

  const draft = await as(analyst).open(`${url}?done=round-opened`)
  expect(draft.text).toContain('The round is opened, as a draft.')
  expect(draft.text).toContain('You opened this one, so you cannot approve it. Ask ')
  expect(draft.body).not.toContain('Approve this round')
  expect((await as(analyst).open(`${url}/issue`)).text).toContain(
    'Nobody has approved this round as it is now.',
  )

  const readBy = await as(approver).open(url)
  const [, revision = ''] = /name="revision" value="(\d+)"/.exec(readBy.body) ?? []
  expect((await as(approver).send(`${url}/approve`, { revision })).location).toBe(
    `${url}?done=round-approved`,
  )
  const confirming = await as(analyst).open(`${url}/issue`)
  expect(confirming.text).toContain('Issue and ask 3 authorities')
  expect((await as(analyst).send(`${url}/issue`, {})).location).toBe(`${url}?done=round-issued`)

  const issued = await as(analyst).open(`${url}?done=round-issued`)
  expect(issued.text).toContain('0 of 3 signed off, 0 accepted')
  expect(issued.text).toMatch(/Approved Some approver, on .* Issued Some analyst, on/)
  expect(issued.text).toContain('Compared with The round before')
})

test('dates stand in order with the working days between them, without the bank holidays', async () => {
  const { analyst, roundId } = await aRound(db, {
    ...{ dueOn: day('2024-12-31'), closesOn: day('2025-01-04'), publishOn: day('2031-03-03') },
  })

  const { text } = await as(analyst).open(`/rounds/${roundId}`)

  expect(text).toContain(
    '84 working days after the issue date Not counted: 25 December 2024, 26 December 2024 (bank holidays)',
  )
  expect(text).toContain(
    '4 January 2025 , a Saturday 2 working days after the due date Not counted: 1 January 2025 (a bank holiday)',
  )
  expect(text).toContain('We do not know the bank holidays of 2031 yet')
})

test('what is wrong with a round is told beside each field, and everything typed comes back', async () => {
  const { analyst } = await aRound(db)

  const empty = await as(analyst).send('/rounds/new', { title: '' })
  expect(empty.statusCode).toBe(422)
  expect(empty.body).toContain('href="#collection"')
  expect(empty.body).toContain('href="#title"')
  const blank = await as(analyst).send('/rounds/new', { collection: filledIn.collection })
  for (const field of [
    'title',
    'reference-day',
    'issue-day',
    'due-day',
    'closes-day',
    'contact',
    'who',
    'last',
  ])
    expect([field, blank.body.includes(`href="#${field}"`)]).toEqual([field, true])
  const disordered = await as(analyst).send('/rounds/new', {
    ...{ ...filledIn, title: '' },
    ...daysOf('due', '2030-08-01'),
    ...daysOf('publish', '2030-10-01'),
    ...{ who: 'codes', codes: '330\nBrimingham\nLeeds' },
  })
  const fields = [...disordered.body.matchAll(/<a href="#([\w-]+)">/g)].map(([, field]) => field)
  expect(fields).toEqual(['title', 'due-day', 'publish-day', 'codes'])
  expect(disordered.text).toContain('Line 2: we know no authority by “Brimingham”.')
  expect(disordered.body).toContain('330\nBrimingham\nLeeds</textarea>')
  const wrong = async (who: object) => {
    const { body } = await as(analyst).send('/rounds/new', { ...filledIn, ...who })
    return [...body.matchAll(/<a href="#([\w-]+)">/g)].map(([, field]) => field)
  }
  expect(await wrong({ who: 'regions' })).toEqual(['regions'])
  expect(await wrong({ who: 'kinds' })).toEqual(['kinds'])
  expect(await wrong({ who: 'kinds', kinds: 'school' })).toEqual(['kinds'])
  expect(await wrong({ who: 'codes', codes: '', except: 'Nowhere' })).toEqual(['except'])
  expect(await wrong({ except: '330, 202; 383' })).toEqual(['except'])
})

test.each([
  ['by region', { who: 'regions', regions: 'London' }, '1 authority, by region'],
  ['by a pasted list', { who: 'codes', codes: 'E08000035\nBirmingham' }, '2 authorities, by region'],
  [
    'by kind, without some',
    { who: 'kinds', kinds: 'local-authority', except: 'Leeds\nE09000007' },
    'All local authorities that the collection asks, without 2 authorities that are left out. 1 authority, by region',
  ],
  ['all, without one', { who: 'all', except: '330' }, 'Who is left out Birmingham (330)'],
])('who is asked is chosen %s', async (_, who, said) => {
  const { analyst } = await aRound(db)

  const { location } = await as(analyst).send('/rounds/new', { ...filledIn, ...who })

  expect((await as(analyst).open(String(location))).text).toContain(said)
})

test('a draft is changed as it was read; one that somebody else changed since is not overwritten', async () => {
  const {
    analyst,
    approver,
    as: acting,
    roundId,
  } = await aRound(db, { until: 'approved', authorities: ['330'] })
  const url = `/rounds/${roundId}`

  const form = await as(analyst).open(`${url}/edit`)
  expect(form.body).toContain('330</textarea>')
  const [, revision = ''] = /name="revision" value="(\d+)"/.exec(form.body) ?? []
  const changed = await as(analyst).send(`${url}/edit`, { ...filledIn, revision, last: 'none' })
  expect(changed.location).toBe(`${url}?done=round-changed`)
  const page = await as(analyst).open(url)
  expect(page.text).toContain('Would ask 3 authorities')
  expect(page.text).toContain('Last changed Some analyst')
  expect(page.text).toContain('Compared with No round')
  expect(page.text).toContain('have it approved')

  await changeRound(acting(approver), { roundId, revision: Number(revision) + 1, title: 'Meanwhile' })
  const stale = await as(analyst).send(`${url}/edit`, { ...filledIn, revision })
  expect([stale.statusCode, stale.text.includes('There is a problem')]).toEqual([422, true])
})

test('a round that was issued is no draft to be changed', async () => {
  const { analyst, roundId } = await aRound(db)

  const refused = await as(analyst).open(`/rounds/${roundId}/edit`)

  expect([refused.statusCode, refused.text.includes('ROUND_STATE')]).toEqual([409, true])
})

test('a copy of a round has every date a year later, and says which to look at', async () => {
  const { analyst, roundId } = await aRound(db, { authorities: ['330'] })

  const { body, text } = await as(analyst).open(`/rounds/new?copy=${roundId}`)

  expect(body).toContain('value="Children in illegal homes, September 2025"')
  expect(body).toContain('value="2025"')
  expect(body).not.toContain('value="2024"')
  expect(text).toContain('with every date a year later. Check each date and the title.')
  expect(text).toContain('The closing date, 15 November 2025, is a Saturday.')
  expect(body).toContain('330</textarea>')
})

test('a round is closed after its due date, and those without a return end', async () => {
  const { analyst, roundId } = await aRound(db)
  const url = `/rounds/${roundId}`

  expect((await as(analyst).open(`${url}/close`)).text).toContain('Not signed: 3. These end without a return')
  expect((await as(analyst).send(`${url}/close`, {})).location).toBe(`${url}?done=round-closed`)

  const { text } = await as(analyst).open(`${url}?done=round-closed`)
  expect(text).toContain('Closed Some analyst, on')
  const states = (await requestsOf(db, roundId)).map(({ state }) => state)
  expect(states).toEqual(['no-return', 'no-return', 'no-return'])
})

test('a round whose authorities are still in time says until when, and is not closed', async () => {
  const { analyst, roundId } = await aRound(db, { dueOn: day('2099-10-30'), closesOn: day('2099-11-15') })
  const url = `/rounds/${roundId}`

  expect((await as(analyst).open(url)).body).not.toContain(`${url}/close`)
  expect((await as(analyst).open(`${url}/close`)).text).toContain('Authorities have until 30 October 2099')
  const refused = await as(analyst).send(`${url}/close`, {})
  expect([refused.statusCode, refused.text.includes('There is a problem')]).toEqual([422, true])
})

test('whoever changed a draft last is told that another approver is needed, and who that is', async () => {
  const { approver, as: acting, roundId } = await aRound(db, { until: 'draft' })
  await aMember(db, 'approver')
  await changeRound(acting(approver), { roundId, revision: 1, title: 'Another title' })

  const { text, body } = await as(approver).open(`/rounds/${roundId}`)

  expect(text).toContain('You were the last to change this one, so you cannot approve it. Ask ')
  expect(body).not.toContain('Approve this round')
})

test('from an issued round every page of the work on it can be reached', async () => {
  const { analyst, roundId } = await aRound(db)

  const { body } = await as(analyst).open(`/rounds/${roundId}`)

  for (const part of ['board', 'figures', 'questions', 'extensions']) {
    expect(body).toContain(`href="/rounds/${roundId}/${part}"`)
    expect([part, (await as(analyst).open(`/rounds/${roundId}/${part}`)).statusCode]).toEqual([part, 200])
  }
})

test('a form that is sent twice opens one round', async () => {
  const { analyst } = await aRound(db)
  const form = `/rounds/new?once=${crypto.randomUUID()}`
  const title = 'Pressed twice'

  const [first, second] = [
    await as(analyst).send(form, { ...filledIn, title }),
    await as(analyst).send(form, { ...filledIn, title }),
  ]

  expect(second.location).toBe(first.location)
  expect((await as(analyst).open('/')).text.split(title)).toHaveLength(2)
})

test('a round of all of England stays light', async () => {
  const { analyst, roundId } = await aRound(db, { table: authorities })

  const { body, text } = await as(analyst).open(`/rounds/${roundId}`)

  expect(text).toContain('153 authorities, by region')
  expect(Buffer.byteLength(body)).toBeLessThan(30_000)
  expect(Buffer.byteLength((await as(analyst).open(`/rounds/new?copy=${roundId}`)).body)).toBeLessThan(30_000)
})

test('an approver says where the figures of a closed round are published; the authority reads it, and why it is withdrawn', async () => {
  const { analyst, approver, officer, roundId, dataRequestId } = await aDataRequest(db, {
    ...{ dueOn: day('2024-10-31'), closesOn: day('2024-11-15') },
  })
  const url = `/rounds/${roundId}/publication`
  expect((await as(approver).open(url)).text).toContain('announced once the round is closed')
  await as(analyst).send(`/rounds/${roundId}/close`, {})
  expect((await as(analyst).open(url)).text).toContain('You are an analyst. An approver announces it.')
  expect((await as(analyst).open(`/rounds/${roundId}`)).body).toContain(url)

  const typed = { ...daysOf('published', '2999-01-01'), address: 'example.org' }
  const wrong = await as(approver).send(url, typed)
  expect([wrong.statusCode, wrong.text]).toEqual([
    422,
    expect.stringContaining('Give the address of a public page, like https://www.example.org/figures.'),
  ])
  expect(wrong.body).toContain('value="example.org"')
  const address = 'https://www.example.org/figures'
  const early = await as(approver).send(url, { ...typed, address })
  expect(early.text).toContain('Choose today or an earlier day')
  const done = await as(approver).send(url, { ...daysOf('published', '2025-03-03'), address })
  expect(done.location).toBe(`${url}?done=publication-announced`)
  const read = async () =>
    (await portal.as(officer)({ url: `/api/v1/rounds/${roundId}/publications` })).json()
  expect((await read()).items).toMatchObject([{ publishedOn: '2025-03-03', address, withdrawnAt: null }])

  const { announcementId } = (await read()).items[0]
  const withdraw = (fields: Record<string, string>) =>
    as(approver).send(`${url}/${announcementId}/withdraw`, fields)
  expect((await withdraw({ reason: ' ' })).text).toContain('Say why, as everybody in the round may read it.')
  expect((await withdraw({ reason: 'The page moved.' })).location).toBe(`${url}?done=publication-withdrawn`)
  expect((await as(analyst).open(url)).text).toContain('Withdrawn Published on 3 March 2025')
  expect((await read()).items).toMatchObject([{ reason: 'The page moved.' }])
  const page = await pageAsker(portal, officer).open(`/data-requests/${dataRequestId}`)
  expect(page.text).toMatch(/Figures The address that we gave was withdrawn on .*: The page moved\./)
})
