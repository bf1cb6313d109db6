import { writeFile } from 'node:fs/promises'
import { authorities } from '@rollcall/collections/authorities/authorities'
import { shift } from '@rollcall/domain/calendar-date'
import { comparedPart } from '@rollcall/domain/compared-part'
import { compileCollection } from '@rollcall/domain/compiled-collection'
import type { KeptReturn } from '@rollcall/domain/kept-return'
import { checkAndKeep } from '@rollcall/workbook/check-workbook'
import { freeze } from '@rollcall/workbook/frozen-collection'
import { startProcessPool } from '@rollcall/workbook/process-pool'
import { Refusal } from '@rollcall/workbook/refusal'
import { startReturnChecker } from '@rollcall/workbook/return-checker'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { browserPortal } from '../support/browser-portal.ts'
import { aDataRequest } from '../support/builders.ts'
import { openChecker } from '../support/check-in-browser.ts'
import { testDatabase } from '../support/database.ts'
import { gridOf, workbookOf } from '../support/grids.ts'
import { type Asked, askedRounds, type RandomReturn, randomReturns } from '../support/random-returns.ts'
import { rollcall } from '../support/rollcall.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const { db } = testDatabase()
const { open } = testBrowser()
const portal = await browserPortal(db)
const folder = temporaryFolder()
const checker = startReturnChecker({ processes: 2 })
// What the command starts for each file it checks.
const command = startProcessPool({
  module: new URL('../../apps/cli/src/tasks.ts', import.meta.url),
  ...{ processes: 2, megabytes: 1024, seconds: 120 },
})
afterAll(() => Promise.all([checker.stop(), command.stop()]))

/** A round's collection made ready, and the returns of the round before as they were sent and as they are kept. */
interface Round extends Asked {
  readonly frozen: Awaited<ReturnType<typeof freeze>>
  readonly before: Asked['before']
  readonly files: readonly string[]
  readonly kept: readonly KeptReturn[]
}
let rounds: readonly Round[]
let returns: readonly RandomReturn[]
let page: Page

beforeAll(async () => {
  rounds = await Promise.all(askedRounds.map(ready))
  returns = await randomReturns(1000)
  const { dataRequestId, officer } = await aDataRequest(db)
  const opened = await open()
  page = opened.page
  await openChecker(page, { portal, dataRequestId, viewer: officer })
}, 120_000)

async function ready(asked: Asked, round: number): Promise<Round> {
  const { collection, referenceDate, before } = asked
  const compiled = compileCollection(collection, authorities, shift(referenceDate, { years: -1 }))
  const kept: KeptReturn[] = []
  const files: string[] = []
  for (const [at, { authority, sheets }] of before.entries()) {
    const file = folder(`before-${round}-${at}.xlsx`)
    const bytes = workbookOf(collection.sheets.map((sheet) => gridOf(sheet, sheets[sheet.id] ?? [])))
    await writeFile(file, bytes)
    files.push(file)
    kept.push((await checkAndKeep(bytes, compiled, { authority: authority.code })).kept)
  }
  return { ...asked, files, kept, frozen: await freeze({ collection, authorities, referenceDate }) }
}

const roundOf = ({ round }: RandomReturn): Round => rounds[round] as Round
const lastOf = (one: RandomReturn): KeptReturn | undefined =>
  one.before === undefined ? undefined : roundOf(one).kept[one.before]

/** What came of a check, to the last byte. */
const told = (checked: object): string => JSON.stringify(checked)
const refused = (error: unknown): string => {
  if (!(error instanceof Refusal)) throw error
  return told({ code: error.code, message: error.message })
}

const onTheServer = (one: RandomReturn): Promise<string> =>
  checker
    .check(one.bytes, roundOf(one).frozen, { authority: one.authority, lastRound: lastOf(one) })
    .then(({ checked }) => told(checked), refused)

async function byTheCommand(one: RandomReturn, at: number): Promise<string> {
  const { collection, referenceDate, files } = roundOf(one)
  const file = folder(`return-${at}`)
  await writeFile(file, one.bytes)
  const previous = one.before === undefined ? undefined : files[one.before]
  const asked = {
    ...{ does: 'check', file, collection: collection.id, referenceDate, authority: one.authority },
    ...{ previous, relaxed: [], annotated: false },
  }
  return await command
    .run(asked)
    .then((output) => told((output as { checked?: object }).checked ?? {}), refused)
}

