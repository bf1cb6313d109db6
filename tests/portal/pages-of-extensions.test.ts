import { askForExtension } from '@rollcall/actions/ask-for-extension'
import { grantExtension } from '@rollcall/actions/grant-extension'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest, day, requestsOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { pageAsker } from '../support/page-asker.ts'
import { testPortal } from '../support/portal.ts'

const { db } = testDatabase()
const portal = testPortal(db)

/** Birmingham has asked for more time, and the office looks. */
async function askedForTime() {
  const round = await aDataRequest(db)
  const { as, officer, analyst, roundId, dataRequestId } = round
  const { extensionId } = await askForExtension(as(officer), {
    ...{ dataRequestId, until: day('2024-11-10'), reason: 'Our system is down.\n\nIt was a flood.' },
  })
  const list = `/rounds/${roundId}/extensions`
  return { ...round, extensionId, list, url: `/extensions/${extensionId}`, ...pageAsker(portal, analyst) }
}

const until = (dayOfMonth: string, month = '11', year = '2024') => ({
  'until-day': dayOfMonth,
  'until-month': month,
  'until-year': year,
})

test('who asked for more time, until when and why is told, with what is to be decided first', async () => {
  const { open, list, url, as, analyst, foreignDataRequestId } = await askedForTime()
  await grantExtension(as(analyst), {
    ...{ dataRequestId: foreignDataRequestId, until: day('2024-11-07'), reason: 'It was promised.' },
  })

  const page = await open(list)
  expect(page.text).toContain('1 authority waits for an answer')
  expect(page.text).toMatch(
    /To decide Birmingham Until 10 November 2024 ; due on 31 October 2024 \. Asked by Some officer on 1 October 2024 .*“Our system is down\..* Decided Camden Until 7 November 2024 \. Nobody had asked\. Decided by Some analyst on .* Granted/,
  )
  expect(page.body).toContain(`href="${url}"`)
  const one = (await open(url)).text
  for (const said of ['by Some officer', 'It was a flood.', 'Not started', 'no later than 15 November 2024'])
    expect(one).toContain(said)
})

test('more time is given until the day that was asked for, or another, and the authority is told why', async () => {
  const { open, send, list, url, roundId, officer, dataRequestId } = await askedForTime()
  expect((await open(url)).body).toMatch(/name="until-day"[^>]* value="10"/)

  const sent = await send(`${url}/grant`, { ...until('8'), reason: 'Until then.' })

  expect([sent.statusCode, sent.location]).toEqual([303, `${list}?done=extension-granted`])
  expect((await requestsOf(db, roundId)).find(({ id }) => id === dataRequestId)?.dueOn).toBe('2024-11-08')
  const page = await open(String(sent.location))
  expect(page.text).toContain('More time was given, and the authority is told.')
  expect(page.text).toContain('No authority waits for an answer.')
  const decided = (await open(url)).text
  expect(decided).toMatch(/Granted .* More time until 8 November 2024 , by Some analyst on .* Until then\./)
  expect(decided).not.toContain('Give more time')
  const theirs = await pageAsker(portal, officer).open(`/data-requests/${dataRequestId}/more-time`)
  expect(theirs.text).toContain('Until then.')
  expect(theirs.text).not.toContain('Some analyst')
})

test('a refusal gives its reason', async () => {
  const { open, send, list, url, officer, dataRequestId } = await askedForTime()

  const sent = await send(`${url}/refuse`, { refusal: 'You had four weeks.' })

  expect([sent.statusCode, sent.location]).toEqual([303, `${list}?done=extension-refused`])
  expect((await open(String(sent.location))).text).toContain('with your reason')
  expect((await open(url)).text).toMatch(/Refused .* by Some analyst on .* You had four weeks\./)
  const theirs = await pageAsker(portal, officer).open(`/data-requests/${dataRequestId}/more-time`)
  expect(theirs.text).toContain('You had four weeks.')
})

