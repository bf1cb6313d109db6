import { checkSubmission } from '@rollcall/actions/check-submission'
import { closeDueRounds } from '@rollcall/actions/close-due-rounds'
import { compareReturns } from '@rollcall/actions/compare-returns'
import type { Context } from '@rollcall/actions/context'
import { contribute } from '@rollcall/actions/contribute'
import { giveUpCheck } from '@rollcall/actions/give-up-check'
import { jobs } from '@rollcall/actions/jobs'
import { keepDueFigures } from '@rollcall/actions/keep-due-figures'
import { keepVerification } from '@rollcall/actions/keep-verification'
import type { Sending } from '@rollcall/actions/mailing'
import { recheckReturn } from '@rollcall/actions/recheck-return'
import { refreshFigures } from '@rollcall/actions/refresh-figures'
import { giveUpRehearsal, runRehearsal } from '@rollcall/actions/run-rehearsal'
import { sendMessages } from '@rollcall/actions/send-messages'
import { withdrawLetters } from '@rollcall/actions/withdraw-letters'
import { writeDigests } from '@rollcall/actions/write-digests'
import { writeMessages } from '@rollcall/actions/write-messages'
import { writeReminders } from '@rollcall/actions/write-reminders'
import { perform, type Work } from './perform.ts'
import { sweep } from './sweep.ts'

/** What an action of the worker is given. */
export type WorkerContext = Context & Sending

/** Which action does which job, and how many at a time. */
export const workOf = ({
  checksAtOnce,
}: {
  readonly checksAtOnce: number
}): readonly Work<WorkerContext>[] => [
  perform(jobs.checkSubmission, checkSubmission, { atOnce: checksAtOnce, givenUp: giveUpCheck }),
  perform(jobs.recheckReturn, recheckReturn, { atOnce: 2 }),
  perform(jobs.runRehearsal, runRehearsal, { givenUp: giveUpRehearsal }),
  perform(jobs.contribute, contribute, { atOnce: 2 }),
  perform(jobs.refreshFigures, refreshFigures, { atOnce: 2 }),
  perform(jobs.compareReturns, compareReturns, { atOnce: 2 }),
  perform(jobs.closeDueRounds, closeDueRounds),
  perform(jobs.keepDueFigures, keepDueFigures),
  perform(jobs.keepVerification, keepVerification),
  perform(jobs.writeMessages, writeMessages, { atOnce: 2 }),
  perform(jobs.writeReminders, writeReminders),
  perform(jobs.sendMessages, sendMessages),
  perform(jobs.writeDigests, writeDigests),
  perform(jobs.withdrawLetters, withdrawLetters),
  perform(jobs.sweep, sweep),
]
