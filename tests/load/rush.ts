import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { watchMemory } from '../bench/tree-memory.ts'
import { type Quantiles, quantiles, timed } from './quantiles.ts'
import type { Party, Stage } from './stage.ts'

/** What came of everybody sending at the same moment. */
export interface Rush {
  readonly receipts: Quantiles
  /** From the moment they sent to the last result, in seconds. */
  readonly lastChecked: number
  /** What somebody waits who reads other things meanwhile. */
  readonly others: Quantiles
  /** From accepting one return to seeing it in the national figures. */
  readonly counted: Quantiles
  /** From accepting every other return at once to figures made from all of them, in seconds. */
  readonly allCounted: number
  /** The most memory each had, with what it has started, in megabytes. */
  readonly memory: Readonly<Record<'portal' | 'worker' | 'postgres', number | undefined>>
}

const readerProgram = fileURLToPath(new URL('./reader.ts', import.meta.url))
const oneByOne = 10
const warmUps = 20

export async function rush(stage: Stage): Promise<Rush> {
  const { rollcall, parties } = stage
  const memory = (['portal', 'worker', 'postgres'] as const).map(
    (name) => [name, watchMemory(rollcall.pidOf(name) ?? 0)] as const,
  )
  // What a portal that has just been started does for the first time is not what is measured.
  await Promise.all(parties.slice(0, warmUps).map(send))
  await untilChecked(stage)
  const reader = await startReader(stage)
  await wait(1000)
  const begun = performance.now()
  const receipts = await Promise.all(parties.map((party) => timed(() => send(party))))
  await untilChecked(stage)
  const lastChecked = (performance.now() - begun) / 1000
  const others = quantiles(await reader.stop())

  await atOnce(8, parties, signOff)
  const [few, rest] = [parties.slice(0, oneByOne), parties.slice(oneByOne)]
  const allCounted = await timed(async () => {
    await atOnce(16, rest, (party) => accept(stage, party))
    await untilCounted(stage, rest.length)
  })
  const counted: number[] = []
  for (const [at, party] of few.entries()) {
    counted.push(
      await timed(async () => {
        await accept(stage, party)
        await untilCounted(stage, rest.length + at + 1)
      }),
    )
  }
  return {
    receipts: quantiles(receipts),
    ...{ lastChecked, others, counted: quantiles(counted), allCounted: allCounted / 1000 },
    memory: Object.fromEntries(memory.map(([name, watching]) => [name, watching.stop()])) as Rush['memory'],
  }
}

const pathOf = ({ dataRequestId }: Party): string => `/api/v1/data-requests/${dataRequestId}`
const send = (party: Party) => party.officer.upload(`${pathOf(party)}/submissions`, party.file)
const accept = ({ analyst }: Stage, party: Party) => analyst.post(`${pathOf(party)}/acceptance`, {})

async function startReader({ rollcall, roundId, parties, analyst }: Stage) {
  const paths = [
    ...parties.slice(0, 3).map(pathOf),
    `/api/v1/rounds/${roundId}/data-requests?limit=50`,
    `/api/v1/rounds/${roundId}/figures?figure=children&by=`,
    '/api/v1/notices',
    '/api',
  ]
  const child: ChildProcess = fork(readerProgram, [
    rollcall.portalUrl,
    await analyst.authorization(),
    ...paths,
  ])
  return {
    async stop(): Promise<number[]> {
      child.send('stop')
      const [took] = (await once(child, 'message')) as [number[]]
      return took
    },
  }
}

export async function untilChecked({ db }: Pick<Stage, 'db'>): Promise<void> {
  const waiting = () =>
    asViewer(db, system, (trx) =>
      trx
        .selectFrom('submissions')
        .select('id')
        .where('state', 'in', ['received', 'checking'])
        .limit(1)
        .executeTakeFirst(),
    )
  while (await waiting()) await wait(50)
}

/** Waits as an analyst would who looks again and again. */
async function untilCounted({ analyst, roundId }: Stage, returns: number): Promise<void> {
  const path = `/api/v1/rounds/${roundId}/figures?figure=children&by=`
  for (;;) {
    const { provenance } = await analyst.get<{ provenance: { submissions: unknown[] } | null }>(path)
    if (provenance?.submissions.length === returns) return
    await wait(20)
  }
}

/** Explains whatever is odd, and signs. */
async function signOff(party: Party): Promise<void> {
  const { officer, signatory } = party
  const request = pathOf(party)
  const { newestVersion } = await officer.get<{
    newestVersion: { submissionId: string; openQueries: number }
  }>(request)
  const { submissionId, openQueries } = newestVersion
  if (openQueries > 0) {
    const { items } = await officer.get<{ items: { rule: string }[] }>(
      `/api/v1/submissions/${submissionId}/findings?severity=query&explained=false&limit=500`,
    )
    const explanations = [...new Set(items.map(({ rule }) => rule))].map((rule) => ({
      rule,
      text: 'It is so.',
    }))
    await officer.post(`/api/v1/submissions/${submissionId}/explanations`, { explanations })
  }
  const { statementOfTruth: statement } = await signatory.get<{ statementOfTruth: string }>(
    `${request}/sign-off`,
  )
  const { sha256 } = await officer.get<{ sha256: string }>(`/api/v1/submissions/${submissionId}`)
  await signatory.post(`${request}/sign-off`, { sha256, statement })
}

async function atOnce<Item>(many: number, items: readonly Item[], work: (item: Item) => Promise<unknown>) {
  const left = items.values()
  await Promise.all(
    Array.from({ length: many }, async () => {
      for (const item of left) await work(item)
    }),
  )
}