/** Checks files in the page's own worker, all of one round and one last return after each other. */
const checkInWorker = `async ({ own, files }) => {
  const worker = new Worker(document.getElementById('check').dataset.worker)
  worker.postMessage({ kind: 'prepare', asked: { frozen: window.asked, ...own } })
  const answers = []
  for (const base64 of files) {
    worker.postMessage({ kind: 'check', file: new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))]) })
    const outcome = await new Promise((resolve) => {
      worker.onmessage = ({ data }) => /checked|refused/.test(data.kind) && resolve(data)
    })
    const { checked, code, message } = outcome
    answers.push(checked ? JSON.stringify(checked) : JSON.stringify({ code, message }))
  }
  worker.terminate()
  return answers
}`

async function inTheBrowser(): Promise<string[]> {
  const answers: string[] = []
  const numbered = returns.map((one, at) => ({ one, at })).toSorted((a, b) => a.one.round - b.one.round)
  const alike = Map.groupBy(
    numbered,
    ({ one: { round, authority, before } }) => `${round} ${authority} ${before}`,
  )
  let round: number | undefined
  for (const group of alike.values()) {
    const [{ one }] = group as [(typeof group)[number]]
    const { frozen } = roundOf(one)
    const compiled = compileCollection(frozen.collection, authorities, frozen.referenceDate)
    const last = lastOf(one)
    if (round !== one.round) await page.evaluate(`window.asked = ${JSON.stringify(frozen)}; undefined`)
    round = one.round
    const lastReturn = last ? comparedPart(last, compiled) : null
    const own = { authority: one.authority, lastReturn, relaxed: [] }
    const files = group.map(({ one: { bytes } }) => Buffer.from(bytes).toString('base64'))
    const came = (await page.evaluate(`(${checkInWorker})(${JSON.stringify({ own, files })})`)) as string[]
    for (const [index, { at }] of group.entries()) answers[at] = came[index] ?? ''
  }
  return answers
}

test('a thousand random returns are told the same, byte for byte, in the browser, by the server and by the command', async () => {
  const server = await Promise.all(returns.map(onTheServer))
  const byCommand = await Promise.all(returns.map(byTheCommand))
  const browser = await inTheBrowser()

  expect(browser.flatMap((answer, at) => (answer === server[at] ? [] : [[at, answer, server[at]]]))).toEqual(
    [],
  )
  expect(
    byCommand.flatMap((answer, at) => (answer === server[at] ? [] : [[at, answer, server[at]]])),
  ).toEqual([])
  for (const kind of ['ready', 'needs-answers', 'must-fix', 'refused'])
    expect([kind, kindsIn(server)[kind] ?? 0]).not.toEqual([kind, 0])
}, 180_000)

/** How many came to what: a generator that only makes one kind of return would show nothing. */
function kindsIn(answers: readonly string[]): Record<string, number> {
  const outcomes = answers.map((answer) => (JSON.parse(answer) as { outcome?: string }).outcome ?? 'refused')
  return Object.fromEntries(
    [...Map.groupBy(outcomes, (outcome) => outcome)].map(([outcome, all]) => [outcome, all.length]),
  )
}

test('a few of them are told the same by the command as a person runs it', async () => {
  for (const [at, one] of returns.slice(0, 4).entries()) {
    const { collection, referenceDate, files } = roundOf(one)
    const file = folder(`typed-${at}`)
    await writeFile(file, one.bytes)
    const { stdout } = await rollcall(
      ...['check', file, '--collection', collection.id, '--reference-date', referenceDate, '--json'],
      ...['--authority', one.authority],
      ...(one.before === undefined ? [] : ['--previous', files[one.before] ?? '']),
    )
    const { checked } = await checker.check(one.bytes, roundOf(one).frozen, {
      ...{ authority: one.authority, lastRound: lastOf(one) },
    })
    const findings = checked.findings.map(({ subject: _, value: __, ...finding }) => finding)
    expect((JSON.parse(stdout) as { findings: unknown }).findings).toEqual(findings)
  }
})
