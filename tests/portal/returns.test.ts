import { statementOfTruth } from '@rollcall/domain/sign-off'
import { expect, test } from 'vitest'
import { aDataRequest } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { testPortal } from '../support/portal.ts'
import { readAll } from '../support/read-all.ts'
import { aWorkbook, check, veryLow } from '../support/returns.ts'
import { upload } from '../support/upload.ts'

const { db } = testDatabase()
const portal = testPortal(db)

test('a return goes from the upload to its acceptance by way of the API alone', async () => {
  const { officer, signatory, analyst, dataRequestId } = await aDataRequest(db)
  const own = `/api/v1/data-requests/${dataRequestId}`

  const received = await portal.as(officer)({
    url: `${own}/submissions`,
    ...(await upload(await aWorkbook([veryLow]))),
  })
  expect(received.statusCode).toBe(202)
  const receipt = received.json()
  expect(receipt).toMatchObject({ dataRequestId, version: 1, kind: 'workbook' })
  expect(received.headers.location).toBe(`/api/v1/submissions/${receipt.submissionId}`)
  const place = String(received.headers.location)
  expect((await portal.as(officer)({ url: place })).json()).toMatchObject({ ...receipt, state: 'received' })

  await check({ db }, receipt.submissionId)
  const checked = (await portal.as(officer)({ url: place })).json()
  expect(checked).toMatchObject({ state: 'needs-answers', errorCount: 0, openQueryCount: 1 })
  expect(checked.findingCounts).toContainEqual({ rule: 'IH-014', severity: 'query', findings: 1 })

  const findings = await portal.as(officer)({ url: `${place}/findings?severity=query&explained=false` })
  const [finding] = findings.json().items
  expect(finding).toMatchObject({ rule: 'IH-014', explanation: null })
  const explained = await portal.as(officer)({
    ...{ method: 'POST', url: `${place}/explanations` },
    payload: { explanations: [{ findings: [finding.id], text: 'The health board pays the rest.' }] },
  })
  expect(explained.json()).toMatchObject({
    explained: 1,
    openQueryCount: 0,
    requestState: 'awaiting-sign-off',
  })

  const unasked = (await portal.as(signatory)({ url: `${own}/sign-off` })).json()
  expect(unasked).toEqual({ statementOfTruth, asked: null, items: [] })
  const asked = await portal.as(officer)({
    ...{ method: 'POST', url: `${own}/sign-off-request` },
    payload: { note: 'The cost is right.' },
  })
  expect(asked.json()).toMatchObject({ state: 'awaiting-sign-off' })
  const declaration = (await portal.as(signatory)({ url: `${own}/sign-off` })).json()
  expect(declaration.asked).toMatchObject({ askedByName: 'Some officer', note: 'The cost is right.' })
  // The note is for the signatory.
  expect((await portal.as(analyst)({ url: `${own}/sign-off` })).json().asked.note).toBeNull()
  const signed = await portal.as(signatory)({
    ...{ method: 'POST', url: `${own}/sign-off` },
    payload: { sha256: receipt.sha256, statement: declaration.statementOfTruth },
  })
  expect(signed.statusCode).toBe(200)
  expect(signed.json()).toMatchObject({ state: 'signed', newestVersion: { version: 1, state: 'signed' } })

  const accepted = await portal.as(analyst)({ method: 'POST', url: `${own}/acceptance`, payload: {} })
  expect(accepted.json()).toMatchObject({ state: 'accepted', acceptedSubmissionId: receipt.submissionId })
})

