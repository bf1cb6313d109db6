import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Random, randomFrom } from '@rollcall/collections/sample/random'
import { type ApiClient, apiClient, type Credentials } from '../support/api-client.ts'
import { apiPeople } from '../support/api-people.ts'
import { openRound } from '../support/api-round.ts'
import { freePort } from '../support/free-port.ts'
import { type KeptRollcall, keepRollcall, type Target } from '../support/kept-rollcall.ts'
import { withDatabase } from '../support/own-database.ts'
import { makeFiles } from './files.ts'
import { live } from './story.ts'
import { faultsFound, type SeenAudit, untilSettled } from './verify.ts'

interface Torture {
  readonly seed: number
  readonly authorities: number
  /** What is killed, in an order that the seed decides; all of it again when all were killed. */
  readonly targets: readonly Target[]
  readonly blows: number
  readonly secondsBetween: number
  readonly settings?: Readonly<Record<string, string>>
  readonly say?: (what: string) => void
}

export interface Tortured {
  /** Whatever is not as it would be had nobody killed anything. */
  readonly faults: readonly string[]
  readonly blows: Readonly<Partial<Record<Target, number>>>
  /** Answers by status and code; 0 is none at all. */
  readonly answers: Readonly<Record<string, number>>
  readonly versions: number
  readonly acceptances: number
  readonly givenUp: number
  readonly settledSeconds: number
}

/** Has authorities and the office do their work while processes are killed under them, and looks at what is left of it. */
export async function torture(given: Torture): Promise<Tortured> {
  const { seed, say = () => undefined } = given
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-torture-'))
  // Run by root, Postgres has another account, which has to get in.
  await chmod(folder, 0o755)
  const log = join(folder, 'rollcall.log')
  say(`seed ${seed}; the log is ${log}`)
  const rollcall = keepRollcall({
    log,
    port: await freePort(),
    settings: {
      ROLLCALL_HOME: folder,
      METRICS_PORT: await freePort(),
      LOG_LEVEL: 'info',
      ...given.settings,
    },
  })
  let tortured: Tortured
  try {
    const files = await makeFiles(given.authorities)
    await rollcall.untilReady()
    tortured = await tortureOn(rollcall, { ...given, say }, folder, files)
  } finally {
    await rollcall.stop()
  }
  // Where something was found, what is left is there to be looked at.
  if (tortured.faults.length === 0) await rm(folder, { recursive: true, force: true })
  return tortured
}

async function tortureOn(
  rollcall: KeptRollcall,
  { seed, say, ...given }: Torture & { readonly say: (what: string) => void },
  folder: string,
  files: Awaited<ReturnType<typeof makeFiles>>,
): Promise<Tortured> {
  const random = randomFrom(seed)
  const answers: Record<string, number> = {}
  const clientOf = (credentials: Credentials): ApiClient =>
    apiClient(rollcall.portalUrl, credentials, {
      onAnswer: ({ status, code }) => {
        const answer = `${status} ${code}`.trim()
        answers[answer] = (answers[answer] ?? 0) + 1
      },
    })
  const codes = files.map(({ code }) => code)
  const people = await withDatabase(folder, (db) => apiPeople(db, codes))
  const [analyst, approver] = [clientOf(people.analyst), clientOf(people.approver)]
  const roundId = await openRound(analyst, approver, codes)

  let isOver = false
  const seen: SeenAudit[] = []
  const lives = people.authorities.map(({ code, officer, signatory }, at) => {
    const own = files[at]
    if (own?.code !== code) throw new Error('the authorities are in another order than their files')
    const cast = { officer: clientOf(officer), signatory: clientOf(signatory), analyst, files: own }
    return live({ ...cast, random: random.branch(code) }, roundId, () => isOver)
  })
  const blows = strike(rollcall, { ...given, random: random.branch('blows'), say }, async () => {
    seen.push(await analyst.get<SeenAudit>('/api/v1/audit/verification'))
  }).finally(() => {
    isOver = true
  })
  const [struck, ...chronicles] = await Promise.all([blows, ...lives])
  const begun = performance.now()
  await rollcall.untilReady()
  return await withDatabase(folder, async (db) => {
    await untilSettled(db, 120_000)
    const settledSeconds = (performance.now() - begun) / 1000
    say('settled')
    return {
      faults: await faultsFound({ db, roundId, analyst, chronicles, seen }),
      blows: struck,
      answers,
      versions: chronicles.reduce((sum, { sent }) => sum + sent.length, 0),
      acceptances: chronicles.flatMap(({ done }) => done).filter((one) => one === 'return accepted').length,
      givenUp: rollcall.givenUp(),
      settledSeconds,
    }
  })
}

interface Striking extends Pick<Torture, 'targets' | 'blows' | 'secondsBetween'> {
  readonly random: Random
  readonly say: (what: string) => void
}

/** Kills one thing after another. Every now and then somebody notes where the record of who did what ends. */
async function strike(
  rollcall: KeptRollcall,
  { targets, blows, secondsBetween, random, say }: Striking,
  lookAtRecord: () => Promise<void>,
): Promise<Partial<Record<Target, number>>> {
  const struck: Partial<Record<Target, number>> = {}
  let bag: Target[] = []
  for (let blow = 0; blow < blows; blow++) {
    await wait(secondsBetween * (0.5 + random.fraction()) * 1000)
    if (bag.length === 0) bag = random.shuffled(targets)
    const target = bag.pop()
    if (target === undefined || !rollcall.kill(target)) continue
    say(`killed: ${target}`)
    struck[target] = (struck[target] ?? 0) + 1
    if (blow % 5 === 2) await lookAtRecord()
  }
  await wait(secondsBetween * 1000)
  return struck
}
