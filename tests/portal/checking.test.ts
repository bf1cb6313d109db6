import { brotliDecompressSync } from 'node:zlib'
import { approveRelaxation } from '@rollcall/actions/approve-relaxation'
import { findingsOf, readFindings } from '@rollcall/actions/checked-return'
import { proposeRelaxation } from '@rollcall/actions/propose-relaxation'
import { asViewer } from '@rollcall/database/transaction'
import { compileCollection } from '@rollcall/domain/compiled-collection'
import type { KeptReturn } from '@rollcall/domain/kept-return'
import { lastRoundFrom } from '@rollcall/domain/last-round'
import { type RelaxedRule, relaxReturn } from '@rollcall/domain/relaxation'
import { system } from '@rollcall/domain/viewer'
import type { FrozenCollection } from '@rollcall/workbook/frozen-collection'
import { readAndCheck } from '@rollcall/workbook/read-and-check'
import { beforeAll, expect, test } from 'vitest'
import { aDataRequest, keys } from '../support/builders.ts'
import { acceptAndCount } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { aLastRound, returnOfLastRound } from '../support/last-round.ts'
import { testPortal } from '../support/portal.ts'
import { aReturn, aWorkbook, sendAndCheck } from '../support/returns.ts'

const { db } = testDatabase()
const portal = testPortal(db)
let asked: Awaited<ReturnType<typeof aDataRequest>>
beforeAll(async () => {
  const last = await aLastRound(db)
  await acceptAndCount(last, last, last.submissionId)
  asked = await aDataRequest(db, { lastRoundId: last.roundId })
})

const pageFor = (viewer: Parameters<typeof portal.as>[0]) =>
  portal.as(viewer)({ url: `/data-requests/${asked.dataRequestId}/check` })

/** What a page or an address of ours says it is made of. */
const found = (body: string, pattern: RegExp): string => pattern.exec(body)?.[1] ?? ''

interface Own {
  readonly authority: string
  readonly lastReturn: KeptReturn
  readonly relaxed: readonly RelaxedRule[]
}
const ownIn = (body: string): Own =>
  JSON.parse(found(body, /<script type="application\/json" id="own">(.*?)<\/script>/)) as Own

async function askedIn(body: string) {
  const address = found(body, /data-asked="([^"]+)"/)
  const answer = await portal.as(asked.officer)({ url: address, headers: { 'accept-encoding': 'br' } })
  const script = brotliDecompressSync(answer.rawPayload).toString()
  const frozen = JSON.parse(script.replace('export const asked = ', '')) as FrozenCollection
  return { answer, frozen }
}

test('of the last return the page holds what rules compare with, and it is never kept', async () => {
  const { headers, body, statusCode } = await pageFor(asked.officer)
  const { authority, lastReturn } = ownIn(body)
  const columns = lastReturn.sheets.map(({ sheet, columns }) => [sheet, columns])

  expect([statusCode, headers['cache-control'], authority]).toEqual([200, 'no-store', '330'])
  expect(columns).toEqual([['children', ['child_id', 'date_of_birth', 'sex']]])
  expect(lastReturn.sheets[0]?.rows.length).toBe(returnOfLastRound().sheets.children?.length)
  expect(body).not.toContain(String(returnOfLastRound().sheets.children?.[0]?.provider_name))
})

test('what the page is given finds what the server finds', async () => {
  const { body } = await pageFor(asked.officer)
  const { authority, lastReturn } = ownIn(body)
  const { collection, authorities, referenceDate } = (await askedIn(body)).frozen
  const first = aReturn().sheets.children?.[0]
  const changed = { ...first, child_id: returnOfLastRound().sheets.children?.[0]?.child_id, sex: 'Not known' }
  const bytes = await aWorkbook([changed])
  const compiledOn = (on: typeof referenceDate) => compileCollection(collection, authorities, on)
  const lastRound = lastRoundFrom(lastReturn, compiledOn(lastReturn.referenceDate))
  const here = await readAndCheck(bytes, compiledOn(referenceDate), { authority, lastRound })

  const { submissionId } = await sendAndCheck(asked.as(asked.officer), asked.dataRequestId, bytes)
  const there = await asViewer(db, system, (trx) => readFindings({ keys }, trx, submissionId))
  expect(JSON.stringify(here.findings)).toBe(JSON.stringify(there))
  expect(here.findings.map(({ rule }) => rule)).toContain('IH-034')
})

