import { execFileSync } from 'node:child_process'
import { intoPage, loadNow, machine } from '../bench/page.ts'
import { type Jobs, jobs } from './jobs.ts'
import { type Bare, bareReceiving } from './receiving.ts'
import { type Rush, rush } from './rush.ts'
import { makeFiles, openStage, type Store } from './stage.ts'
import { loadTables } from './tables.ts'

export interface Measured {
  readonly rush: Rush
  readonly bare: Bare
  readonly jobs: Jobs
}

interface Sizes {
  readonly authorities: number
  readonly jobs: number
}

/** Measures a portal and a worker while everybody sends at the same moment, with jobs in Postgres and in Redis. */
export async function load({ quick }: { readonly quick: boolean }): Promise<void> {
  const about = machine(new Date(), loadNow())
  const sizes: Sizes = quick ? { authorities: 20, jobs: 500 } : { authorities: 153, jobs: 5000 }
  const files = await makeFiles(sizes.authorities)
  const measured = new Map<Store, Measured>()
  for (const store of stores()) {
    process.stderr.write(`${sizes.authorities} at once, jobs in ${store}\n`)
    measured.set(store, await measure(store, files, sizes))
  }
  const tables = { 'load machine': about, ...loadTables(measured, sizes.authorities) }
  for (const [name, markdown] of Object.entries(tables)) process.stdout.write(`## ${name}\n\n${markdown}\n\n`)
  if (!quick) await intoPage(tables)
}

async function measure(
  store: Store,
  files: Awaited<ReturnType<typeof makeFiles>>,
  sizes: Sizes,
): Promise<Measured> {
  const stage = await openStage(store, files)
  try {
    return {
      rush: await rush(stage),
      jobs: await jobs(stage, sizes.jobs),
      bare: await bareReceiving(stage),
    }
  } finally {
    await stage.close()
  }
}

function stores(): Store[] {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' })
    return ['postgres', 'redis']
  } catch {
    return ['postgres']
  }
}
