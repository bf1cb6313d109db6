import { authorities } from '@rollcall/collections/authorities/authorities'
import { randomFrom } from '@rollcall/collections/sample/random'
import { prepareJobStore } from '@rollcall/worker/job-store'
import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { blowsOver } from './blows.ts'
import { faultsOf } from './faults.ts'
import { playSeason } from './run.ts'

const { db, appUrl: databaseUrl, ownerUrl } = testDatabase()
const folder = temporaryFolder()
beforeAll(() => prepareJobStore(ownerUrl))

// The long form is `npm run season`: 153 authorities, undisturbed and then with fifty kills.
test('a round of sixty days, its worker killed now and then: everybody is written to as they should be, and nobody twice', async () => {
  const seed = 6
  const played = await playSeason({
    ...{ db, databaseUrl, home: folder('home'), seed, withWorkbooks: [], carrier: 'smtp' },
    codes: authorities.slice(0, 10).map(({ code }) => code),
    blows: blowsOver(180, 3, randomFrom(seed)),
  })

  expect(await faultsOf(db, played)).toEqual([])
  expect(played.kills).toBe(3)
  expect(played.arrived.length).toBeGreaterThan(180)
}, 300_000)
