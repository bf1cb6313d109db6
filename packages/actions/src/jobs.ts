import { batches } from '@rollcall/database/batches'
import type { Trx } from '@rollcall/database/connect'
import { RehearsalId, RoundId, SubmissionId } from '@rollcall/domain/ids'
import { z } from 'zod'

export interface Job<Input> {
  readonly name: string
  readonly input: z.ZodType<Input>
  readonly attempts: number
  /** What one waiting job is enough for, however many ask: the round, for figures. */
  readonly once?: (input: Input) => string
}

const job = <Input>(definition: Job<Input>) => definition

// The work done out of sight. apps/worker/src/work.ts says which action does each.
export const jobs = {
  checkSubmission: job({
    name: 'check-submission',
    input: z.object({ submissionId: SubmissionId }),
    attempts: 8,
  }),
  recheckReturn: job({
    name: 'recheck-return',
    input: z.object({ submissionId: SubmissionId }),
    attempts: 8,
  }),
  contribute: job({ name: 'contribute', input: z.object({ submissionId: SubmissionId }), attempts: 8 }),
  runRehearsal: job({
    name: 'run-rehearsal',
    input: z.object({ rehearsalId: RehearsalId }),
    attempts: 3,
  }),
  refreshFigures: job({
    name: 'refresh-figures',
    input: z.object({ roundId: RoundId }),
    attempts: 10,
    once: ({ roundId }) => roundId,
  }),
  compareReturns: job({
    name: 'compare-returns',
    input: z.object({ roundId: RoundId }),
    attempts: 8,
    once: ({ roundId }) => roundId,
  }),
  closeDueRounds: job({ name: 'close-due-rounds', input: z.object({}), attempts: 5 }),
  keepVerification: job({ name: 'keep-verification', input: z.object({}), attempts: 5, once: () => 'audit' }),
  keepDueFigures: job({ name: 'keep-due-figures', input: z.object({}), attempts: 8 }),
  writeMessages: job({
    name: 'write-messages',
    input: z.object({ noticeIds: z.array(z.uuid()) }),
    attempts: 12,
  }),
  writeReminders: job({
    name: 'write-reminders',
    input: z.object({}),
    attempts: 12,
    once: () => 'reminders',
  }),
  sendMessages: job({ name: 'send-messages', input: z.object({}), attempts: 12, once: () => 'messages' }),
  writeDigests: job({ name: 'write-digests', input: z.object({}), attempts: 5 }),
  withdrawLetters: job({ name: 'withdraw-letters', input: z.object({}), attempts: 5 }),
  sweep: job({ name: 'sweep', input: z.object({}), attempts: 3 }),
}

/** Asks for a job once this transaction commits. Asked for last: it may hold a waiting job until then. */
export async function enqueue<Input extends object>(
  trx: Trx,
  wanted: Job<Input>,
  input: Input,
): Promise<void> {
  const body = JSON.stringify(input)
  await trx
    .insertInto('outbox')
    .values({ job: wanted.name, input: body, once: wanted.once?.(input) ?? null })
    // Taking the waiting row's lock keeps its job from beginning until this change can be seen.
    .onConflict((conflict) =>
      conflict
        .columns(['job', 'once'])
        .where('once', 'is not', null)
        .where('begunAt', 'is', null)
        .doUpdateSet({ input: body }),
    )
    .execute()
}

/** Asks for the same job many times over, in as few statements as that takes. */
export async function enqueueAll<Input extends object>(
  trx: Trx,
  wanted: Job<Input>,
  inputs: readonly Input[],
): Promise<void> {
  const rows = inputs.map((input) => ({ job: wanted.name, input: JSON.stringify(input), once: null }))
  for (const lot of batches(rows)) await trx.insertInto('outbox').values(lot).execute()
}
