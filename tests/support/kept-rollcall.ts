import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** What is killed, without any warning. */
export const targets = ['portal', 'worker', 'postgres', 'connection', 'check', 'everything'] as const
export type Target = (typeof targets)[number]

export interface KeptRollcall {
  readonly portalUrl: string
  /** Of the process that would be killed. */
  readonly pidOf: (target: Target) => number | undefined
  /** How often `rollcall start` ended though it was not hit. */
  readonly givenUp: () => number
  /** Kills one process of this kind (kill -9), and says whether there was one. */
  kill(target: Target): boolean
  untilReady(): Promise<void>
  stop(): Promise<void>
}

interface ToStart {
  readonly log: string
  readonly port: string
  readonly settings: Readonly<Record<string, string>>
}

const command = fileURLToPath(new URL('../../apps/cli/src/main.ts', import.meta.url))

/** `rollcall start` as somebody would keep it who wants it always there: started again whenever it ends. */
export function keepRollcall({ log, port, settings }: ToStart): KeptRollcall {
  const portalUrl = `http://127.0.0.1:${port}`
  let starter: ChildProcess | undefined
  let stopping = false
  let blow = false
  let givenUp = 0

  async function keep(): Promise<void> {
    while (!stopping) {
      const output = openSync(log, 'a')
      starter = spawn(process.execPath, [command, 'start'], {
        env: { PORT: port, ...settings },
        stdio: ['ignore', output, output],
      })
      closeSync(output)
      await once(starter, 'exit')
      if (!stopping && !blow) givenUp++
      blow = false
      if (!stopping) await wait(300)
    }
  }
  const kept = keep()

  const isReady = async () => (await fetch(`${portalUrl}/readyz`).catch(() => undefined))?.ok === true
  return {
    portalUrl,
    pidOf: (target) => findTarget(target, starter?.pid),
    givenUp: () => givenUp,
    kill(target) {
      const pid = findTarget(target, starter?.pid)
      if (pid === undefined) return false
      if (target === 'everything') blow = true
      return hit(pid)
    },
    async untilReady() {
      for (const until = performance.now() + 60_000; !(await isReady()); await wait(50)) {
        if (performance.now() > until) throw new Error(`Rollcall was not ready within a minute: see ${log}`)
      }
    },
    async stop() {
      stopping = true
      starter?.kill('SIGTERM')
      await kept
    },
  }
}

function hit(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
    throw error
  }
}

interface Running {
  readonly pid: number
  readonly parent: number
  readonly command: string
}

function findTarget(target: Target, starter: number | undefined): number | undefined {
  if (target === 'everything' || starter === undefined) return starter
  const running = processesNow()
  const child = (of: number | undefined, command: RegExp) =>
    running.find((one) => one.parent === of && command.test(one.command))?.pid
  const worker = child(starter, /apps\/worker\/src\/main\.ts/)
  const postgres = child(starter, /postgres -D/)
  return {
    portal: () => child(starter, /apps\/portal\/src\/main\.ts/),
    worker: () => worker,
    postgres: () => postgres,
    connection: () => child(postgres, /^postgres: rollcall_app/),
    check: () => child(worker, /process-runner/),
  }[target]()
}

const processesNow = (): Running[] =>
  execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line): Running[] => {
      const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
      return command === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }]
    })
