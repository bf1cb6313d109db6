import { acceptReturn } from '@rollcall/actions/accept-return'
import { askForSignOff } from '@rollcall/actions/ask-for-sign-off'
import { compareReturns } from '@rollcall/actions/compare-returns'
import { destroyContent } from '@rollcall/actions/destroy-content'
import { excludeReturn } from '@rollcall/actions/exclude-return'
import { explainFindings } from '@rollcall/actions/explain-findings'
import { raiseDataQuery } from '@rollcall/actions/raise-data-query'
import { readDecisions } from '@rollcall/actions/read-decisions'
import { readReview } from '@rollcall/actions/read-review'
import { sendBackReturn } from '@rollcall/actions/send-back-return'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest, day } from '../support/builders.ts'
import { aSignedReturn, sendAndSign } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { aLastRound, returnOfLastRound } from '../support/last-round.ts'
import { aReturn, aWorkbook, notANumber, sendAndCheck, veryLow } from '../support/returns.ts'

const { db } = testDatabase()
const childrenIn = ({ sheets }: ReturnType<typeof aReturn>) => (sheets.children ?? []).length

test('a signed return is read as figures beside last round’s, and as counts of what is not held', async () => {
  const last = await aLastRound(db)
  const request = await aDataRequest(db, { lastRoundId: last.roundId })
  const { as, analyst, dataRequestId } = request
  await sendAndSign(request, request, await aWorkbook([{ weekly_cost: 'Not held' }]))

  const { says, versions, whyNot } = await readReview(as(analyst), dataRequestId)

  expect(says?.figures.find(({ id }) => id === 'children')).toMatchObject({
    ...{ value: childrenIn(aReturn()), before: childrenIn(returnOfLastRound()) },
  })
  expect(says?.figures.every((figure) => !('breakdowns' in figure))).toBe(true)
  expect(says?.lastReturn).toMatchObject({ version: 1, isAccepted: false })
  const cost = says?.sheets[0]?.columns.find(({ column }) => column === 'weekly_cost')
  expect(cost?.notHeld).toBeGreaterThan(0)
  expect(versions).toMatchObject([
    { version: 1, receivedByName: 'Some officer', signedByName: 'Some signatory', state: 'signed' },
  ])
  expect(whyNot).toMatchObject({ accept: null, ask: null, exclude: null, reopen: null })
})

test('what nobody has signed says nothing to the office but how far it is and what was found, in numbers', async () => {
  const { as, officer, analyst, dataRequestId } = await aDataRequest(db)
  const before = await readReview(as(analyst), dataRequestId)
  await sendAndCheck(as(officer), dataRequestId, await aWorkbook([notANumber, veryLow]))

  const { says, rules, whyNot } = await readReview(as(analyst), dataRequestId)

  expect(before).toMatchObject({ says: null, versions: [], rules: [] })
  expect(says).toBeNull()
  expect(rules).toMatchObject([
    { severity: 'error', findings: 1, about: 'Total weekly cost, in pounds', expects: null },
    { rule: 'IH-014', severity: 'query', findings: 1, open: 1, explanations: [] },
  ])
  expect(whyNot.accept).toContain('A return can be accepted when it is signed off')
  expect(whyNot.ask).toContain('is in progress')
})

test('explanations are read by rule, and a row only by its place', async () => {
  const { as, officer, analyst, dataRequestId } = await aDataRequest(db)
  const { submissionId } = await sendAndCheck(
    ...([as(officer), dataRequestId, await aWorkbook([veryLow, veryLow, veryLow])] as const),
  )
  const explanations = [{ findings: [1, 2], text: 'The health board pays most of it.' }]
  await explainFindings(as(officer), { submissionId, explanations })

  const { rules } = await readReview(as(analyst), dataRequestId)

  expect(rules).toMatchObject([
    {
      ...{ rule: 'IH-014', findings: 3, open: 1, expects: expect.any(String) },
      explanations: [{ text: 'The health board pays most of it.', queries: 2, givenBy: 'Some officer' }],
    },
  ])
  expect(Object.keys(rules[0] ?? {}).toSorted()).toEqual([
    ...['about', 'expects', 'explanations', 'findings', 'open', 'rule', 'severity'],
  ])
})

