export interface Rounds {
  /** Begins the next round at once, or straight after the one that runs. */
  readonly wake: () => void
  /** Waits for the round that runs. */
  stop(): Promise<void>
}

export interface RoundsOptions {
  readonly everyMs: number
  /** One round. True when the next should follow at once. */
  readonly round: () => Promise<boolean>
  readonly onError: (error: Error) => void
}

/** Does something over and over: every so often, and whenever it is woken. What goes wrong is told, and tried again next time. */
export function startRounds({ everyMs, round, onError }: RoundsOptions): Rounds {
  let stopped = false
  let woken = false
  let wakeUp: () => void = () => undefined

  const sleep = async () => {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, everyMs)
      wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
  const running = (async () => {
    while (!stopped) {
      woken = false
      const more = await round().catch((error: unknown) => {
        onError(error instanceof Error ? error : new Error('a round failed', { cause: error }))
        return false
      })
      if (!more && !woken && !stopped) await sleep()
    }
  })()

  return {
    wake: () => {
      woken = true
      wakeUp()
    },
    async stop() {
      stopped = true
      wakeUp()
      await running
    },
  }
}
