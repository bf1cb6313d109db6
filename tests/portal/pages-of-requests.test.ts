import { answerQuestion } from '@rollcall/actions/answer-question'
import { excludeReturn } from '@rollcall/actions/exclude-return'
import { extractRows } from '@rollcall/actions/extract-rows'
import { grantExtension } from '@rollcall/actions/grant-extension'
import { reopenReturn } from '@rollcall/actions/reopen-return'
import { sendBackReturn } from '@rollcall/actions/send-back-return'
import { asViewer } from '@rollcall/database/transaction'
import type { DataRequestId } from '@rollcall/domain/ids'
import { requestStates } from '@rollcall/domain/request-life'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest, aRound, day, type RoundOverrides } from '../support/builders.ts'
import { sendAndSign } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { pageAsker } from '../support/page-asker.ts'
import { testPortal } from '../support/portal.ts'
import { aWorkbook, notANumber, readyWorkbook, send, sendAndCheck, veryLow } from '../support/returns.ts'

const { db } = testDatabase()
const portal = testPortal(db)

async function aRequest(workbook?: Uint8Array, overrides?: RoundOverrides) {
  const request = await aDataRequest(db, overrides)
  const { as, officer, signatory, dataRequestId } = request
  if (workbook) await sendAndCheck(as(officer), dataRequestId, workbook)
  return {
    ...request,
    url: `/data-requests/${dataRequestId}`,
    ...pageAsker(portal, officer),
    signatoryOpens: pageAsker(portal, signatory).open,
  }
}

const setState = (dataRequestId: DataRequestId, state: (typeof requestStates)[number]) =>
  asViewer(db, system, (trx) =>
    trx.updateTable('dataRequests').set({ state }).where('id', '=', dataRequestId).execute(),
  )

test('whoever is asked nothing is told so', async () => {
  const { signatory } = await aRound(db, { until: 'draft', authority: '383' })

  expect((await pageAsker(portal, signatory).open('/')).text).toContain(
    'Nothing is asked of your authority yet.',
  )
})

test('a request says first what to do next, to each role its own', async () => {
  const { url, open, signatoryOpens } = await aRequest()

  expect((await open(url)).text).toContain('What to do next: Send your return')
  expect((await signatoryOpens(url)).text).toContain(
    'What to do next: Nothing yet: your data officers are working on it',
  )
})

test.each([
  ['something to fix', [notANumber], 'Fix 1 thing and send again', 'See what to fix', 'Nothing yet'],
  ['something to explain', [veryLow], 'Explain 1 query', 'Fix or explain', 'Nothing yet'],
  ['nothing more to do', [], 'Send it for sign-off', 'Send it for sign-off', 'Sign it off'],
])('with %s the next step leads there', async (_, changes, officers, button, signatories) => {
  const { url, open, signatoryOpens } = await aRequest(await aWorkbook(changes))

  const page = await open(url)
  expect(page.text).toContain(`What to do next: ${officers}`)
  expect(page.text).toContain(button)
  expect(page.text).toMatch(/Version 1, sent on .* by Some officer Receipt for version 1/)
  expect((await signatoryOpens(url)).text).toContain(`What to do next: ${signatories}`)
})

test('in every state that a request can be in, its page can be opened by both', async () => {
  const { url, open, signatoryOpens, dataRequestId } = await aRequest()

  for (const state of requestStates.filter((one) => one !== 'accepted')) {
    await setState(dataRequestId, state)
    for (const page of [await open(url), await signatoryOpens(url)])
      expect([state, page.statusCode, page.text.includes('What to do next')]).toEqual([state, 200, true])
  }
})

test('what needs doing stands first, then what others do, then what is done', async () => {
  const first = await aRequest(await readyWorkbook(), { title: 'The first round' })
  const titled = async (title: string, state: 'not-started' | 'no-return', dueOn: string) => {
    const { dataRequestId } = await aDataRequest(db, {
      title,
      dueOn: day(dueOn),
      closesOn: day('2024-12-31'),
    })
    await asViewer(db, system, (trx) =>
      trx.updateTable('dataRequests').set({ state }).where('id', '=', dataRequestId).execute(),
    )
  }
  await titled('Due later', 'not-started', '2024-12-10')
  await titled('Due sooner', 'not-started', '2024-12-05')
  await titled('Over', 'no-return', '2024-10-31')
  await asViewer(db, system, (trx) =>
    trx
      .updateTable('submissions')
      .set({ state: 'checking' })
      .where('dataRequestId', '=', first.dataRequestId)
      .execute(),
  )

  const { text } = await first.open('/')
  const order = [
    'To do',
    'Due sooner',
    'Due later',
    'Waiting for somebody else',
    'The first round',
    'Done',
    'Over',
  ]
  const places = order.map((words) => text.lastIndexOf(words))

  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(Math.min(...places)).toBeGreaterThan(0)
})

