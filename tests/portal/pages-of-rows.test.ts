import { reopenReturn } from '@rollcall/actions/reopen-return'
import { illegalHomes } from '@rollcall/collections/illegal-homes/collection'
import { afterEach, expect, test } from 'vitest'
import { aDataRequest, told } from '../support/builders.ts'
import { acceptAndCount, declareAndSign, sendAndSign } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { pageAsker } from '../support/page-asker.ts'
import { testPortal } from '../support/portal.ts'
import { aReturn, aWorkbook } from '../support/returns.ts'

const { db } = testDatabase()
/** By how many minutes the portal's clock is ahead. */
let ahead = 0
const portal = testPortal(db, { clock: { now: () => new Date(Date.now() + ahead * 60_000) } })
afterEach(() => {
  ahead = 0
})
const children = aReturn().sheets.children ?? []
const reason = 'One cost is ten times the others; we compare it with the contract.'

/** Birmingham’s return counts with its children, Camden’s with none. */
async function twoCounted() {
  const round = await aDataRequest(db)
  const { submissionId } = await sendAndSign(round, round, await aWorkbook())
  await acceptAndCount(round, round, submissionId)
  const camden = { dataRequestId: round.foreignDataRequestId, authorityId: round.foreigner.authorityId }
  const nil = await declareAndSign(round, camden)
  await acceptAndCount(round, camden, nil.submissionId)
  return {
    ...{ ...round, submissionId, nilId: nil.submissionId, rows: `/submissions/${submissionId}/rows` },
    ...pageAsker(portal, round.analyst),
    behind: (figure: string, id = submissionId) => `/rounds/${round.roundId}/figures/${figure}/returns/${id}`,
  }
}

test('the rows of a return are opened with a reason, and its authority reads who looked, when and why', async () => {
  const { open, send, rows, officer, dataRequestId, submissionId } = await twoCounted()

  const form = await open(rows)
  expect(form.text).toContain('The authority is told at once that you looked, and reads your reason.')
  expect(form.text).not.toContain(String(children[0]?.child_id))
  const refused = await send(rows, { reason: ' ' })
  expect([refused.statusCode, refused.text.includes('Say why you need to see the rows.')]).toEqual([
    422,
    true,
  ])
  const taken = await send(rows, { reason })

  expect([taken.statusCode, taken.location]).toEqual([303, expect.stringMatching(`^${rows}/[0-9a-f-]{36}$`)])
  const page = await open(String(taken.location))
  const second = await open(`${taken.location}?page=2`)
  for (const child of children) expect(page.text + second.text).toContain(String(child.child_id))
  expect(page.text).toContain(reason)
  expect((await open(`${taken.location}?sheet=return`)).text).toContain('Answers')
  const told = await pageAsker(portal, officer).open(`/data-requests/${dataRequestId}/rows-seen`)
  expect(told.text).toContain('All rows of version 1')
  expect(told.text).toContain(reason)
  expect(told.text).toContain('the Commissioner’s office')
  const audit = await portal.as(officer)({ url: `/api/v1/audit-events?type=rows%20extracted` })
  expect(audit.body).toContain(submissionId)
  expect(audit.body).not.toContain('contract')
})

test('rows are never kept on the way: not by a browser or a proxy, and not for whoever asks again', async () => {
  const { send, rows, analyst, behind } = await twoCounted()
  const opened = await send(rows, { reason })
  const traced = await send(behind('children'), { reason })

  for (const path of [opened.location, traced.location]) {
    const { headers, body } = await portal.as(analyst)({ url: String(path) })
    expect(headers['cache-control']).toContain('no-store')
    expect(body).toContain(reason)
  }
})

test('from a figure one comes to the rows of each return behind it, as many as it counts', async () => {
  const { open, send, behind, nilId, officer, dataRequestId } = await twoCounted()

  const form = await open(behind('children'))
  expect(form.text).toMatch(new RegExp(`In this return alone ${children.length} `))
  const birmingham = await open(String((await send(behind('children'), { reason })).location))
  const camden = await open(String((await send(behind('children', nilId), { reason })).location))

  expect(birmingham.text).toContain(`${children.length} rows in “`)
  expect(birmingham.text).toContain('Together they come to exactly what this return adds to the figure.')
  expect(birmingham.body.match(/<th scope="row"/g)).toHaveLength(children.length)
  expect(camden.text).toContain('0 rows in “')
  const { events } = await told(db, officer, dataRequestId)
  expect(events.at(-1)).toMatchObject({
    type: 'rows extracted',
    details: { figure: 'children', rows: children.length },
  })
  const seen = await pageAsker(portal, officer).open(`/data-requests/${dataRequestId}/rows-seen`)
  expect(seen.text).toContain('Rows of version 1 in the figure “')
})

