import { Problem } from '@rollcall/domain/problem'

/** What was destroyed is not there any more; all else about the version still is. */
export const unlessDestroyed = <Value>(reading: Promise<Value>): Promise<Value | null> =>
  reading.catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'CONTENT_DESTROYED') return null
    throw error
  })