test('the template comes from the page too, made out to the authority', async () => {
  const { url, officer } = await aRequest()

  const file = await portal.as(officer)({ url: `${url}/template` })

  expect(file.headers['content-disposition']).toBe('attachment; filename="illegal-homes-330-2024-09-01.xlsx"')
})

test('what is asked is told whole: why, by which law, each question, each code and each check', async () => {
  const { url, open } = await aRequest()

  const asked = await open(`${url}/asked`)
  for (const said of [
    'Section 2F of the Children Act 2004',
    'Children: 20 columns',
    'Return: 5 questions',
    'What we check: 36 rules',
    'returns@office.example',
    'declare a nil return',
  ])
    expect(asked.text).toContain(said)
  const sheet = await open(`${url}/asked/sheets/children`)
  for (const said of [
    'Date of birth Day, month and year. A date, day first, such as 01/09/2024 You must answer',
    'One of the 20 answers of the list “Ethnicity”',
    ', or “Not held”',
    'You must answer when Deprivation of liberty order in force on the day is Yes.',
  ])
    expect(sheet.text).toContain(said)
  expect((await open(`${url}/asked/lists`)).text).toContain('WBRI - White British')
  const checks = await open(`${url}/asked/checks`)
  expect(checks.text).toContain(
    'The weekly cost is …, which is very low. It may be the cost of a day. We expect: £500 a week or more. IH-014',
  )
  expect((await open(`${url}/asked/sheets/nothing`)).statusCode).toBe(404)
})

test('the day a round closes is told on no page of an authority', async () => {
  const { url, open, send: ask } = await aRequest()
  await ask(`${url}/more-time`, {
    'until-day': '14',
    'until-month': '11',
    'until-year': '2024',
    reason: 'Flood.',
  })

  for (const part of [
    '',
    '/asked',
    '/asked/sheets/children',
    '/asked/lists',
    '/asked/checks',
    '/questions',
    '/more-time',
    '/history',
  ]) {
    const { body } = await open(`${url}${part}`)
    expect([part, /15 November|2024-11-15|15\/11/.test(body)]).toEqual([part, false])
  }
})

test('a question is asked once, kept sealed, and stands beside what was answered to everybody', async () => {
  const { url, open, send: ask, as, analyst, roundId } = await aRequest()
  const form = `${url}/questions?once=${crypto.randomUUID()}`
  await ask(form, { text: 'Does a caravan count?\n\nOr a boat?' })
  const sent = await ask(form, { text: 'Does a caravan count?\n\nOr a boat?' })
  await answerQuestion(as(analyst), { roundId, question: 'What of boats?', answer: 'They count.' })

  expect([sent.statusCode, sent.location]).toEqual([303, `${url}/questions?done=question-asked`])
  const page = await open(`${url}/questions?done=question-asked`)
  expect(page.text.match(/Or a boat\?/g)).toHaveLength(1)
  expect(page.text).toContain('Your question has been sent to the office.')
  expect(page.text).toContain('What of boats? They count.')
  expect((await open(`${url}/questions?done=toString`)).text).not.toContain('Success')
})

test('a question without words comes back with what is wrong', async () => {
  const { url, send: ask } = await aRequest()

  const refused = await ask(`${url}/questions`, { text: ' ' })

  expect(refused.statusCode).toBe(422)
  expect(refused.body).toContain('<title>Error: Questions and answers')
  expect(refused.body).toContain('href="#text"')
})

test.each([
  [
    { 'until-day': '', 'until-month': '', 'until-year': '', reason: '' },
    ['#until-day', '#reason'],
    'Enter the day you need more time until.',
  ],
  [
    { 'until-day': '31', 'until-month': '2', 'until-year': '2025', reason: 'Flood' },
    ['#until-day'],
    'must be a day of the calendar',
  ],
  [
    { 'until-day': '4', 'until-month': '', 'until-year': '2025', reason: 'Flood' },
    ['#until-month'],
    'must include a month',
  ],
  [
    { 'until-day': '31', 'until-month': '10', 'until-year': '2024', reason: 'Flood' },
    ['#until-day'],
    'Choose a day after 31 October 2024',
  ],
])('more time that cannot be asked for is told beside its field: %#', async (typed, fields, words) => {
  const { url, send: ask } = await aRequest()

  const refused = await ask(`${url}/more-time`, typed)

  expect(refused.statusCode).toBe(422)
  expect(fields.filter((field) => !refused.body.includes(`href="${field}"`))).toEqual([])
  expect(refused.text).toContain(words)
  expect(refused.body).toContain(`value="${typed['until-day']}"`.replace('value=""', 'name="until-day"'))
})

