import { acceptReturn } from '@rollcall/actions/accept-return'
import { approveWording } from '@rollcall/actions/approve-wording'
import { changeWording } from '@rollcall/actions/change-wording'
import { readWording } from '@rollcall/actions/read-wordings'
import { recordWordingCheck } from '@rollcall/actions/record-wording-check'
import { refuseWording } from '@rollcall/actions/refuse-wording'
import { wordingFor } from '@rollcall/actions/wording-for'
import { asViewer } from '@rollcall/database/transaction'
import { system, type Viewer } from '@rollcall/domain/viewer'
import { wordedKind } from '@rollcall/domain/worded'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { aRound, day } from '../support/builders.ts'
import { aSignedReturn } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { testMailServer } from '../support/mail-server.ts'
import { post } from '../support/post.ts'

const { db } = testDatabase()
const server = testMailServer()
const kind = 'return accepted'
const law = 'formal request'
const words = {
  subject: 'Done: ((authority))',
  body: 'Version ((version)) is in. Thank you.',
  link: 'See it',
}
const check = { lawyer: 'A. Counsel, Chambers', checkedOn: day('2024-09-30') }

let round: Awaited<ReturnType<typeof aRound>>
beforeAll(async () => {
  round = await aRound(db)
})
const inForce = (of: string, viewer: Viewer = system) => asViewer(db, viewer, (trx) => wordingFor(trx, of))
const otherLaw = (addition: string) => {
  const { subject, body } = wordedKind(law).wording
  return { kind: law, subject, body: `${body}\n\n${addition}`, why: 'The lawyer asked for it.' }
}
const events = () =>
  asViewer(db, system, async (trx) => {
    const all = await trx.selectFrom('auditEvents').select(['type', 'details']).orderBy('seq').execute()
    return all.filter(({ type }) => type.startsWith('wording ')).map(({ type, details }) => [type, details])
  })

test('words that do not state the law hold at once, in the next message, and earlier ones can be put back', async () => {
  const { as, analyst } = round
  expect(await inForce(kind)).toMatchObject({ version: 0, isUnchecked: false })

  expect(await changeWording(as(analyst), { kind, ...words, why: 'Shorter.', read: 0 })).toEqual({
    ...{ version: 1, isInForce: true },
  })
  const signed = await aSignedReturn(db)
  const { dataRequestId, submissionId } = signed
  await post(db, server.mailer, { now: new Date('2024-10-01T09:00:00Z') })
  const had = server.received.length
  await acceptReturn(signed.as(signed.analyst), { dataRequestId, submissionId })
  await post(db, server.mailer, { now: new Date('2024-10-01T09:00:00Z') })
  const [mail] = server.received.slice(had)
  expect(mail?.subject).toBe('Done: Birmingham')
  const sent = await asViewer(db, system, (trx) =>
    trx.selectFrom('messages').select(['body', 'wordingVersion']).where('kind', '=', kind).execute(),
  )
  expect(new Set(sent.map(({ wordingVersion }) => wordingVersion))).toEqual(new Set([1]))
  expect(sent[0]?.body).toContain('Version 1 is in. Thank you.')

  const { wording } = wordedKind(kind)
  await changeWording(as(analyst), { kind, ...wording, why: 'As they were.', read: 1 })
  expect(await inForce(kind)).toMatchObject({ ...wording, version: 2 })
  expect(await events()).toEqual([
    ['wording changed', { kind, version: 1 }],
    ['wording changed', { kind, version: 2, asVersion: 0 }],
  ])
})

