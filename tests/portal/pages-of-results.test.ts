import { declareNil } from '@rollcall/actions/declare-nil'
import { destroyContent } from '@rollcall/actions/destroy-content'
import { explainFindings } from '@rollcall/actions/explain-findings'
import { listFindings } from '@rollcall/actions/list-findings'
import { expect, test } from 'vitest'
import { aDataRequest } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { testPortal } from '../support/portal.ts'
import { aReturn, aWorkbook, notANumber, send, sendAndCheck, veryLow } from '../support/returns.ts'
import { written } from '../support/sample-returns.ts'

const { db } = testDatabase()
const portal = testPortal(db)

async function aResult(changes: Parameters<typeof aWorkbook>[0] = []) {
  const cast = await aDataRequest(db)
  const { submissionId } = await sendAndCheck(
    cast.as(cast.officer),
    cast.dataRequestId,
    await aWorkbook(changes),
  )
  return { ...cast, submissionId, ...asking(cast.officer, submissionId) }
}

/** What a page says, without its tags. */
const wordsOf = (body: string): string =>
  body
    .slice(body.indexOf('<main'), body.indexOf('</main'))
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll(/\s+/g, ' ')

function asking(viewer: Parameters<typeof portal.as>[0], submissionId: string) {
  const ask = (path = '') => portal.as(viewer)({ url: `/submissions/${submissionId}${path}` })
  return { ask, read: async (path = '') => wordsOf((await ask(path)).body) }
}

/** Two hundred rows with mistakes in ten cells, of several kinds. */
async function twoHundredRows() {
  const sample = aReturn()
  const [child] = sample.sheets.children ?? []
  const wrong = [
    { weekly_cost: 'lots' },
    { weekly_cost: 70_000 },
    { date_of_birth: '31/02/2012' },
    { date_of_birth: 'not sure' },
    { sex: 'zz' },
    { placed_on: 'last summer' },
    { ethnicity: 'Martian' },
    { legal_status: 'none' },
    { setting_type: 'a boat on a canal' },
    { ehcp: 'perhaps' },
  ]
  const children = Array.from({ length: 200 }, (_, at) => ({
    ...{ ...child, child_id: `C${String(at).padStart(4, '0')}` },
    date_of_birth: `20${10 + (at % 7)}-0${1 + (at % 9)}-${10 + (Math.floor(at / 9) % 18)}`,
    ...(at % 20 === 3 && wrong[Math.floor(at / 20)]),
  }))
  const [form] = sample.sheets.return ?? []
  const counts = { children_on_day: 200, children_in_year: 200 }
  return await written({ ...sample, sheets: { children, return: [{ ...form, ...counts }] } })
}

test('of a return of 200 rows with 10 mistakes each can be fixed from one page alone, by rule or by row', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const { submissionId } = await sendAndCheck(as(officer), dataRequestId, await twoHundredRows())
  const { read } = asking(officer, submissionId)
  const { items } = await listFindings(as(officer), { submissionId, severity: 'error', limit: 100 })

  expect(items).toHaveLength(10)
  for (const by of ['rule', 'row']) {
    const page = await read(`/findings?by=${by}`)
    for (const { cell, expected, fix, found } of items) {
      expect(page).toContain(cell)
      for (const words of [expected, fix, found])
        expect([by, page]).toEqual([by, expect.stringContaining(words ?? '')])
    }
  }
})

test('what came of a check is the first thing said, with what to do about each rule and where', async () => {
  const { ask, read } = await aResult([notANumber, veryLow, veryLow])
  const page = await read()

  expect((await ask()).body).toContain(
    '<title>Version 1: 1 thing to fix, and 2 more to fix or explain – Rollcall</title>',
  )
  expect(page).toMatch(/^ *Version 1 of your return 1 thing to fix, and 2 more to fix or explain/)
  expect(page).toContain('2 cells on Children: T8 and T9')
  expect(page).toContain('We expected: £500 a week or more')
  expect(page).toContain('Children: 14 rows')
})

test('a version says in one sentence what it changes, and a page of its own says it row by row', async () => {
  const { as, officer, dataRequestId } = await aResult([veryLow])
  const { submissionId } = await sendAndCheck(
    as(officer),
    dataRequestId,
    await aWorkbook([{ weekly_cost: 9876 }]),
  )
  const { read } = asking(officer, submissionId)

  expect(await read()).toContain('1 row altered since version 1.')
  const changes = await read('/changes')
  expect(changes).toContain('What changed from version 1 to version 2')
  expect(changes).toContain('from £400 to £9,876')
})

test('a version may be compared with any other of the return, and with no other return', async () => {
  const first = await aResult([veryLow])
  const { as, officer, dataRequestId } = first
  const second = await sendAndCheck(as(officer), dataRequestId, await aWorkbook())
  const third = await sendAndCheck(as(officer), dataRequestId, await aWorkbook([{ weekly_cost: 9876 }]))
  const { read, ask } = asking(officer, third.submissionId)
  const foreign = await aResult()

  expect(await read('/changes')).toContain('from version 2 to version 3')
  const page = await ask(`/changes?against=${first.submissionId}`)
  expect(wordsOf(page.body)).toContain('from version 1 to version 3')
  expect(page.body).toMatch(new RegExp(`<option value="${first.submissionId}" selected>`))
  expect((await ask(`/changes?against=${foreign.submissionId}`)).statusCode).toBe(404)
  expect((await ask(`/changes?against=${second.submissionId}&page=99`)).statusCode).toBe(200)
})