test('every figure leads to rows, each with the cells that made it count', async () => {
  const { send, open, behind } = await twoCounted()
  for (const { id } of illegalHomes.figures) {
    const { location } = await send(behind(id), { reason })
    const page = await open(String(location))
    expect([id, page.statusCode, page.text.includes('These are not the very rows')]).toEqual([id, 200, false])
    expect([id, page.text.includes('Together they come to exactly')]).toEqual([id, true])
  }
  const shares = await open(String((await send(behind('share_dol'), { reason })).location))
  expect(shares.text).toMatch(
    /Children, row \d+ Deprivation of liberty order in force on the day: (Yes|No) \([A-Z]+\d+\)/,
  )
})

test('of a group of a breakdown only its rows are shown', async () => {
  const { send, open, behind, submissionId, roundId, analyst } = await twoCounted()
  const path = `${behind('children')}?region=West+Midlands`
  const page = await open(String((await send(path, { reason })).location))
  const elsewhere = await open(
    String((await send(`${behind('children')}?region=London`, { reason })).location),
  )
  const band = await portal.as(analyst)({
    ...{ method: 'POST', url: `/api/v1/rounds/${roundId}/figures/children/returns/${submissionId}/rows` },
    payload: { reason, breakdown: { age_band: '16 to 17' } },
  })

  expect((await open(behind('children'))).body).toContain(`${behind('children')}?age_band=16+to+17`)
  expect(page.text).toContain('Group Region: West Midlands')
  expect(page.text).toContain(`${children.length} rows in “`)
  expect(elsewhere.text).toContain('0 rows in “')
  const [part] = band.json().parts
  expect(part.agrees).toBe(true)
  expect(part.rows.length).toBeLessThan(children.length)
  expect(part.rows[0].cells[0]).toMatchObject({ column: 'age_band', says: '16 to 17', cell: null })
  expect((await open(`${behind('children')}?colour=blue`)).statusCode).toBe(404)
  expect((await open(behind('nothing'))).statusCode).toBe(404)
})

test('rows are open for an hour, to nobody else, and to whoever gave the reason for that return alone', async () => {
  const { send, open, rows, nilId, approver, as, analyst, dataRequestId, behind } = await twoCounted()
  const { location } = await send(rows, { reason })
  const id = String(location).split('/').at(-1)

  const others = await pageAsker(portal, approver).open(String(location))
  expect(others.text).toContain('Say again why you need to see them.')
  expect(others.text).not.toContain(String(children[0]?.child_id))
  expect((await open(`/submissions/${nilId}/rows/${id}`)).statusCode).toBe(404)
  ahead = 59
  expect((await open(String(location))).text).toContain(String(children[0]?.child_id))
  ahead = 61
  const over = await open(String(location))
  expect(over.text).toContain('The time to look at these rows is over')
  expect(over.text).not.toContain(String(children[0]?.child_id))

  await reopenReturn(as(analyst), { dataRequestId, reason: 'It was counted too soon.' })
  expect((await open(behind('children'))).text).toContain('not in this figure as it stands')
})

test('the file is saved with its rows open, and the authority is told of that as well', async () => {
  const { send, rows, nilId, analyst, officer, dataRequestId } = await twoCounted()
  const { location } = await send(rows, { reason })
  const nil = await send(`/submissions/${nilId}/rows`, { reason })

  const file = await portal.as(analyst)({ method: 'POST', url: `${location}/file` })
  const none = await portal.as(analyst)({ method: 'POST', url: `${nil.location}/file` })

  expect(file.rawPayload.subarray(0, 2).toString()).toBe('PK')
  expect(file.headers['content-disposition']).toContain('attachment')
  expect(file.headers['cache-control']).toContain('no-store')
  expect(none.statusCode).toBe(404)
  const { events, notices } = await told(db, officer, dataRequestId)
  expect(events.at(-1)).toMatchObject({ type: 'file extracted', personId: analyst.personId })
  expect(notices.at(-1)).toEqual({ kind: 'file extracted', recipients: 'authority' })
  const history = await pageAsker(portal, officer).open(`/data-requests/${dataRequestId}/history`)
  expect(history.text).toContain('The file of version 1 was saved by the office')
})

