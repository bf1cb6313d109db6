import { answerDataQuery } from '@rollcall/actions/answer-data-query'
import { closeDataQuery } from '@rollcall/actions/close-data-query'
import { type RaiseDataQuery, raiseDataQuery } from '@rollcall/actions/raise-data-query'
import { readDataQueries, readDataQuery } from '@rollcall/actions/read-data-queries'
import { reopenDataQuery } from '@rollcall/actions/reopen-data-query'
import { asViewer } from '@rollcall/database/transaction'
import { DataQueryId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { day, told } from '../support/builders.ts'
import { acceptAndCount, aSignedReturn, standing } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'

const { db } = testDatabase()
const question = {
  about: { kind: 'cell', sheet: 'children', row: 12, column: 'weekly_cost' },
  dueOn: day('2024-10-08'),
  text: 'Is the cost in row 12 a week’s or a month’s?',
} satisfies Omit<RaiseDataQuery, 'dataRequestId'>

test('an analyst asks, an officer answers, the analyst writes back and closes it', async () => {
  const { as, analyst, officer, dataRequestId } = await aSignedReturn(db)

  const { dataQueryId } = await raiseDataQuery(as(analyst), { dataRequestId, ...question })
  expect((await standing(db, dataRequestId)).request.state).toBe('queried')
  await answerDataQuery(as(officer), { dataQueryId, text: 'A month’s.' })
  await answerDataQuery(as(analyst), { dataQueryId, text: 'Thank you.' })
  await closeDataQuery(as(analyst), { dataQueryId })

  const query = await readDataQuery(as(officer), dataQueryId)
  expect(query).toMatchObject({ about: question.about, dueOn: question.dueOn, closedBy: analyst.personId })
  expect(query.messages.map(({ text, fromOffice }) => [fromOffice, text])).toEqual([
    [true, question.text],
    [false, 'A month’s.'],
    [true, 'Thank you.'],
  ])
  expect((await standing(db, dataRequestId)).request.state).toBe('signed')
  const { events, notices } = await told(db, officer, dataRequestId)
  expect(events.slice(-4).map(({ type }) => type)).toEqual([
    'data query raised',
    'data query answered',
    'data query answered',
    'data query closed',
  ])
  expect(notices.slice(-4)).toEqual([
    { kind: 'data query raised', recipients: 'authority' },
    { kind: 'data query answered', recipients: 'office' },
    { kind: 'data query answered', recipients: 'authority' },
    { kind: 'data query closed', recipients: 'authority' },
  ])
})

test('what is written is kept sealed and never in the record', async () => {
  const { as, analyst, officer, dataRequestId } = await aSignedReturn(db)
  await raiseDataQuery(as(analyst), { dataRequestId, ...question })
  const kept = await asViewer(db, system, async (trx) => [
    ...(await trx.selectFrom('dataQueryMessages').selectAll().execute()),
    ...(await trx.selectFrom('dataQueries').selectAll().execute()),
  ])
  expect(JSON.stringify(kept)).not.toContain('a month')
  for (const row of kept) if ('textSealed' in row) expect(row.textSealed.includes('a month')).toBe(false)
  expect(JSON.stringify(await told(db, officer, dataRequestId))).not.toContain('a month')
})

test('an accepted return stays in the figures while it is asked about, until the last query is closed', async () => {
  const signed = await aSignedReturn(db)
  const { as, analyst, dataRequestId, submissionId } = signed
  await acceptAndCount(signed, signed, submissionId)
  const one = await raiseDataQuery(as(analyst), { dataRequestId, ...question })
  const other = await raiseDataQuery(as(analyst), {
    ...{ dataRequestId, ...question },
    about: { kind: 'figure', figure: 'children' },
  })

  const asked = await standing(db, dataRequestId)
  expect(asked.request).toMatchObject({ state: 'queried', acceptedSubmissionId: submissionId })
  expect(asked.contributions).toHaveLength(1)
  await closeDataQuery(as(analyst), other)
  expect((await standing(db, dataRequestId)).request.state).toBe('queried')
  await closeDataQuery(as(analyst), one)

  expect((await standing(db, dataRequestId)).request.state).toBe('accepted')
  expect(await readDataQueries(as(analyst), dataRequestId)).toHaveLength(2)
})

test('a question is about something the collection asks, and has a day ahead to be answered by', async () => {
  const { as, analyst, dataRequestId } = await aSignedReturn(db)
  const raise = (change: Partial<typeof question | { about: RaiseDataQuery['about'] }>) =>
    raiseDataQuery(as(analyst), { dataRequestId, ...question, ...change })
  const nowhere: RaiseDataQuery['about'][] = [
    { kind: 'row', sheet: 'parents', row: 2 },
    { kind: 'cell', sheet: 'children', row: 2, column: 'shoe_size' },
    { kind: 'figure', figure: 'unicorns' },
  ]

  for (const about of nowhere) await expect(raise({ about })).rejects.toMatchObject({ code: 'NO_SUCH_PLACE' })
  await expect(raise({ dueOn: day('2024-10-01') })).rejects.toMatchObject({
    code: 'DUE_TOO_SOON',
    message: 'Choose a day after 1 October 2024 to be answered by.',
  })
  expect((await standing(db, dataRequestId)).request.state).toBe('signed')
  expect(await readDataQueries(as(analyst), dataRequestId)).toEqual([])
})

test('a query that is closed is closed', async () => {
  const { as, analyst, officer, dataRequestId } = await aSignedReturn(db)
  const query = await raiseDataQuery(as(analyst), { dataRequestId, ...question })
  await closeDataQuery(as(analyst), query)

  await expect(closeDataQuery(as(analyst), query)).rejects.toMatchObject({ code: 'QUERY_CLOSED' })
  await expect(answerDataQuery(as(officer), { ...query, text: 'Late' })).rejects.toMatchObject({
    code: 'QUERY_CLOSED',
  })
  expect((await readDataQuery(as(analyst), query.dataQueryId)).messages).toHaveLength(1)
})

test('an authority cannot raise or close one, and another authority sees none', async () => {
  const { as, analyst, officer, signatory, foreigner, dataRequestId } = await aSignedReturn(db)
  const query = await raiseDataQuery(as(analyst), { dataRequestId, ...question })

  for (const viewer of [officer, signatory]) {
    await expect(raiseDataQuery(as(viewer), { dataRequestId, ...question })).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    })
    await expect(closeDataQuery(as(viewer), query)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  }
  const foreign = as(foreigner)
  const refused = { code: 'NOT_FOUND' }
  await expect(answerDataQuery(foreign, { ...query, text: 'Hello' })).rejects.toMatchObject(refused)
  await expect(readDataQuery(foreign, query.dataQueryId)).rejects.toMatchObject(refused)
  await expect(readDataQueries(foreign, dataRequestId)).rejects.toMatchObject(refused)
  const nothing = DataQueryId.parse(crypto.randomUUID())
  await expect(readDataQuery(foreign, nothing)).rejects.toMatchObject(refused)
})

test('a closed data query is opened again, with another day and what is still to be answered', async () => {
  const { as, analyst, officer, dataRequestId } = await aSignedReturn(db)
  const { dataQueryId } = await raiseDataQuery(as(analyst), { dataRequestId, ...question })
  const again = { dataQueryId, dueOn: day('2024-10-20'), text: 'And in row 13?' }
  await expect(reopenDataQuery(as(analyst), again)).rejects.toMatchObject({ code: 'QUERY_OPEN' })
  await closeDataQuery(as(analyst), { dataQueryId })
  await expect(reopenDataQuery(as(officer), again)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })

  await reopenDataQuery(as(analyst), again)

  expect((await standing(db, dataRequestId)).request.state).toBe('queried')
  const query = await readDataQuery(as(officer), dataQueryId)
  expect(query).toMatchObject({ closedAt: null, dueOn: again.dueOn, waitsForAuthority: true })
  expect(query.messages.map(({ text }) => text)).toEqual([question.text, again.text])
  const { events, notices } = await told(db, officer, dataRequestId)
  expect(events.at(-1)?.type).toBe('data query reopened')
  expect(notices.at(-1)).toEqual({ kind: 'data query reopened', recipients: 'authority' })
})
