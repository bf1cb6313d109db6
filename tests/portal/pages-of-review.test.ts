import { acceptReturn } from '@rollcall/actions/accept-return'
import { answerDataQuery } from '@rollcall/actions/answer-data-query'
import { explainFindings } from '@rollcall/actions/explain-findings'
import { extractRows } from '@rollcall/actions/extract-rows'
import { raiseDataQuery } from '@rollcall/actions/raise-data-query'
import { readDataQueries } from '@rollcall/actions/read-data-queries'
import { signOffReturn } from '@rollcall/actions/sign-off-return'
import { statementOfTruth } from '@rollcall/domain/sign-off'
import { expect, test } from 'vitest'
import { aDataRequest, day } from '../support/builders.ts'
import { aSignedReturn, declareAndSign, sendAndSign, standing } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { pageAsker } from '../support/page-asker.ts'
import { testPortal } from '../support/portal.ts'
import { aWorkbook, notANumber, sendAndCheck, veryLow } from '../support/returns.ts'

const { db } = testDatabase()
const portal = testPortal(db)

/** A nil return that its authority has signed, and an analyst who opens pages about it. */
async function aReview() {
  const request = await aSignedReturn(db)
  const url = `/data-requests/${request.dataRequestId}/review`
  return { ...request, ...pageAsker(portal, request.analyst), url }
}
const day2999 = { 'due-day': '1', 'due-month': '12', 'due-year': '2999' }

test('one return is read on one page: how far it is, its figures, its versions and what can be done', async () => {
  const { open, url } = await aReview()

  const { text, body } = await open(url)

  expect(text).toContain('Return of Birmingham')
  expect(text).toMatch(/Signed off By Some signatory on \d+ \w+ 20/)
  expect(text).toContain('Figures of this return')
  expect(text).toContain('The authority signed no return for the round before this one.')
  expect(text).toContain('Nothing has been asked about this return.')
  for (const act of ['accept', 'question', 'exclude', 'reopen'])
    expect(body).toContain(`href="${url}/${act}"`)
})

test('before it is signed there are numbers of findings and no figures, and nothing to decide', async () => {
  const { as, officer, analyst, dataRequestId } = await aDataRequest(db)
  const { open } = pageAsker(portal, analyst)
  const url = `/data-requests/${dataRequestId}/review`
  expect((await open(url)).text).toContain('Nothing has been sent')
  await sendAndCheck(as(officer), dataRequestId, await aWorkbook([notANumber]))

  const { text } = await open(url)

  expect(text).toContain('The newest version is not signed off.')
  expect(text).not.toContain('Figures of this return')
  expect(text).toMatch(/What the check of version 1 found Total weekly cost, in pounds .* Fix 1 finding/)
  expect(text).toContain('There is nothing to decide now: it is the authority’s turn.')
  expect(text).not.toContain('lots')
})

test('findings stand there by rule with the reasons of the authority, and no word of a row', async () => {
  const request = await aDataRequest(db)
  const { analyst, dataRequestId, as, officer, signatory } = request
  const odd = [{ ...veryLow, provider_name: 'CANARY' }]
  const { submissionId, sha256 } = await sendAndCheck(as(officer), dataRequestId, await aWorkbook(odd))
  const explanations = [{ rule: 'IH-014', text: 'The health board <pays> most of it.' }]
  await explainFindings(as(officer), { submissionId, explanations })
  await signOffReturn(as(signatory), { dataRequestId, sha256, statement: statementOfTruth })

  const { text, body } = await pageAsker(portal, analyst).open(`/data-requests/${dataRequestId}/review`)

  expect(text).toMatch(/\(IH-014\) Fix or explain 1 finding Expected: /)
  expect(text).toContain('“The health board &#60;pays&#62; most of it.” (Some officer, for 1 finding: ')
  expect(body).not.toMatch(/CANARY|£400/)
})