test('to authorities the rows pages of the office are not there', async () => {
  const { rows, behind, officer } = await twoCounted()
  for (const path of [rows, behind('children')])
    expect((await pageAsker(portal, officer).open(path)).statusCode).toBe(404)
})

test('rows of a whole round are asked for by one person, approved by another, and saved by the first', async () => {
  const { open, send, roundId, analyst, approver, officer, dataRequestId } = await twoCounted()
  const other = pageAsker(portal, approver)
  const path = `/rounds/${roundId}/extracts`
  const form = await open(`${path}/new`)
  expect(form.text).toContain('Do you need any that can tell who a child is?')

  const none = await send(`${path}/new`, { sheet: 'children', reason: '', figure: '' })
  expect([none.statusCode, none.text.includes('Choose at least one column.')]).toEqual([422, true])
  const asked = await send(`${path}/new`, { sheet: 'children', columns: 'weekly_cost', figure: '', reason })
  const [extract = ''] = String(asked.location).split('?')
  const own = await open(String(asked.location))
  expect(own.text).toContain('Another person has to decide')
  expect(own.body).not.toContain(`${extract}/approve`)
  expect((await open(path)).text).toContain('Waits for approval')
  expect((await send(`${extract}/download`, {})).text).toContain('cannot be downloaded')
  expect((await other.open(extract)).body).toContain(`${extract}/approve`)
  expect((await other.send(`${extract}/refuse`, { reason: '' })).text).toContain(
    'Say why the extract is refused.',
  )
  const approved = await other.send(`${extract}/approve`, {})
  expect(approved.location).toBe(`${extract}?done=extract-approved`)
  expect((await other.open(extract)).text).toContain('Only Some analyst can download it.')
  const file = await portal.as(analyst)({ method: 'POST', url: `${extract}/download` })

  expect(file.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'cache-control': 'no-store',
    'content-disposition': 'attachment; filename="illegal-homes-2024-09-01-children.csv"',
  })
  expect(file.rawPayload.subarray(0, 3)).toEqual(Buffer.from('\uFEFF'))
  const lines = file.body.trim().split('\r\n')
  expect(lines[0]).toBe(
    'Authority code,Authority,Version,Row,Child (pseudonym),"Total weekly cost, in pounds"',
  )
  expect(lines).toHaveLength(1 + children.length)
  for (const { child_id: id } of children) expect(file.body).not.toContain(String(id))
  const seen = await pageAsker(portal, officer).open(`/data-requests/${dataRequestId}/rows-seen`)
  expect(seen.text).toContain('All rows of version 1, with those of other returns')
  const again = await open(extract)
  expect(again.text).toContain('Downloaded 1 time, last on')
  expect((await send(`${extract}/end`, {})).location).toBe(`${extract}?done=extract-ended`)
  expect((await send(`${extract}/download`, {})).statusCode).toBe(422)
})

test('the API gives the same extract, and columns that tell who a child is only where that was asked for', async () => {
  const { roundId, analyst, approver } = await twoCounted()
  const [ask, decide] = [portal.as(analyst), portal.as(approver)]
  const url = `/api/v1/rounds/${roundId}/extracts`
  const wanted = { sheet: 'children', columns: ['child_id', 'age'], reason }

  const refused = await ask({ method: 'POST', url, payload: wanted })
  const asked = await ask({
    method: 'POST',
    url,
    payload: { ...wanted, withIdentifiers: true, figure: 'children' },
  })
  const extract = `/api/v1/extracts/${asked.json().roundExtractId}`
  const early = await ask({ method: 'POST', url: `${extract}/download` })
  await decide({ method: 'POST', url: `${extract}/approval` })
  const file = await ask({ method: 'POST', url: `${extract}/download` })

  expect([refused.statusCode, refused.json().code]).toEqual([422, 'IDENTIFIERS_NOT_ASKED'])
  expect([asked.statusCode, early.json().code]).toEqual([201, 'EXTRACT_NOT_OPEN'])
  for (const { child_id: id } of children) expect(file.body).toContain(String(id))
  expect((await ask({ url })).json().items).toMatchObject([
    { state: 'approved', withIdentifiers: true, reason, askedByName: 'Some analyst' },
  ])
  const second = await ask({ method: 'POST', url, payload: { ...wanted, columns: ['age'] } })
  const other = `/api/v1/extracts/${second.json().roundExtractId}`
  await decide({ method: 'POST', url: `${other}/refusal`, payload: { reason: 'Figures are enough.' } })
  expect((await ask({ url: other })).json()).toMatchObject({
    state: 'refused',
    refusedBecause: 'Figures are enough.',
  })
})
