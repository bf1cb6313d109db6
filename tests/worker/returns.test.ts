import { acceptReturn } from '@rollcall/actions/accept-return'
import { signOffReturn } from '@rollcall/actions/sign-off-return'
import { findLiveFigures } from '@rollcall/database/figures'
import { asViewer } from '@rollcall/database/transaction'
import { statementOfTruth } from '@rollcall/domain/sign-off'
import { system } from '@rollcall/domain/viewer'
import { freePort } from '@rollcall/platform/free-port'
import { startWorker } from '@rollcall/worker/start-worker'
import { expect, test, vi } from 'vitest'
import { aDataRequest, keys } from '../support/builders.ts'
import { noMailer } from '../support/mailers.ts'
import { readyWorkbook, send, storedSubmission } from '../support/returns.ts'
import { isFinished, quiet } from './a-worker.ts'
import { stores, testStores } from './stores.ts'

const { db, urls } = testStores()

test.each(stores)(
  'on %s a return that is sent is checked, and one that is accepted is in the figures by itself',
  async (store) => {
    const { as, officer, signatory, analyst, dataRequestId, roundId } = await aDataRequest(db)
    const open: (() => unknown)[] = []
    await startWorker({
      settings: {
        ...{ ...urls(store), metricsHost: '127.0.0.1', metricsPort: await freePort(), checksAtOnce: 1 },
        portalUrl: 'https://rollcall.example',
        mailPerMinute: 1000,
      },
      keys,
      mailer: noMailer,
      log: quiet,
      opened: (_, close) => open.push(close),
    })
    const figures = () => asViewer(db, system, (trx) => findLiveFigures(trx, roundId))

    const { submissionId, sha256 } = await send(as(officer), dataRequestId, await readyWorkbook())
    await vi.waitUntil(() => isFinished(db, 'check-submission'), { timeout: 30_000, interval: 20 })
    expect(await storedSubmission(db, submissionId)).toMatchObject({ state: 'ready' })

    await signOffReturn(as(signatory), { dataRequestId, sha256, statement: statementOfTruth })
    const before = (await figures())?.hash
    await acceptReturn(as(analyst), { dataRequestId })
    await expect.poll(async () => (await figures())?.hash, { timeout: 30_000, interval: 10 }).not.toBe(before)
    for (const close of open.toReversed()) await close()
  },
)
