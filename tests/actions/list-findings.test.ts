import { explainFindings } from '@rollcall/actions/explain-findings'
import { type ListFindings, listFindings } from '@rollcall/actions/list-findings'
import { expect, test } from 'vitest'
import { aDataRequest } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { aWorkbook, notANumber, sendAndCheck, veryLow } from '../support/returns.ts'

const { db } = testDatabase()
const text = 'The health board paid for most of it.'

/** Two queries, an error, and two queries more; the second query is explained. */
async function anOddReturn() {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const file = await aWorkbook([veryLow, veryLow, notANumber, veryLow, veryLow])
  const { submissionId } = await sendAndCheck(as(officer), dataRequestId, file)
  await explainFindings(as(officer), { submissionId, explanations: [{ findings: [2], text }] })
  return async (asked: Partial<ListFindings>) => {
    const { items, total } = await listFindings(as(officer), { submissionId, limit: 2, ...asked })
    return {
      ids: items.map(({ id }) => id),
      total,
      explained: items.flatMap((item) => item.explanation?.text ?? []),
    }
  }
}

test('a page of findings says how many there are in all, and one may turn to any', async () => {
  const list = await anOddReturn()

  expect(await list({})).toEqual({ ids: [1, 2], total: 5, explained: [text] })
  expect(await list({ skip: 2 })).toEqual({ ids: [3, 4], total: 5, explained: [] })
  expect(await list({ skip: 4 })).toEqual({ ids: [5], total: 5, explained: [] })
  expect(await list({ skip: 6 })).toEqual({ ids: [], total: 5, explained: [] })
})

test('rule by rule, what must be fixed comes first', async () => {
  const list = await anOddReturn()

  expect((await list({ by: 'rule' })).ids).toEqual([3, 1])
  expect((await list({ by: 'rule', skip: 2 })).ids).toEqual([2, 4])
})

test('the number of all is of those that were asked for', async () => {
  const list = await anOddReturn()

  expect((await list({ severity: 'query', skip: 1 })).total).toBe(4)
  expect((await list({ rule: 'weekly_cost.unreadable' })).total).toBe(1)
  expect(await list({ explained: true })).toEqual({ ids: [2], total: 1, explained: [text] })
  expect(await list({ explained: false, skip: 2 })).toEqual({ ids: [5], total: 3, explained: [] })
})
