import { type CalendarDate, inWords } from './calendar-date.ts'
import { type NextStep, nextStep, type Standing } from './next-step.ts'
import { counted } from './text.ts'
import { workingDaysUntil } from './working-days.ts'

/** What is outstanding of a return, for a reminder: what to do first, and everything that is left. */
export interface Outstanding {
  /** 'Fix 12 things': how a subject begins. */
  readonly first: string
  readonly left: readonly string[]
}

/** What an officer or a signatory is reminded of, from how a return stands now. */
export function outstandingOf(
  standing: Standing,
  version: number | null,
  role: 'officer' | 'signatory',
): Outstanding {
  const next = nextStep({ ...standing, unansweredQuestions: 0 }, 'officer')
  const named = version === null ? 'The return' : `Version ${version}`
  const { unansweredQuestions: questions } = standing
  return {
    first: role === 'officer' ? firstOf(next) : firstOfSignatory(standing),
    left: [
      leftOf(next, named),
      ...(questions > 0
        ? [
            `${counted(questions, 'question from the office waits', 'questions from the office wait')} for an answer.`,
          ]
        : []),
    ],
  }
}

function firstOf(next: NextStep): string {
  switch (next.step) {
    case 'fix':
      return `Fix ${counted(next.of, 'thing')}`
    case 'explain':
      return `Fix or explain ${counted(next.of, 'thing')}`
    case 'send a readable file':
      return 'Send a file that can be read'
    case 'send a new version':
      return 'Send a new version'
    case 'send for sign-off':
      return 'Send for sign-off'
    case 'wait for a signatory':
      return 'Get the return signed'
    case 'wait for the check':
      return 'Look at what the check found'
    case 'send':
    case 'answer':
    case 'sign off':
    case 'wait for officers':
    case 'wait for the office':
    case 'nothing: accepted':
    case 'nothing: excluded':
    case 'nothing: ended':
      return 'Send the return'
  }
}

const firstOfSignatory = ({ state }: Standing): string =>
  state === 'awaiting-sign-off' ? 'Sign the return' : 'See that the return is sent'

function leftOf(next: NextStep, named: string): string {
  switch (next.step) {
    case 'fix':
      return `${named} has ${counted(next.of, 'thing')} to fix. Then it has to be signed off.`
    case 'explain':
      return `${named} has ${counted(next.of, 'thing')} to fix or explain. Then it has to be signed off.`
    case 'send a readable file':
      return 'The last file could not be read, or could not be checked. It has to be sent again, and signed off.'
    case 'send a new version':
      return 'A new version has to be sent, and signed off.'
    case 'send for sign-off':
      return `${named} is checked and nothing is left to fix. It has to be sent for sign-off, and signed.`
    case 'wait for a signatory':
      return `${named} waits for the signatory to sign it.`
    case 'wait for the check':
      return `${named} is being checked. What comes of it has to be looked at, and then it has to be signed off.`
    case 'send':
    case 'answer':
    case 'sign off':
    case 'wait for officers':
    case 'wait for the office':
    case 'nothing: accepted':
    case 'nothing: excluded':
    case 'nothing: ended':
      return 'Nothing has been sent yet. If there is nothing to report, that has to be said in a nil return.'
  }
}

/** How far off a day is, for a subject: 'today', 'in 5 working days', '1 working day ago'. */
export function howSoon(dueOn: CalendarDate, today: CalendarDate): string {
  if (dueOn === today) return 'today'
  const days = dueOn < today ? workingDaysUntil(dueOn, today) : workingDaysUntil(today, dueOn)
  if (days === 0) return `on ${inWords(dueOn)}`
  return dueOn < today ? `${counted(days, 'working day')} ago` : `in ${counted(days, 'working day')}`
}

/** The same with the day itself: 'in 5 working days, on 31 March 2026'. */
export function whenDue(dueOn: CalendarDate, today: CalendarDate): string {
  const soon = howSoon(dueOn, today)
  if (soon.startsWith('on ')) return soon
  return `${soon}, ${dueOn === today ? '' : 'on '}${inWords(dueOn)}`
}
