import { askForExtension } from '@rollcall/actions/ask-for-extension'
import { grantExtension } from '@rollcall/actions/grant-extension'
import { asViewer } from '@rollcall/database/transaction'
import type { DataRequestId } from '@rollcall/domain/ids'
import { type AuthorityViewer, system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest, aRound, contextOf, day, requestsOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { pageAsker } from '../support/page-asker.ts'
import { testPortal } from '../support/portal.ts'

const { db } = testDatabase()
const portal = testPortal(db)

// Far ahead, as the portal's own clock says what day it is.
const ahead = { dueOn: day('2098-10-31'), closesOn: day('2098-11-28') }
const reason = 'The holidays are later.\n\nMany have asked.'

async function issued() {
  const round = await aDataRequest(db, ahead)
  const url = `/rounds/${round.roundId}/dates`
  return { ...round, url, ...pageAsker(portal, round.analyst) }
}

const asFields = (name: string, [date, month, year]: readonly [string, string, string]) => ({
  ...{ [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year },
})
const typed = (due: [string, string, string], closes: [string, string, string] = ['28', '11', '2098']) =>
  new URLSearchParams({
    ...{ ...asFields('due', due), ...asFields('closes', closes), ...asFields('publish', ['', '', '']) },
  })

/** What the page that shows the effects sends when its button is pressed. */
const hiddenIn = (body: string) =>
  Object.fromEntries(
    [...body.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  )

test('what another due date would mean is shown, then it is changed with a reason that all authorities read', async () => {
  const { open, send, url, roundId, officer, dataRequestId, foreignDataRequestId, as, analyst } =
    await issued()
  await grantExtension(as(analyst), {
    ...{ dataRequestId: foreignDataRequestId, until: day('2098-11-21'), reason: 'It was promised.' },
  })
  expect((await open(url)).body).toMatch(/name="due-day"[^>]* value="31"/)

  const shown = await open(`${url}?${typed(['7', '11', '2098'])}`)
  expect(shown.statusCode).toBe(200)
  expect(shown.text).toMatch(/Due date 31 October 2098 becomes 7 November 2098 5 working days later/)
  expect(shown.text).toContain('2 authorities of 3 get another due date.')
  expect(shown.text).toContain('1 authority was given more time than that, and keeps it.')
  expect((await requestsOf(db, roundId)).map(({ dueOn }) => dueOn)).toContain('2098-10-31')

  const changed = await send(url, { ...hiddenIn(shown.body), reason })
  expect([changed.statusCode, changed.location]).toEqual([303, `/rounds/${roundId}?done=dates-changed`])
  const round = await open(String(changed.location))
  expect(round.text).toContain(
    'The dates are changed. Authorities have been told of all but the closing date.',
  )
  expect(round.text).toMatch(
    /Dates changed The due date was changed from 31 October 2098 to 7 November 2098, by Some analyst, on .* Many have asked\./,
  )
  expect(round.text).not.toContain('Last changed')

  const theirs = pageAsker(portal, officer)
  for (const path of ['', '/asked', '/history']) {
    const { text } = await theirs.open(`/data-requests/${dataRequestId}${path}`)
    expect([path, text]).toEqual([
      path,
      expect.stringMatching(
        /due date was changed from 31 October 2098 to 7 November 2098.*Many have asked\./,
      ),
    ])
    expect(text).not.toContain('Some analyst')
  }
})

test('of a closing date authorities see nothing, and the form says so', async () => {
  const { open, send, url, roundId, officer, dataRequestId } = await issued()

  const shown = await open(`${url}?${typed(['31', '10', '2098'], ['5', '12', '2098'])}`)
  expect(shown.text).toContain('No authority is told: the closing date is the office’s own.')
  await send(url, { ...hiddenIn(shown.body), reason: 'We have the time.' })

  expect((await open(`/rounds/${roundId}`)).text).toContain('We have the time.')
  const theirs = pageAsker(portal, officer)
  for (const path of ['', '/asked', '/history'])
    expect((await theirs.open(`/data-requests/${dataRequestId}${path}`)).text).not.toContain('Dates changed')
  const api = (await portal.as(officer)({ url: `/api/v1/rounds/${roundId}/date-changes` })).json()
  expect(api).toEqual({ items: [] })
})

test.each([
  [['31', '2', '2098'], 'due-day', 'The due date must be a day of the calendar.'],
  [['7', '', '2098'], 'due-month', 'The due date must include a month.'],
  [['1', '1', '2020'], 'due-day', 'Choose a due date from'],
  [['5', '12', '2098'], 'closes-day', 'Choose a closing date from 5 December 2098 on'],
] as const)('dates that cannot be so are told beside their field: %o', async (due, field, words) => {
  const { open, url } = await issued()

  const refused = await open(`${url}?${typed([...due])}`)

  expect(refused.statusCode).toBe(422)
  expect(refused.body).toContain(`href="#${field}"`)
  expect(refused.body).toContain(`id="${field}"`)
  expect(refused.text.split(words)).toHaveLength(3)
})

test('without a reason, or where a colleague was quicker, nothing is changed and what was typed is given back', async () => {
  const { open, send, url, approver } = await issued()
  const shown = await open(`${url}?${typed(['7', '11', '2098'])}`)
  const fields = hiddenIn(shown.body)

  const blank = await send(url, { ...fields, reason: ' ' })
  expect(blank.statusCode).toBe(422)
  expect(blank.text.split('Say why the dates are changed.')).toHaveLength(3)
  await pageAsker(portal, approver).send(url, { ...fields, reason: 'First.' })
  const late = await send(url, { ...fields, dueOn: '2098-11-10', reason: 'Mine.' })
  expect(late.statusCode).toBe(422)
  expect(late.text).toContain('Somebody has changed this round since you read it.')
  expect(late.body).toContain('Mine.')
  const same = await send(url, { ...fields, reason: 'Mine too.' })
  expect(same.text).toContain('What you typed, which is not saved Mine too.')
  expect((await open(`${url}?edit=yes&${typed(['9', '11', '2098'])}`)).body).toMatch(
    /name="due-day"[^>]* value="9"/,
  )
})

test('a draft is edited instead, and of a closed round the publication date alone is asked', async () => {
  const { roundId, analyst } = await aRound(db, { ...ahead, until: 'draft' })
  const { open } = pageAsker(portal, analyst)
  const draft = await open(`/rounds/${roundId}/dates`)
  expect(draft.text).toContain('This round is a draft.')
  expect(draft.body).not.toContain('name="due-day"')
  expect((await open(`/rounds/${roundId}`)).text).not.toContain('Change the dates')

  const closed = await issued()
  await asViewer(db, system, (trx) =>
    trx
      .updateTable('rounds')
      .set({ state: 'closed', closedAt: new Date() })
      .where('id', '=', closed.roundId)
      .execute(),
  )
  const page = await closed.open(closed.url)
  expect(page.body).toContain('name="publish-day"')
  expect(page.body).not.toContain('name="due-day"')
  const shown = await closed.open(
    `${closed.url}?${new URLSearchParams(asFields('publish', ['3', '2', '2099']))}`,
  )
  expect(shown.text).toContain('Publication date not known becomes 3 February 2099')
})

test('the API says what dates would mean, changes them, and tells what was changed', async () => {
  const { roundId, analyst, officer } = await issued()
  const url = `/api/v1/rounds/${roundId}/date-changes`
  const ask = portal.as(analyst)

  const effects = await ask({ url: `${url}/effects?dueOn=2098-11-07&publishOn=2099-02-03` })
  expect(effects.json()).toMatchObject({
    changes: [
      { which: 'due', fromOn: '2098-10-31', toOn: '2098-11-07' },
      { which: 'publication', fromOn: null, toOn: '2099-02-03' },
    ],
    effects: { requests: 3, moved: 3, answered: 0 },
  })
  const none = await ask({ url: `${url}/effects?dueOn=2020-01-01` })
  expect([none.statusCode, none.json().code]).toEqual([422, 'ROUND_DATES'])
  const { revision } = (await ask({ url: `/api/v1/rounds/${roundId}` })).json()
  const payload = { revision, dueOn: '2098-11-07', publishOn: '2099-02-03', reason }
  expect((await ask({ method: 'POST', url, payload })).json()).toEqual({ moved: 3 })

  const changed = [
    { which: 'due', fromOn: '2098-10-31', toOn: '2098-11-07', reason },
    { which: 'publication', fromOn: null, toOn: '2099-02-03', reason },
  ]
  expect((await ask({ url })).json().items).toMatchObject(changed)
  const theirs = (await portal.as(officer)({ url })).json().items
  expect(theirs).toMatchObject(changed.map((one) => ({ ...one, changedBy: null })))
  expect((await portal.as(officer)({ url: `${url}/effects?dueOn=2098-11-14` })).statusCode).toBe(403)
})

test('one authority is given more time that it did not ask for, from the page of its return', async () => {
  const { open, send, dataRequestId, roundId, officer } = await issued()
  const url = `/data-requests/${dataRequestId}/give-time`
  expect((await open(`/data-requests/${dataRequestId}/review`)).body).toContain(`href="${url}"`)
  expect((await open(url)).text).toContain('A day after 31 October 2098 , and no later than 28 November 2098')

  const late = await send(url, { ...asFields('until', ['29', '11', '2098']), reason })
  expect([late.statusCode, late.text.split('Choose a day no later than 28 November 2098').length]).toEqual([
    422, 3,
  ])
  expect(late.body).toContain('href="#until-day"')
  expect((await send(url, asFields('until', ['7', '11', '2098']))).text).toContain(
    'Say why more time is given.',
  )
  const given = await send(url, { ...asFields('until', ['7', '11', '2098']), reason })

  expect(given.location).toBe(`/data-requests/${dataRequestId}/review?done=extension-granted`)
  const dueOn = (await requestsOf(db, roundId)).find(({ id }) => id === dataRequestId)?.dueOn
  expect(dueOn).toBe('2098-11-07')
  const theirs = await pageAsker(portal, officer).open(`/data-requests/${dataRequestId}/more-time`)
  expect(theirs.text).toContain('Many have asked.')
  await ask(officer, dataRequestId, '2098-11-14')
  const asked = await open(url)
  expect(asked.text).toContain('This authority has asked for more time until 14 November 2098')
  expect(asked.body).not.toContain('name="until-day"')
})

const ask = (officer: AuthorityViewer, dataRequestId: DataRequestId, until: string) =>
  askForExtension(contextOf(db, officer), { dataRequestId, until: day(until), reason: 'We are few.' })

test('several are given more time at once, after a page that names them', async () => {
  const { open, send, roundId, dataRequestId, as, analyst } = await issued()
  const url = `/rounds/${roundId}/extensions/give`
  expect((await open(url)).text).toContain('Everybody who has not signed (3 now)')
  await grantExtension(as(analyst), { dataRequestId, until: day('2098-11-21'), reason })
  const typed = {
    ...{ who: 'authorities', codes: 'Birmingham\n202, 383', ...asFields('until', ['14', '11', '2098']) },
  }

  const shown = await send(url, typed)
  expect(shown.statusCode).toBe(200)
  expect(shown.text).toContain('2 authorities would get more time')
  expect(shown.text).toMatch(/Camden 31 October 2098 Leeds 31 October 2098/)
  expect(shown.text).toContain('Birmingham: has until 21 November 2098 already')
  const fields = hiddenIn(shown.body)
  expect((await send(url, { ...fields, reason: '' })).text).toContain('Say why more time is given.')
  const given = await send(url, { ...fields, reason })

  expect(given.location).toBe(`/rounds/${roundId}/extensions?done=time-given`)
  expect((await requestsOf(db, roundId)).map(({ dueOn }) => dueOn)).toEqual([
    ...['2098-11-14', '2098-11-21', '2098-11-14'],
  ])
  const list = await open(String(given.location))
  expect(list.text).toContain('More time was given, and each of the authorities is told.')
  expect(list.text).toContain('Leeds Until 14 November 2098 . Nobody had asked.')
})

test.each([
  [{ who: 'authorities', codes: 'Atlantis' }, 'codes', 'Line 1: we know no authority by “Atlantis”.'],
  [{ who: 'regions' }, 'regions', 'Choose at least one region.'],
  [{}, 'who', 'Choose who gets more time.'],
  [{ who: 'late' }, 'who', 'None of these authorities would get more time until 14 November 2098'],
  [{ who: 'not signed', 'until-month': '12' }, 'until-day', 'Choose a day no later than 28 November 2098'],
] as const)(
  'who and until when is told beside its field where it cannot be: %o',
  async (typed, field, words) => {
    const { send, roundId } = await issued()

    const refused = await send(`/rounds/${roundId}/extensions/give`, {
      ...{ ...asFields('until', ['14', '11', '2098']), ...typed },
    })

    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain(`href="#${field}"`)
    expect(refused.body).toContain(`id="${field}"`)
    expect(refused.text.split(words)).toHaveLength(3)
  },
)

test('those who asked are granted together; who cannot be is named, and the rest are granted all the same', async () => {
  const { open, send, roundId, officer, foreigner, dataRequestId, foreignDataRequestId } = await issued()
  const own = await ask(officer, dataRequestId, '2098-11-14')
  await ask(foreigner, foreignDataRequestId, '2098-12-14')
  const url = `/rounds/${roundId}/extensions/grant`
  expect((await open(`/rounds/${roundId}/extensions`)).body).toContain(`href="${url}"`)

  const page = await open(url)
  expect(page.body).toMatch(new RegExp(`value="${own.extensionId}" checked`))
  expect(page.text).toMatch(
    /1 request cannot be granted as it stands.*Camden , until 14 December 2098\. Choose a day no later than 28 November 2098/,
  )
  expect((await send(url, {})).text).toContain('Choose at least one authority.')
  const granted = await send(url, { extensions: own.extensionId, reason: 'Of course.' })
  expect(granted.location).toBe(`/rounds/${roundId}/extensions?done=extensions-granted`)
  const again = await send(url, { extensions: own.extensionId, reason: 'Once more.' })
  expect(again.statusCode).toBe(422)
  expect(again.text).toContain('Birmingham: This extension has been granted already.')
  expect(again.text).toContain('Nobody waits whose request can be granted as it stands.')
})

test('the API gives time to several and grants what many asked for, and tells who could not be', async () => {
  const { roundId, analyst, officer, dataRequestId } = await issued()
  const url = `/api/v1/rounds/${roundId}/extensions`
  const { extensionId } = await ask(officer, dataRequestId, '2098-11-14')

  const granted = await portal.as(analyst)({
    ...{ method: 'POST', url: `${url}/grants`, payload: { extensionIds: [extensionId] } },
  })
  expect(granted.json()).toEqual({ granted: [extensionId], notGranted: [] })
  const given = await portal.as(analyst)({
    ...{ method: 'POST', url },
    payload: { for: { who: 'authorities', codes: ['330', '383'] }, until: '2098-11-07', reason },
  })
  expect(given.statusCode).toBe(201)
  expect(given.json()).toMatchObject({
    given: [{ code: '383', name: 'Leeds' }],
    notGiven: [{ authority: { code: '330' }, code: 'EXTENSION_NOT_LATER' }],
  })
})
