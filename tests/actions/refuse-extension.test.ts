import { askForExtension } from '@rollcall/actions/ask-for-extension'
import { readExtensions } from '@rollcall/actions/read-extensions'
import { refuseExtension } from '@rollcall/actions/refuse-extension'
import { expect, test } from 'vitest'
import { aDataRequest, day, requestsOf, told } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'

const { db } = testDatabase()

async function asked() {
  const scene = await aDataRequest(db)
  const { as, officer, dataRequestId } = scene
  const input = { dataRequestId, until: day('2024-11-08'), reason: 'A flood.' }
  return { ...scene, ...(await askForExtension(as(officer), input)) }
}

test('a refusal says why, leaves the due date, and is told and recorded', async () => {
  const { as, analyst, officer, dataRequestId, extensionId, roundId } = await asked()

  await refuseExtension(as(analyst), { extensionId, reason: 'You have had four weeks.' })

  expect(await readExtensions(as(officer), dataRequestId)).toMatchObject([
    { state: 'refused', until: null, decidedBecause: 'You have had four weeks.' },
  ])
  expect((await requestsOf(db, roundId)).map(({ dueOn }) => dueOn)).toEqual(Array(3).fill('2024-10-31'))
  const { events, notices } = await told(db, officer, dataRequestId)
  expect(events.at(-1)).toMatchObject({ type: 'extension refused', personId: analyst.personId })
  expect(notices.at(-1)).toEqual({ kind: 'extension refused', recipients: 'authority' })
})

test('what was decided is not decided again, and an officer decides nothing', async () => {
  const { as, analyst, officer, extensionId } = await asked()
  const input = { extensionId, reason: 'No.' }

  await expect(refuseExtension(as(officer), input)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await refuseExtension(as(analyst), input)
  await expect(refuseExtension(as(analyst), input)).rejects.toMatchObject({ code: 'EXTENSION_DECIDED' })
})
