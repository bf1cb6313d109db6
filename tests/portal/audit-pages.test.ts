import { askToVerifyAudit } from '@rollcall/actions/ask-to-verify-audit'
import { exportAudit } from '@rollcall/actions/export-audit'
import { keepVerification } from '@rollcall/actions/keep-verification'
import { connect, type Db } from '@rollcall/database/connect'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aDataRequest, contextOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { pageAsker } from '../support/page-asker.ts'
import { testPortal } from '../support/portal.ts'

const { db, adminUrl } = testDatabase()
const portal = testPortal(db)
let admin: Db
let scene: Awaited<ReturnType<typeof aDataRequest>>
let asks: ReturnType<typeof pageAsker>
beforeAll(async () => {
  admin = connect(adminUrl, { connections: 1 })
  scene = await aDataRequest(db)
  asks = pageAsker(portal, scene.analyst)
})
afterAll(() => admin.destroy())
let hour = 0
/** As the worker does it, an hour after the time before. */
const verify = () => {
  hour += 1
  return keepVerification({ ...contextOf(db, system), now: new Date(Date.UTC(2026, 10, 22, hour)) })
}
/** What the rows of the table say, newest first. */
const rowsOf = (body: string) =>
  [...(body.split('<tbody')[1] ?? '').matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/g)].map(([, row = '']) =>
    row
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll('&#39;', '’')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  )

test('everything that was done is listed in sentences, with who did it and what it is about', async () => {
  const { body } = await asks.open('/audit')

  expect(rowsOf(body).some((row) => row.startsWith('The round was issued, to 3 authorities'))).toBe(true)
  expect(body).toContain(`/data-requests/${scene.dataRequestId}/review`)
  expect(body).not.toContain('undefined')
})

test('the record is searched by what, who, authority, round, return and day; a day that is none is told', async () => {
  const only = async (query: string) => rowsOf((await asks.open(`/audit?${query}`)).body)

  expect(await only('what=round+opened')).toHaveLength(1)
  expect(await only('who=SOME+ANAL&what=round+opened')).toHaveLength(1)
  expect(await only('who=100%25&what=round+opened')).toHaveLength(0)
  const birmingham = await only('authority=birming')
  expect(birmingham.length).toBeGreaterThan(0)
  expect(birmingham.every((row) => row.includes('Birmingham'))).toBe(true)
  expect(await only(`request=${scene.dataRequestId}`)).toHaveLength(1)
  expect((await only(`round=${scene.roundId}`)).length).toBeGreaterThan(4)
  expect(await only('until-day=1&until-month=1&until-year=1999')).toEqual([])
  const wrong = await asks.open('/audit?from-day=31&from-month=2&from-year=2024')
  expect([wrong.statusCode, wrong.text.includes('The first day must be a day of the calendar.')]).toEqual([
    422,
    true,
  ])
})

test('a long record is read page by page, each event once', async () => {
  for (let at = 0; at < 59; at += 1) await askToVerifyAudit(scene.as(scene.analyst))
  await asks.send('/audit/verify', {})
  const first = await asks.open('/audit?what=audit+verification+asked+for')
  const next =
    /href="(\/audit\?[^"]*before=\d+)"/.exec(first.body)?.[1]?.replaceAll(/&(?:amp|#38);/g, '&') ?? ''
  const second = await asks.open(next)

  expect([rowsOf(first.body).length, rowsOf(second.body).length]).toEqual([25, 25])
  expect(second.body).toContain('href="/audit?what=audit+verification+asked+for"')
})

test('one event tells all it says, with its hash', async () => {
  const list = await asks.open('/audit?what=round+issued')
  const { text } = await asks.open(/href="(\/audit\/\d+)"/.exec(list.body)?.[1] ?? '')

  expect(text).toMatch(/Kind round issued .*Data requests 3 .*Hash [0-9a-f]{64} /)
  expect((await asks.open('/audit/99999999')).statusCode).toBe(404)
})

test('what was found is taken out as a file, and that is on record', async () => {
  const sent = await asks.send('/audit/export', { what: 'round issued', format: 'csv' })
  expect(sent.body).toMatch(/^\uFEFFNumber,At,What,Kind,Who,.*\r\n\d+,\S+Z,"The round was issued, to 3 auth/)
  const lines = await portal.as(scene.approver)({
    ...{ method: 'POST', url: '/api/v1/audit/exports' },
    payload: { roundId: scene.roundId },
  })
  const events = lines.body.trim().split('\n')
  expect(events.length).toBeGreaterThan(4)
  expect(JSON.parse(events.at(-1) ?? '')).toMatchObject({ type: 'round opened', roundId: scene.roundId })
  expect(rowsOf((await asks.open('/audit?what=audit+exported')).body)).toHaveLength(2)
})

test('whoever asks for a verification sees what it found, and when', async () => {
  expect((await asks.open('/audit')).text).toContain('It is being verified: Some analyst asked for it on')
  await verify()
  await verify()

  const { text } = await asks.open('/audit')
  expect(text).toMatch(/Whole\. \d+ events, each as it was recorded .* Verified on .*, as every night\./)
  expect(text).not.toContain('It is being verified')
  const api = await portal.as(scene.analyst)({ url: '/api/v1/audit/verifications' })
  expect(api.json().items).toMatchObject([
    { whole: true, askedByName: null },
    { whole: true, askedByName: 'Some analyst' },
  ])
  expect((await asks.open('/')).text).not.toContain('broken')
})

test('a record that was changed is told on the audit page and on the first page, for as long as it is so', async () => {
  const tampered = (type: string) =>
    asViewer(admin, system, async (trx) => {
      await sql`alter table audit_events disable trigger user`.execute(trx)
      await sql`update audit_events set type = ${type} where seq = 3`.execute(trx)
      await sql`alter table audit_events enable trigger user`.execute(trx)
    })
  const { type } = await asViewer(db, system, (trx) =>
    trx.selectFrom('auditEvents').select('type').where('seq', '=', 3).executeTakeFirstOrThrow(),
  )
  await tampered('something else')
  await verify()

  for (const path of ['/', '/audit'])
    expect((await asks.open(path)).text).toContain(
      'The record of who did what is broken. Event 3 is not as it was recorded. 2 events before that are right.',
    )
  await tampered(type)
  await verify()
  expect((await asks.open('/')).text).not.toContain('broken')
})

test('to people of an authority there is no such page', async () => {
  const officer = pageAsker(portal, scene.officer)
  const refused = { code: 'NOT_ALLOWED' }
  await expect(askToVerifyAudit(scene.as(scene.officer))).rejects.toMatchObject(refused)
  await expect(exportAudit(scene.as(scene.officer), {})).rejects.toMatchObject(refused)
  await expect(keepVerification(scene.as(scene.analyst))).rejects.toMatchObject(refused)
  for (const path of ['/audit', '/audit/1']) expect((await officer.open(path)).statusCode).toBe(404)
  expect((await officer.open('/')).body).not.toContain('href="/audit"')
})
