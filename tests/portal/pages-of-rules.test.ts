import { approveRelaxation } from '@rollcall/actions/approve-relaxation'
import { proposeRelaxation } from '@rollcall/actions/propose-relaxation'
import { recheckReturn } from '@rollcall/actions/recheck-return'
import { asViewer } from '@rollcall/database/transaction'
import type { SubmissionId } from '@rollcall/domain/ids'
import { type OfficeViewer, system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest, aMember } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { pageAsker } from '../support/page-asker.ts'
import { testPortal } from '../support/portal.ts'
import { aWorkbook, sendAndCheck, storedSubmission } from '../support/returns.ts'

const { db } = testDatabase()
const portal = testPortal(db)
const rule = 'IH-007'
const why = 'The date is not kept.'

/** Birmingham has sent a return that says a child was expected to leave before the reference date. */
async function aReturnToFix() {
  const request = await aDataRequest(db)
  const { as, officer, analyst, approver, roundId, dataRequestId } = request
  const bytes = await aWorkbook([{ expected_end: '31/08/2024' }])
  const { submissionId } = await sendAndCheck(as(officer), dataRequestId, bytes)
  const list = `/rounds/${roundId}/rules`
  return {
    ...{ ...request, submissionId, list, url: `${list}/${rule}` },
    analyst: pageAsker(portal, analyst),
    approver: pageAsker(portal, approver),
    officer: pageAsker(portal, officer),
    viewers: { analyst, approver, officer },
  }
}

async function recheckAll({ as }: Pick<Awaited<ReturnType<typeof aReturnToFix>>, 'as'>): Promise<void> {
  const jobs = await asViewer(db, system, (trx) =>
    trx.selectFrom('outbox').select('input').where('job', '=', 'recheck-return').execute(),
  )
  for (const { input } of jobs) await recheckReturn(as(system), input as { submissionId: SubmissionId })
}

test('every rule is listed with what it finds, and each says what relaxing it would do', async () => {
  const { analyst, list, url } = await aReturnToFix()

  const { text } = await analyst.open(list)
  expect(text).toMatch(/the child is expected to leave \( ?IH-007 ?\) Expects: [^.]* Fix 1 1 No/)
  expect(text).toMatch(/\d+ rules that find nothing now Child ID \(child_id.blank\) : an answer/)
  const off = (await analyst.open(`${url}?effect=off`)).text
  expect(off).toContain('IH-007 turned off for every authority')
  expect(off).toContain('It would change 1 finding in 1 return. These returns would stand in another way:')
  expect(off).toContain('1 return from “Has to be fixed” to “Nothing left to do”')
  const query = (await analyst.open(`${url}?effect=query&authority=Birmingham`)).text
  expect(query).toContain('IH-007 made a query for Birmingham')
  expect(query).toContain('from “Has to be fixed” to “Queries to explain”')
  expect((await analyst.open(`${url}?effect=off&authority=202`)).text).toContain(
    'It finds nothing in the returns that are in now.',
  )
})

test('one proposes, another approves, and the officer reads what was relaxed and why', async () => {
  const request = await aReturnToFix()
  const { analyst, approver, officer, list, url, submissionId, dataRequestId } = request

  const sent = await analyst.send(`${url}/propose`, { effect: 'off', authority: '330', reason: why })
  expect([sent.statusCode, sent.location]).toEqual([303, `${url}?done=rule-proposed`])
  const page = await analyst.open(list)
  expect(page.text).toContain('To decide Turn IH-007 off for Birmingham Proposed by Some analyst')
  const proposal = /href="(\/relaxations\/[\w-]+)"/.exec(page.body)?.[1] ?? ''
  const own = await analyst.open(proposal)
  expect(own.text).toContain('You proposed this, so another approver has to approve it.')
  expect(own.body).not.toContain('/approve')

  const asked = await approver.open(proposal)
  expect(asked.text).toContain(why)
  expect(asked.text).toContain('1 return from “Has to be fixed” to “Nothing left to do”')
  const approved = await approver.send(`${proposal}/approve`, {})
  expect([approved.statusCode, approved.location]).toEqual([303, `${url}?done=rule-decided`])
  await recheckAll(request)

  expect((await storedSubmission(db, submissionId)).state).toBe('ready')
  expect((await analyst.open(list)).text).toContain('Turned off: Birmingham')
  expect((await analyst.open(`/data-requests/${dataRequestId}/review`)).text).toContain(
    'Date the child is expected to leave (IH-007) was relaxed for it: turned off , 1 finding',
  )
  const results = (await officer.open(`/submissions/${submissionId}`)).text
  expect(results).toMatch(
    /Checks that the office relaxed Date the child is expected to leave \( ?IH-007: 1 finding left out ?\)/,
  )
  expect(results).toContain(why)
  expect(results).not.toContain('Some a')
  for (const address of [
    `/data-requests/${dataRequestId}/asked/checks`,
    `/submissions/${submissionId}/summary`,
  ])
    expect((await officer.open(address)).text).toContain(why)
  expect((await officer.open(`/submissions/${submissionId}/receipt`)).text).toContain('IH-007: turned off')
  expect((await officer.open(`/data-requests/${dataRequestId}/history`)).text).toContain(
    'Version 1 was checked again, as a relaxed rule had changed',
  )
})