test('where a rule has more reasons than fit, the rest stand on a page of their own', async () => {
  const { as, officer, analyst, dataRequestId } = await aDataRequest(db)
  const { open } = pageAsker(portal, analyst)
  const odd = Array.from({ length: 7 }, () => veryLow)
  const { submissionId } = await sendAndCheck(as(officer), dataRequestId, await aWorkbook(odd))
  const explanations = odd.map((_, at) => ({ findings: [at + 1], text: `Reason number ${at + 1}.` }))
  await explainFindings(as(officer), { submissionId, explanations })
  const url = `/data-requests/${dataRequestId}/review`

  const page = await open(url)
  const all = await open(`${url}/reasons/IH-014`)

  expect(page.text).toContain('All 7 reasons for IH-014')
  expect(page.text).not.toContain('Reason number 6.')
  for (let at = 1; at <= 7; at++) expect(all.text).toContain(`Reason number ${at}.`)
  expect((await open(`${url}/reasons/IH-999`)).text).toContain('This rule asks nothing')
})

test('a return is accepted on a page of its own, which says what follows', async () => {
  const { open, send, url, submissionId, dataRequestId } = await aReview()

  const page = await open(`${url}/accept`)
  expect(page.text).toMatch(/Version 1 Signed off by Some signatory .* Accept version 1/)
  const accepted = await send(`${url}/accept`, { submissionId })

  expect([accepted.statusCode, accepted.location]).toEqual([303, `${url}?done=return-accepted`])
  expect((await standing(db, dataRequestId)).request.state).toBe('accepted')
  const after = await open(accepted.location ?? '')
  expect(after.text).toContain('The return is accepted. It counts in the figures')
  expect(after.text).toMatch(/Decisions Accepted by Some analyst/)
  expect((await open(`${url}/accept`)).text).toContain('This return is accepted, so this cannot be done now.')
})

test('what was sent while an analyst read is not accepted unread', async () => {
  const request = await aReview()
  const { send, url, submissionId, dataRequestId } = request
  await declareAndSign(request, request)

  const unread = await send(`${url}/accept`, { submissionId })
  const nothing = await send(`${url}/accept`, {})

  expect(unread.statusCode).toBe(422)
  expect(unread.text).toMatch(/There is a problem .* Accept version 2/)
  expect(nothing.text).toContain('Read the return again, then accept it.')
  expect((await standing(db, dataRequestId)).request.state).toBe('signed')
})

test.each([
  ['exclude', 'excluded', 'Say why the return is excluded.', 'Excluded for quality'],
  ['reopen', 'in-progress', 'Say why the return is reopened.', 'Reopened'],
] as const)('to %s a return takes a reason, which its authority reads', async (act, state, ask, words) => {
  const { open, send, url, dataRequestId } = await aReview()
  const page = await open(`${url}/${act}`)
  const empty = await send(`${url}/${act}`, { reason: ' ' })
  const done = await send(`${url}/${act}`, { reason: 'It is of another year.' })

  expect(page.text).toContain('The authority is told, and reads your reason.')
  expect([empty.statusCode, empty.text.includes(ask)]).toEqual([422, true])
  expect(done.statusCode).toBe(303)
  expect((await standing(db, dataRequestId)).request.state).toBe(state)
  const after = (await open(done.location ?? '')).text
  expect(after).toMatch(/[Tt]he authority has been told why/)
  expect(after).toMatch(new RegExp(`Decisions ${words} by Some analyst .* It is of another year\\.`))
})

test('what was decided last is undone with a reason, which its authority reads', async () => {
  const { open, send, url, analyst, officer, dataRequestId } = await aReview()
  await send(`${url}/exclude`, { reason: 'It is of another year.' })
  expect((await open(url)).text).toContain('Take the exclusion back')
  const page = await open(`${url}/take-back`)
  const [, decisionId = ''] = /name="decisionId" value="([^"]+)"/.exec(page.body) ?? []

  const empty = await send(`${url}/take-back`, { decisionId })
  const done = await send(`${url}/take-back`, { decisionId, reason: 'It is of this year.' })

  expect(page.text).toContain('This return was excluded. That is taken back.')
  expect(empty.text).toContain('Say why the decision is taken back.')
  expect([done.statusCode, done.location]).toEqual([303, `${url}?done=decision-taken-back`])
  expect((await standing(db, dataRequestId)).request.state).toBe('signed')
  expect((await open(url)).text).toMatch(/Decision taken back by Some analyst .* It is of this year\./)
  const { text } = await pageAsker(portal, officer).open(`/data-requests/${dataRequestId}/history`)
  expect(text).toMatch(/took back that it was excluded .*It is of this year\./)
  expect((await open(`${url}/take-back`)).text).toContain('The office has decided nothing about this return.')
  const reason = 'Again.'
  const taking = { method: 'POST', url: `/api/v1${url.replace('/review', '/taking-back')}` } as const
  const refused = await portal.as(analyst)({ ...taking, payload: { reason } })
  expect(refused.json()).toMatchObject({ code: 'NOTHING_TO_TAKE_BACK' })
})

