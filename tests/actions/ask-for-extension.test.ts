import { askForExtension } from '@rollcall/actions/ask-for-extension'
import { readExtensions } from '@rollcall/actions/read-extensions'
import { updateDataRequest } from '@rollcall/database/data-requests'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aDataRequest, day, told } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'

const { db } = testDatabase()
const asking = { until: day('2024-11-08'), reason: 'Our system moves to another supplier.' }

test('an officer asks for more time: the reason is kept sealed, and the office is told', async () => {
  const { as, officer, analyst, dataRequestId } = await aDataRequest(db)

  const { extensionId } = await askForExtension(as(officer), { dataRequestId, ...asking })

  expect(await readExtensions(as(analyst), dataRequestId)).toMatchObject([
    { id: extensionId, state: 'asked', askedUntil: asking.until, askedBecause: asking.reason, until: null },
  ])
  const kept = await asViewer(db, system, (trx) => trx.selectFrom('extensions').selectAll().execute())
  expect(kept[0]?.askedSealed?.includes(asking.reason)).toBe(false)
  const { events, notices } = await told(db, officer, dataRequestId)
  expect(events.at(-1)).toMatchObject({ type: 'extension asked for', personId: officer.personId })
  expect(JSON.stringify(events)).not.toContain('supplier')
  expect(notices.at(-1)).toEqual({ kind: 'extension asked for', recipients: 'office' })
})

test('what is asked for past the closing date is not refused: that would tell the date', async () => {
  const { as, signatory, dataRequestId } = await aDataRequest(db)

  await askForExtension(as(signatory), { dataRequestId, ...asking, until: day('2025-03-01') })

  expect(await readExtensions(as(signatory), dataRequestId)).toHaveLength(1)
})

test('of several who ask at once one has asked; the next asks when that is decided', async () => {
  const { as, officer, dataRequestId } = await aDataRequest(db)

  const tries = await Promise.allSettled(
    Array.from({ length: 5 }, () => askForExtension(as(officer), { dataRequestId, ...asking })),
  )

  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(tries.find((one) => one.status === 'rejected')?.reason).toMatchObject({ code: 'EXTENSION_ASKED' })
  expect(await readExtensions(as(officer), dataRequestId)).toHaveLength(1)
})

test('no later day, a signed return, an analyst or another authority: nothing is asked', async () => {
  const { as, officer, analyst, foreigner, dataRequestId } = await aDataRequest(db)
  const ask = (viewer: Parameters<typeof as>[0], until = asking.until) =>
    askForExtension(as(viewer), { dataRequestId, ...asking, until })

  await expect(ask(officer, day('2024-10-31'))).rejects.toMatchObject({ code: 'EXTENSION_NOT_LATER' })
  await expect(ask(analyst)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(ask(foreigner)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await asViewer(db, system, (trx) => updateDataRequest(trx, dataRequestId, { state: 'signed' }))
  await expect(ask(officer)).rejects.toMatchObject({ code: 'EXTENSION_SIGNED' })
  await expect(readExtensions(as(foreigner), dataRequestId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await readExtensions(as(analyst), dataRequestId)).toEqual([])
})
