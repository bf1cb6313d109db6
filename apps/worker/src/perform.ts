import type { Job } from '@rollcall/actions/jobs'

/** One kind of job, and what does it. */
export interface Work<Having> {
  readonly name: string
  readonly attempts: number
  /** How many of them one worker does at a time. */
  readonly atOnce: number
  run(having: Having, data: unknown): Promise<unknown>
  /** Done once the job is given up, so that nobody waits for it. */
  giveUp?(having: Having, data: unknown): Promise<unknown>
}

/** Pairs a job with the action that does it. The compiler checks that they agree about the input. */
export function perform<Input, Having>(
  { name, attempts, input }: Job<Input>,
  action: (having: Having, input: Input) => Promise<unknown>,
  { atOnce = 1, givenUp }: PerformOptions<Input, Having> = {},
): Work<Having> {
  return {
    ...{ name, attempts, atOnce },
    run: async (having, data) => await action(having, input.parse(data)),
    ...(givenUp && { giveUp: async (having, data) => await givenUp(having, input.parse(data)) }),
  }
}

interface PerformOptions<Input, Having> {
  readonly atOnce?: number
  readonly givenUp?: (having: Having, input: Input) => Promise<unknown>
}
