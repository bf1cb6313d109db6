import { askForSignOff } from '@rollcall/actions/ask-for-sign-off'
import { closeRound } from '@rollcall/actions/close-round'
import { explainFindings } from '@rollcall/actions/explain-findings'
import { readDecisions } from '@rollcall/actions/read-decisions'
import { reopenReturn } from '@rollcall/actions/reopen-return'
import { sendBackReturn } from '@rollcall/actions/send-back-return'
import { statementOfTruth } from '@rollcall/domain/sign-off'
import type { AuthorityViewer } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest, day } from '../support/builders.ts'
import { declareAndSign } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { aLastRound } from '../support/last-round.ts'
import { testPortal } from '../support/portal.ts'
import {
  aWorkbook,
  notANumber,
  recorded,
  send,
  sendAndCheck,
  storedRequest,
  veryLow,
} from '../support/returns.ts'

const { db } = testDatabase()
const portal = testPortal(db)

/** A person of the authority with a browser. */
const browserOf = (viewer: AuthorityViewer) => {
  const ask = portal.as(viewer)
  return {
    open: (url: string) => ask({ url }),
    /** Sends a form: where its page said to, or to an address. */
    press: (url: string, fields: Readonly<Record<string, string>>) =>
      ask({
        ...{
          method: 'POST',
          url: url.replaceAll(/&#38;|&amp;/g, '&'),
          payload: new URLSearchParams(fields).toString(),
        },
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
  }
}
const text = (body: string): string => body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
const addressOfForm = (body: string): string =>
  /<form method="post" action="([^"]+once=[^"]+)"/.exec(body)?.[1] ?? ''
const fieldsOf = (body: string): Record<string, string> =>
  Object.fromEntries(
    [...body.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  )
const isTicked = /type="checkbox"[^>]* checked/

async function aReturnToSign(file?: Uint8Array, overrides: Parameters<typeof aDataRequest>[1] = {}) {
  const request = await aDataRequest(db, { lastRoundId: null, ...overrides })
  const { as, officer, signatory, dataRequestId } = request
  const sent = await sendAndCheck(as(officer), dataRequestId, file ?? (await aWorkbook()))
  return {
    ...{ ...request, ...sent },
    ...{ signing: browserOf(signatory), office: browserOf(officer) },
    address: `/data-requests/${dataRequestId}/sign-off`,
  }
}

test('a signatory reads what is signed, ticks the box and signs; the next page says so', async () => {
  const { signing, address, sha256, dataRequestId, submissionId } = await aReturnToSign()

  const page = await signing.open(address)
  expect(page.statusCode).toBe(200)
  expect(text(page.body)).toContain('Nobody has sent it to you for sign-off yet.')
  expect(text(page.body)).toContain(statementOfTruth)
  expect(fieldsOf(page.body)).toEqual({ sha256, version: '1', statement: statementOfTruth })
  expect(page.body).not.toMatch(isTicked)

  const signed = await signing.press(addressOfForm(page.body), { ...fieldsOf(page.body), declared: 'yes' })
  expect([signed.statusCode, signed.headers.location]).toEqual([303, `${address}?done=signed-off`])
  expect((await storedRequest(db, dataRequestId)).state).toBe('signed')

  const confirmed = await signing.open(`${address}?done=signed-off`)
  expect(confirmed.body).toContain('govuk-panel--confirmation')
  for (const words of [
    'Return signed off',
    'Version 1',
    sha256,
    'cannot change',
    'needs a new signature',
    'Some signatory',
  ])
    expect(text(confirmed.body)).toContain(words)
  expect(confirmed.body).toContain(`/submissions/${submissionId}/receipt`)
})

test('pressed twice, or sent again from another window, it is signed once and says that it is', async () => {
  const { signing, address, dataRequestId } = await aReturnToSign()
  const [page, other] = [await signing.open(address), await signing.open(address)]
  const fields = { ...fieldsOf(page.body), declared: 'yes' }

  const pressed = await Promise.all([1, 2].map(() => signing.press(addressOfForm(page.body), fields)))
  const again = await signing.press(addressOfForm(page.body), fields)
  const elsewhere = await signing.press(addressOfForm(other.body), fields)

  expect(pressed.map(({ statusCode }) => statusCode).sort()[0]).toBe(303)
  expect([again, elsewhere].map(({ statusCode, headers }) => [statusCode, headers.location])).toEqual([
    [303, `${address}?done=signed-off`],
    [303, `${address}?done=signed-off`],
  ])
  const events = await recorded(db, dataRequestId)
  expect(events.filter(({ type }) => type === 'return signed off')).toHaveLength(1)
})

test('without the box ticked nothing is signed, and the page says what is missing', async () => {
  const { signing, address, dataRequestId } = await aReturnToSign()
  const page = await signing.open(address)

  const refused = await signing.press(addressOfForm(page.body), fieldsOf(page.body))

  expect(refused.statusCode).toBe(422)
  expect(refused.body).toContain('<title>Error: Sign off the return')
  expect(refused.body).toContain('href="#declared"')
  expect(refused.body).toContain('id="declared"')
  expect(text(refused.body)).toContain('Tick the box to declare that the statement is true.')
  expect((await storedRequest(db, dataRequestId)).state).toBe('awaiting-sign-off')
})

test('what was sent while somebody read is not signed: they are told, and shown the new version', async () => {
  const { signing, address, as, officer, dataRequestId } = await aReturnToSign()
  const page = await signing.open(address)
  const fields = { ...fieldsOf(page.body), declared: 'yes' }
  const newer = await sendAndCheck(
    as(officer),
    dataRequestId,
    await aWorkbook([{ provider_name: 'Another Ltd' }]),
  )

  const refused = await signing.press(addressOfForm(page.body), fields)

  expect(refused.statusCode).toBe(422)
  expect(text(refused.body)).toContain(
    'Version 2 was sent while you were reading version 1. Nothing was signed',
  )
  expect(fieldsOf(refused.body)).toMatchObject({ sha256: newer.sha256, version: '2' })
  expect(refused.body).not.toMatch(isTicked)
  expect((await storedRequest(db, dataRequestId)).state).toBe('awaiting-sign-off')

  // While the newest is being checked there is nothing to sign at all.
  await send(as(officer), dataRequestId, await aWorkbook())
  const waiting = await signing.press(addressOfForm(refused.body), {
    ...fieldsOf(refused.body),
    declared: 'yes',
  })
  expect(waiting.statusCode).toBe(422)
  expect(text(waiting.body)).toContain('Version 3 was sent while you were reading version 2.')
  expect(text(waiting.body)).toContain('Version 3 is being checked.')
})

test('a statement that was not the one to be declared is not signed under', async () => {
  const { signing, address, dataRequestId } = await aReturnToSign()
  const page = await signing.open(address)

  const refused = await signing.press(addressOfForm(page.body), {
    ...fieldsOf(page.body),
    ...{ declared: 'yes', statement: 'I agree.' },
  })

  expect(refused.statusCode).toBe(422)
  expect(text(refused.body)).toContain('word for word')
  expect((await storedRequest(db, dataRequestId)).state).toBe('awaiting-sign-off')
})

test('a return is sent back with a reason, which is kept while it cannot be taken', async () => {
  const { signing, office, dataRequestId, as, officer, address } = await aReturnToSign()
  const sendBack = `/data-requests/${dataRequestId}/send-back`
  const page = await signing.open(sendBack)

  const empty = await signing.press(addressOfForm(page.body), { ...fieldsOf(page.body), reason: '  ' })
  expect([empty.statusCode, text(empty.body).includes('Say what is wrong with the return.')]).toEqual([
    422,
    true,
  ])
  const long = 'The costs are wrong. '.repeat(200)
  const tooLong = await signing.press(addressOfForm(page.body), { ...fieldsOf(page.body), reason: long })
  expect([tooLong.statusCode, tooLong.body.includes(long.trim())]).toEqual([422, true])

  const sent = await signing.press(addressOfForm(page.body), {
    ...fieldsOf(page.body),
    reason: 'Three of the costs are wrong.',
  })
  expect([sent.statusCode, sent.headers.location]).toEqual([
    303,
    `/data-requests/${dataRequestId}?done=sent-back`,
  ])
  expect((await readDecisions(as(officer), dataRequestId)).decisions).toMatchObject([
    { decision: 'sent back', reason: 'Three of the costs are wrong.' },
  ])
  for (const browser of [signing, office])
    expect(text((await browser.open(address)).body)).toContain('“Three of the costs are wrong.”')
})

test('a version sent back once and explained better shows the reason it was sent back for', async () => {
  const request = await aDataRequest(db)
  const { as, officer, signatory, dataRequestId } = request
  const { submissionId } = await sendAndCheck(as(officer), dataRequestId, await aWorkbook([veryLow]))
  const explain = (text: string) =>
    explainFindings(as(officer), { submissionId, explanations: [{ findings: [1], text }] })
  await explain('It is right.')
  await sendBackReturn(as(signatory), { dataRequestId, reason: 'Say why it is right.' })
  await explain('The health board pays the rest.')
  await askForSignOff(as(officer), { dataRequestId, note: 'Now with the reason.' })

  const { body } = await browserOf(signatory).open(`/data-requests/${dataRequestId}/sign-off`)

  expect(text(body)).toContain('Some officer sent it to you for sign-off on')
  expect(text(body)).toContain('Now with the reason.')
  expect(text(body)).toContain(
    'Its queries have been explained again since. The reason was: Say why it is right.',
  )
})

test('what was sent meanwhile is not sent back either, and the reason that was typed is still there', async () => {
  const { signing, as, officer, dataRequestId } = await aReturnToSign()
  const page = await signing.open(`/data-requests/${dataRequestId}/send-back`)
  await sendAndCheck(as(officer), dataRequestId, await aWorkbook([{ provider_name: 'Another Ltd' }]))

  const refused = await signing.press(addressOfForm(page.body), {
    ...fieldsOf(page.body),
    reason: 'Wrong costs',
  })

  expect(refused.statusCode).toBe(422)
  expect(text(refused.body)).toContain('Version 2 was sent while you were reading version 1.')
  expect(refused.body).toContain('Wrong costs')
  expect((await storedRequest(db, dataRequestId)).state).toBe('awaiting-sign-off')
})

test('an officer is told who can sign, and cannot sign', async () => {
  const { office, address, sha256, dataRequestId, as, officer } = await aReturnToSign()

  const page = await office.open(address)
  expect(page.statusCode).toBe(200)
  expect(text(page.body)).toContain('Only a signatory of your authority can sign: Some signatory')
  expect(page.body).toContain(`/data-requests/${dataRequestId}/sign-off-request`)
  expect(page.body).not.toContain('<form method="post" action="/data-requests')

  await askForSignOff(as(officer), { dataRequestId })
  expect(text((await office.open(address)).body)).toContain('Some officer sent it for sign-off on')

  const fields = { sha256, version: '1', statement: statementOfTruth, declared: 'yes' }
  const refused = await office.press(address, fields)
  expect([refused.statusCode, refused.body.includes('NOT_ALLOWED')]).toEqual([403, true])
  expect((await storedRequest(db, dataRequestId)).state).toBe('awaiting-sign-off')
})

test('before it can be signed, the page says what has to be done first and by whom', async () => {
  const { as, officer, signatory, dataRequestId } = await aDataRequest(db)
  const signing = browserOf(signatory)
  const says = async () => text((await signing.open(`/data-requests/${dataRequestId}/sign-off`)).body)

  expect(await says()).toContain('Nothing has been sent yet. A data officer has to send the return first.')
  const { submissionId } = await send(as(officer), dataRequestId, await aWorkbook())
  expect(await says()).toContain('Version 1 is being checked.')
  await sendAndCheck(as(officer), dataRequestId, await aWorkbook([notANumber]))
  expect(await says()).toContain('Version 2 has 1 thing to fix. A data officer has to fix')
  await sendAndCheck(as(officer), dataRequestId, Buffer.from('%PDF-1.7'))
  expect(await says()).toContain('Version 3 could not be read.')
  await sendAndCheck(as(officer), dataRequestId, await aWorkbook([veryLow]))
  expect(await says()).toContain(
    'Version 4 has 1 query that nobody has explained. A data officer has to explain',
  )
  const summary = await signing.open(`/submissions/${submissionId}/summary`)
  expect([summary.statusCode, summary.body.includes('NOT_CHECKED')]).toEqual([409, true])
})

test('once the round has closed there is nothing to sign, until the office reopens the return', async () => {
  const { signing, address, as, analyst, dataRequestId, roundId } = await aReturnToSign()
  const page = await signing.open(address)
  await closeRound(as(analyst, { today: day('2024-11-16') }), { roundId })

  const late = await signing.press(addressOfForm(page.body), { ...fieldsOf(page.body), declared: 'yes' })
  expect(late.statusCode).toBe(422)
  expect(text(late.body)).toContain(
    'The round has closed, and nothing was signed. Ask returns@office.example',
  )

  await reopenReturn(as(analyst), { dataRequestId, reason: 'It was late by a day.' })
  expect(text((await signing.open(address)).body)).toContain('was reopened by the office')
})

test('the summary shows figures beside the last round’s, what is not held, and how queries are explained', async () => {
  const last = await aLastRound(db)
  const file = await aWorkbook([veryLow, { camhs: 'Not held' }])
  const { signing, submissionId } = await aReturnToSign(file, { lastRoundId: last.roundId })

  const { statusCode, body } = await signing.open(`/submissions/${submissionId}/summary`)

  expect(statusCode).toBe(200)
  for (const words of [
    'What version 1 of the return says',
    'Children living in illegal children&#39;s homes on the day',
    'Last round',
    'version 1 of your return in “Children in illegal homes, September 2023”, which was signed off',
    'Children: Receiving support from CAMHS',
    '1 query not explained yet.',
    'IH-014',
    'Children: 14 rows',
    'SHA-256',
  ])
    expect(text(body)).toContain(words)
  expect(text(body)).not.toContain('Authorities with at least one child')
})

test('the summary of a nil return says what is declared by it', async () => {
  const request = await aDataRequest(db)
  const { submissionId } = await declareAndSign(request, request)

  const { body } = await browserOf(request.officer).open(`/submissions/${submissionId}/summary`)

  expect(text(body)).toContain(
    'This is a nil return. It says: No child for whom this authority is responsible',
  )
  expect(text(body)).toContain('signed it off on')
  expect(text(body)).toContain('a new version needs a new signature')
})

test('the office reads figures, and these pages are not for it', async () => {
  const { analyst, address, submissionId } = await aReturnToSign()
  const ask = portal.as(analyst)

  for (const url of [address, `/submissions/${submissionId}/summary`])
    expect((await ask({ url })).statusCode).toBe(403)
})