test('words that nobody could send, that are the same, or that others changed meanwhile are refused and nothing is kept', async () => {
  const { as, analyst, officer } = round
  const { version } = await inForce(kind)
  const tried = (change: object, viewer: Viewer = analyst) =>
    changeWording(as(viewer), { kind, ...words, why: 'Why not?', read: version, ...change })

  await expect(tried({ body: 'On ((shoe size))' })).rejects.toMatchObject({ code: 'WORDING_UNFIT' })
  await expect(tried({ ...wordedKind(kind).wording })).rejects.toMatchObject({ code: 'WORDING_SAME' })
  await expect(tried({ read: version + 5 })).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' })
  await expect(tried({ why: ' ' })).rejects.toThrow('Say why')
  await expect(tried({}, officer)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  expect((await inForce(kind)).version).toBe(version)
})

test('the words of the law as they are shipped count as unchecked until an approver records a check of them', async () => {
  const { as, analyst, approver, officer } = round
  expect(await inForce(law)).toMatchObject({ version: 0, isUnchecked: true })
  const recording = (viewer: Viewer, change: object = {}) =>
    recordWordingCheck(as(viewer), { kind: law, read: 0, ...check, ...change })

  await expect(recording(analyst)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(recording(approver, { checkedOn: day('2024-10-02') })).rejects.toMatchObject({
    ...{ code: 'CHECKED_IN_FUTURE' },
  })
  await expect(recording(approver, { kind })).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' })
  await expect(recording(approver, { kind, read: 2 })).rejects.toMatchObject({ code: 'NOTHING_TO_CHECK' })
  expect(await recording(approver)).toEqual({ version: 1 })

  expect(await inForce(law, officer)).toEqual({
    ...{ ...wordedKind(law).wording, version: 1, isUnchecked: false },
  })
  await expect(recording(approver, { read: 1 })).rejects.toMatchObject({ code: 'NOTHING_TO_CHECK' })
  const { versions, isShippedAnew } = await readWording(as(analyst), law)
  expect(isShippedAnew).toBe(false)
  expect(versions.map(({ version, lawyer, madeBy }) => [version, lawyer, madeBy])).toEqual([
    [1, check.lawyer, null],
    [0, null, null],
  ])
})

test('other words of the law wait for an approver who did not write them, and one waits at a time', async () => {
  const { as, approver, analyst, officer } = round
  const proposal = { ...otherLaw('Answer in Welsh if you like.'), read: 1 }
  expect(await changeWording(as(approver), proposal)).toEqual({ version: 2, isInForce: false })
  expect(await inForce(law)).toMatchObject({ version: 1 })
  expect(
    await asViewer(db, officer, (trx) =>
      sql`select from wordings where version = 2 and kind = ${law}`.execute(trx),
    ),
  ).toMatchObject({
    ...{ rows: [] },
  })
  const second = changeWording(as(analyst), { ...otherLaw('Another.'), read: 1 })
  await expect(second).rejects.toMatchObject({ code: 'WORDING_WAITING' })
  const approving = { kind: law, version: 2, ...check }
  await expect(approveWording(as(approver), approving)).rejects.toMatchObject({ code: 'OWN_WORDING' })
  await expect(approveWording(as(analyst), approving)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })

  await refuseWording(as(approver), { kind: law, version: 2, reason: 'Not now.' })
  await expect(refuseWording(as(approver), { kind: law, version: 2, reason: 'No.' })).rejects.toMatchObject({
    ...{ code: 'WORDING_DECIDED' },
  })
  expect(await changeWording(as(analyst), { ...proposal, read: 1 })).toMatchObject({ version: 3 })
  const late = { ...approving, version: 3, checkedOn: day('2024-12-01') }
  await expect(approveWording(as(approver), late)).rejects.toMatchObject({ code: 'CHECKED_IN_FUTURE' })
  await approveWording(as(approver), { ...approving, version: 3 })

  expect(await inForce(law)).toMatchObject({ version: 3, isUnchecked: false })
  expect((await inForce(law)).body).toContain('Answer in Welsh')
  const types = (await events()).filter(([, details]) => (details as { kind: string }).kind === law)
  expect(types.map(([type, details]) => [type, (details as { version: number }).version])).toEqual([
    ...[
      ['wording checked', 1],
      ['wording proposed', 2],
      ['wording refused', 2],
      ['wording proposed', 3],
      ['wording approved', 3],
    ],
  ])
})

test('Postgres itself holds that words of the law are checked, by another than who wrote them', async () => {
  const { analyst } = round
  const put = (decidedBy: string, lawyer: string | null) =>
    asViewer(db, system, (trx) =>
      sql`insert into wordings (kind, version, subject, body, link, states_law, why, made_by, made_at, decision, decided_by, decided_at, lawyer, checked_on)
        values ('a law', 1, 's', 'b', '', true, 'w', ${analyst.personId}, now(), 'in force', ${decidedBy}, now(), ${lawyer}, ${lawyer && '2024-01-01'})`.execute(
        trx,
      ),
    )

  await expect(put(round.approver.personId, null)).rejects.toThrow(/wordings_check/)
  await expect(put(analyst.personId, 'A. Counsel')).rejects.toThrow(/wordings_check/)
})

test('of two who change the same words at once, one is told to read them again', async () => {
  const { as, analyst, approver } = round
  const { version: read } = await inForce(kind)
  const changes = [analyst, approver].map((viewer, at) =>
    changeWording(as(viewer), { kind, ...words, subject: `Done ${at}`, why: 'At once.', read }),
  )

  const came = await Promise.allSettled(changes)
  expect(came.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect((await inForce(kind)).version).toBe(read + 1)
})
