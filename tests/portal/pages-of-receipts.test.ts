import { expect, test } from 'vitest'
import { aDataRequest } from '../support/builders.ts'
import { aSignedReturn } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { pageAsker } from '../support/page-asker.ts'
import { portalUrl, testPortal } from '../support/portal.ts'
import { readyWorkbook, send } from '../support/returns.ts'

const { db } = testDatabase()
const portal = testPortal(db)
const strict = testPortal(db, { limits: { reads: 1000, changes: 1000, unknown: 1000, guesses: 3 } })
const check = '/check-a-receipt'

test('an authority’s receipt says who sent which bytes and when, and how anybody can check that', async () => {
  const { as, officer, signatory, dataRequestId } = await aDataRequest(db)
  const sent = await send(as(officer), dataRequestId, await readyWorkbook())

  for (const viewer of [officer, signatory]) {
    const { statusCode, text } = await pageAsker(portal, viewer).open(
      `/submissions/${sent.submissionId}/receipt`,
    )

    expect(statusCode).toBe(200)
    for (const said of [
      'Birmingham (330)',
      'Children in illegal homes, September 2024',
      '1, a workbook. No later version was sent.',
      '1 October 2024 at 10:00am , London time 2024-10-01T09:00:00.000Z',
      'Sent by Some officer',
      sent.sha256,
      sent.checkCode,
      `${portalUrl}${check}`,
      'Signed off No',
    ])
      expect(text).toContain(said)
  }
})

test('the receipt of a nil return says so, and who signed it', async () => {
  const { officer, submissionId } = await aSignedReturn(db)

  const { text } = await pageAsker(portal, officer).open(`/submissions/${submissionId}/receipt`)

  expect(text).toContain('1, a nil return.')
  expect(text).toMatch(/Signed off On 1 October 2024 at 10:00am by Some signatory/)
})

test('whoever is shown a receipt checks it without signing in, and is told nobody’s name', async () => {
  const { officer, submissionId, sha256 } = await aSignedReturn(db)
  const { body } = await pageAsker(portal, officer).open(`/submissions/${submissionId}/receipt`)
  const code = /<strong><code>([\w-]+)<\/code>/.exec(body)?.[1] ?? ''
  const { open, send: enter } = pageAsker(portal)

  expect((await open(check)).text).toContain('You do not have to sign in.')
  const { statusCode, text } = await enter(check, { code: code.toLowerCase().replaceAll('-', ' ') })

  expect(statusCode).toBe(200)
  for (const said of [
    'This receipt is real',
    code,
    sha256,
    'Birmingham (330)',
    'Signed off On 1 October 2024',
  ])
    expect(text).toContain(said)
  expect(text).not.toContain('Some')
})

test('what cannot be a code, and a code that no receipt has, come back with what was typed', async () => {
  const { send: enter } = pageAsker(portal)

  for (const [code, says] of [
    ['', 'Enter the check code as it is on the receipt'],
    ['<b>K3F7', 'Enter the check code as it is on the receipt'],
    ['0000-0000-0000-0000', 'No receipt of this portal has this check code.'],
  ] as const) {
    const { statusCode, text, body } = await enter(check, { code })
    expect([code, statusCode]).toEqual([code, 422])
    expect(text).toContain('Error: Check a receipt')
    expect(text).toContain(says)
    expect(body).toContain('href="#code"')
    if (code) expect(body).toContain(`value="${code.replace('<', '&lt;').replace('>', '&gt;')}"`)
  }
})

test('nobody guesses for long', async () => {
  const { send: enter } = pageAsker(strict)
  const statuses: number[] = []
  for (let guess = 0; guess < 6; guess += 1)
    statuses.push((await enter(check, { code: '0000-0000-0000-0000' })).statusCode)

  expect(statuses.slice(0, 3)).toEqual([422, 422, 422])
  expect(statuses.at(-1)).toBe(429)
})
