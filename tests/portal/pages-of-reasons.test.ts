import { explainFindings } from '@rollcall/actions/explain-findings'
import { readDataQueries } from '@rollcall/actions/read-data-queries'
import { signOffReturn } from '@rollcall/actions/sign-off-return'
import { statementOfTruth } from '@rollcall/domain/sign-off'
import { expect, test } from 'vitest'
import { aDataRequest } from '../support/builders.ts'
import { standing } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { pageAsker } from '../support/page-asker.ts'
import { testPortal } from '../support/portal.ts'
import { aWorkbook, sendAndCheck, veryLow } from '../support/returns.ts'

const { db } = testDatabase()
const portal = testPortal(db)
const workbook = await aWorkbook([veryLow, veryLow, veryLow])
const due = { 'due-day': '1', 'due-month': '12', 'due-year': '2999' }

/** A signed return with two reasons for one rule, and the page on which an analyst decides on them. */
async function aReturnWithReasons() {
  const request = await aDataRequest(db)
  const { as, officer, signatory, analyst, dataRequestId } = request
  const { submissionId, sha256 } = await sendAndCheck(as(officer), dataRequestId, workbook)
  const explanations = [
    { findings: [1, 2], text: 'The health board <pays> the rest.' },
    { findings: [3], text: 'A short stay.' },
  ]
  await explainFindings(as(officer), { submissionId, explanations })
  await signOffReturn(as(signatory), { dataRequestId, sha256, statement: statementOfTruth })
  const review = `/data-requests/${dataRequestId}/review`
  const asker = pageAsker(portal, analyst)
  const { body } = await asker.open(`${review}/reasons/IH-014`)
  const [first = '', second = ''] = [...body.matchAll(/name="reason"[^>]* value="([^"]+)"/g)].map(
    ([, id = '']) => id,
  )
  return { ...request, ...asker, submissionId, review, url: `${review}/reasons/IH-014`, first, second }
}

