import { setTimeout as wait } from 'node:timers/promises'
import type { Log } from './log.ts'

type Close = () => Promise<unknown> | unknown

export interface Stopper {
  /** Says what was opened just now, and how to close it. The last opened is closed first. */
  opened(what: string, close: Close): void
  /** Closes everything. Asked again, it waits for the same closing. */
  stop(why: string): Promise<void>
}

interface Options {
  /** How long closing may take, in milliseconds, before the process ends at once. */
  readonly within?: number
}

const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

/** Closes what was opened, in reverse, on the first signal to end. A second signal ends the process at once. */
export function stopper(log: Log, { within = 25_000 }: Options = {}): Stopper {
  const stillOpen: { readonly what: string; readonly close: Close }[] = []
  let isStopping = false
  let stopping: Promise<void> | undefined

  async function closeAll(): Promise<void> {
    for (let last = stillOpen.at(-1); last; last = stillOpen.at(-1)) {
      try {
        await last.close()
        log.debug({ what: last.what }, 'closed')
      } catch (error) {
        process.exitCode = 1
        log.error({ err: error, what: last.what }, 'could not be closed')
      }
      stillOpen.splice(stillOpen.indexOf(last), 1)
    }
  }

  async function stop(why: string): Promise<void> {
    isStopping = true
    stopping ??= stopOnce(why)
    await stopping
  }

  async function stopOnce(why: string): Promise<void> {
    log.info({ why }, 'stopping')
    const inTime = new AbortController()
    const limit = wait(within, 'too long', { ref: false, signal: inTime.signal }).catch(() => undefined)
    if ((await Promise.race([closeAll(), limit])) === 'too long') {
      log.error({ stillOpen: stillOpen.map(({ what }) => what) }, 'stopping took too long and was cut short')
      endAtOnce('SIGTERM')
    }
    inTime.abort()
    for (const signal of signals) process.off(signal, onSignal)
    log.info('stopped')
  }

  function onSignal(signal: NodeJS.Signals): void {
    if (isStopping) endAtOnce(signal)
    else void stop(signal)
  }

  for (const signal of signals) process.on(signal, onSignal)
  return {
    opened: (what, close) => {
      stillOpen.push({ what, close })
      // It was on its way up when the signal came.
      if (isStopping) stopping = stopping?.then(closeAll)
    },
    stop,
  }
}

/** As if nobody listened for the signal, so that whoever waits for the process learns why it ended. */
function endAtOnce(signal: NodeJS.Signals): void {
  process.removeAllListeners(signal)
  process.kill(process.pid, signal)
}