test.each([
  ['grant', until('31', '10'), 'until-day', 'Choose a day after 31 October 2024'],
  ['grant', until('16'), 'until-day', 'Choose a day no later than 15 November 2024'],
  ['grant', until('31', '2'), 'until-day', 'must be a day of the calendar'],
  ['grant', until('', '', ''), 'until-day', 'Enter the day until which you give more time.'],
  ['grant', until('9', ''), 'until-month', 'must include a month'],
  ['refuse', { refusal: ' ' }, 'refusal', 'Say why no more time is given.'],
] as const)('what cannot be decided so is told beside its field: %s %o', async (act, typed, field, words) => {
  const { send, url } = await askedForTime()

  const refused = await send(`${url}/${act}`, { ...typed, ...(act === 'grant' && { reason: 'Because.' }) })

  expect(refused.statusCode).toBe(422)
  expect(refused.body).toContain(`href="#${field}"`)
  expect(refused.body).toContain(`id="${field}"`)
  expect(refused.text.split(words)).toHaveLength(3)
  if (act === 'grant') expect(refused.text).toContain('Because.')
})

test('who decides what a colleague has decided is told so, and keeps what was typed', async () => {
  const { send, url, as, approver, extensionId } = await askedForTime()
  await grantExtension(as(approver), { extensionId })

  for (const [act, typed] of [
    ['grant', { ...until('9'), reason: 'Mine.' }],
    ['refuse', { refusal: 'Mine.' }],
  ] as const) {
    const { statusCode, text, body } = await send(`${url}/${act}`, typed)
    expect([act, statusCode]).toEqual([act, 422])
    expect(text).toContain('This extension has been granted already.')
    expect(text).toContain('What you typed, which is not saved Mine.')
    expect(body).not.toMatch(/href="#(?:until|refusal)/)
  }
})

test('a signed return and a closed round take no more time, and say so instead of the form', async () => {
  const { open, send, url, dataRequestId, roundId } = await askedForTime()
  await asViewer(db, system, (trx) =>
    trx.updateTable('dataRequests').set({ state: 'signed' }).where('id', '=', dataRequestId).execute(),
  )
  const page = await open(url)
  expect(page.text).toContain('This return is signed off, so it needs no more time.')
  expect(page.body).not.toContain('name="until-day"')
  expect((await send(`${url}/grant`, until('9'))).statusCode).toBe(422)
  await asViewer(db, system, (trx) =>
    trx
      .updateTable('rounds')
      .set({ state: 'closed', closedAt: new Date() })
      .where('id', '=', roundId)
      .execute(),
  )
  expect((await open(url)).text).toContain('This round is closed, so no more time can be given.')
  expect((await send(`${url}/refuse`, { refusal: 'It is over.' })).statusCode).toBe(303)
})

test('to authorities these pages are not there', async () => {
  const { officer, list, url } = await askedForTime()

  for (const path of [list, url]) expect((await pageAsker(portal, officer).open(path)).statusCode).toBe(404)
})

test('the API tells a whole round’s to the office, and to an officer their own authority’s without who decided', async () => {
  const { as, analyst, officer, foreigner, roundId, extensionId, dataRequestId } = await askedForTime()
  await grantExtension(as(analyst), { extensionId })
  const url = `/api/v1/rounds/${roundId}/extensions`
  const itemsFor = async (viewer: typeof officer | typeof analyst) =>
    (await portal.as(viewer)({ url })).json().items

  const item = {
    ...{ extensionId, dataRequestId, state: 'granted', askedUntil: '2024-11-10', until: '2024-11-10' },
    ...{ askedBy: 'Some officer', authority: { code: '330', name: 'Birmingham' } },
  }
  expect(await itemsFor(analyst)).toMatchObject([{ ...item, decidedBy: 'Some analyst' }])
  expect(await itemsFor(officer)).toMatchObject([{ ...item, decidedBy: null }])
  expect(await itemsFor(foreigner)).toEqual([])
})
