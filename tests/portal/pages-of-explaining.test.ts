import { explainFindings } from '@rollcall/actions/explain-findings'
import { listFindings } from '@rollcall/actions/list-findings'
import { expect, test } from 'vitest'
import { aDataRequest } from '../support/builders.ts'
import { declareAndSign } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { pageAsker } from '../support/page-asker.ts'
import { testPortal } from '../support/portal.ts'
import {
  aReturn,
  aWorkbook,
  notANumber,
  sendAndCheck,
  storedSubmission,
  veryLow,
} from '../support/returns.ts'
import { written } from '../support/sample-returns.ts'

const { db } = testDatabase()
const portal = testPortal(db)
const reason = 'The health board paid for most of the week.'
/** A cost that is a query of IH-014, and a child so young that it is one of another rule. */
const veryHigh = { weekly_cost: 25_000 }

type Children = NonNullable<Parameters<typeof aWorkbook>[0]>

/** A version in which some children are odd, and a browser that explains them. */
async function aVersionToExplain(changes: Children, workbook = aWorkbook(changes)) {
  const request = await aDataRequest(db)
  const { as, officer, dataRequestId } = request
  const { submissionId } = await sendAndCheck(as(officer), dataRequestId, await workbook)
  const url = `/submissions/${submissionId}/explanations`
  const asOfficer = pageAsker(portal, officer)
  const open = (where = '', asker = asOfficer) => asker.open(where.startsWith('/') ? where : url + where)
  const send = (where: string, fields: Readonly<Record<string, string>>) =>
    asOfficer.send(`${url}${where}`, fields)
  const reasons = async () => {
    const { items } = await listFindings(as(officer), { submissionId, severity: 'query', limit: 1001 })
    return items.map(({ explanation }) => explanation?.text ?? null)
  }
  return { ...request, submissionId, url, open, send, reasons }
}

/** A workbook of so many children, each of whom costs very little. */
function manyOdd(count: number): Promise<Uint8Array> {
  const { sheets, ...whole } = aReturn()
  const { children = [] } = sheets
  const copies = Array.from({ length: count }, (_, at) => ({
    ...children[at % children.length],
    ...{ child_id: `C${at}`, upn: null, ...veryLow },
  }))
  return written({ ...whole, sheets: { ...sheets, children: copies } })
}

const boxesIn = (body: string): string[] =>
  [...body.matchAll(/name="(finding-\d+)"/g)].map(([, name = '']) => name)

test('an officer with one query sees it with a box, and explains it', async () => {
  const { open, send, url, reasons, dataRequestId } = await aVersionToExplain([veryLow])

  const page = await open()
  expect(page.text).toContain('The weekly cost is £400, which is very low. It may be the cost of a day.')
  expect(page.text).toContain('Why is it right?')
  expect(page.text).toContain('Do not write the name of a child')
  expect(page.body).toContain('name="finding-1"')

  const sent = await send('?rule=IH-014', { 'finding-1': reason })
  expect([sent.statusCode, sent.location]).toEqual([303, `${url}?done=explained`])
  expect(await reasons()).toEqual([reason])
  const after = await open('?done=explained')
  expect(after.text).toContain('Your reasons are saved.')
  expect(after.text).toContain('Every query is explained. The next step is to send the return for sign-off.')
  expect(after.body).toContain(`href="/data-requests/${dataRequestId}/sign-off-request"`)
})

test('queries of several rules are listed rule by rule, with what is left of each', async () => {
  const { open, send } = await aVersionToExplain([veryLow, veryLow, veryHigh])

  expect((await open()).text).toContain('3 of 3 left.')
  await send('?rule=IH-015', { 'finding-3': reason })

  const { text, body } = await open()
  expect(text).toContain('2 of 3 left.')
  expect(text).toMatch(/The weekly cost is £400.* 2 of 2 left/)
  expect(text).toMatch(/more than £1 million. .*Explained/)
  expect(body).toContain('explanations?rule=IH-014"')
})

test('one reason is given for all of a rule', async () => {
  const { open, send, reasons } = await aVersionToExplain([veryLow, veryLow, veryLow])

  const page = await open()
  expect(page.text).toContain('Why are all 3 right?')
  expect(page.text).toContain('explain them one by one')
  await send('?rule=IH-014', { reason })

  expect(await reasons()).toEqual([reason, reason, reason])
})

test('they are explained one by one; what is left empty is left open, and nothing typed is lost', async () => {
  const { open, send, url, reasons } = await aVersionToExplain([], manyOdd(23))

  const first = await open('?rule=IH-014&each=yes')
  const boxes = boxesIn(first.body)
  expect(boxes).toHaveLength(20)
  const empty = Object.fromEntries(boxes.map((name) => [name, '']))
  const saved = await send('?rule=IH-014&each=yes', { ...empty, [boxes[1] ?? '']: reason })
  const where = `?rule=IH-014&each=yes&after=${boxes.at(-1)?.slice('finding-'.length)}`
  expect(saved.location).toBe(`${url}${where}&done=explained`)
  expect((await reasons()).filter((text) => text === reason)).toHaveLength(1)

  const next = await open(where)
  expect(next.text).toContain('22 of 23 left.')
  const [long = '', kept = '', last = '', ...others] = boxesIn(next.body)
  expect(others).toEqual([])
  const typed = { [long]: 'x'.repeat(2001), [kept]: 'Not to be lost', [last]: '' }
  const tooLong = await send(where, typed)
  expect(tooLong.statusCode).toBe(422)
  expect(tooLong.text).toContain('Error: Explain: ')
  expect(tooLong.text).toContain('Say it in 2,000 characters at most.')
  expect(tooLong.body).toContain(`href="#${long}"`)
  expect(tooLong.body).toContain('x'.repeat(2001))
  expect(tooLong.body).toContain('>Not to be lost</textarea>')
  const done = await send(where, { [last]: 'Done.' })
  expect(done.location).toBe(`${url}?done=explained`)
})

