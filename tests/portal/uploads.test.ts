import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { asViewer } from '@rollcall/database/transaction'
import type { DataRequestId } from '@rollcall/domain/ids'
import { type AuthorityViewer, system } from '@rollcall/domain/viewer'
import { authentication } from '@rollcall/portal/authentication'
import { beforeAll, expect, test } from 'vitest'
import { aDataRequest, keys } from '../support/builders.ts'
import { aClient, tokenRequest } from '../support/clients.ts'
import { testDatabase } from '../support/database.ts'
import { portalUrl, testPortal } from '../support/portal.ts'

const { db } = testDatabase()
let minutesOn = 0
const clock = { now: () => new Date(Date.now() + minutesOn * 60_000) }
const portal = testPortal(db, { clock, authenticate: authentication({ db, keys, clock, portalUrl }) })
let address: URL
beforeAll(async () => {
  address = new URL(await portal.app.listen({ port: 0, host: '127.0.0.1' }))
})

async function anUploader() {
  const { officer, dataRequestId } = await aDataRequest(db)
  return { ...(await uploaderFor(officer, dataRequestId)), dataRequestId }
}

async function uploaderFor(officer: AuthorityViewer, dataRequestId: DataRequestId) {
  const client = await aClient(db, officer)
  const given = await portal.app.inject(tokenRequest(await client.assertion()))
  const authorization = `Bearer ${given.json().access_token}`
  const path = `/api/v1/data-requests/${dataRequestId}/submissions`
  const send = async (bytes: Uint8Array, { key, field = 'file' }: { key?: string; field?: string } = {}) => {
    const body = new FormData()
    body.append(field, new Blob([new Uint8Array(bytes)]), 'return.xlsx')
    const headers = { authorization, ...(key && { 'idempotency-key': key }) }
    const answer = await fetch(new URL(path, address), { method: 'POST', headers, body })
    return {
      status: answer.status,
      headers: answer.headers,
      body: (await answer.json()) as Record<string, unknown>,
    }
  }
  return { send, path, authorization, clientId: client.clientId }
}

/** What is left of uploads for one request. */
const keptOf = (dataRequestId: DataRequestId) =>
  asViewer(db, system, async (trx) => ({
    submissions: await trx
      .selectFrom('submissions')
      .select(['version', 'sha256'])
      .where('dataRequestId', '=', dataRequestId)
      .execute(),
    contents: await trx
      .selectFrom('contents')
      .select('id')
      .where('dataRequestId', '=', dataRequestId)
      .execute(),
  }))

const nothing = { submissions: [], contents: [] }
const megabytes = (count: number) => randomBytes(Math.floor(count * 1024 * 1024))

test('a file comes in whole, and its receipt names the bytes that were sent', async () => {
  const { send, dataRequestId } = await anUploader()
  const bytes = megabytes(3.5)

  const { status, headers, body } = await send(bytes)

  const hash = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')
  expect(status).toBe(202)
  expect(headers.get('location')).toBe(`/api/v1/submissions/${body.submissionId}`)
  expect(body).toMatchObject({ version: 1, sha256: hash, byteCount: bytes.length })
  expect(await keptOf(dataRequestId)).toMatchObject({ submissions: [{ version: 1, sha256: hash }] })
})

test('a file that is too large is refused, and nothing of it is kept', async () => {
  const { send, dataRequestId } = await anUploader()

  const { status, body } = await send(megabytes(26))

  expect([status, body.code]).toEqual([413, 'FILE_TOO_LARGE'])
  expect(await keptOf(dataRequestId)).toEqual(nothing)
})

test('two files at once are refused, so that nobody takes the second for sent', async () => {
  const { path, authorization, dataRequestId } = await anUploader()
  const form = new FormData()
  for (const name of ['one.xlsx', 'other.xlsx']) form.append('file', new Blob([megabytes(0.5)]), name)

  const answer = await fetch(new URL(path, address), {
    method: 'POST',
    headers: { authorization },
    body: form,
  })

  expect(await answer.json()).toMatchObject({ status: 422, code: 'FILE_MISSING' })
  expect(await keptOf(dataRequestId)).toEqual(nothing)
})

test('an upload without its file is told how to send one', async () => {
  const { send, path, authorization, dataRequestId } = await anUploader()

  const inOther = await send(megabytes(0.1), { field: 'workbook' })
  const json = await fetch(new URL(path, address), {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: '{}',
  })
  const bytes = await fetch(new URL(path, address), {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/octet-stream' },
    body: megabytes(0.1),
  })

  expect([inOther.status, inOther.body.code]).toEqual([422, 'FILE_MISSING'])
  expect([json.status, ((await json.json()) as { code: string }).code]).toEqual([422, 'FILE_MISSING'])
  expect([bytes.status, ((await bytes.json()) as { code: string }).code]).toEqual([415, 'MEDIA_TYPE'])
  expect(await keptOf(dataRequestId)).toEqual(nothing)
})