test('no row, nothing a finding says, no refusal and no note between people of the authority is in it', async () => {
  const canary = 'CANARY-7391'
  const request = await aDataRequest(db)
  const { as, officer, signatory, analyst, dataRequestId } = request
  const { sha256 } = await sendAndCheck(as(officer), dataRequestId, await aWorkbook())
  await askForSignOff(as(officer), { dataRequestId, note: `${canary} note` })
  await sendBackReturn(as(signatory), { dataRequestId, sha256, reason: `${canary} sent back` })
  await sendAndCheck(as(officer), dataRequestId, new TextEncoder().encode(`${canary}\n${canary}`))
  await sendAndSign(request, request, await aWorkbook([{ ...veryLow, provider_name: canary }]))

  const review = JSON.stringify(await readReview(as(analyst), dataRequestId))

  expect(review).not.toContain(canary)
  const decided = JSON.stringify(await readDecisions(as(analyst), dataRequestId))
  expect([decided.includes('sent back'), decided.includes(canary)]).toEqual([true, false])
  const rows = aReturn().sheets.children ?? []
  for (const { child_id: id } of rows) expect(review).not.toContain(`"${id}"`)
  expect(review).not.toContain('£400')
})

test('a version is compared with the one signed before it, in numbers of rows', async () => {
  const request = await aDataRequest(db)
  await sendAndSign(request, request, await aWorkbook())
  await sendAndCheck(request.as(request.officer), request.dataRequestId, await aWorkbook([notANumber]))
  const changed = [{ provider_name: 'Another Ltd' }, { provider_name: 'Another Ltd' }]
  await sendAndSign(request, request, await aWorkbook(changed))

  const { says } = await readReview(request.as(request.analyst), request.dataRequestId)

  expect(says?.since).toEqual({
    ...{ version: 1, counts: { added: 0, removed: 0, altered: 2, unaltered: childrenIn(aReturn()) - 1 } },
  })
})

test('what was decided and asked is there with its reasons, and what it keeps from being done', async () => {
  const request = await aSignedReturn(db)
  const { as, analyst, dataRequestId } = request
  await acceptReturn(as(analyst), { dataRequestId })
  const about = { kind: 'figure', figure: 'children' } as const
  await raiseDataQuery(as(analyst), { dataRequestId, about, dueOn: day('2999-12-01'), text: 'Is it nil?' })
  const asked = await readReview(as(analyst), dataRequestId)
  await excludeReturn(as(analyst), { dataRequestId, reason: 'It was sent for another year.' })
  const excluded = await readReview(as(analyst), dataRequestId)

  expect(asked.questions).toMatchObject([{ waitsForAuthority: true, closedAt: null }])
  expect(asked.whyNot).toMatchObject({ accept: expect.stringContaining('open question'), exclude: null })
  expect(excluded.decisions).toMatchObject([
    { decision: 'accepted', reason: null, decidedByName: 'Some analyst' },
    { decision: 'excluded', reason: 'It was sent for another year.' },
  ])
  expect(excluded.whyNot).toMatchObject({ exclude: expect.any(String), reopen: null })
})

test('children that another authority counts too are told as a number, with whose they are', async () => {
  const request = await aDataRequest(db, { foreignAuthority: '383' })
  const { as, analyst, dataRequestId, foreigner, foreignDataRequestId } = request
  const [{ child_id: _, placed_in: __, ...claimed } = {}] = aReturn().sheets.children ?? []
  const leeds = { dataRequestId: foreignDataRequestId, authorityId: foreigner.authorityId }
  await sendAndSign(request, request, await aWorkbook())
  await sendAndSign(request, leeds, await aWorkbook([claimed], '383'))
  await compareReturns(as(system), request)

  const { clashes } = await readReview(as(analyst), dataRequestId)

  expect(clashes).toEqual([{ authority: 'Leeds', children: 1 }])
})

test('of what was destroyed only that it was there is told', async () => {
  const request = await aDataRequest(db)
  const { as, analyst, approver, dataRequestId } = request
  const { submissionId } = await sendAndSign(request, request, await aWorkbook([veryLow]))
  await destroyContent(as(approver), { submissionId, why: 'it was sent by mistake' })

  const { says, versions, rules } = await readReview(as(analyst), dataRequestId)

  expect(says).toBeNull()
  expect(versions[0]?.signedAt).toBeInstanceOf(Date)
  expect(rules).toMatchObject([{ rule: 'IH-014', findings: 1, explanations: [] }])
})

test('it is for the office alone', async () => {
  const { as, officer, signatory, foreigner, approver, dataRequestId } = await aSignedReturn(db)

  for (const viewer of [officer, signatory, foreigner])
    await expect(readReview(as(viewer), dataRequestId)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  expect(await readReview(as(approver), dataRequestId)).toMatchObject({ dataRequest: { id: dataRequestId } })
})