test('more time is asked for, waited for, and given', async () => {
  const { url, open, send: ask, as, analyst, dataRequestId } = await aRequest()
  const until = {
    'until-day': '10',
    'until-month': 'Nov',
    'until-year': '2024',
    reason: 'Our system is down.',
  }

  const sent = await ask(`${url}/more-time`, until)
  expect([sent.statusCode, sent.location]).toEqual([303, `${url}?done=extension-asked`])
  expect((await open(`${url}?done=extension-asked`)).text).toContain(
    'You have asked for more time until 10 November 2024',
  )
  expect((await open(`${url}/more-time`)).text).toContain('Wait for the answer before you ask again.')
  expect((await ask(`${url}/more-time`, { ...until, reason: 'Please.' })).text).toContain(
    'has been asked for already',
  )
  await grantExtension(as(analyst), { dataRequestId, until: day('2024-11-08'), reason: 'Until then.' })

  const { text } = await open(`${url}/more-time`)
  for (const said of ['Our system is down.', 'Until 8 November 2024 Granted', 'Until then.', 'Some officer'])
    expect(text).toContain(said)
  expect((await open(url)).text).toContain('You were given more time. It was due on 31 October 2024')
})

test('the history tells everything, newest first, with who and when and why', async () => {
  const request = await aRequest()
  const { url, open, as, analyst, approver, dataRequestId } = request
  const { submissionId } = await sendAndSign(request, request, await aWorkbook([veryLow]))
  await extractRows(as(analyst), { submissionId, reason: 'Two costs look swapped.' })
  await excludeReturn(as(approver), { dataRequestId, reason: 'Most costs are missing.' })
  await reopenReturn(as(analyst), { dataRequestId, reason: 'A better one was promised.' })

  const { text } = await open(`${url}/history`)
  const order = [
    'It was reopened: a new version can be sent by the Commissioner’s office',
    'A better one was promised.',
    'It was left out of the figures, for its quality',
    'Most costs are missing.',
    '15 rows were looked at, of version 1 by the Commissioner’s office',
    'Two costs look swapped.',
    'Version 1 was signed off by Some signatory',
    '1 query was explained by Some officer',
    'Version 1 was checked: 1 to explain by Rollcall',
    'Version 1 was sent by Some officer',
    'The data were asked for, due on 31 October 2024',
  ]
  const places = order.map((words) => text.indexOf(words))

  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(places).not.toContain(-1)
})

test('to another authority and to the office these pages are not there', async () => {
  const { url, analyst, foreigner } = await aRequest()
  const paths = [
    '',
    '/template',
    '/asked',
    '/asked/sheets/children',
    '/asked/lists',
    '/asked/checks',
    '/questions',
    '/more-time',
    '/history',
  ]

  for (const viewer of [analyst, foreigner])
    for (const path of paths) {
      const { statusCode } = await pageAsker(portal, viewer).open(`${url}${path}`)
      expect([viewer.role, path, statusCode]).toEqual([viewer.role, path, 404])
    }
})

test('what a signatory sent back says why, and so does what the office reopened', async () => {
  const { url, open, as, signatory, analyst, dataRequestId, ...request } = await aRequest(
    await readyWorkbook(),
  )
  await sendBackReturn(as(signatory), { dataRequestId, reason: 'Two children are missing.' })

  expect((await open(url)).text).toMatch(
    /Send a new version Version 1 .* Sent back by Some signatory on .*: Two children are missing\./,
  )
  await sendAndSign(
    { ...request, as, signatory, analyst },
    { ...request, dataRequestId },
    await readyWorkbook(),
  )
  await reopenReturn(as(analyst), { dataRequestId, reason: 'A better one was promised.' })
  expect((await open(url)).text).toMatch(
    /Reopened by the Commissioner’s office on .*: A better one was promised\./,
  )
})

test('while a version is checked its officer is told to wait', async () => {
  const { url, open, as, officer, dataRequestId } = await aRequest()
  await send(as(officer), dataRequestId, await readyWorkbook())

  expect((await open(url)).text).toContain('What to do next: Wait: we are checking version 1')
})
