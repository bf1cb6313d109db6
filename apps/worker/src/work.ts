import { checkSubmission } from '@rollcall/actions/check-submission'
import type { Context } from '@rollcall/actions/context'
import { jobs } from '@rollcall/actions/jobs'
import { perform, type Work } from './perform.ts'
import { sweep } from './sweep.ts'

/** Which action does which job, and how many at a time. */
export const workOf = ({ checksAtOnce }: { readonly checksAtOnce: number }): readonly Work<Context>[] => [
  perform(jobs.checkSubmission, checkSubmission, { atOnce: checksAtOnce }),
  perform(jobs.sweep, sweep),
]
