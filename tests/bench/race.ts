import { type Entrant, type Measured, type SubjectProcess, startSubject } from './subject-process.ts'

export interface Result {
  /** The median of the runs. */
  readonly ms: number
  readonly p95: number
  readonly megabytes: number
  readonly runs: number
  readonly said: unknown
}

export interface RaceOptions {
  readonly runs?: number
  readonly warmUps?: number
  /** Whether all have to come to the same. */
  readonly sameAnswer?: boolean
}

// What takes this long is warm when it ends, so its first run counts; and when so much time has gone, what there is will do.
const longRun = 1500
const longEnough = 5000
const warmEnough = 2000

interface Runner {
  readonly name: string
  readonly subject: SubjectProcess
  readonly counted: Measured[]
  warmUps: number
  warmedFor: number
}

/** Measures several things by turns, each in a process of its own, so that whatever else the machine does falls on all alike. */
export async function race<Name extends string>(
  entrants: Readonly<Partial<Record<Name, Entrant>>>,
  { runs = 5, warmUps = 2, sameAnswer = false }: RaceOptions = {},
): Promise<Partial<Record<Name, Result>>> {
  const runners: Runner[] = []
  for (const [name, entrant] of Object.entries(entrants) as [Name, Entrant][]) {
    const ownWarmUps = entrant.in === 'python' ? Math.min(warmUps, 1) : warmUps
    runners.push({
      name,
      subject: await startSubject(entrant),
      counted: [],
      warmUps: ownWarmUps,
      warmedFor: 0,
    })
  }
  for (let round = 0; round < runs + warmUps; round++) {
    for (const runner of runners) await takeTurn(runner, runs)
  }
  await Promise.all(runners.map(({ subject }) => subject.stop()))
  if (sameAnswer) mustAgree(runners)
  return Object.fromEntries(runners.map(({ name, counted }) => [name, resultOf(counted)])) as Partial<
    Record<Name, Result>
  >
}

async function takeTurn(runner: Runner, runs: number): Promise<void> {
  const { subject, counted } = runner
  const spent = counted.reduce((sum, { ms }) => sum + ms, 0)
  if (counted.length >= runs || spent >= longEnough) return
  const measured = await subject.measure()
  if (runner.warmUps > 0 && measured.ms < longRun && runner.warmedFor < warmEnough) {
    runner.warmUps--
    runner.warmedFor += measured.ms
  } else {
    runner.warmUps = 0
    counted.push(measured)
  }
}

function mustAgree(runners: readonly Runner[]): void {
  const said = runners.map(({ name, counted }) => `${name}: ${JSON.stringify(counted.at(-1)?.said)}`)
  if (new Set(runners.map(({ counted }) => JSON.stringify(counted.at(-1)?.said))).size > 1)
    throw new Error(`these should have come to the same: ${said.join(', ')}`)
}

function resultOf(counted: readonly Measured[]): Result {
  const times = counted.map(({ ms }) => ms).sort((a, b) => a - b)
  return {
    ms: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    megabytes: Math.max(...counted.map(({ megabytes }) => megabytes)),
    runs: counted.length,
    said: counted.at(-1)?.said,
  }
}

const quantile = (sorted: readonly number[], at: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? Number.NaN

/** Measures one thing alone. */
export async function measure(entrant: Entrant, options?: RaceOptions): Promise<Result> {
  const { only } = await race({ only: entrant }, options)
  if (only === undefined) throw new Error('nothing was measured')
  return only
}
