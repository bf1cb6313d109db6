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
  const { first, left } = ofStep(next, named)
  return {
    first: role === 'officer' ? first : firstOfSignatory(standing),
    left: [
      left,
      ...(questions > 0
        ? [
            `${counted(questions, 'question from the office waits', 'questions from the office wait')} for an answer.`,
          ]
        : []),
    ],
  }
}

const firstOfSignatory = ({ state }: Standing): string =>
  state === 'awaiting-sign-off' ? 'Sign the return' : 'See that the return is sent'

/** What an officer does first, and what is left of the return. */
function ofStep(next: NextStep, named: string): { readonly first: string; readonly left: string } {
  switch (next.step) {
    case 'fix':
      return {
        first: `Fix ${counted(next.of, 'thing')}`,
        left: `${named} has ${counted(next.of, 'thing')} to fix. Then it has to be signed off.`,
      }
    case 'explain':
      return {
        first: `Fix or explain ${counted(next.of, 'thing')}`,
        left: `${named} has ${counted(next.of, 'thing')} to fix or explain. Then it has to be signed off.`,
      }
    case 'send a readable file':
      return {
        first: 'Send a file that can be read',
        left: 'The last file could not be read, or could not be checked. It has to be sent again, and signed off.',
      }
    case 'send a new version':
      return {
        first: 'Send a new version',
        left: 'A new version has to be sent, and signed off.',
      }
    case 'send for sign-off':
      return {
        first: 'Send for sign-off',
        left: `${named} is checked and nothing is left to fix. It has to be sent for sign-off, and signed.`,
      }
    case 'wait for a signatory':
      return {
        first: 'Get the return signed',
        left: `${named} waits for the signatory to sign it.`,
      }
    case 'wait for the check':
      return {
        first: 'Look at what the check found',
        left: `${named} is being checked. What comes of it has to be looked at, and then it has to be signed off.`,
      }
    case 'send':
    case 'answer':
    case 'sign off':
    case 'wait for officers':
    case 'wait for the office':
    case 'nothing: accepted':
    case 'nothing: excluded':
    case 'nothing: ended':
      return {
        first: 'Send the return',
        left: 'Nothing has been sent yet. If there is nothing to report, that has to be said in a nil return.',
      }
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