test('rules that the office has relaxed are relaxed in the browser too', async () => {
  const { as, analyst, approver, officer, dataRequestId, roundId } = asked
  const proposed = {
    roundId,
    rule: 'IH-034',
    effect: 'query',
    authority: '330',
    reason: 'It was wrong.',
  } as const
  await approveRelaxation(as(approver), await proposeRelaxation(as(analyst), proposed))
  const { body } = await pageFor(officer)
  const { authority, lastReturn, relaxed } = ownIn(body)
  const { collection, authorities, referenceDate } = (await askedIn(body)).frozen
  const first = aReturn().sheets.children?.[0]
  const child_id = returnOfLastRound().sheets.children?.[0]?.child_id
  const bytes = await aWorkbook([{ ...first, child_id, sex: 'Not known' }])
  const compiledOn = (on: typeof referenceDate) => compileCollection(collection, authorities, on)
  const lastRound = lastRoundFrom(lastReturn, compiledOn(lastReturn.referenceDate))
  const checked = await readAndCheck(bytes, compiledOn(referenceDate), { authority, lastRound })
  const here = relaxReturn(checked, relaxed)

  expect(relaxed).toEqual([{ rule: 'IH-034', effect: 'query' }])
  const { submissionId } = await sendAndCheck(as(officer), dataRequestId, bytes)
  const there = await asViewer(db, system, (trx) => findingsOf({ keys }, trx, submissionId))
  expect(here.findings).toEqual(there.map(({ id: _, ...finding }) => finding))
  expect(here.findings.find(({ rule }) => rule === 'IH-034')?.severity).toBe('query')
  expect(body).toContain('The office has relaxed 1 rule for you')
})

test('what a round asks is a script that the browser of somebody asked may keep', async () => {
  const { body } = await pageFor(asked.signatory)
  const { answer, frozen } = await askedIn(body)

  expect(answer.headers).toMatchObject({
    'cache-control': 'private, max-age=31536000, immutable',
    'content-type': 'text/javascript; charset=utf-8',
  })
  expect(Object.keys(frozen)).toEqual(['collection', 'authorities', 'referenceDate'])
})

test('the page can connect to nothing, and its worker can load nothing', async () => {
  const page = await pageFor(asked.officer)
  const worker = await portal.app.inject({ url: found(page.body, /data-worker="([^"]+)"/) })
  const policyOf = ({ headers }: typeof page) => String(headers['content-security-policy']).split(';').sort()

  expect(policyOf(page)).toEqual(
    [
      ...["default-src 'none'", "script-src 'self'", "style-src 'self'", "worker-src 'self'"],
      ...["connect-src 'none'", "form-action 'self'", "img-src 'self'", "base-uri 'none'"],
      "frame-ancestors 'none'",
    ].sort(),
  )
  expect(policyOf(worker)).toEqual(["connect-src 'none'", "default-src 'none'"])
  expect([worker.statusCode, worker.headers['cache-control']]).toEqual([
    ...[200, 'public, max-age=31536000, immutable'],
  ])
})

test('a script of another version is not there', async () => {
  const { statusCode } = await portal.app.inject({ url: '/assets/check-worker-0123456789ab.js' })
  expect(statusCode).toBe(404)
})

test('another authority has no such page, and the office is given no rows for it', async () => {
  expect((await pageFor(asked.foreigner)).statusCode).toBe(404)
  const { statusCode, body } = await pageFor(asked.analyst)
  expect([statusCode, body.includes('ROWS_NEED_A_REASON')]).toEqual([403, true])
})