test('what is in force is withdrawn as it was relaxed: by two', async () => {
  const request = await aReturnToFix()
  const { analyst, approver, viewers, as, roundId, submissionId, url, officer } = request
  const { relaxationId } = await proposeRelaxation(as(viewers.analyst), {
    ...{ roundId, rule, effect: 'query', reason: why },
  })
  await approveRelaxation(as(viewers.approver), { relaxationId })
  await recheckAll(request)
  const inForce = `/relaxations/${relaxationId}`

  const empty = await analyst.send(`${inForce}/withdraw`, { reason: ' ' })
  expect([empty.statusCode, empty.text.includes('Say why the rule is no longer relaxed.')]).toEqual([
    422,
    true,
  ])
  const sent = await analyst.send(`${inForce}/withdraw`, { reason: 'It is kept after all.' })
  expect([sent.statusCode, sent.location]).toEqual([303, `${url}?done=rule-proposed`])
  const { body, text } = await approver.open(inForce)
  expect(text).toContain('It was proposed to withdraw this')
  const back = [...body.matchAll(/href="(\/relaxations\/[\w-]+)"/g)].at(-1)?.[1] ?? ''
  expect((await approver.open(back)).text).toContain(
    '1 return from “Queries to explain” to “Has to be fixed”',
  )
  await approver.send(`${back}/approve`, {})
  await recheckAll(request)

  expect((await storedSubmission(db, submissionId)).state).toBe('must-fix')
  expect((await analyst.open(inForce)).text).toContain('Withdrawn')
  expect((await officer.open(`/submissions/${submissionId}`)).text).not.toContain('the office relaxed')
})

test('what cannot be done is told where it can be mended, and nothing typed is lost', async () => {
  const { analyst, url, list } = await aReturnToFix()

  const unknown = await analyst.open(`${url}?effect=off&authority=Atlantis`)
  expect([unknown.statusCode, unknown.text.includes('asks no authority by “Atlantis”')]).toEqual([422, true])
  const noReason = await analyst.send(`${url}/propose`, { effect: 'off', reason: '' })
  expect([noReason.statusCode, noReason.text.includes('Say why the rule is relaxed.')]).toEqual([422, true])
  await analyst.send(`${url}/propose`, { effect: 'off', reason: why })
  const twice = await analyst.send(`${url}/propose`, { effect: 'off', reason: 'Still not kept.' })
  expect(twice.statusCode).toBe(422)
  expect(twice.text).toContain('is relaxed for them already, or somebody has proposed it')
  expect(twice.body).toContain('Still not kept.')
  expect((await analyst.open(`${list}/IH-999`)).statusCode).toBe(404)
})

test('the API has the same, and an authority reads what is relaxed for it', async () => {
  const { viewers, roundId, dataRequestId, as, submissionId } = await aReturnToFix()
  const another: OfficeViewer = { role: 'approver', personId: await aMember(db, 'approver') }
  const ask = async (viewer: Parameters<typeof portal.as>[0], url: string, payload?: object) => {
    const headers = payload ? { 'idempotency-key': crypto.randomUUID() } : {}
    const method = payload ? 'POST' : 'GET'
    return await portal.as(viewer)({ method, url: `/api/v1${url}`, headers, ...(payload && { payload }) })
  }

  const effect = await ask(viewers.analyst, `/rounds/${roundId}/rules/${rule}/effect?effect=off`)
  expect(effect.json()).toMatchObject({
    rule: { code: rule, severity: 'error', sheet: 'Children' },
    ...{ effect: 'off', returns: 1, findings: 1, signed: 0 },
    moves: [{ from: 'must-fix', to: 'ready', returns: 1 }],
    items: [{ dataRequestId, authority: { code: '330', name: 'Birmingham' } }],
  })
  const made = await ask(viewers.approver, `/rounds/${roundId}/relaxations`, {
    ...{ rule, effect: 'off', reason: why },
  })
  expect(made.statusCode).toBe(201)
  const { relaxationId } = made.json<{ relaxationId: string }>()
  const own = await ask(viewers.approver, `/relaxations/${relaxationId}/approval`, {})
  expect([own.statusCode, own.json<{ code: string }>().code]).toEqual([403, 'OWN_PROPOSAL'])
  const theirs = `/data-requests/${dataRequestId}/relaxations`
  expect((await ask(viewers.officer, theirs)).json()).toEqual({ items: [] })

  const approved = await ask(another, `/relaxations/${relaxationId}/approval`, {})
  expect(approved.json()).toEqual({ checkedAgain: 1 })
  await recheckAll({ as })

  expect((await ask(viewers.officer, theirs)).json()).toMatchObject({
    items: [{ relaxationId, rule, effect: 'off', isForAll: true, reason: why }],
  })
  expect((await ask(viewers.officer, `/submissions/${submissionId}`)).json()).toMatchObject({
    ...{ state: 'ready', relaxed: [{ rule, effect: 'off', findings: 1 }] },
  })
  expect((await ask(viewers.analyst, `/rounds/${roundId}/relaxations`)).json()).toMatchObject({
    items: [{ relaxationId, standing: 'in force', authority: null }],
  })
  expect((await ask(viewers.analyst, `/rounds/${roundId}/rules`)).json()).toMatchObject({
    items: expect.arrayContaining([
      expect.objectContaining({ code: rule, findings: 0, relaxedFindings: 1, relaxations: [relaxationId] }),
    ]),
  })
  expect((await ask(viewers.officer, `/rounds/${roundId}/rules`)).statusCode).toBe(403)
})
