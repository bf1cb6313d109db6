import { randomUUID } from 'node:crypto'
import type { Viewer } from '@rollcall/domain/viewer'
import { freePort } from '@rollcall/platform/free-port'
import { startLog } from '@rollcall/platform/log'
import { startWorker } from '@rollcall/worker/start-worker'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { aDataRequest, keys } from '../support/builders.ts'
import { asThief, dump, tracesOf } from '../support/dump.ts'
import { noMailer } from '../support/mailers.ts'
import { testPortal } from '../support/portal.ts'
import { aWorkbook, veryLow } from '../support/returns.ts'
import { upload } from '../support/upload.ts'
import { testStores } from '../worker/stores.ts'

// A child who is in no list: whatever of them is found anywhere has come out of the return, or of what people wrote about it.
const child = { id: 'ZQCANARY77', name: 'Zephyrina Quillfeather', upn: 'Q90817263544X' }
const telling = `${child.name}, UPN ${child.upn}, whom we call ${child.id}, is the reason.`

const logged: string[] = []
const log = startLog({ LOG_LEVEL: 'trace' }, 'canary', { to: { write: (line) => logged.push(line) } })
const { db, adminUrl, urls } = testStores()
const portal = testPortal(db, { log })
const thief = asThief(adminUrl)

/** Every problem that anybody was told, and every state that the jobs were seen in. */
const told: string[] = []
const jobs = new Set<string>()
const open: (() => unknown)[] = []
let metricsPort: number

beforeAll(async () => {
  metricsPort = await freePort()
  await startWorker({
    settings: {
      ...urls('postgres'),
      metricsHost: '127.0.0.1',
      metricsPort,
      checksAtOnce: 1,
      portalUrl: 'https://rollcall.example',
      mailPerMinute: 1000,
      deadAfterMs: 10_000,
    },
    ...{ keys, log },
    mailer: noMailer,
    opened: (_, close) => open.push(close),
  })
  const look = async () => jobs.add(await dump(thief, ['bullmq']))
  const watching = setInterval(() => void look().catch(() => undefined), 50)
  open.push(() => clearInterval(watching))
})
afterAll(async () => {
  for (const close of open.toReversed()) await close()
  await thief.destroy()
})

/** Asks as a viewer, each time under a key, so that answers are kept too. */
async function ask(viewer: Viewer, request: InjectOptions): Promise<LightMyRequestResponse> {
  const headers = {
    ...request.headers,
    ...(request.method === 'POST' && { 'idempotency-key': randomUUID() }),
  }
  const answer = await portal.as(viewer)({ ...request, headers })
  if (answer.statusCode >= 400) told.push(answer.body)
  return answer
}

async function done(viewer: Viewer, url: string, payload: object = {}): Promise<LightMyRequestResponse> {
  const answer = await ask(viewer, { method: 'POST', url, payload })
  expect([url, answer.statusCode, answer.statusCode < 300]).toEqual([url, answer.statusCode, true])
  return answer
}

/** What a page's form was sent comes back to whoever typed it, and stays nowhere. */
async function typeInPages(viewer: Viewer, submission: string): Promise<void> {
  const tooMuch = telling.repeat(40)
  for (const [url, payload, status] of [
    [`${submission}/explanations?rule=IH-014&finding=1&once=1`, { 'finding-1': telling }, 303],
    [`${submission}/explanations?rule=IH-014&once=2`, { reason: tooMuch }, 422],
    ['/check-a-receipt', { code: telling }, 422],
  ] as const) {
    const answer = await portal.as(viewer)({ method: 'POST', url, payload })
    expect([url, answer.statusCode]).toEqual([url, status])
    if (status === 422) expect(answer.body).toContain(child.upn)
    else expect(answer.headers.location).not.toContain(child.id)
  }
}