test('reasons are read on one page, and those that are ticked are accepted', async () => {
  const { open, send, url, review, submissionId, first } = await aReturnWithReasons()
  expect((await open(review)).text).toContain('Accept or refuse 2 reasons for IH-014')
  expect((await open(`${review}/accept`)).text).toMatch(
    /Nobody has accepted or refused the reasons given for 3 findings of this version\. Read the reasons for Total weekly cost/,
  )

  const nothing = await send(url, { submissionId })
  const accepted = await send(url, { submissionId, reason: first })

  expect([nothing.statusCode, nothing.text.includes('Tick each reason that you decide on.')]).toEqual([
    422,
    true,
  ])
  expect([accepted.statusCode, accepted.location]).toEqual([303, `${url}?done=reasons-accepted`])
  const after = await open(accepted.location ?? '')
  expect(after.text).toMatch(/“A short stay\.” .* Decided “The health board &#60;pays&#62; the rest\.”/)
  expect(after.text).toMatch(/Accepted by Some analyst on .* Take this back/)
  expect((await open(review)).text).toContain('Accept or refuse 1 reason for IH-014')
})

test('all reasons of a rule are accepted at once, and then nothing warns of them', async () => {
  const { open, send, url, review, submissionId } = await aReturnWithReasons()

  await send(url, { submissionId, all: 'yes' })

  expect((await open(`${review}/accept`)).text).not.toContain('Nobody has accepted or refused')
  expect((await send(url, { submissionId, all: 'yes' })).text).toContain('None of the reasons you chose')
})

test('a reason is refused with words and a day, and its officer reads them beside the finding', async () => {
  const { as, open, send, url, submissionId, dataRequestId, first, officer } = await aReturnWithReasons()
  const page = await open(`${url}/refuse?submissionId=${submissionId}&reason=${first}`)
  expect(page.text).toContain('“The health board &#60;pays&#62; the rest.” (Some officer, for 2 findings')
  expect(page.text).not.toContain('A short stay.')

  const empty = await send(`${url}/refuse`, { submissionId, reason: first })
  const refused = await send(`${url}/refuse`, {
    ...{ submissionId, reason: first, text: 'Which part of it?' },
    ...due,
  })

  expect(empty.text).toContain('Say what is still not clear.')
  expect(empty.text).toContain('Enter the day by which you need an answer.')
  expect([refused.statusCode, refused.location]).toEqual([303, `${url}?done=reasons-refused`])
  expect((await open(url)).text).toMatch(/Refused by Some analyst on .*: the question about it/)
  const [query = expect.fail()] = await readDataQueries(as(officer), dataRequestId)
  const theirs = pageAsker(portal, officer)
  for (const path of [
    `/submissions/${submissionId}/findings`,
    `/submissions/${submissionId}/explanations?rule=IH-014`,
  ]) {
    const { text, body } = await theirs.open(path)
    expect(text).toMatch(/The office did not accept this reason.*Which part of it\?/)
    expect(body).toContain(`href="/data-queries/${query.id}"`)
  }
  const thread = await theirs.open(`/data-queries/${query.id}`)
  expect(thread.text).toContain('The reason for “Total weekly cost, in pounds” (IH-014), at ')
  expect(thread.text).toContain('Give your new reason there, too.')
  expect((await open(`/data-queries/${query.id}/close`)).text).toContain(
    'The reasons that were refused are then accepted, with what was answered here.',
  )
})

test('all that nobody has decided on is refused at once, and one of them is taken back', async () => {
  const { open, send, url, submissionId, dataRequestId, second } = await aReturnWithReasons()
  expect((await open(`${url}/refuse?all=yes`)).text).toContain('A short stay.')
  await send(`${url}/refuse`, { submissionId, all: 'yes', text: 'Which part of it?', ...due })

  const page = await open(`${url}/take-back?reason=${second}`)
  const taken = await send(`${url}/take-back`, { submissionId, reason: second })

  expect(page.text).toMatch(/“A short stay\.” .*If the question about it is about nothing else, it is closed/)
  expect([taken.statusCode, taken.location]).toEqual([303, `${url}?done=reason-taken-back`])
  expect((await standing(db, dataRequestId)).request.state).toBe('queried')
  expect((await open(`${url}/take-back?reason=${second}`)).text).toContain('There is no such reason')
  expect((await send(`${url}/take-back`, { submissionId, reason: second })).statusCode).toBe(422)
})

test('a form in which all is said twice is read as once', async () => {
  const { analyst, url, submissionId } = await aReturnWithReasons()
  const answer = await portal.as(analyst)({
    ...{ method: 'POST', url, payload: `all=yes&all=yes&submissionId=${submissionId}` },
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  expect([answer.statusCode, answer.headers.location]).toEqual([303, `${url}?done=reasons-accepted`])
})

test('a refusal that cannot be taken gives back what was typed, and nothing ticked is said', async () => {
  const { open, send, url, submissionId, first } = await aReturnWithReasons()
  await send(url, { submissionId, all: 'yes' })

  const late = await send(`${url}/refuse`, { submissionId, reason: first, text: 'Which part?', ...due })

  expect(late.text).toContain('What you typed, which is not saved Which part?')
  expect((await open(`${url}/refuse?submissionId=${submissionId}`)).text).toContain('Tick each reason')
})

test('a system of the office decides on reasons, and one of an authority may not', async () => {
  const { analyst, officer, submissionId, dataRequestId, first } = await aReturnWithReasons()
  const url = `/api/v1/submissions/${submissionId}/explanation-decisions`
  const decide = (viewer: typeof analyst | typeof officer, payload: object) =>
    portal.as(viewer)({ method: 'POST', url, payload })

  const accepted = await decide(analyst, { decision: 'accept', rule: 'IH-014', reasons: [first] })
  const refused = await decide(analyst, {
    ...{ decision: 'refuse', rule: 'IH-014', text: 'Which part of it?', dueOn: '2999-12-01' },
  })

  expect([accepted.statusCode, accepted.json()]).toEqual([201, { decided: 2, unread: 1, dataQueryId: null }])
  expect(refused.json()).toEqual({ decided: 1, unread: 0, dataQueryId: expect.any(String) })
  const review = await portal.as(analyst)({ url: `/api/v1/data-requests/${dataRequestId}/review` })
  expect(review.json().rules[0].explanations).toMatchObject([
    { explanationId: first, decided: { decision: 'accepted', decidedBy: 'Some analyst' } },
    { decided: { decision: 'refused', dataQueryId: refused.json().dataQueryId } },
  ])
  const taken = await decide(analyst, { decision: 'take back', rule: 'IH-014' })
  expect(taken.json()).toEqual({ decided: 3, unread: 3, dataQueryId: null })
  expect((await decide(officer, { decision: 'accept', rule: 'IH-014' })).json().code).toBe('NOT_ALLOWED')
})
