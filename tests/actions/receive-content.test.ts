import { createHash, randomBytes } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { transact } from '@rollcall/actions/context'
import { readContent } from '@rollcall/actions/read-content'
import { abandonContent, receiveContent } from '@rollcall/actions/receive-content'
import { submitWorkbook } from '@rollcall/actions/submit-workbook'
import { sweepContents } from '@rollcall/actions/sweep-contents'
import { connect } from '@rollcall/database/connect'
import { asViewer } from '@rollcall/database/transaction'
import type { ContentId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { open } from '@rollcall/platform/sealing'
import { refusals } from '@rollcall/workbook/refusal'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { aDataRequest, contextOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { inPieces } from '../support/returns.ts'

const { db, adminUrl } = testDatabase()
// Somebody who can do anything to the database, past every trigger, on whichever connection.
const admin = connect(`${adminUrl}?options=-c%20session_replication_role%3Dreplica`, { connections: 1 })
afterAll(() => admin.destroy())

const mebibyte = 1_048_576

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
/** Bytes in buffers that something still holds on to. */
function held(): number {
  collect()
  return process.memoryUsage().arrayBuffers
}

const chunksOf = (id: ContentId) =>
  asViewer(db, system, (trx) =>
    trx.selectFrom('contentChunks').selectAll().where('contentId', '=', id).orderBy('seq').execute(),
  )

const contents = () => asViewer(db, system, (trx) => trx.selectFrom('contents').selectAll().execute())

test.each([0, 1, 1000, mebibyte, mebibyte + 1, 3 * mebibyte, 3 * mebibyte + 17])(
  'a file of %i bytes is read back as it was sent',
  async (size) => {
    const { as, officer, dataRequestId } = await aDataRequest(db)
    const bytes = randomBytes(size)

    const content = await receiveContent(as(officer), { dataRequestId }, inPieces(bytes, 70_001))
    const { submissionId } = await submitWorkbook(as(officer), content)

    expect(content.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
    const read = await transact(as(officer), (trx) => readContent(as(officer), trx, submissionId, 'file'))
    expect(read?.equals(bytes)).toBe(true)
    const chunks = await chunksOf(content.id)
    expect(chunks.length).toBe(Math.max(1, Math.ceil(size / mebibyte)))
  },
)

test('a small file is stored with its submission, and not before', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const before = await contents()

  await receiveContent(as(officer), { dataRequestId }, inPieces(randomBytes(1000)))

  expect(await contents()).toEqual(before)
})

test('half an upload is noise: chunks, but no key that opens them', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const keysBefore = await asViewer(db, system, (trx) => trx.selectFrom('dataKeys').selectAll().execute())

  const { id } = await receiveContent(
    as(officer),
    { dataRequestId },
    inPieces(Buffer.alloc(3 * mebibyte, 'child')),
  )

  expect((await contents()).find((content) => content.id === id)).toMatchObject({
    finishedAt: null,
    submissionId: null,
  })
  const [chunk] = await chunksOf(id)
  const keysAfter = await asViewer(db, system, (trx) => trx.selectFrom('dataKeys').selectAll().execute())
  expect(keysAfter).toEqual(keysBefore)
  expect(chunk?.sealed.includes('childchild')).toBe(false)
})

test('an upload that breaks off leaves nothing, and tells why', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const before = await contents()
  async function* breakingOff() {
    yield* inPieces(randomBytes(2 * mebibyte))
    throw new Error('the line went dead')
  }

  await expect(receiveContent(as(officer), { dataRequestId }, breakingOff())).rejects.toThrow(
    'the line went dead',
  )

  expect(await contents()).toEqual(before)
})

test('a file over 25 MB is refused as soon as it is known, and leaves nothing', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const before = await contents()
  let sent = 0
  async function* endless() {
    for (;;) {
      sent += mebibyte
      yield Buffer.alloc(mebibyte)
    }
  }

  await expect(receiveContent(as(officer), { dataRequestId }, endless())).rejects.toMatchObject({
    code: 'FILE_TOO_LARGE',
    message: refusals['too-big'],
  })

  expect(sent).toBeLessThan(27 * mebibyte)
  expect(await contents()).toEqual(before)
})

test('a file of 25 MB is never held whole while it comes in', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const piece = randomBytes(50_000)
  const levels: number[] = []
  async function* slowly() {
    for (let at = 0; at < 500; at++) {
      yield Buffer.from(piece)
      if (at % 25 === 24) levels.push(held() - before)
    }
  }
  const before = held()

  const content = await receiveContent(as(officer), { dataRequestId }, slowly())

  expect(content.byteCount).toBe(25_000_000)
  expect(content.unstored).toBe(null)
  // The middle of them: the collector lets go of buffers in its own time.
  expect(levels.toSorted((a, b) => a - b)[10]).toBeLessThan(4 * mebibyte)
})

