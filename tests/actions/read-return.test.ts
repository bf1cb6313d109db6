import { randomUUID } from 'node:crypto'
import { declareNil } from '@rollcall/actions/declare-nil'
import { explainFindings } from '@rollcall/actions/explain-findings'
import { listFindings } from '@rollcall/actions/list-findings'
import { readChanges } from '@rollcall/actions/read-changes'
import { readAnnotatedCopy, readOriginalFile } from '@rollcall/actions/read-files'
import { readHistory } from '@rollcall/actions/read-history'
import { getReceipt } from '@rollcall/actions/receipt'
import { asViewer } from '@rollcall/database/transaction'
import { SubmissionId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { readCells } from '../support/read-all.ts'
import { aReturn, aWorkbook, notANumber, send, sendAndCheck, veryLow } from '../support/returns.ts'

const { db } = testDatabase()
const text = 'The health board paid for most of it.'

/** A return with two queries, an error and then two queries more. */
async function anOddReturn() {
  const cast = await aDataRequest(db)
  const file = await aWorkbook([veryLow, veryLow, notANumber, veryLow, veryLow])
  const { submissionId } = await sendAndCheck(cast.as(cast.officer), cast.dataRequestId, file)
  return { ...cast, submissionId, file }
}

test('findings are listed in the order of the workbook, a page at a time, by severity and by rule', async () => {
  const { as, officer, submissionId } = await anOddReturn()
  const list = async (
    asked: Omit<Parameters<typeof listFindings>[1], 'submissionId' | 'limit'>,
    limit = 100,
  ) => (await listFindings(as(officer), { submissionId, limit, ...asked })).items.map(({ id }) => id)

  expect(await list({})).toEqual([1, 2, 3, 4, 5])
  expect(await list({}, 2)).toEqual([1, 2])
  expect(await list({ after: 2 }, 2)).toEqual([3, 4])
  expect(await list({ after: 5 })).toEqual([])
  expect(await list({ severity: 'error' })).toEqual([3])
  expect(await list({ rule: 'IH-014', after: 2 })).toEqual([4, 5])
  const { counts } = await listFindings(as(officer), { submissionId, limit: 1 })
  expect(counts).toEqual([
    { rule: 'weekly_cost.unreadable', severity: 'error', findings: 1 },
    { rule: 'IH-014', severity: 'query', findings: 4 },
  ])
})

test('an officer reads what was found and why it is so; the office reads where to look, and the explanation', async () => {
  const { as, officer, signatory, analyst, submissionId } = await anOddReturn()
  await explainFindings(as(officer), { submissionId, explanations: [{ findings: [1], text }] })
  const first = async (viewer: Parameters<typeof as>[0]) =>
    (await listFindings(as(viewer), { submissionId, limit: 1 })).items[0]

  const own = await first(officer)
  expect(own).toMatchObject({ found: '£400', column: 'weekly_cost', sheet: 'Children' })
  expect(own?.explanation).toMatchObject({ text, version: 1, givenBy: 'Some officer' })
  expect(own).not.toHaveProperty('subject')
  expect(await first(signatory)).toEqual(own)
  expect(await first(analyst)).toEqual({ ...own, message: null, found: null, expected: null, fix: null })
})

test('a new version shows what it changes, against the one checked before it or any other', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const context = as(officer)
  const first = await sendAndCheck(context, dataRequestId, await aWorkbook())
  const unread = await send(context, dataRequestId, await aWorkbook())
  const third = await sendAndCheck(context, dataRequestId, await aWorkbook([{ weekly_cost: 9876 }]))
  const nil = await declareNil(context, { dataRequestId })
  const [child] = aReturn().sheets.children ?? []

  expect(await readChanges(context, first.submissionId)).toEqual({ against: null, changes: null })
  const { against, changes } = await readChanges(context, third.submissionId)
  expect(against).toEqual({ submissionId: first.submissionId, version: 1 })
  expect(changes?.counts).toMatchObject({ added: 0, removed: 0, altered: 1 })
  expect(changes?.sheets[0]?.altered).toMatchObject([
    { called: child?.child_id, cells: [{ column: 'weekly_cost', after: '£9,876' }] },
  ])
  const children = aReturn().sheets.children?.length
  expect((await readChanges(context, nil.submissionId)).changes?.sheets[0]?.counts).toMatchObject({
    removed: children,
  })
  const back = await readChanges(context, first.submissionId, nil.submissionId)
  expect(back.changes?.sheets[0]?.counts).toMatchObject({ added: children })
  await expect(readChanges(context, unread.submissionId)).rejects.toMatchObject({ code: 'NOT_CHECKED' })
  await expect(readChanges(context, third.submissionId, unread.submissionId)).rejects.toMatchObject({
    code: 'NOT_CHECKED',
  })
})

