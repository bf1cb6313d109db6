import { setTimeout as wait } from 'node:timers/promises'

// A module as a busy machine loads it: later than a task of it may take.
await wait(2000)

/** Is done at once, when its module is there. */
export const task = async (): Promise<string> => 'done'
