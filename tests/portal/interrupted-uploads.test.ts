import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { makeSignInLink } from '@rollcall/actions/make-sign-in-link'
import { useSignInLink } from '@rollcall/actions/use-sign-in-link'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { authentication, sessionCookie } from '@rollcall/portal/authentication'
import { beforeAll, expect, test } from 'vitest'
import { aDataRequest, contextOf, keys, membershipIdOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { portalUrl, testPortal } from '../support/portal.ts'

const { db } = testDatabase()
const clock = { now: () => new Date() }
const portal = testPortal(db, { clock, authenticate: authentication({ db, keys, clock, portalUrl }) })
let address: URL
beforeAll(async () => {
  address = new URL(await portal.app.listen({ port: 0, host: '127.0.0.1' }))
})

const file = Buffer.from('Child ID,Date of birth\r\nA1,04/11/2010\r\nA2,05/11/2011\r\n')
const sha256 = createHash('sha256').update(file).digest('hex')
const before =
  '--line\r\nContent-Disposition: form-data; name="file"; filename="return.csv"\r\nContent-Type: text/csv\r\n\r\n'
const body = Buffer.concat([Buffer.from(before), file, Buffer.from('\r\n--line--\r\n')])
/** From here on all of the file is there, and the portal can know it: only the end of the line is missing. */
const wholeFrom = body.length - 2

/** The page's form as a browser sends it, of a person who signed in. */
async function aForm() {
  const { officer, dataRequestId } = await aDataRequest(db, { title: crypto.randomUUID() })
  const asPortal = contextOf(db, system, { now: new Date() })
  const link = await makeSignInLink(asPortal, { membershipId: await membershipIdOf(db, officer) })
  const { sessionToken } = await useSignInLink(asPortal, { token: link.token })
  const head = [
    `POST /data-requests/${dataRequestId}/send HTTP/1.1`,
    'Host: rollcall.example',
    `Origin: ${portalUrl}`,
    `Cookie: ${sessionCookie(portalUrl)}=${sessionToken}`,
    'Content-Type: multipart/form-data; boundary=line',
    `Content-Length: ${body.length}`,
  ]
  return {
    dataRequestId,
    officer,
    request: Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]),
  }
}

/** Sends so many bytes of a request and hangs up; sends them in two pieces, as lines do. */
async function sendUpTo(request: Buffer, bytes: number): Promise<void> {
  const socket = connect(Number(address.port), '127.0.0.1')
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.write(request.subarray(0, Math.floor(bytes / 2)))
  await new Promise((sent) => socket.write(request.subarray(Math.floor(bytes / 2), bytes), sent))
  await new Promise((waited) => setTimeout(waited, bytes % 3))
  socket.destroy()
}

const everythingKept = () =>
  asViewer(db, system, async (trx) => ({
    submissions: await trx.selectFrom('submissions').select(['sha256', 'byteCount']).execute(),
    contents: await trx.selectFrom('contents').select('part').execute(),
    chunks: await trx.selectFrom('contentChunks').select('seq').execute(),
    keys: await trx.selectFrom('dataKeys').select('id').where('submissionId', 'is not', null).execute(),
    jobs: await trx.selectFrom('outbox').select('job').where('job', '=', 'check-submission').execute(),
  }))
const nothing = { submissions: [], contents: [], chunks: [], keys: [], jobs: [] }

/** Waits until the portal is at work on no upload any more. */
async function settled(): Promise<void> {
  const connections = () =>
    new Promise<number>((told, failed) => {
      portal.app.server.getConnections((error, count) => (error ? failed(error) : told(count)))
    })
  await expect.poll(connections).toBe(0)
  await new Promise((waited) => setTimeout(waited, 300))
}

test('an upload that is cut off after any byte leaves nothing behind', async () => {
  const { request } = await aForm()
  // Every byte of the head and of the body, up to the last that is needed to know the file whole.
  const cuts = Array.from({ length: request.length - body.length + wholeFrom - 1 }, (_, at) => at + 1)

  for (let from = 0; from < cuts.length; from += 20)
    await Promise.all(cuts.slice(from, from + 20).map((bytes) => sendUpTo(request, bytes)))
  await settled()

  expect(cuts.length).toBeGreaterThan(400)
  await expect.poll(everythingKept).toEqual(nothing)
  expect(portal.logged.filter((line) => line.includes('"level":"error"'))).toEqual([])
}, 60_000)

test('the same upload that is not cut off is a version', async () => {
  const { request } = await aForm()
  const socket = connect(Number(address.port), '127.0.0.1')
  socket.write(request)
  const [answer] = await once(socket, 'data')
  socket.destroy()

  expect(String(answer)).toMatch(/^HTTP\/1\.1 303 /)
  expect((await everythingKept()).submissions).toEqual([{ sha256, byteCount: file.length }])
})

test('one that is cut off once the whole file is there is all there, or not at all', async () => {
  const { request } = await aForm()

  for (const missing of [2, 1]) await sendUpTo(request, request.length - missing)
  await settled()

  // Of one that is not all there the pieces go a moment after its connection.
  const isWhole = ({ submissions, contents }: Awaited<ReturnType<typeof everythingKept>>) =>
    submissions.length === contents.length
  await expect.poll(async () => isWhole(await everythingKept())).toBe(true)
  const { submissions, contents } = await everythingKept()
  expect(submissions).toEqual(submissions.map(() => ({ sha256, byteCount: file.length })))
  expect(contents).toEqual(submissions.map(() => ({ part: 'file' })))
})

test('of an upload in several pieces that is cut off in any of them nothing stays', async () => {
  const { request, dataRequestId } = await aForm()
  const large = Buffer.concat([Buffer.from(before), Buffer.alloc(3_400_000, 'a,b\n')])
  const head = request.subarray(0, request.length - body.length).toString()
  const longer = Buffer.concat([
    Buffer.from(head.replace(`Content-Length: ${body.length}`, `Content-Length: ${large.length + 14}`)),
    large,
  ])
  const kept = async () =>
    await asViewer(db, system, (trx) =>
      trx.selectFrom('contents').select('id').where('dataRequestId', '=', dataRequestId).execute(),
    )

  const mebibyte = 1_048_576
  const at = longer.length - large.length + before.length
  for (const bytes of [1, mebibyte - 1, mebibyte, mebibyte + 1, 2 * mebibyte, 3 * mebibyte + 7, 3_400_000])
    await sendUpTo(longer, at + bytes)

  await expect.poll(kept).toEqual([])
})