test('a box that has to be filled in and is not says so', async () => {
  const { send } = await aVersionToExplain([veryLow, veryLow])

  const refused = await send('?rule=IH-014', { reason: ' ' })

  expect(refused.statusCode).toBe(422)
  expect(refused.text).toContain('There is a problem Say why it is so.')
})

test('an explanation of an earlier version is carried over and shown as such, and a new one can be written', async () => {
  const first = await aVersionToExplain([veryLow, veryLow])
  await first.send('?rule=IH-014', { reason })
  const { as, officer, dataRequestId } = first
  const again = await aWorkbook([veryLow, { weekly_cost: 450 }])
  const { submissionId } = await sendAndCheck(as(officer), dataRequestId, again)
  const url = `/submissions/${submissionId}/explanations`

  const page = await first.open(url)
  expect(page.text).toContain('1 of 2 left.')
  expect(page.text).toMatch(/Explained on version 1 by Some officer on \d+ \w+ \d{4} at [\d:]+[ap]m : /)
  expect(page.text).toContain(reason)
  const anew = await first.open(`${url}?rule=IH-014&finding=1`)
  expect(anew.body).toContain(`>${reason}</textarea>`)
  const sent = await pageAsker(portal, officer).send(`${url}?rule=IH-014&finding=1`, {
    'finding-1': 'Paid by the court.',
  })
  expect(sent.location).toBe(`${url}?rule=IH-014&done=explained`)
  expect((await first.open(`${url}?rule=IH-014`)).text).toMatch(
    /Explained by Some officer on .*Paid by the court\./,
  )
})

test('what was typed while a newer version came is given back, with the way to that version', async () => {
  const { as, officer, dataRequestId, send, reasons } = await aVersionToExplain([veryLow, veryLow])
  const newer = await sendAndCheck(as(officer), dataRequestId, await aWorkbook([veryLow]))

  const refused = await send('?rule=IH-014', { reason })

  expect(refused.statusCode).toBe(422)
  expect(refused.text).toContain('A newer version of this return has been sent.')
  expect(refused.text).toContain(`What you typed, which is not saved ${reason}`)
  expect(refused.body).toContain(`href="/submissions/${newer.submissionId}/explanations"`)
  expect(await reasons()).toEqual([null, null])
})

test('what a colleague explained meanwhile is not written over, and what was typed is given back', async () => {
  const { as, officer, submissionId, send, reasons } = await aVersionToExplain([veryLow, veryLow])
  const explanations = [{ rule: 'IH-014', text: 'My colleague knows.' }]
  await explainFindings(as(officer), { submissionId, explanations })

  const refused = await send('?rule=IH-014', { reason })

  expect(refused.statusCode).toBe(422)
  expect(refused.text).toContain(`What you typed, which is not saved ${reason}`)
  expect(await reasons()).toEqual(['My colleague knows.', 'My colleague knows.'])
})

test('while something must be fixed queries are explained all the same, and the page says what else there is to do', async () => {
  const { open, send, submissionId } = await aVersionToExplain([veryLow, notANumber])

  await send('?rule=IH-014', { 'finding-1': reason })

  expect((await open()).text).toContain('1 thing in this version must also be fixed.')
  expect((await storedSubmission(db, submissionId)).state).toBe('must-fix')
})

test('a signatory reads and does not type; nothing is explained of a version that is signed', async () => {
  const { open, signatory, ...cast } = await aVersionToExplain([veryLow])
  const page = await open('', pageAsker(portal, signatory))
  expect(page.text).toContain('Queries are explained by your data officers.')
  expect(page.body).not.toContain('<textarea')

  const signed = await declareAndSign({ ...cast, signatory }, cast)
  const after = await open(`/submissions/${signed.submissionId}/explanations`)
  expect(after.text).toContain('This version is signed off')
})

test('there is no page for a rule or a finding that the version has not', async () => {
  const { open } = await aVersionToExplain([veryLow])

  for (const where of ['?rule=IH-999', '?finding=99']) expect((await open(where)).statusCode).toBe(404)
})

test('400 queries of one rule weigh no more than 30 kB, whichever way they are looked at', async () => {
  const { open, send } = await aVersionToExplain([], manyOdd(400))
  const weigh = async (where: string) => (await open(where)).body.length

  expect(await weigh('?rule=IH-014')).toBeLessThan(30_000)
  expect(await weigh('?rule=IH-014&each=yes')).toBeLessThan(30_000)
  await send('?rule=IH-014', { reason: 'x'.repeat(2000) })
  expect(await weigh('?rule=IH-014')).toBeLessThan(30_000)
  expect((await open('?rule=IH-014&page=2')).text).toContain('Explained by Some officer')
})
