import { changeReminders } from '@rollcall/actions/change-reminders'
import { grantExtension } from '@rollcall/actions/grant-extension'
import { writeReminders } from '@rollcall/actions/write-reminders'
import { asViewer } from '@rollcall/database/transaction'
import { type OfficeViewer, system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest, aRound, contextOf, day } from '../support/builders.ts'
import { aSignedReturn } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { pageAsker } from '../support/page-asker.ts'
import { testPortal } from '../support/portal.ts'

const { db } = testDatabase()
// Thursday 10 October 2024, at ten in London.
let now = new Date('2024-10-10T09:00:00Z')
const portal = testPortal(db, { clock: { now: () => now } })
const at = (moment: string) => {
  now = new Date(moment)
  return contextOf(db, system, { now, today: day(moment.slice(0, 10)) })
}

/** A person of the office: opens pages, whose words are read without the spaces of what they are set in, and asks the API. */
function asking(viewer: OfficeViewer) {
  const { open, send } = pageAsker(portal, viewer)
  const tidy = <Page extends { readonly text: string }>(page: Page): Page => ({
    ...page,
    text: page.text.replaceAll(/ (?=[,.])/g, ''),
  })
  return {
    open: async (url: string) => tidy(await open(url)),
    send: async (...form: Parameters<typeof send>) => tidy(await send(...form)),
    ask: portal.as(viewer),
  }
}

const filledIn = (body: string): Record<string, string> => ({
  ...Object.fromEntries(
    [...body.matchAll(/<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  ),
  ...Object.fromEntries(
    [...body.matchAll(/<select[^>]* name="([^"]+)">([\s\S]*?)<\/select>/g)].map(
      ([, name = '', options = '']) => [name, /value="([^"]+)" selected/.exec(options)?.[1] ?? ''],
    ),
  ),
})

test('the calendar stands as dates with their weekdays, and is changed by a form that says what is wrong beside each', async () => {
  at('2024-10-10T09:00:00Z')
  const { roundId, analyst, dataRequestId, as } = await aDataRequest(db)
  const { open, send } = asking(analyst)
  const url = `/rounds/${roundId}/reminders`

  expect((await open(`/rounds/${roundId}`)).text).toContain(
    'Next reminder Thursday 17 October 2024, 9am, about 3 returns as things stand. Data officers are reminded of the return.',
  )
  const before = await open(url)
  expect(before.text).toContain(
    '10 working days before the due date Data officers are reminded of the return Thursday 17 October 2024, 9am',
  )
  expect(before.text).toContain(
    '10 working days after the due date A letter of non-compliance is proposed to the office Thursday 14 November 2024, 9am',
  )

  const form = filledIn((await open(`${url}/change`)).body)
  expect(form).toMatchObject({ 'step-0-days': '10', 'step-0-side': 'before', 'step-0-aim': 'officers' })
  const wrong = await send(`${url}/change`, {
    ...form,
    'step-0-days': '5',
    'step-1-at': '19:00',
    'step-2-days': 'x',
  })
  expect(wrong.statusCode).toBe(422)
  expect(wrong.body).toMatch(
    /href="#step-1-at"[^>]*>Reminder 2: choose a time from 08:00 to before 18:00, such as 09:00\./,
  )
  expect(wrong.body).toMatch(
    /href="#step-2-days"[^>]*>Reminder 3: choose a number of working days from 0 to 60\./,
  )

  const changed = await send(`${url}/change`, { ...form, 'step-0-days': '', 'step-1-at': '10:30' })
  expect([changed.statusCode, changed.location]).toEqual([303, `${url}?done=reminders-changed`])
  const after = (await open(String(changed.location))).text
  expect(after).toContain('The reminders are changed.')
  expect(after).not.toContain('10 working days before')
  expect(after).toContain('Thursday 24 October 2024, 10:30am')
  expect((await open(`/rounds/${roundId}`)).text).not.toContain('Last changed')
  expect((await send(`${url}/change`, form)).text).toContain('Somebody has changed this round')

  await grantExtension(as(analyst), { dataRequestId, until: day('2024-11-08'), reason: 'Flood' })
  expect((await open(url)).text).toContain('1 return that nobody has signed is due on another day.')
})

test('what became of each step is told, and what is not known of bank holidays is warned of', async () => {
  const { roundId, analyst } = await aDataRequest(db)
  await writeReminders(at('2024-10-24T08:00:00Z'))
  const { open } = asking(analyst)

  const { text } = await open(`/rounds/${roundId}/reminders`)
  expect(text).toContain('Thursday 17 October 2024, 9am Passed over: a later one took its place')
  expect(text).toMatch(
    /Thursday 24 October 2024, 9am \d+ messages about 3 returns, on 24 October 2024 at 9:00am/,
  )
  expect(text).not.toContain('bank holidays until')

  const late = await aRound(db, { until: 'draft', dueOn: day('2098-10-31'), closesOn: day('2098-11-28') })
  const draft = await asking(late.analyst).open(`/rounds/${late.roundId}/reminders`)
  expect(draft.text).toContain('We know England’s bank holidays until 31 December')
})

