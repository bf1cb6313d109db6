import { type Listening, listen } from '@rollcall/database/listen'
import { roundChannel } from '@rollcall/database/round-marks'

/** Tells, of each round that somebody watches, when something of it has changed. */
export interface RoundChanges {
  /** Calls whenever something has changed, or may have. Gives how to watch no longer. */
  watch(roundId: string, onChange: () => void): () => void
  stop(): Promise<void>
}

interface ToListen {
  readonly databaseUrl: string
  readonly onError: (error: Error) => void
}

/** One connection to Postgres for everybody who watches, made when the first one does. */
export function roundChanges({ databaseUrl, onError }: ToListen): RoundChanges {
  const watchers = new Map<string, Set<() => void>>()
  let listening: Listening | undefined
  const tell = (said?: string): void => {
    for (const [roundId, those] of watchers) {
      if (said === undefined || said === roundId) for (const onChange of those) onChange()
    }
  }
  return {
    watch(roundId, onChange) {
      listening ??= listen(databaseUrl, roundChannel, { onTold: tell, onError })
      const those = watchers.get(roundId) ?? new Set()
      watchers.set(roundId, those.add(onChange))
      return () => {
        those.delete(onChange)
        if (those.size === 0) watchers.delete(roundId)
      }
    },
    async stop() {
      watchers.clear()
      await listening?.stop()
    },
  }
}
