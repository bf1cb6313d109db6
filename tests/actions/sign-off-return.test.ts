import { raiseDataQuery } from '@rollcall/actions/raise-data-query'
import { receiveContent } from '@rollcall/actions/receive-content'
import { signOffReturn } from '@rollcall/actions/sign-off-return'
import { submitWorkbook } from '@rollcall/actions/submit-workbook'
import { insertMembership } from '@rollcall/database/people'
import { listSignOffs } from '@rollcall/database/sign-offs'
import { asViewer } from '@rollcall/database/transaction'
import { day } from '@rollcall/domain/calendar-date'
import { type DataRequestId, MembershipId } from '@rollcall/domain/ids'
import { statementOfTruth } from '@rollcall/domain/sign-off'
import { system, type Viewer } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import {
  aWorkbook,
  everything,
  inPieces,
  recorded,
  send,
  sendAndCheck,
  storedRequest,
  storedSubmission,
  told,
} from '../support/returns.ts'

const { db } = testDatabase()
const workbook = await aWorkbook()
const statement = statementOfTruth

const signOffsOf = (viewer: Viewer, dataRequestId: DataRequestId) =>
  asViewer(db, viewer, (trx) => listSignOffs(trx, dataRequestId))

test('a signatory signs the version they looked at, under the statement of truth', async () => {
  const { as, officer, signatory, dataRequestId } = await aDataRequest(db)
  const { submissionId, sha256 } = await sendAndCheck(as(officer), dataRequestId, workbook)

  const signed = await signOffReturn(as(signatory), { dataRequestId, sha256, statement })

  expect(signed).toMatchObject({ submissionId, version: 1, state: 'signed' })
  expect((await storedSubmission(db, submissionId)).state).toBe('signed')
  expect((await storedRequest(db, dataRequestId)).state).toBe('signed')
  expect(await signOffsOf(officer, dataRequestId)).toMatchObject([
    {
      submissionId,
      version: 1,
      sha256,
      statement,
      signedBy: signatory.personId,
      signedByName: 'Some signatory',
    },
  ])
  expect((await recorded(db, dataRequestId)).at(-1)).toEqual({
    type: 'return signed off',
    details: { dataRequestId, submissionId, version: 1, sha256, bySender: false },
    personId: signatory.personId,
  })
  expect((await told(db, dataRequestId)).slice(-2)).toEqual([
    { kind: 'return signed off', recipients: 'office' },
    { kind: 'return signed off', recipients: 'authority' },
  ])
})

test('what was sent after the signatory looked is not signed', async () => {
  const { as, officer, signatory, dataRequestId } = await aDataRequest(db)
  const looked = await sendAndCheck(as(officer), dataRequestId, workbook)
  await sendAndCheck(as(officer), dataRequestId, await aWorkbook([{ provider_name: 'Another Ltd' }]))
  const before = await everything(db, dataRequestId)

  const signing = signOffReturn(as(signatory), { dataRequestId, sha256: looked.sha256, statement })

  await expect(signing).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' })
  expect(await everything(db, dataRequestId)).toEqual(before)
})

test('a return is not signed under other words, nor while it waits for its check', async () => {
  const { as, officer, signatory, dataRequestId } = await aDataRequest(db)
  const { sha256 } = await send(as(officer), dataRequestId, workbook)
  const before = await everything(db, dataRequestId)

  for (const words of ['', `${statement} `, 'I agree.']) {
    const signing = signOffReturn(as(signatory), { dataRequestId, sha256, statement: words })
    await expect(signing).rejects.toMatchObject({ code: 'STATEMENT_NOT_ACCEPTED' })
  }
  await expect(signOffReturn(as(signatory), { dataRequestId, sha256, statement })).rejects.toMatchObject({
    code: 'REQUEST_STATE',
  })
  expect(await everything(db, dataRequestId)).toEqual(before)
})

test('of a sign-off and an upload at the same moment both are told the truth: the return is signed as it was, or not at all', async () => {
  const newer = await aWorkbook([{ provider_name: 'Another Ltd' }])
  for (let round = 0; round < 6; round++) {
    const { as, officer, signatory, dataRequestId } = await aDataRequest(db)
    const looked = await sendAndCheck(as(officer), dataRequestId, workbook)
    const content = await receiveContent(as(officer), { dataRequestId }, inPieces(newer))
    const sign = () => signOffReturn(as(signatory), { dataRequestId, sha256: looked.sha256, statement })
    const upload = () => submitWorkbook(as(officer), content)

    const [one, other] = round % 2 === 0 ? [sign, upload] : [upload, sign]
    const outcomes = await Promise.allSettled([one(), other()])

    const [signed, uploaded] = round % 2 === 0 ? outcomes : outcomes.toReversed()
    expect(uploaded).toMatchObject({ status: 'fulfilled', value: { version: 2 } })
    if (signed?.status === 'rejected') expect(signed.reason).toMatchObject({ code: 'CHANGED_MEANWHILE' })
    else expect(signed).toMatchObject({ value: { version: 1 } })
    // Either way the newest version is not signed, and waits for its check.
    expect((await storedRequest(db, dataRequestId)).state).toBe('in-progress')
    expect((await storedSubmission(db, looked.submissionId)).state).toBe('superseded')
    const signOffs = await signOffsOf(officer, dataRequestId)
    expect(signOffs.map(({ version }) => version)).toEqual(signed?.status === 'fulfilled' ? [1] : [])
  }
})

test('whoever sent a return may sign it too if the authority made them both, and the record says so', async () => {
  const { as, officer, authorityId, dataRequestId } = await aDataRequest(db)
  const { personId } = officer
  await asViewer(db, system, (trx) =>
    insertMembership(trx, {
      id: MembershipId.parse(crypto.randomUUID()),
      personId,
      authorityId,
      role: 'signatory',
    }),
  )
  const { sha256 } = await sendAndCheck(as(officer), dataRequestId, workbook)

  await signOffReturn(as({ ...officer, role: 'signatory' }), { dataRequestId, sha256, statement })

  expect((await recorded(db, dataRequestId)).at(-1)).toMatchObject({ details: { bySender: true } })
})

test('a question that an analyst asked about an earlier version is still asked of the one signed', async () => {
  const { as, officer, signatory, analyst, dataRequestId } = await aDataRequest(db)
  const first = await sendAndCheck(as(officer), dataRequestId, workbook)
  await signOffReturn(as(signatory), { dataRequestId, sha256: first.sha256, statement })
  const question = {
    about: { kind: 'return' },
    text: 'Are these all?',
    dueOn: day('2024-10-20'),
  } as const
  await raiseDataQuery(as(analyst), { dataRequestId, ...question })
  const second = await sendAndCheck(as(officer), dataRequestId, workbook)

  const signed = await signOffReturn(as(signatory), { dataRequestId, sha256: second.sha256, statement })

  expect(signed.state).toBe('queried')
})

test('only a signatory of the authority signs', async () => {
  const { as, officer, analyst, signatory, foreigner, dataRequestId } = await aDataRequest(db)
  const { sha256 } = await sendAndCheck(as(officer), dataRequestId, workbook)
  const before = await everything(db, dataRequestId)
  const input = { dataRequestId, sha256, statement }

  for (const viewer of [officer, analyst]) {
    await expect(signOffReturn(as(viewer), input)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  }
  const foreign = { ...signatory, authorityId: foreigner.authorityId }
  await expect(signOffReturn(as(foreign), input)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await everything(db, dataRequestId)).toEqual(before)
})
