import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { asViewer } from '@rollcall/database/transaction'
import type { DataRequestId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { systemClock } from '@rollcall/platform/clock'
import { authentication } from '@rollcall/portal/authentication'
import { expect, test } from 'vitest'
import { aDataRequest, keys } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { freePort } from '../support/free-port.ts'
import { testPortal } from '../support/portal.ts'
import { projectFile } from '../support/project-files.ts'
import { aWorkbook, check, veryLow } from '../support/returns.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const { db } = testDatabase()
const inFolder = temporaryFolder()
const port = await freePort()
const portalUrl = `http://127.0.0.1:${port}`
const portal = testPortal(db, {
  portalUrl,
  authenticate: authentication({ db, keys, clock: systemClock, portalUrl }),
})
// The same, where the officer who registers the client need not sign in.
const registry = testPortal(db, { portalUrl })

const page = projectFile('docs/api.md').text
const run = promisify(execFile)

/** Runs a program of the page as whoever reads it would, in a folder of their own. */
async function runExample(
  name: string,
  argument: string[] = [],
  env: Record<string, string> = {},
): Promise<string> {
  const [, program] = new RegExp(`^\`\`\`js\\n(// ${name}\\n[\\s\\S]*?)^\`\`\``, 'm').exec(page) ?? []
  if (program === undefined) throw new Error(`docs/api.md has no ${name}`)
  writeFileSync(inFolder(name), program)
  const { stdout } = await run(process.execPath, [name, ...argument], { cwd: inFolder(), env })
  return stdout
}

test('the programs of the page make a key, sign in, send a return and read its findings', async () => {
  const { officer, dataRequestId } = await aDataRequest(db)
  await portal.app.listen({ port: Number(port), host: '127.0.0.1' })
  writeFileSync(inFolder('return.xlsx'), await aWorkbook([veryLow]))

  const publicJwk = JSON.parse(await runExample('make-key.mjs'))
  const registered = await registry.as(officer)({
    method: 'POST',
    url: '/api/v1/clients',
    payload: { name: 'Our case-management system', publicJwk },
  })
  expect(registered.statusCode).toBe(201)

  const env = { PORTAL: portalUrl, CLIENT: registered.json().clientId as string }
  const [told] = await Promise.all([
    runExample('send-return.mjs', ['return.xlsx'], env),
    checkWhenReceived(dataRequestId),
  ])

  expect(told).toContain('Children in illegal homes, September 2024, due on 2024-10-31: not-started\n')
  expect(told).toMatch(/^version 1 received, SHA-256 [0-9a-f]{64}$/m)
  expect(told).toContain('needs-answers: 0 errors, 1 queries to explain\n')
  expect(told).toMatch(/^query · Children · [A-Z]+\d+ · £400 · .+$/m)
})

/** Does what the worker does. */
async function checkWhenReceived(dataRequestId: DataRequestId): Promise<void> {
  for (;;) {
    const received = await asViewer(db, system, (trx) =>
      trx
        .selectFrom('submissions')
        .select('id')
        .where('dataRequestId', '=', dataRequestId)
        .executeTakeFirst(),
    )
    if (received) {
      await check({ db }, received.id)
      return
    }
    await wait(100)
  }
}
