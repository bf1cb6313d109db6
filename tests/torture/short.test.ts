import { expect, test } from 'vitest'
import { torture } from './run.ts'

// The long form is `npm run torture`.
test('portal, worker and Postgres are killed under people who work, and nothing is lost or done twice', async () => {
  const { faults, blows, versions, acceptances } = await torture({
    seed: 20240901,
    authorities: 4,
    targets: ['portal', 'worker', 'postgres'],
    blows: 5,
    secondsBetween: 1.5,
    settings: { DEAD_AFTER_SECONDS: '3' },
  })

  expect(faults).toEqual([])
  expect(Object.keys(blows).sort()).toEqual(['portal', 'postgres', 'worker'])
  expect(Math.min(versions, acceptances)).toBeGreaterThanOrEqual(4)
}, 180_000)
