import type { Trx } from '@rollcall/database/connect'
import type { ClaimedMessage } from '@rollcall/database/messages'
import type { OwnRequest } from '@rollcall/database/own-requests'
import { isRemindedSince, listWaitingQueries } from '@rollcall/database/reminded'
import { howSoon, outstandingOf, whenDue } from '@rollcall/domain/outstanding'
import { passedSteps } from '@rollcall/domain/reminder-calendar'
import { type DatedStep, readReminderStep } from '@rollcall/domain/reminder-step'
import { counted } from '@rollcall/domain/text'
import { londonMoment } from '@rollcall/platform/clock'
import type { Context } from './context.ts'
import { keptSteps } from './kept-steps.ts'
import { londonTime } from './london-time.ts'
import { isUnderWay, requestOf } from './message-about.ts'
import type { ReadStanding } from './message-standing.ts'

const ofReturn =
  (role: 'officer' | 'signatory'): ReadStanding =>
  async (context, trx, message) => {
    const request = await requestOf(trx, message)
    const { standing, version, dueOn, id } = request
    const { first, left } = outstandingOf(standing, version, role)
    const soon = howSoon(dueOn, context.today)
    return {
      notNeeded: whyNotOutstanding(request) ?? (await whyNotNow(context, trx, message, dueOn)),
      facts: {
        ...{ 'what to do': first, 'what is left': left },
        ...{ 'how soon': soon, 'how long ago': soon, 'when due': whenDue(dueOn, context.today) },
      },
      path: `/data-requests/${id}`,
    }
  }

const ofDataQueries: ReadStanding = async (context, trx, message) => {
  const { id, roundState } = await requestOf(trx, message)
  const waiting = await listWaitingQueries(trx, id)
  const step = readReminderStep(message.step)
  const dueOn = step?.dueOn ?? waiting[0]?.dueOn ?? context.today
  const due = waiting.filter((query) => query.dueOn <= dueOn)
  const [only] = due
  const soon = howSoon(dueOn, context.today)
  const howMany = counted(due.length, 'question')
  return {
    notNeeded:
      (roundState === 'archived' ? 'The round is over.' : undefined) ??
      (due.some((query) => query.dueOn === dueOn)
        ? undefined
        : 'No question waits that is due on this day.') ??
      (await whyNotNow(context, trx, message, dueOn)),
    facts: {
      ...{ 'how many': howMany, 'how soon': soon, 'how long ago': soon },
      'what waits': `${howMany} ${due.length === 1 ? 'waits' : 'wait'} for your answer, due ${whenDue(dueOn, context.today)}.`,
    },
    path: only && due.length === 1 ? `/data-queries/${only.id}` : `/data-requests/${id}/data-queries`,
  }
}

/** Messages that chase. Each says what is outstanding now, and none is sent for what is not. */
export const standingsOfReminders: Readonly<Record<string, ReadStanding>> = {
  reminder: ofReturn('officer'),
  'reminder after due': ofReturn('officer'),
  'reminder to signatory': ofReturn('signatory'),
  'reminder to signatory after due': ofReturn('signatory'),
  'reminder of data queries': ofDataQueries,
  'reminder of data queries after due': ofDataQueries,
}

function whyNotOutstanding({ state, roundState }: OwnRequest): string | undefined {
  if (roundState !== 'open') return 'The round is closed.'
  return isUnderWay({ state }) ? undefined : 'The return is signed off, or has ended.'
}

/** Why a step is over for what is due on a day: it is due on another, a later step came, or the office took the step out. */
async function whyNotNow(
  { now, today }: Pick<Context, 'now' | 'today'>,
  trx: Trx,
  message: ClaimedMessage,
  dueOn: DatedStep['dueOn'],
): Promise<string | undefined> {
  const { step: name, roundId, resends } = message
  const step = readReminderStep(name)
  if (step === undefined || roundId === null) return undefined
  if (step.dueOn !== dueOn) return 'It is due on another day now.'
  if (step.days <= 0 && today > dueOn) return 'It says how much time is left, and that is over.'
  // Whoever has a reminder sent again wants it, whatever came later.
  if (resends !== null) return undefined
  const steps = await keptSteps(trx, roundId)
  if (!steps.some(({ aim, days }) => aim === step.aim && days === step.days))
    return 'The office took this reminder out of the round’s calendar.'
  const passed = passedSteps(steps, { aim: step.aim, dueOn, now: londonTime(now) })
  if (passed.some(({ days }) => days > step.days)) return 'A later reminder took its place.'
  // Steps of several days may have waited and go on the same one: messages were paused, or nobody took them.
  return (await isRemindedSince(trx, message, londonMoment({ date: today, time: '00:00' })))
    ? 'They have been reminded of this return today.'
    : undefined
}
