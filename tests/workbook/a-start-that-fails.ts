import { setTimeout as wait } from 'node:timers/promises'

// A module that never gets as far as a task: by its address it takes its process with it, or is loaded for ever.
if (import.meta.url.endsWith('dies')) process.kill(process.pid, 'SIGKILL')
await wait(1_000_000)

export const task = async (): Promise<void> => undefined
