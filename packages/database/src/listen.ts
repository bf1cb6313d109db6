import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

export interface Listening {
  stop(): Promise<void>
}

export interface ListenOptions {
  /** With what was said; without it where anything may have been, while the connection was lost. */
  readonly onTold: (said?: string) => void
  readonly onError: (error: Error) => void
}

/**
 * Calls `onTold` whenever Postgres notifies `channel`. A lost connection is made again, and `onTold` called for what may have been
 * said meanwhile; what is said in the moment between is lost, so those who listen also look now and then.
 */
export function listen(connectionString: string, channel: string, options: ListenOptions): Listening {
  const stopping = new AbortController()
  const running = keepListening(connectionString, channel, options, stopping.signal)
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}

async function keepListening(
  connectionString: string,
  channel: string,
  { onTold, onError }: ListenOptions,
  stopping: AbortSignal,
): Promise<void> {
  while (!stopping.aborted) {
    const client = new pg.Client({
      connectionString,
      application_name: `rollcall listens to ${channel}`,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
    })
    const ended = new Promise<void>((resolve) => client.once('end', resolve))
    client.on('error', onError)
    client.on('notification', ({ payload }) => onTold(payload))
    try {
      await client.connect()
      await client.query(`listen ${pg.escapeIdentifier(channel)}`)
      onTold()
      await Promise.race([ended, aborted(stopping)])
    } catch (error) {
      onError(error instanceof Error ? error : new Error('could not listen to Postgres', { cause: error }))
    }
    await client.end().catch(onError)
    await wait(1000, undefined, { signal: stopping }).catch(() => undefined)
  }
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
