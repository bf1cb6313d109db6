import { acceptReturn } from '@rollcall/actions/accept-return'
import { contribute } from '@rollcall/actions/contribute'
import { excludeReturn } from '@rollcall/actions/exclude-return'
import { reopenReturn } from '@rollcall/actions/reopen-return'
import { asViewer } from '@rollcall/database/transaction'
import { SubmissionId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest, told } from '../support/builders.ts'
import { aSignedReturn, declareAndSign, sendAndSign, standing } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import { aReturn, aWorkbook } from '../support/returns.ts'

const { db } = testDatabase()
const reason = 'Half the children are missing.'

test('an accepted return is put into the figures, its children as marks that nobody can read', async () => {
  const request = await aDataRequest(db)
  const { as, analyst, officer, dataRequestId, roundId } = request
  const { submissionId, sha256 } = await sendAndSign(request, request, await aWorkbook())
  await acceptReturn(as(analyst), { dataRequestId })

  await contribute(as(system), { submissionId })

  const { contributions, fingerprints, jobs } = await standing(db, dataRequestId)
  const children = aReturn().sheets.children ?? []
  expect(contributions).toMatchObject([{ submissionId, sha256, body: { authority: '330' } }])
  expect(contributions[0]?.body.parts).toContainEqual(
    expect.objectContaining({
      figure: 'children',
      by: {},
      tally: { count: children.length, sum: 0, notHeld: 0 },
    }),
  )
  expect(fingerprints).toHaveLength(children.length)
  expect(jobs.at(-1)).toEqual({ job: 'refresh-figures', input: { roundId } })
  const { events } = await told(db, officer, dataRequestId)
  expect(events.at(-1)).toMatchObject({ type: 'return counted', personId: null, details: { sha256 } })
  const marks = await asViewer(db, system, (trx) => trx.selectFrom('fingerprints').select('mark').execute())
  expect(marks.every(({ mark }) => mark.length === 32)).toBe(true)
})

test('counted twice it counts once', async () => {
  const { as, analyst, dataRequestId, submissionId } = await aSignedReturn(db)
  await acceptReturn(as(analyst), { dataRequestId })

  await contribute(as(system), { submissionId })
  const once = await standing(db, dataRequestId)
  await contribute(as(system), { submissionId })
  await Promise.all([1, 2, 3].map(() => contribute(as(system), { submissionId })))

  expect(await standing(db, dataRequestId)).toEqual(once)
})

test('a return that is no longer accepted is not counted, however late the job comes', async () => {
  for (const takeBack of [excludeReturn, reopenReturn]) {
    const { as, analyst, dataRequestId, submissionId } = await aSignedReturn(db)
    await acceptReturn(as(analyst), { dataRequestId })
    await takeBack(as(analyst), { dataRequestId, reason })

    await contribute(as(system), { submissionId })

    expect((await standing(db, dataRequestId)).contributions).toEqual([])
  }
})

test('counting and excluding at once end without it', async () => {
  const signed = await aSignedReturn(db)
  const { as, analyst, dataRequestId, submissionId } = signed
  await acceptReturn(as(analyst), { dataRequestId })

  await Promise.all([
    contribute(as(system), { submissionId }),
    excludeReturn(as(analyst), { dataRequestId, reason }),
    contribute(as(system), { submissionId }),
  ])

  expect(await standing(db, dataRequestId)).toMatchObject({ contributions: [], fingerprints: [] })
})

test('a newer version that is accepted takes the place of the one before, whichever job runs last', async () => {
  const request = await aDataRequest(db)
  const { as, analyst, dataRequestId } = request
  const first = await sendAndSign(request, request, await aWorkbook())
  await acceptReturn(as(analyst), { dataRequestId })
  await contribute(as(system), first)
  await reopenReturn(as(analyst), { dataRequestId, reason })
  const second = await declareAndSign(request, request)
  await acceptReturn(as(analyst), { dataRequestId })

  await contribute(as(system), second)
  await contribute(as(system), first)

  const { contributions, fingerprints } = await standing(db, dataRequestId)
  expect(contributions.map(({ submissionId }) => submissionId)).toEqual([second.submissionId])
  expect(fingerprints).toEqual([])
})

test('nobody but the portal counts a return, and one that is not there cannot be', async () => {
  const { as, analyst, approver, signatory, submissionId } = await aSignedReturn(db)
  for (const viewer of [analyst, approver, signatory])
    await expect(contribute(as(viewer), { submissionId })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  const nothing = SubmissionId.parse(crypto.randomUUID())
  await expect(contribute(as(system), { submissionId: nothing })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