test('findings are shown fifty at a time, by what they ask, by rule, and by whether they are explained', async () => {
  const wrong = { weekly_cost: 'lots', sex: 'zz', placed_on: 'x', date_of_birth: 'y', ethnicity: '?' }
  const { as, officer, submissionId, read } = await aResult(
    Array.from({ length: 14 }, (_, at) => (at < 12 ? wrong : veryLow)),
  )
  const [query] = (await listFindings(as(officer), { submissionId, severity: 'query', limit: 1 })).items
  await explainFindings(as(officer), {
    submissionId,
    explanations: [{ findings: [query?.id ?? 0], text: 'The health board pays.' }],
  })

  expect(await read('/findings')).toContain('Showing 1 to 50 of 62')
  expect(await read('/findings?page=2')).toContain('Showing 51 to 62 of 62')
  expect(await read('/findings?page=9')).toContain('Showing 51 to 62 of 62')
  expect(await read('/findings?severity=query')).toContain('Showing 1 to 2 of 2')
  expect(await read('/findings?rule=sex.unreadable&severity=')).toContain('Showing 1 to 12 of 12')
  expect(await read('/findings?explained=yes')).toMatch(/Showing 1 to 1 of 1 .*The health board pays\./)
  expect(await read('/findings?explained=no')).toContain('Showing 1 to 1 of 1')
  expect(await read('/findings?rule=nothing')).toContain('Nothing was found of this kind.')
})

test('a version that was replaced says by which, and offers nothing to do but look at that one', async () => {
  const { as, officer, dataRequestId, read, ask } = await aResult([veryLow])
  const newest = await sendAndCheck(as(officer), dataRequestId, await aWorkbook())

  expect(await read()).toContain('Replaced by version 2')
  const { body } = await ask()
  expect(body).toContain(`href="/submissions/${newest.submissionId}"`)
  expect(body.match(/class="govuk-button"/g)).toHaveLength(1)
  expect((await ask('/findings')).body).not.toContain('Send the corrected file')
})

test('while it is checked, a browser without script asks again every few seconds, and no longer after that', async () => {
  const { as, officer, dataRequestId, ask } = await aResult()
  const { submissionId } = await send(as(officer), dataRequestId, await aWorkbook([veryLow]))
  const again = '<noscript><meta http-equiv="refresh" content="3"></noscript>'

  expect((await asking(officer, submissionId).ask()).body).toContain(again)
  expect((await ask()).body).not.toContain(again)
})

test('a signatory reads the same, and is offered what a signatory does', async () => {
  const { signatory, submissionId } = await aResult()
  const { read } = asking(signatory, submissionId)

  expect(await read()).toContain('Read and sign off')
  expect(await read()).not.toContain('Send it for sign-off')
})

test('files are given to be saved under names of ours; where there is none a page says so', async () => {
  const { as, officer, dataRequestId, ask } = await aResult([veryLow])
  const nil = await declareNil(as(officer), { dataRequestId })
  const unchecked = await send(as(officer), dataRequestId, await aWorkbook())

  for (const [path, name] of [
    ['/file', 'illegal-homes-330-2024-09-01-version-1.xlsx'],
    ['/annotated', 'illegal-homes-330-2024-09-01-version-1-checked.xlsx'],
  ] as const) {
    const answer = await ask(path)
    expect(answer.headers['content-disposition']).toBe(`attachment; filename="${name}"`)
    expect(answer.headers['cache-control']).toBe('no-store')
  }
  const noFile = await asking(officer, nil.submissionId).ask('/file')
  const notYet = await asking(officer, unchecked.submissionId).ask('/annotated')
  expect([noFile.statusCode, noFile.body.includes('This is a nil return')]).toEqual([404, true])
  expect([notYet.statusCode, notYet.body.includes('This version has not been checked')]).toEqual([409, true])
})

test('once it is destroyed the page still says what came of it, and that the rest is gone', async () => {
  const { as, approver, submissionId, read, ask } = await aResult([veryLow])
  await destroyContent(as(approver), { submissionId, why: 'it was decided' })

  expect(await read()).toContain('1 thing to fix or explain')
  expect(await read()).toContain('has been destroyed')
  expect(await read()).not.toContain('very low')
  expect((await ask('/findings')).statusCode).toBe(404)
})

test('to the office there are no such pages: it reads rows in an extract alone', async () => {
  const { analyst, submissionId } = await aResult([veryLow])
  const { ask } = asking(analyst, submissionId)

  for (const path of ['', '/findings', '/changes', '/file', '/annotated'])
    expect([path, (await ask(path)).statusCode]).toEqual([path, 404])
})