test('what was typed for an act that cannot be done any more is given back', async () => {
  const { send, url } = await aReview()
  await send(`${url}/reopen`, { reason: 'It is of another year.' })

  const again = await send(`${url}/reopen`, { reason: 'It is of another year, I think.' })

  expect(again.statusCode).toBe(422)
  expect(again.text).toContain('There is nothing to reopen')
  expect(again.text).toContain('What you typed, which is not saved It is of another year, I think.')
})

test.each([
  [{ 'about-kind': 'return' }, 'The whole return'],
  [{ 'about-kind': 'figure', 'about-figure': 'children' }, 'The figure “'],
  [{ 'about-kind': 'place', 'about-place': 'children.', 'about-row': '7' }, 'Row 7 of the sheet “Children”'],
  [
    { 'about-kind': 'place', 'about-place': 'children.weekly_cost', 'about-row': '7' },
    '“Total weekly cost, in pounds” in row 7',
  ],
])('a question is asked about %o', async (about, place) => {
  const { open, send, url, as, analyst, dataRequestId } = await aReview()
  const fields = { ...about, ...day2999, text: 'Is this right?' }

  const asked = await send(`${url}/question`, fields)

  expect([asked.statusCode, asked.location]).toEqual([303, `${url}?done=authority-asked`])
  const [query] = await readDataQueries(as(analyst), dataRequestId)
  expect(query).toMatchObject({ dueOn: '2999-12-01', waitsForAuthority: true })
  const { text } = await open(asked.location ?? '')
  expect(text).toContain('Your question has been sent to the authority.')
  expect(text).toContain(place)
  expect(text).toContain('1 question about this return is open.')
})

test('a link leads to a question about one figure or one place, and the page says which rows there are', async () => {
  const request = await aDataRequest(db)
  const { dataRequestId, analyst } = request
  const { submissionId } = await sendAndSign(request, request, await aWorkbook([veryLow]))
  const { open } = pageAsker(portal, analyst)
  const url = `/data-requests/${dataRequestId}/review`

  const figure = await open(`${url}/question?figure=children`)
  const place = await open(`${url}/question?sheet=children&row=7&column=weekly_cost`)

  const { extractId } = await extractRows(request.as(analyst, { now: new Date() }), {
    ...{ submissionId, reason: 'A cost looks odd.' },
  })
  const rows = await open(`/submissions/${submissionId}/rows/${extractId}`)
  expect(rows.body).toMatch(new RegExp(`href="${url}/question\\?sheet=children&#38;row=\\d+"`))
  expect(figure.body).toMatch(/value="figure" checked[\s\S]*<option value="children" selected/)
  expect(place.body).toMatch(/value="place" checked[\s\S]*<option value="children\.weekly_cost" selected/)
  expect(place.body).toMatch(/id="about-row"[^>]* value="7"/)
  expect(place.text).toMatch(/Its number in the workbook\. Children has rows? \d+/)
})

test('each mistake in a question is said at its field, and everything typed is kept', async () => {
  const { send, url } = await aReview()

  const nothing = await send(`${url}/question`, {})
  const place = await send(`${url}/question`, {
    ...{ 'about-kind': 'place', 'about-row': 'x9', text: 'Is this right?' },
    ...{ 'due-day': '1', 'due-month': '1', 'due-year': '2020' },
  })
  const past = await send(`${url}/question`, {
    ...{ 'about-kind': 'return', text: 'Is this right?' },
    ...{ 'due-day': '1', 'due-month': '1', 'due-year': '2020' },
  })

  for (const words of ['Choose what the question is about.', 'Write the question.', 'Enter the day by which'])
    expect(nothing.text).toContain(words)
  expect(place.text).toContain('Choose the sheet and the question it is about.')
  expect(place.text).toContain('Enter the number of the row, such as 12.')
  expect(place.body).toContain('value="x9"')
  expect(past.body).toMatch(/href="#due-day">Choose a day after/)
  expect([nothing.statusCode, place.statusCode, past.statusCode]).toEqual([422, 422, 422])
})

