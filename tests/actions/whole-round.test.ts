import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { changeSinceLastRound } from '@rollcall/actions/change-since-last-round'
import { readFigures } from '@rollcall/actions/read-figures'
import { refreshFigures } from '@rollcall/actions/refresh-figures'
import { authorities } from '@rollcall/collections/authorities/authorities'
import { canonical } from '@rollcall/domain/canonical'
import { system } from '@rollcall/domain/viewer'
import { expect, test } from 'vitest'
import { aRound, day, type RoundOverrides, requestsOf } from '../support/builders.ts'
import { acceptAndCount, sendAndSign } from '../support/counted-returns.ts'
import { testDatabase } from '../support/database.ts'
import type { PrintedNational } from '../support/national-figures.ts'
import { rollcallJson } from '../support/rollcall.ts'
import { sampleReturns, written } from '../support/sample-returns.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const { db } = testDatabase()
const files = temporaryFolder()

/** A round of every authority, and a folder, that have had the same returns. */
async function aRoundAndAFolder(count: number, folder: string, overrides: RoundOverrides = {}) {
  const round = await aRound(db, { table: authorities, ...overrides })
  const referenceDate = overrides.referenceOn ?? day('2024-09-01')
  const requests = new Map((await requestsOf(db, round.roundId)).map((request) => [request.code, request]))
  await mkdir(folder, { recursive: true })
  for (const sample of sampleReturns(count, day(referenceDate))) {
    const bytes = await written(sample, day(referenceDate))
    await writeFile(join(folder, `${sample.authority.code}.xlsx`), bytes)
    const request = requests.get(sample.authority.code)
    if (request === undefined) throw new Error(`${sample.authority.code} was not asked`)
    const whose = { dataRequestId: request.id, authorityId: request.authorityId }
    const { submissionId } = await sendAndSign(round, whose, bytes)
    await acceptAndCount(round, whose, submissionId)
  }
  await refreshFigures(round.as(system), round)
  return round
}

test('153 returns accepted one by one make the figures that the command makes of the same files, byte for byte', async () => {
  const folder = files('2024')
  const { as, analyst, roundId } = await aRoundAndAFolder(153, folder)

  const command = await rollcallJson<PrintedNational>(
    ...['aggregate', 'illegal-homes', '--reference-date', '2024-09-01', folder],
  )

  const portal = await readFigures(as(analyst), roundId)
  expect(portal?.figures.find(({ id, label }) => id === 'children' && label === 'England')?.value).toBe(775)
  expect(portal?.coverage).toMatchObject({ asked: 153, included: 153 })
  expect(canonical(portal?.provenance)).toBe(canonical(command.provenance))
  expect(JSON.stringify(portal?.figures)).toBe(JSON.stringify(command.figures))
  expect(portal?.hash).toBe(command.hash)
  expect(portal?.clashes).toEqual(command.clashes)
}, 240_000)

test('a round is compared with the one before as the command compares, and changes are told like for like', async () => {
  const [before, now] = [files('before'), files('now')]
  const { roundId: lastRoundId } = await aRoundAndAFolder(12, before)
  const { as, analyst, roundId } = await aRoundAndAFolder(9, now, {
    ...{ referenceOn: day('2025-09-01'), issueOn: day('2025-09-02'), dueOn: day('2025-10-31') },
    ...{ closesOn: day('2025-11-15'), lastRoundId },
  })

  const command = await rollcallJson<PrintedNational>(
    ...['aggregate', 'illegal-homes', '--reference-date', '2025-09-01', now, '--previous', before],
  )

  const portal = await readFigures(as(analyst), roundId)
  expect(portal?.provenance.lastRound).toHaveLength(9)
  expect(portal?.hash).toBe(command.hash)
  const change = await changeSinceLastRound(as(analyst), roundId)
  expect(change).toMatchObject({
    lastRoundId,
    authorities: command.provenance.submissions.map((one) => one.authority),
  })
  const england = (id: string) =>
    change?.changes.find((one) => one.id === id && Object.keys(one.breakdown).length === 0)
  const then = await readFigures(as(analyst), lastRoundId, {
    figure: 'children',
    breakdowns: [['authority']],
  })
  const inBoth = then?.figures.filter(({ breakdown }) =>
    change?.authorities.includes(String(breakdown.authority)),
  )
  const childrenThen = inBoth?.reduce((sum, { value }) => sum + (value ?? 0), 0)
  const childrenNow = portal?.figures.find(({ id, label }) => id === 'children' && label === 'England')?.value
  expect(england('children')).toMatchObject({
    ...{ before: childrenThen, now: childrenNow, authorities: 9 },
    change: (childrenNow ?? 0) - (childrenThen ?? 0),
  })
  expect(change?.childrenInBoth).toBeGreaterThan(0)
  expect(change?.childrenInBoth).toBe(england('also_last_round')?.now)
  expect(await changeSinceLastRound(as(analyst), lastRoundId)).toBeUndefined()
}, 120_000)
