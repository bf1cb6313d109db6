import { extractRows } from '@rollcall/actions/extract-rows'
import { readDecisions } from '@rollcall/actions/read-decisions'
import { SubmissionId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest, aMember, told } from '../support/builders.ts'
import { aSignedReturn, sendAndSign } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { aReturn, aWorkbook } from '../support/returns.ts'

const { db } = testDatabase()
const reason = 'Two costs are ten times the others; I compare them with the contracts.'

test('an analyst with a reason gets the rows, and the authority sees who took them and why', async () => {
  const request = await aDataRequest(db)
  const { as, analyst, officer, dataRequestId } = request
  const { submissionId } = await sendAndSign(request, request, await aWorkbook())

  const { kept } = await extractRows(as(analyst), { submissionId, reason })

  const children = kept.sheets.find(({ sheet }) => sheet === 'children')
  expect(children?.rows).toHaveLength((aReturn().sheets.children ?? []).length)
  expect(children?.columns).toContain('date_of_birth')
  const { extracts } = await readDecisions(as(officer), dataRequestId)
  expect(extracts).toMatchObject([{ submissionId, takenBy: analyst.personId, reason }])
  const { events, notices } = await told(db, officer, dataRequestId)
  expect(events.at(-1)).toMatchObject({
    type: 'rows extracted',
    personId: analyst.personId,
    details: { submissionId, version: 1, extractId: extracts[0]?.id },
  })
  expect(JSON.stringify(events)).not.toContain('contracts')
  expect(notices.at(-1)).toEqual({ kind: 'rows extracted', recipients: 'authority' })
})

test('nobody takes rows without a record of it: not an authority, not the portal, not from another’s return', async () => {
  const { as, officer, signatory, foreigner, submissionId, dataRequestId } = await aSignedReturn(db)
  for (const viewer of [officer, signatory, foreigner, system])
    await expect(extractRows(as(viewer), { submissionId, reason })).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    })
  const analyst = { role: 'analyst', personId: await aMember(db, 'analyst') } as const
  const nothing = SubmissionId.parse(crypto.randomUUID())
  await expect(extractRows(as(analyst), { submissionId: nothing, reason })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  expect((await readDecisions(as(officer), dataRequestId)).extracts).toEqual([])
})
