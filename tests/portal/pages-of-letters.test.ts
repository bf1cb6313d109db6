import { transact } from '@rollcall/actions/context'
import { grantExtension } from '@rollcall/actions/grant-extension'
import { proposeLetter } from '@rollcall/actions/propose-letter'
import { listLettersOf } from '@rollcall/database/listed-letters'
import type { LetterId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { pdfPrinter } from '@rollcall/platform/pdf-printer'
import { afterAll, expect, test } from 'vitest'
import { aDataRequest, day } from '../support/builders.ts'
import { chromiumPath } from '../support/chromium.ts'
import { testDatabase } from '../support/database.ts'
import { pageAsker } from '../support/page-asker.ts'
import { testPortal } from '../support/portal.ts'

const { db } = testDatabase()
const printer = pdfPrinter(await chromiumPath())
const portal = testPortal(db, { printer })
const without = testPortal(db)
afterAll(() => printer.stop())

const on = day('2024-10-31')

/** Two returns are owed, and the calendar has proposed a letter about each. */
async function proposed() {
  const round = await aDataRequest(db)
  const { as, analyst, officer, foreigner, dataRequestId, foreignDataRequestId, roundId } = round
  const about = async (request: typeof dataRequestId, { authorityId }: typeof officer): Promise<LetterId> => {
    const of = { roundId, dataRequestId: request, authorityId, dueOn: on }
    const letterId = await transact(as(system), (trx) => proposeLetter(as(system), trx, of))
    return letterId ?? expect.fail()
  }
  return {
    ...round,
    letterId: await about(dataRequestId, officer),
    otherId: await about(foreignDataRequestId, foreigner),
    list: `/rounds/${roundId}/letters`,
    ...pageAsker(portal, analyst),
  }
}

test('the formal request is a letter, on its page and as a tagged PDF file', async () => {
  const { as, officer, foreigner, dataRequestId } = await aDataRequest(db)
  const own = pageAsker(portal, officer)
  const [letter] = await transact(as(officer), (trx) => listLettersOf(trx, dataRequestId))
  const url = `/letters/${letter?.id}`

  const notice = await own.open(`/data-requests/${dataRequestId}/notice`)
  expect(notice.text).toContain(`Our reference is ${letter?.reference}`)
  expect(notice.body).toContain(`href="${url}"`)
  const page = await own.open(url)
  expect(page.text).toMatch(
    /Children’s Commissioner for England Our reference: CCO-\d{4}-\d{5} .* Request for information: .* To Birmingham \(330\)/,
  )
  expect(page.body).toContain(`href="${url}.pdf"`)
  expect((await pageAsker(portal, foreigner).open(url)).statusCode).toBe(404)
  expect((await pageAsker(portal, foreigner).open(`${url}.pdf`)).statusCode).toBe(404)

  const file = await portal.as(officer)({ url: `${url}.pdf` })
  expect([file.statusCode, file.headers['content-type']]).toEqual([200, 'application/pdf'])
  expect(file.headers['content-disposition']).toBe(`inline; filename="${letter?.reference}.pdf"`)
  const pdf = file.rawPayload.toString('latin1')
  for (const said of ['%PDF-', '/StructTreeRoot', '/Lang (en-GB)', '/Marked true', '/Outlines'])
    expect(pdf).toContain(said)
  expect(pdf).toMatch(/\/Title [(<]/)
  const again = await portal.as(officer)({ url: `/api/v1${url}/pdf` })
  expect([again.statusCode, again.headers['content-type']]).toEqual([200, 'application/pdf'])

  const plain = pageAsker(without, officer)
  expect((await plain.open(url)).body).not.toContain('.pdf')
  expect((await plain.open(`${url}.pdf`)).text).toContain('This portal cannot make PDF files')
})

test('a letter of non-compliance is read, approved and found by its authority', async () => {
  const { open, send, letterId, list, officer, dataRequestId } = await proposed()
  const own = pageAsker(portal, officer)
  const url = `/letters/${letterId}`
  const before = await open(url)
  expect(before.text).toContain('Nobody has recorded that a lawyer checked its words.')
  expect(before.text).toContain('Overdue: the return of Birmingham for')
  expect((await own.open(url)).statusCode).toBe(404)
  expect((await open(list)).text).toMatch(/2 letters wait to be approved\. .* Birmingham .* To approve/)

  const sent = await send(`${url}/approve`, {})

  expect([sent.statusCode, sent.location]).toEqual([303, `${url}?done=letter-approved`])
  const after = await open(String(sent.location))
  expect(after.text).toMatch(/The letter is issued\. .* Issued .* Approved By Some analyst/)
  expect(after.body).not.toContain('Decline it')
  expect(after.text).toContain('When this letter was issued, nobody had recorded')
  expect((await own.open(`/data-requests/${dataRequestId}`)).body).toContain(`href="${url}"`)
  const theirs = await own.open(url)
  expect(theirs.text).toContain('What to do now')
  expect(theirs.text).not.toContain('Some analyst')
  expect((await open(`${list}?state=proposed`)).text).not.toContain('Birmingham')
})

test('a letter is declined with a reason, which nobody outside the office reads', async () => {
  const { open, send, letterId, officer } = await proposed()
  const url = `/letters/${letterId}`
  const empty = await send(`${url}/decline`, { reason: ' ' })
  expect([empty.statusCode, empty.text.includes('Say why the letter should not go.')]).toEqual([422, true])

  expect((await send(`${url}/decline`, { reason: 'They rang us.' })).statusCode).toBe(303)

  expect((await open(url)).text).toMatch(/Declined By Some analyst on .* Why declined They rang us\./)
  expect((await pageAsker(portal, officer).open(url)).statusCode).toBe(404)
  const late = await send(`${url}/approve`, {})
  expect([late.statusCode, late.text.includes('This letter is declined already.')]).toEqual([422, true])
})

test('a letter that was declined is proposed anew on the page of the return, and a colleague approves it', async () => {
  const { open, send, letterId, list, dataRequestId, approver, analyst, officer } = await proposed()
  const [review, path] = [
    `/data-requests/${dataRequestId}/review`,
    `/data-requests/${dataRequestId}/propose-letter`,
  ]
  expect((await open(review)).body).not.toContain(path)
  expect((await open(list)).body).toContain('/board?overdue=yes')
  expect((await open(path)).text).toContain('A letter about this due date waits to be approved already.')
  await send(`/letters/${letterId}/decline`, { reason: 'They rang us.' })
  expect((await open(`/letters/${letterId}`)).body).toContain(`href="${path}"`)
  expect((await open(review)).body).toContain(`href="${path}"`)
  expect((await open(path)).text).toMatch(/Letters before .* Declined .* Why should a letter go after all\?/)
  const empty = await send(path, { reason: ' ' })
  expect([empty.statusCode, empty.text.includes('Say why a letter should go.')]).toEqual([422, true])

  const sent = await send(path, { reason: 'Nothing came.' })

  const url = String(sent.location).replace(/\?.*/, '')
  expect([sent.statusCode, sent.location]).toEqual([303, `${url}?done=letter-proposed`])
  const own = await open(String(sent.location))
  expect(own.text).toMatch(/Proposed By Some analyst on .* Why proposed Nothing came\. .* Take it back/)
  expect(own.body).not.toContain(`${url}/approve`)
  expect((await open(`${list}/approve`)).text).toContain('You proposed 1 letter yourself.')
  const colleague = pageAsker(portal, approver)
  const several = await colleague.open(`${list}/approve`)
  expect(several.text).toMatch(/Read why: the letter to \w+ .* A colleague proposed it\./)
  expect(several.body).toContain(`href="${url}"`)
  expect((await colleague.send(`${url}/approve`, {})).location).toBe(`${url}?done=letter-approved`)
  expect((await pageAsker(portal, officer).open(url)).text).not.toContain('Nothing came.')

  const whole = { url: `/api/v1${url}` }
  const byHand = { proposedBy: 'Some analyst', proposedBecause: 'Nothing came.' }
  expect((await portal.as(analyst)(whole)).json()).toMatchObject(byHand)
  expect((await portal.as(officer)(whole)).json()).toMatchObject({ proposedBy: null, proposedBecause: null })
  const again = { method: 'POST', url: `/api/v1/data-requests/${dataRequestId}/letters` } as const
  const refused = await portal.as(analyst)({ ...again, payload: { reason: 'Once more.' } })
  expect([refused.statusCode, refused.json().code]).toEqual([409, 'LETTER_THERE'])
})

test('several are approved at once, and those that are not needed any more are said', async () => {
  const { open, send, letterId, otherId, list, as, approver, dataRequestId, roundId, analyst } =
    await proposed()
  expect((await send(`${list}/approve`, {})).text).toContain('Choose at least one letter.')
  await grantExtension(as(approver), {
    ...{ dataRequestId, until: day('2024-11-12'), reason: 'A new system.' },
  })
  expect((await open(`/letters/${letterId}`)).text).toContain('This letter will be withdrawn by itself.')

  const decided = await portal.as(analyst)({
    ...{ method: 'POST', url: `/api/v1/rounds/${roundId}/letters/approvals` },
    payload: { letterIds: [letterId, otherId] },
  })

  expect(decided.json()).toEqual({
    issued: [{ letterId: otherId, authority: 'Camden' }],
    withdrawn: [{ letterId, authority: 'Birmingham' }],
    notApproved: [],
  })
  const items = (await portal.as(analyst)({ url: `/api/v1${list}?kind=non-compliance` })).json()
  expect(items).toMatchObject({
    count: 2,
    items: [
      { state: 'withdrawn', reference: null },
      { state: 'issued', reference: expect.stringMatching(/^CCO-/) },
    ],
  })
  const whole = (await portal.as(analyst)({ url: `/api/v1/letters/${letterId}` })).json()
  expect(whole).toMatchObject({ withdrawnBecause: 'The return is due on 12 November 2024 now.' })
  expect((await open(`${list}/approve`)).text).toContain('No letter waits to be approved.')
})
