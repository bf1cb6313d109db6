import { closeDataQuery } from '@rollcall/actions/close-data-query'
import { listFindings } from '@rollcall/actions/list-findings'
import { raiseDataQuery } from '@rollcall/actions/raise-data-query'
import { readAnnotatedCopy } from '@rollcall/actions/read-files'
import type { DataQueryAbout } from '@rollcall/domain/data-query'
import { readAllRows } from '@rollcall/workbook/read-all-rows'
import { expect, test } from 'vitest'
import { aDataRequest, day } from '../support/builders.ts'
import { aSignedReturn, sendAndSign } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { pageAsker } from '../support/page-asker.ts'
import { testPortal } from '../support/portal.ts'
import { aWorkbook, veryLow } from '../support/returns.ts'

const { db } = testDatabase()
const portal = testPortal(db)
const places: readonly (readonly [DataQueryAbout, string])[] = [
  [{ kind: 'return' }, 'The whole return'],
  [{ kind: 'row', sheet: 'children', row: 7 }, 'Row 7 of the sheet “Children”'],
  [
    { kind: 'cell', sheet: 'children', row: 7, column: 'weekly_cost' },
    '“Total weekly cost, in pounds” in row 7 of the sheet “Children”',
  ],
  [{ kind: 'figure', figure: 'children' }, 'The figure “'],
]

async function askedAbout(abouts: readonly DataQueryAbout[] = [{ kind: 'return' }]) {
  const request = await aSignedReturn(db)
  const { as, analyst, officer, dataRequestId } = request
  const ids: string[] = []
  for (const [at, about] of abouts.entries()) {
    const raised = await raiseDataQuery(as(analyst, { now: new Date(Date.UTC(2024, 9, 1, 9, at)) }), {
      ...{ dataRequestId, about, dueOn: day('2999-12-01'), text: 'Is this\nright?' },
    })
    ids.push(raised.dataQueryId)
  }
  return {
    ...request,
    ids,
    ...pageAsker(portal, officer),
    list: `/data-requests/${dataRequestId}/data-queries`,
  }
}

test('what the office asks is listed, each with its place in words and the day it is to be answered by', async () => {
  const { open, list } = await askedAbout(places.map(([about]) => about))

  const { text } = await open(list)

  const found = places.map(([, words]) => text.indexOf(words))
  expect(found.every((at, index) => at > (found[index - 1] ?? 0))).toBe(true)
  expect(text).toContain('Answer by 1 December 2999')
  expect(text.match(/To answer/g)).toHaveLength(places.length)
})

test('a question is answered, and the page says what happens next', async () => {
  const { open, send, ids, list, analyst } = await askedAbout()
  const url = `/data-queries/${ids[0]}`

  const page = await open(url)
  expect(page.text).toContain('Is this right?')
  expect(page.text).toMatch(/The office, on 1 October 2024/)
  expect(page.text).toContain('send a new version')
  const sent = await send(url, { text: 'It is right.' })
  expect([sent.statusCode, sent.location]).toEqual([303, `${url}?done=answered`])

  const after = await open(`${url}?done=answered`)
  expect(after.text).toContain(
    'Your answer is sent. The office reads it, then closes the question or asks you more.',
  )
  expect(after.text).toMatch(/Some officer, on .* It is right\./)
  expect((await open(list)).text).toContain('Answered')
  const theirs = await pageAsker(portal, analyst).open(url)
  expect(theirs.text).toMatch(/The office: Some analyst, on/)
  expect(theirs.text).not.toContain('send a new version')
})

test('an answer that is empty or too long comes back as it was typed', async () => {
  const { send, ids } = await askedAbout()
  const url = `/data-queries/${ids[0]}`

  expect((await send(url, { text: ' ' })).text).toContain('There is a problem Write the answer.')
  const tooLong = await send(url, { text: 'x'.repeat(4001) })
  expect(tooLong.statusCode).toBe(422)
  expect(tooLong.body).toContain('x'.repeat(4001))
})

test('what was typed into a question that was closed meanwhile is given back', async () => {
  const { as, analyst, send, open, ids, list } = await askedAbout()
  const [dataQueryId = ''] = ids
  await closeDataQuery(as(analyst), { dataQueryId: dataQueryId as never })

  const refused = await send(`/data-queries/${dataQueryId}`, { text: 'It is right.' })

  expect(refused.statusCode).toBe(422)
  expect(refused.text).toContain('This question is closed.')
  expect(refused.text).toContain('What you typed, which is not saved It is right.')
  expect((await open(list)).text).toContain('Closed')
})

test('where nothing was asked the page says so', async () => {
  const { open, list } = await askedAbout([])

  expect((await open(list)).text).toContain('The office has asked nothing about this return.')
})

test('a question about a cell stands at that cell: on the page of its version, among the findings and in the checked copy', async () => {
  const request = await aDataRequest(db)
  const { as, analyst, officer, dataRequestId } = request
  const { submissionId } = await sendAndSign(request, request, await aWorkbook([veryLow]))
  const { items } = await listFindings(as(officer), { submissionId, limit: 1 })
  const { row, cell } = items[0] ?? expect.fail()
  if (row === null) expect.fail()
  const text = 'Is this the cost of a week?'
  const ask = (about: DataQueryAbout) =>
    raiseDataQuery(as(analyst), { dataRequestId, dueOn: day('2999-12-01'), about, text })
  const { dataQueryId } = await ask({ kind: 'cell', sheet: 'children', row, column: 'weekly_cost' })
  await ask({ kind: 'figure', figure: 'children' })
  const { open } = pageAsker(portal, officer)

  const page = await open(`/submissions/${submissionId}`)
  const findings = await open(`/submissions/${submissionId}/findings?by=row`)
  const copy = await readAnnotatedCopy(as(officer), submissionId)

  expect(page.text).toContain('What the office asks about this version')
  expect(page.text).toContain(`in row ${row} of the sheet “Children”, cell ${cell} of Children`)
  expect(page.text).toContain('The figure “')
  expect(page.body).toContain(`href="/data-queries/${dataQueryId}"`)
  expect(findings.text).toMatch(
    new RegExp(`Children, row ${row} .*cell ${cell} of Children.*Is this the cost`),
  )
  const sheets = await readAllRows(copy.bytes)
  expect(JSON.stringify(sheets.find(({ name }) => name === 'Findings'))).toContain(text)
})
