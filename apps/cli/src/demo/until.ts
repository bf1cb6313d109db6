import { setTimeout as wait } from 'node:timers/promises'

const [firstPauseMs, longestPauseMs, givenUpAfterMs] = [150, 1000, 10 * 60_000]

/** Asks again and again until there is an answer. Where none comes for long something is wrong, and the log says what. */
export async function until<Answer>(what: string, ask: () => Promise<Answer | undefined>): Promise<Answer> {
  const began = performance.now()
  for (let pause = firstPauseMs; ; pause = Math.min(pause * 1.3, longestPauseMs)) {
    await wait(pause)
    const answer = await ask()
    if (answer !== undefined) return answer
    if (performance.now() - began > givenUpAfterMs)
      throw new Error(`waited ten minutes for ${what} in vain; the log of the worker says why`)
  }
}
