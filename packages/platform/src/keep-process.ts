import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { keptCompiled } from './keep-compiled.ts'
import type { Log } from './log.ts'

interface ToKeep {
  readonly name: string
  /** The program, a TypeScript file that runs as it stands. */
  readonly program: URL
  readonly environment: NodeJS.ProcessEnv
  readonly log: Log
  /** Told when it ends again and again as soon as it has begun, and is not started any more. */
  readonly onGivenUp: () => void
}

export interface KeptProcess {
  /** Of the process as it runs now; `undefined` between two. */
  readonly pid: number | undefined
  /** Asks it to end, and waits until it has. */
  stop(): Promise<void>
}

/** Ended sooner than this, it has not begun properly. So often in a row, and it will not. */
const [properlyMs, attempts] = [20_000, 3]
/** The same where it was killed: what cannot begin ends by itself, for which a slow machine needs a while. */
const killedMs = 5000
const [pauseMs, stopWithinMs] = [500, 30_000]

/** Runs a program of ours as a process, and starts it again should it end by itself. It ends when we do, whatever ends us. */
export function keepProcess({ name, program, environment, log, onGivenUp }: ToKeep): KeptProcess {
  const stopping = new AbortController()
  let child: ChildProcess | undefined

  async function run(): Promise<void> {
    for (let failed = 0; failed < attempts && !stopping.signal.aborted; ) {
      const begun = performance.now()
      child = spawn(process.execPath, [program.pathname], {
        env: { ...keptCompiled(), ...environment },
        // A channel that breaks tells it that we have ended. In a group of its own, so that Ctrl-C reaches us alone, and we end it in turn.
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        detached: true,
      })
      const [code, signal] = await once(child, 'exit').catch((error: unknown) => [error])
      child = undefined
      if (stopping.signal.aborted) return
      failed = hadBegun(performance.now() - begun, signal) ? 0 : failed + 1
      log.error({ name, code, signal }, 'a process ended by itself')
      await wait(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
    if (!stopping.signal.aborted) onGivenUp()
  }

  const running = run()
  return {
    get pid() {
      return child?.pid
    },
    async stop() {
      stopping.abort()
      child?.kill('SIGTERM')
      const tooLong = setTimeout(() => child?.kill('SIGKILL'), stopWithinMs)
      await running
      clearTimeout(tooLong)
    },
  }
}

const hadBegun = (afterMs: number, signal: NodeJS.Signals | null): boolean =>
  afterMs >= (signal === null ? properlyMs : killedMs)

/** For a program that `keepProcess` runs: it stops when whoever started it has ended. Started by hand, nothing happens. */
export function endWithStarter(stop: (why: string) => Promise<void>): void {
  process.once('disconnect', () => void stop('whoever started this has ended'))
  // Or waiting for that would keep it alive.
  process.channel?.unref()
}
