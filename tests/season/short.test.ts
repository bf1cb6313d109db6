import { authorities } from '@rollcall/collections/authorities/authorities'
import { randomFrom } from '@rollcall/collections/sample/random'
import { day } from '@rollcall/domain/calendar-date'
import { prepareJobStore } from '@rollcall/worker/job-store'
import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { blowsOver } from './blows.ts'
import { faultsOf, kindsOf } from './faults.ts'
import { quietDays } from './model.ts'
import { playSeason } from './run.ts'
import { moment } from './times.ts'

const bySmtp = testDatabase()
const byNotify = testDatabase()
const folder = temporaryFolder()
beforeAll(async () => {
  await prepareJobStore(bySmtp.ownerUrl)
  await prepareJobStore(byNotify.ownerUrl)
})
const seed = 6

// The long form is `npm run season`: 153 authorities, undisturbed and then with fifty kills, by a mail server or by Notify.
test('a round of sixty days, its worker killed now and then: everybody is written to as they should be, and nobody twice', async () => {
  const { db, appUrl: databaseUrl } = bySmtp
  const played = await playSeason({
    ...{ db, databaseUrl, home: folder('smtp'), seed, withWorkbooks: [], carrier: 'smtp' },
    codes: authorities.slice(0, 10).map(({ code }) => code),
    blows: blowsOver(250, 3, randomFrom(seed)),
  })

  expect(await faultsOf(db, played)).toEqual([])
  expect(played.kills).toBe(3)
  expect(played.arrived.length).toBeGreaterThan(250)
  const kinds = new Set((await kindsOf(db, played)).map(([kind]) => kind))
  expect([...kinds]).toEqual(
    expect.arrayContaining(['dates changed', 'rule relaxed', 'rule no longer relaxed', 'work handed over']),
  )
  expect([...kinds]).toEqual(
    expect.arrayContaining(['cover named', 'ended without a return', 'figures published', 'digest']),
  )
  expect(quietDays(played.lives)).not.toEqual([])
}, 300_000)

test('by GOV.UK Notify, a killed worker leaves nothing for a person: Notify is asked what it has', async () => {
  const { db, appUrl: databaseUrl } = byNotify
  const played = await playSeason({
    ...{ db, databaseUrl, home: folder('notify'), seed, withWorkbooks: [], carrier: 'notify' },
    codes: authorities.slice(0, 4).map(({ code }) => code),
    until: moment(day('2026-03-02'), '20:30'),
    blows: [
      { after: 2, when: 'when all is said, before it hears so', ms: 0 },
      { after: 6, when: 'as it names the recipient', ms: 0 },
    ],
  })

  expect(await faultsOf(db, played)).toEqual([])
  expect(played.kills).toBe(2)
  expect(played.asked).toBeGreaterThan(0)
  expect(played.settled).toEqual({ arrived: 0, again: 0 })
  expect(played.arrived.length).toBeGreaterThan(10)
}, 300_000)