test('what was received and not sent is abandoned, or swept after an hour; what was sent stays', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const receive = () => receiveContent(as(officer), { dataRequestId }, inPieces(randomBytes(2 * mebibyte)))
  const [sent, abandoned, forgotten, underWay] = [
    await receive(),
    await receive(),
    await receive(),
    await receive(),
  ]
  await submitWorkbook(as(officer), sent)

  await abandonContent(as(officer), abandoned)
  await abandonContent(as(officer), sent)
  await sql`update contents set started_at = now() - interval '61 minutes' where id in (${sent.id}, ${forgotten.id})`.execute(
    admin,
  )
  await expect(sweepContents(as(officer))).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  const swept = await sweepContents(contextOf(db, system))

  expect(swept).toBe(1)
  const left = (await contents()).map(({ id }) => id)
  expect([sent, abandoned, forgotten, underWay].map(({ id }) => left.includes(id))).toEqual([
    true,
    false,
    false,
    true,
  ])
  expect(await chunksOf(forgotten.id)).toEqual([])
  await expect(submitWorkbook(as(officer), forgotten)).rejects.toThrow()
})

test('chunks that were swapped, left out or changed are not read', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const sendBig = async () => {
    const content = await receiveContent(as(officer), { dataRequestId }, inPieces(randomBytes(3 * mebibyte)))
    const { submissionId } = await submitWorkbook(as(officer), content)
    return {
      id: content.id,
      read: () => transact(as(officer), (trx) => readContent(as(officer), trx, submissionId, 'file')),
    }
  }
  const [swapped, shortened, changed] = [await sendBig(), await sendBig(), await sendBig()]

  await sql`update content_chunks set seq = 11 where content_id = ${swapped.id} and seq = 0`.execute(admin)
  await sql`update content_chunks set seq = 0 where content_id = ${swapped.id} and seq = 1`.execute(admin)
  await sql`update content_chunks set seq = 1 where content_id = ${swapped.id} and seq = 11`.execute(admin)
  await sql`delete from content_chunks where content_id = ${shortened.id} and seq = 2`.execute(admin)
  await sql`update content_chunks set sealed = set_byte(sealed, 100, get_byte(sealed, 100) # 1) where content_id = ${changed.id} and seq = 1`.execute(
    admin,
  )

  for (const { read } of [swapped, shortened, changed]) await expect(read()).rejects.toThrow('cannot be read')
})

test('a key is of no use with another authority, request or file', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const content = await receiveContent(as(officer), { dataRequestId }, inPieces(randomBytes(100)))
  const { submissionId } = await submitWorkbook(as(officer), content)
  const { binding, masterKeyId, wrapped } = await asViewer(db, system, (trx) =>
    trx.selectFrom('dataKeys').selectAll().where('submissionId', '=', submissionId).executeTakeFirstOrThrow(),
  )
  const { keys } = contextOf(db, system)
  const [chunk] = await chunksOf(content.id)

  expect(binding).toBe(`submission ${officer.authorityId} ${dataRequestId} ${content.sha256}`)
  const bytes = wrapped ?? expect.fail()
  const key = keys.unwrap({ masterKeyId, bytes }, binding)
  expect(() => keys.unwrap({ masterKeyId, bytes }, `${binding.slice(0, -1)}_`)).toThrow()
  const sealed = chunk?.sealed ?? expect.fail()
  expect(open(key, sealed, `${content.id} file 0 last`)).toHaveLength(100)
  expect(() => open(key, sealed, `${content.id} rows 0 last`)).toThrow()
})

test('where the key was destroyed, the content is gone, and a Problem says so', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)
  const content = await receiveContent(as(officer), { dataRequestId }, inPieces(randomBytes(100)))
  const { submissionId } = await submitWorkbook(as(officer), content)
  await asViewer(db, system, (trx) =>
    trx
      .updateTable('dataKeys')
      .set({ wrapped: null, destroyedAt: new Date() })
      .where('submissionId', '=', submissionId)
      .execute(),
  )

  const read = transact(as(officer), (trx) => readContent(as(officer), trx, submissionId, 'file'))

  await expect(read).rejects.toMatchObject({ code: 'CONTENT_DESTROYED' })
})