test('the office writes in a question, reads the answer and closes it, on pages that lead back to the return', async () => {
  const { open, send, url, as, analyst, officer, dataRequestId } = await aReview()
  const dueOn = day('2999-12-01')
  const { dataQueryId } = await raiseDataQuery(as(analyst), {
    ...{ dataRequestId, about: { kind: 'return' }, dueOn, text: 'Is this all?' },
  })
  await answerDataQuery(as(officer), { dataQueryId, text: 'It is all.' })
  const thread = `/data-queries/${dataQueryId}`

  const page = await open(thread)
  expect(page.text).toContain('It is all.')
  expect(page.body).toContain(`href="${url}"`)
  const wrote = await send(thread, { text: 'Thank you.' })
  expect((await open(wrote.location ?? '')).text).toContain('Your message has been sent to the authority.')
  expect((await open(`${thread}/close`)).text).toContain('nobody can write in it, unless you open it again')
  const closed = await send(`${thread}/close`, {})

  expect([closed.statusCode, closed.location]).toEqual([303, `${thread}?done=question-closed`])
  expect((await open(`${thread}/close`)).text).toContain('This question is closed.')
  expect((await open(thread)).body).toContain(`href="${thread}/reopen"`)
  expect((await send(`${thread}/close`, {})).text).toContain('This question is closed.')
  expect((await open(`/data-requests/${dataRequestId}/data-queries`)).text).toContain('Closed')
})

test('a closed question is opened again from its page', async () => {
  const { open, send, as, analyst, dataRequestId } = await aReview()
  const question = { about: { kind: 'return' }, dueOn: day('2999-12-01'), text: 'Is this all?' } as const
  const { dataQueryId } = await raiseDataQuery(as(analyst), { dataRequestId, ...question })
  const thread = `/data-queries/${dataQueryId}`
  expect((await open(`${thread}/reopen`)).text).toContain('This question is open.')
  await send(`${thread}/close`, {})

  const page = await open(`${thread}/reopen`)
  const empty = await send(`${thread}/reopen`, { 'due-day': '1' })
  const opened = await send(`${thread}/reopen`, { text: 'And the others?', ...day2999 })

  expect(page.text).toContain('The return cannot be accepted before the question is closed.')
  expect(empty.text).toContain('Say what is still to be answered.')
  expect([opened.statusCode, opened.location]).toEqual([303, `${thread}?done=question-reopened`])
  expect((await open(thread)).text).toMatch(/And the others\?.*Your message/)
})

test('while a question is open the page says why the return is not accepted', async () => {
  const { as, analyst, dataRequestId, open, url, submissionId } = await aReview()
  await acceptReturn(as(analyst), { dataRequestId, submissionId })
  const about = { kind: 'return' } as const
  await raiseDataQuery(as(analyst), { dataRequestId, about, dueOn: day('2999-12-01'), text: 'Is this all?' })

  const { text, body } = await open(url)

  expect(text).toContain('The return can be accepted once each is closed.')
  expect(body).not.toContain(`${url}/accept`)
})

test('people of an authority find none of these pages', async () => {
  const { officer, signatory, url } = await aReview()
  for (const viewer of [officer, signatory])
    for (const path of ['', '/accept', '/exclude', '/reopen', '/take-back', '/question'])
      expect((await pageAsker(portal, viewer).open(`${url}${path}`)).statusCode).toBe(404)
})

test('a system of the office reads the same in numbers, and one of an authority does not', async () => {
  const { analyst, officer, dataRequestId, submissionId } = await aReview()
  const url = `/api/v1/data-requests/${dataRequestId}/review`

  const answer = await portal.as(analyst)({ url })

  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toMatchObject({
    ...{ dataRequestId, submissionId, clashes: [], rules: [] },
    whyNot: { accept: null, exclude: null, reopen: null, ask: null, takeBack: expect.any(String) },
    says: { lastReturn: null, since: null },
  })
  expect(answer.json().says.figures[0]).toMatchObject({ id: 'children', value: 0 })
  expect((await portal.as(officer)({ url })).json()).toMatchObject({ code: 'NOT_ALLOWED' })
})