test('a child in a return, and in all that is written about it, is found nowhere but where the return is read', async () => {
  const { officer, signatory, analyst, approver, roundId, dataRequestId } = await aDataRequest(db)
  const own = `/api/v1/data-requests/${dataRequestId}`
  const send = async (bytes: Uint8Array, state: string): Promise<{ url: string; sha256: string }> => {
    const file = await upload(bytes, { fileName: `${child.name} ${child.upn}.xlsx` })
    const received = await ask(officer, { url: `${own}/submissions`, ...file })
    const url = String(received.headers.location)
    await vi.waitUntil(async () => (await ask(officer, { url })).json().state === state, { timeout: 30_000 })
    return { url, sha256: received.json().sha256 }
  }
  const inRow = { child_id: child.id, provider_name: `${child.name} ${child.upn}` }

  // What people write.
  await done(officer, `${own}/extensions`, { until: '2024-11-05', reason: telling })
  await done(officer, `${own}/questions`, { text: telling })
  await done(analyst, `${own}/extensions`, { until: '2024-11-06', reason: telling })

  // A file that cannot be read, one with errors that quote it, and one with a query.
  const unreadable = await send(Buffer.from(`child_id\n"${telling}\n`), 'refused')
  expect((await ask(officer, { url: unreadable.url })).json().refusal).not.toBeNull()
  const wrong = await send(await aWorkbook([{ ...inRow, date_of_birth: child.name }]), 'must-fix')
  const findings = await ask(officer, { url: `${wrong.url}/findings` })
  expect(findings.body).toContain(child.name)
  expect((await ask(officer, { url: `${wrong.url}/annotated` })).statusCode).toBe(200)
  const odd = await send(await aWorkbook([{ ...inRow, ...veryLow }]), 'needs-answers')
  expect((await ask(officer, { url: `${odd.url}/changes` })).statusCode).toBe(200)
  await done(officer, `${odd.url}/explanations`, { explanations: [{ rule: 'IH-014', text: telling }] })
  await typeInPages(officer, odd.url.replace('/api/v1', ''))
  await done(signatory, `${own}/send-back`, { reason: telling })

  // Signed, asked about, accepted, counted, looked into and taken out again.
  const { url, sha256 } = await send(
    await aWorkbook([{ ...inRow, ...veryLow }, { provider_name: child.name }]),
    'ready',
  )
  await done(officer, `${own}/sign-off-request`, { note: telling })
  const { statementOfTruth: statement } = (await ask(signatory, { url: `${own}/sign-off` })).json()
  await done(signatory, `${own}/sign-off`, { sha256, statement })
  const about = { kind: 'return' }
  const query = await done(analyst, `${own}/data-queries`, { about, dueOn: '2999-01-01', text: telling })
  const queryUrl = String(query.headers.location)
  await done(officer, `${queryUrl}/messages`, { text: telling })
  expect((await ask(analyst, { url: queryUrl })).body).toContain(child.upn)
  await done(analyst, `${queryUrl}/closure`)
  await done(analyst, `${own}/acceptance`)
  const figures = `/api/v1/rounds/${roundId}/figures`
  await vi.waitUntil(async () => (await ask(analyst, { url: figures })).json().coverage.included === 1, {
    timeout: 30_000,
  })
  const extract = await done(analyst, `${url}/extract`, { reason: telling })
  expect(extract.body).toContain(child.id)
  const returned = url.split('/').at(-1)
  const traced = await done(analyst, `${figures}/children/returns/${returned}/rows`, { reason: telling })
  expect(traced.json().parts[0].agrees).toBe(true)
  const wanted = { sheet: 'children', columns: ['child_id'], withIdentifiers: true, reason: telling }
  const asked = await done(analyst, `/api/v1/rounds/${roundId}/extracts`, wanted)
  const ofRound = `/api/v1/extracts/${asked.json().roundExtractId}`
  await done(approver, `${ofRound}/approval`)
  expect((await done(analyst, `${ofRound}/download`)).body).toContain(child.id)
  const answers = [
    await ask(analyst, { url: figures }),
    await ask(analyst, { url: '/api/v1/audit-events?limit=500' }),
  ]
  await done(analyst, `/api/v1/rounds/${roundId}/snapshots`, { label: 'As first published' })
  await done(analyst, `${own}/exclusion`, { reason: telling })
  await done(analyst, `${own}/reopening`, { reason: telling })
  await done(approver, `${unreadable.url}/content-destruction`, { why: 'it was sent by mistake' })

  // What is refused, in every way that takes a child along.
  const typed = encodeURIComponent(telling)
  const bodies: InjectOptions[] = [
    { url: `/api/v1/${typed}` },
    { url: `/${typed}` },
    { url: `/api/v1/submissions/${typed}` },
    { url: `${own}?cursor=${typed}` },
    { url: `/api/v1/data-requests?cursor=${typed}&state=${typed}` },
    { url: `/api/v1/submissions/${randomUUID()}/findings?rule=${typed}` },
    { url: '/api/v1/notices', headers: { 'x-child': child.name, 'if-match': child.upn } },
    { method: 'POST', url: `${own}/questions`, payload: { text: telling.repeat(200) } },
    { method: 'POST', url: `${own}/questions`, payload: { text: '', [telling]: telling } },
    {
      method: 'POST',
      url: `${own}/questions`,
      payload: `{"text": "${telling}`,
      headers: { 'content-type': 'application/json' },
    },
    {
      method: 'POST',
      url: `${odd.url}/explanations`,
      payload: { explanations: [{ rule: telling, text: telling }] },
    },
    {
      method: 'POST',
      url: `${odd.url}/explanations`,
      payload: { explanations: [{ [telling]: 1, text: telling }] },
    },
    { method: 'POST', url: `${own}/extensions`, payload: { until: telling, reason: telling } },
    { method: 'POST', url: `${own}/sign-off`, payload: { sha256: telling, statement: telling } },
    {
      method: 'POST',
      url: `${own}/submissions`,
      payload: telling,
      headers: { 'content-type': 'text/plain' },
    },
    {
      ...(await upload(Buffer.from(telling), { field: child.name, fileName: child.name })),
      url: `${own}/submissions`,
    },
  ]
  const before = told.length
  for (const request of bodies) await ask(officer, request)
  expect(told.length).toBeGreaterThan(before + 10)

  const everything = {
    tables: await dump(thief),
    jobs: [...jobs].join('\n'),
    logs: logged.join('\n'),
    problems: told.join('\n'),
    figures: answers.map(({ body }) => body).join('\n'),
    metrics: await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text(),
  }
  // It is looked for in the right places.
  expect(everything.tables).toContain('return accepted')
  expect(everything.jobs).toContain('check-submission')
  expect(everything.logs).toContain('/api/v1/data-requests/:dataRequestId/questions')
  expect(everything.problems).toContain('FIELDS_WRONG')
  expect(everything.metrics).toContain('rollcall_')
  for (const [place, text] of Object.entries(everything)) {
    const found = Object.values(child)
      .flatMap(tracesOf)
      .filter((trace) => text.toLowerCase().includes(trace.toLowerCase()))
    expect([place, found]).toEqual([place, []])
  }
}, 120_000)