/** Sends the beginning of an upload, as far as `bytes` go, of a body that shall have `length`. */
function begin(
  { path, authorization }: { path: string; authorization: string },
  bytes: Uint8Array,
  length: number,
  key = '',
) {
  const socket = connect(Number(address.port), '127.0.0.1')
  const part = '--b\r\nContent-Disposition: form-data; name="file"; filename="return.xlsx"\r\n\r\n'
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\n${key && `Idempotency-Key: ${key}\r\n`}Content-Type: multipart/form-data; boundary=b\r\nContent-Length: ${part.length + length}\r\nConnection: close\r\n\r\n${part}`,
  )
  socket.write(bytes)
  return socket
}

test('of an upload whose connection is lost nothing is kept', async () => {
  const { dataRequestId, ...uploader } = await anUploader()

  const socket = begin(uploader, megabytes(2.5), 5_000_000)
  await wait(300)
  socket.destroy()

  await expect.poll(() => keptOf(dataRequestId)).toEqual(nothing)
  expect(portal.logged.filter((line) => line.includes('"level":"error"'))).toEqual([])
})

test('an upload whose connection is lost before it is looked at can be sent again under its key', async () => {
  const { dataRequestId, ...uploader } = await anUploader()
  const [key, bytes] = [crypto.randomUUID(), megabytes(0.02)]
  let socket: ReturnType<typeof begin> | undefined
  // Held by another transaction, the key keeps the portal waiting until the connection is gone.
  await asViewer(db, system, async (trx) => {
    const kept = { requestHash: '', status: null, headers: null, body: null, doneIn: null }
    const holder = `client ${uploader.clientId}`
    await trx
      .insertInto('idempotencyKeys')
      .values({ holder, key, ...kept })
      .execute()
    socket = begin(uploader, bytes, bytes.length, key)
    await wait(300)
    socket.destroy()
    await wait(100)
    await trx.deleteFrom('idempotencyKeys').where('key', '=', key).execute()
  })

  await expect.poll(async () => (await uploader.send(bytes, { key })).status).toBe(202)
  expect(await keptOf(dataRequestId)).toMatchObject({ submissions: [{ version: 1 }] })
})

test('a body that ends before its last part does is refused, and nothing of it is kept', async () => {
  const { dataRequestId, ...uploader } = await anUploader()
  const bytes = megabytes(2.5)

  const socket = begin(uploader, bytes, bytes.length)
  let answer = ''
  for await (const piece of socket) answer += String(piece)

  expect(answer).toMatch(/^HTTP\/1\.1 400 /)
  expect(answer).toContain('UPLOAD_BROKEN')
  expect(await keptOf(dataRequestId)).toEqual(nothing)
})

test('an upload that is sent again under its key makes one version, however often', async () => {
  const { send, dataRequestId } = await anUploader()
  const [key, bytes] = [crypto.randomUUID(), megabytes(1.5)]

  const first = await send(bytes, { key })
  const again = await Promise.all([send(bytes, { key }), send(bytes, { key })])

  expect(again.map(({ status }) => status)).toEqual([202, 202])
  for (const { headers, body } of again) {
    expect(headers.get('idempotency-replayed')).toBe('true')
    expect(body).toEqual(first.body)
  }
  expect((await keptOf(dataRequestId)).submissions).toHaveLength(1)
})

test('another file under the same key is refused, so that nobody takes it for the one that was sent', async () => {
  const { send, dataRequestId } = await anUploader()
  const key = crypto.randomUUID()

  await send(megabytes(0.5), { key })
  const other = await send(megabytes(0.5), { key })

  expect([other.status, other.body.code]).toEqual([422, 'KEY_REUSED'])
  expect((await keptOf(dataRequestId)).submissions).toHaveLength(1)
})

test('an upload that a portal finished as it died is found again, and not made twice', async () => {
  const { send, dataRequestId } = await anUploader()
  const [key, bytes] = [crypto.randomUUID(), megabytes(0.5)]
  const first = await send(bytes, { key })
  await asViewer(db, system, (trx) =>
    trx
      .updateTable('idempotencyKeys')
      .set({ status: null, headers: null, body: null })
      .where('key', '=', key)
      .execute(),
  )

  minutesOn = 1
  const again = await send(bytes, { key })
  minutesOn = 0

  expect(again.status).toBe(202)
  expect(again.body.submissionId).toBe(first.body.submissionId)
  expect(await keptOf(dataRequestId)).toMatchObject({ submissions: [{ version: 1 }] })
})
