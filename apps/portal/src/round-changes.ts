import { type Listening, listen } from '@rollcall/database/listen'
import { roundChannel } from '@rollcall/database/round-marks'

/** Tells, of each round that somebody watches, of messages and of words, when something of it has changed. */
export interface RoundChanges {
  /** Calls whenever something has changed, or may have: of a round by its id, of messages or of words. Gives how to watch no longer. */
  watch(what: string, onChange: () => void): () => void
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
    for (const [what, those] of watchers) {
      if (said === undefined || said === what) for (const onChange of those) onChange()
    }
  }
  return {
    watch(what, onChange) {
      listening ??= listen(databaseUrl, roundChannel, { onTold: tell, onError })
      const those = watchers.get(what) ?? new Set()
      watchers.set(what, those.add(onChange))
      return () => {
        those.delete(onChange)
        if (those.size === 0) watchers.delete(what)
      }
    },
    async stop() {
      watchers.clear()
      await listening?.stop()
    },
  }
}
