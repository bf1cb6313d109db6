import type { Job } from '@rollcall/actions/jobs'

/** One kind of job, and what does it. */
export interface Work<Having> {
  readonly name: string
  readonly attempts: number
  /** How many of them one worker does at a time. */
  readonly atOnce: number
  run(having: Having, data: unknown): Promise<unknown>
}

/** Pairs a job with the action that does it. The compiler checks that they agree about the input. */
export function perform<Input, Having>(
  { name, attempts, input }: Job<Input>,
  action: (having: Having, input: Input) => Promise<unknown>,
  { atOnce = 1 }: { readonly atOnce?: number } = {},
): Work<Having> {
  return { name, attempts, atOnce, run: async (having, data) => await action(having, input.parse(data)) }
}