test('versions of different requests are not compared', async () => {
  const one = await aDataRequest(db)
  const other = await aDataRequest(db)
  const file = await aWorkbook()
  const first = await sendAndCheck(one.as(one.officer), one.dataRequestId, file)
  const second = await sendAndCheck(other.as(other.officer), other.dataRequestId, file)

  const changes = readChanges(one.as(one.officer), first.submissionId, second.submissionId)

  await expect(changes).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('the file comes back as it was sent, and as a copy with each finding in its cell', async () => {
  const { as, officer, submissionId, file } = await anOddReturn()

  const original = await readOriginalFile(as(officer), submissionId)
  const copy = await readAnnotatedCopy(as(officer), submissionId)

  expect(Buffer.from(original.bytes).equals(file)).toBe(true)
  expect(original.fileName).toBe('illegal-homes-330-2024-09-01-version-1.xlsx')
  expect(copy.fileName).toBe('illegal-homes-330-2024-09-01-version-1-checked.xlsx')
  const { items } = await listFindings(as(officer), { submissionId, severity: 'error', limit: 1 })
  expect(JSON.stringify(await readCells(copy.bytes))).toContain(items[0]?.message)
})

test('a nil return has no file', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const { submissionId } = await declareNil(as(officer), { dataRequestId })

  for (const read of [readOriginalFile, readAnnotatedCopy]) {
    await expect(read(as(officer), submissionId)).rejects.toMatchObject({ code: 'NO_FILE' })
  }
})

test('the office reads no file, no copy and no changes without giving a reason', async () => {
  const { as, analyst, approver, submissionId } = await anOddReturn()

  for (const viewer of [analyst, approver]) {
    for (const read of [readOriginalFile, readAnnotatedCopy, readChanges]) {
      await expect(read(as(viewer), submissionId)).rejects.toMatchObject({ code: 'ROWS_NEED_A_REASON' })
    }
  }
})

test('to another authority a version is as one that is not there', async () => {
  const { as, foreigner, submissionId } = await anOddReturn()
  const context = as(foreigner)

  for (const id of [submissionId, SubmissionId.parse(randomUUID())]) {
    for (const read of [readOriginalFile, readAnnotatedCopy, readChanges, getReceipt]) {
      await expect(read(context, id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
    await expect(listFindings(context, { submissionId: id, limit: 1 })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  }
})

test('what was destroyed is not read, and the history still says what was done', async () => {
  const { as, officer, foreigner, dataRequestId, submissionId } = await anOddReturn()
  await asViewer(db, system, (trx) =>
    trx
      .updateTable('dataKeys')
      .set({ wrapped: null, destroyedAt: new Date() })
      .where('dataRequestId', '=', dataRequestId)
      .execute(),
  )

  for (const read of [readOriginalFile, readAnnotatedCopy, readChanges]) {
    await expect(read(as(officer), submissionId)).rejects.toMatchObject({ code: 'CONTENT_DESTROYED' })
  }
  const history = await readHistory(as(officer), dataRequestId)
  expect(history.map(({ type, personName }) => [type, personName])).toEqual([
    // Somebody of the office, whom an authority does not know.
    ['data request issued', null],
    ['workbook submitted', 'Some officer'],
    ['return checked', null],
  ])
  await expect(readHistory(as(foreigner), dataRequestId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