test('an authority reads back its own bytes, the marked copy and what changed; the office is told to give a reason', async () => {
  const { officer, analyst, dataRequestId } = await aDataRequest(db)
  const url = `/api/v1/data-requests/${dataRequestId}/submissions`
  const send = async (bytes: Uint8Array): Promise<string> => {
    const { submissionId } = (await portal.as(officer)({ url, ...(await upload(bytes)) })).json()
    await check({ db }, submissionId)
    return `/api/v1/submissions/${submissionId}`
  }
  const first = await aWorkbook()
  const [before, after] = [await send(first), await send(await aWorkbook([veryLow]))]

  const file = await portal.as(officer)({ url: `${before}/file` })
  expect(Buffer.compare(file.rawPayload, first)).toBe(0)
  expect(file.headers['content-disposition']).toContain('illegal-homes-330-2024-09-01-version-1.xlsx')
  expect(file.headers['cache-control']).toBe('no-store')
  const annotated = await portal.as(officer)({ url: `${after}/annotated` })
  expect((await readAll(annotated.rawPayload)).facts.sheets.map(({ name }) => name)).toContain('Findings')
  const changes = (await portal.as(officer)({ url: `${after}/changes` })).json()
  expect(changes).toMatchObject({ against: { version: 1 }, changes: { counts: { altered: 1, added: 0 } } })

  for (const part of ['file', 'annotated', 'changes'])
    expect((await portal.as(analyst)({ url: `${after}/${part}` })).json()).toMatchObject({
      code: 'ROWS_NEED_A_REASON',
    })
  const [shown] = (await portal.as(analyst)({ url: `${after}/findings` })).json().items
  expect(shown).toMatchObject({ rule: 'IH-014', message: null, found: null })
  const extract = await portal.as(analyst)({
    ...{ method: 'POST', url: `${after}/extract` },
    payload: { reason: 'A cost that cannot be so.' },
  })
  expect(extract.json().sheets.map(({ sheet }: { sheet: string }) => sheet)).toContain('children')
})

test('a request is listed with its round, its authority and its newest version, and without the closing date', async () => {
  const { officer, analyst, roundId, dataRequestId } = await aDataRequest(db)

  const own = (await portal.as(officer)({ url: `/api/v1/rounds/${roundId}/data-requests` })).json()
  expect(own.items).toMatchObject([
    {
      ...{ dataRequestId, state: 'not-started', dueOn: '2024-10-31', newestVersion: null },
      round: { roundId, referenceOn: '2024-09-01' },
      authority: { code: '330', name: 'Birmingham' },
    },
  ])
  expect(JSON.stringify(own)).not.toContain('2024-11-15')

  const codes: string[] = []
  let cursor = ''
  do {
    const page = (
      await portal.as(analyst)({ url: `/api/v1/data-requests?roundId=${roundId}&limit=2${cursor}` })
    ).json()
    codes.push(...page.items.map(({ authority }: { authority: { code: string } }) => authority.code))
    cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : ''
  } while (cursor)
  expect(codes).toEqual(['202', '330', '383'])

  const template = await portal.as(officer)({ url: `/api/v1/data-requests/${dataRequestId}/template` })
  expect(template.statusCode).toBe(200)
  expect(template.headers['content-disposition']).toContain('illegal-homes-330-2024-09-01.xlsx')
  expect((await readAll(template.rawPayload)).rows.length).toBeGreaterThan(0)
})

test('nothing to report is declared in one step, with what that means', async () => {
  const { officer, dataRequestId } = await aDataRequest(db)

  const answer = await portal.as(officer)({
    ...{ method: 'POST', url: `/api/v1/data-requests/${dataRequestId}/nil-return` },
  })

  expect(answer.statusCode).toBe(201)
  expect(answer.json()).toMatchObject({ version: 1, kind: 'nil', means: expect.stringContaining('No child') })
})

test('what is sent back, excluded or reopened needs a reason, and says so field by field', async () => {
  const { signatory, analyst, officer, dataRequestId } = await aDataRequest(db)
  const own = `/api/v1/data-requests/${dataRequestId}`

  for (const [viewer, step] of [
    [signatory, 'send-back'],
    [analyst, 'exclusion'],
    [analyst, 'reopening'],
  ] as const) {
    const answer = await portal.as(viewer)({
      method: 'POST',
      url: `${own}/${step}`,
      payload: { reason: ' ' },
    })
    expect(answer.statusCode).toBe(422)
    expect(answer.json()).toMatchObject({ code: 'FIELDS_WRONG', errors: [{ pointer: '#/reason' }] })
  }
  const accepted = await portal.as(officer)({ method: 'POST', url: `${own}/acceptance`, payload: {} })
  expect(accepted.json()).toMatchObject({ status: 403, code: 'NOT_ALLOWED' })
  const early = await portal.as(analyst)({ method: 'POST', url: `${own}/acceptance`, payload: {} })
  expect(early.json()).toMatchObject({ status: 409, code: 'REQUEST_STATE' })
})