test('the dry run says who would get what, when and why, and what is done is what it said', async () => {
  at('2024-10-10T09:00:00Z')
  const { roundId, analyst } = await aSignedReturn(db)
  const { open, ask } = asking(analyst)
  const url = `/rounds/${roundId}/messages/planned`

  const all = await open(url)
  // Two returns are outstanding, and six steps and a letter are to come for each.
  expect(all.text).toContain('14 reminders to come')
  expect(all.text).toContain('2 returns that nobody is reminded of')
  const week = await open(`${url}?days=7&text=Leeds`)
  expect(week.text).toContain('1 reminder to come')
  expect(week.text).toContain('Nobody has that role there')
  expect(week.text).toMatch(/Leeds 383 Thursday 17 October 2024, 9am Reminder/)
  expect(week.text).toContain('10 working days before the due date: 31 October 2024. Not started')
  const none = await open(`${url}?show=none`)
  expect(none.text).toMatch(/Birmingham 330 Signed off 31 October 2024 It is signed off/)

  const planned = (await ask({ url: `/api/v1/rounds/${roundId}/reminders/planned?days=7` })).json()
  const named = planned.items.flatMap((item: { code: string; people: { name: string }[] }) =>
    item.people.map(() => item.code),
  )
  await writeReminders(at('2024-10-17T08:00:00Z'))
  const written = await asViewer(db, system, (trx) =>
    trx
      .selectFrom('messages')
      .innerJoin('authorities', 'authorities.id', 'messages.authorityId')
      .select('authorities.code')
      .where('roundId', '=', roundId)
      .where('messages.kind', '=', 'reminder')
      .execute(),
  )
  expect(written.map(({ code }) => code).sort()).toEqual(named.sort())
  expect(written.length).toBeGreaterThan(0)
  const waiting = await open(`${url}?show=waiting`)
  expect(waiting.text).toMatch(/Reminder to Some officer .* It would be sent/)

  const csv = await ask({ url: `${url}.csv?text=330` })
  expect(csv.body.split('\r\n')).toHaveLength(2)
  expect((await ask({ url: `${url}.csv` })).body).toMatch(/202,Camden,2024-10-24,09:00,Reminder,Some/)
})

test('of two reminders to one person on a day the dry run tells one, as one is sent', async () => {
  at('2024-10-10T09:00:00Z')
  const round = await aDataRequest(db)
  const { roundId, officer, authorityId, analyst, as } = round
  await asViewer(db, system, (trx) =>
    trx
      .insertInto('memberships')
      .values({ personId: officer.personId, authorityId, role: 'signatory' })
      .execute(),
  )
  await changeReminders(as(analyst), {
    ...{ roundId, revision: 3 },
    steps: [
      { aim: 'signatories', days: 1, at: '09:00' },
      { aim: 'officers', days: 1, at: '09:00' },
    ],
  })
  const planned = await asking(analyst).ask({
    url: `/api/v1/rounds/${roundId}/reminders/planned?text=330`,
  })
  const counts = planned
    .json()
    .items.map((item: { aim: string; people: unknown[] }) => [item.aim, item.people.length])

  await writeReminders(at('2024-11-01T09:00:00Z'))
  const kinds = await asViewer(db, system, (trx) =>
    trx
      .selectFrom('messages')
      .select(['kind', ({ fn }) => fn.countAll<number>().as('count')])
      .where('roundId', '=', roundId)
      .where('dataRequestId', '=', round.dataRequestId)
      .where('kind', 'like', 'reminder%')
      .groupBy('kind')
      .execute(),
  )
  const countOf = (kind: string) => kinds.find((one) => one.kind === kind)?.count
  expect(Object.fromEntries(counts)).toEqual({
    signatories: countOf('reminder to signatory after due'),
    officers: countOf('reminder after due'),
  })
})

test('through the API the calendar is read and given anew', async () => {
  at('2024-10-10T09:00:00Z')
  const { roundId, approver } = await aDataRequest(db)
  const { ask } = asking(approver)
  const url = `/api/v1/rounds/${roundId}/reminders`

  const { revision, items } = (await ask({ url })).json()
  expect(items[0]).toEqual({
    ...{
      aim: 'officers',
      days: -10,
      at: '09:00',
      on: '2024-10-17',
      became: 'to come',
      requests: 0,
      messages: 0,
    },
  })
  const given = {
    method: 'POST' as const,
    url,
    payload: { revision, steps: [{ aim: 'letter', days: 3, at: '12:00' }] },
  }
  expect((await ask(given)).statusCode).toBe(204)
  expect((await ask({ url })).json().items).toMatchObject([{ aim: 'letter', on: '2024-11-05' }])
  const twice = await ask({ ...given, payload: { ...given.payload, revision: revision + 1 } })
  expect([twice.statusCode, twice.json().code]).toEqual([422, 'REMINDERS_UNCHANGED'])
})
