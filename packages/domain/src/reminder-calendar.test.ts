import { expect, test } from 'vitest'
import { day } from './calendar-date.ts'
import type { LondonTime } from './office-hours.ts'
import {
  addWorkingDays,
  changeOfReminders,
  comingSteps,
  isMeantFor,
  type KeptStep,
  momentOf,
  passedSteps,
  type ReminderAim,
  type ReminderStep,
  reminderFaults,
  stepInWords,
  stepsToTake,
  usualReminders,
} from './reminder-calendar.ts'
import { kindOfReminder, readReminderStep, reminderStepName } from './reminder-step.ts'

// Each written out by hand from a calendar on the wall.
test.each([
  ['2025-04-22', -1, '2025-04-17', 'from the Tuesday after Easter 2025 to Maundy Thursday'],
  ['2025-04-17', 1, '2025-04-22', 'over Good Friday and Easter Monday 2025'],
  ['2025-04-30', -10, '2025-04-14', 'ten days back over Easter 2025'],
  ['2026-04-02', 1, '2026-04-07', 'over Easter 2026'],
  ['2026-04-15', -8, '2026-04-01', 'eight days back over Easter 2026'],
  ['2025-12-24', 1, '2025-12-29', 'over Christmas 2025, a Thursday and a Friday'],
  ['2026-01-05', -5, '2025-12-24', 'five days back over Christmas 2025 and New Year'],
  ['2026-12-24', 1, '2026-12-29', 'over Christmas 2026, whose Boxing Day is kept on Monday 28 December'],
  ['2027-01-04', -5, '2026-12-23', 'five days back over it: 31, 30, 29 and 24 December, then the 23rd'],
  ['2025-05-02', 1, '2025-05-06', 'over the early May bank holiday of 2025'],
  ['2025-05-27', -1, '2025-05-23', 'over the spring bank holiday of 2025'],
  ['2026-05-05', -1, '2026-05-01', 'over the early May bank holiday of 2026'],
  ['2026-05-22', 1, '2026-05-26', 'over the spring bank holiday of 2026'],
  ['2028-03-01', -1, '2028-02-29', 'to a leap day'],
  ['2028-02-28', 1, '2028-02-29', 'from the day before it'],
  ['2024-02-29', -1, '2024-02-28', 'from a leap day'],
  ['2025-03-28', 1, '2025-03-31', 'over the Sunday on which clocks go forward'],
  ['2025-10-27', -1, '2025-10-24', 'over the Sunday on which clocks go back'],
  ['2026-03-31', 0, '2026-03-31', 'none: the day itself'],
  ['2026-08-01', 0, '2026-07-31', 'none from a Saturday: the Friday before'],
  ['2026-08-02', -1, '2026-07-30', 'one before a Sunday: counted from the Friday before'],
  ['2026-08-01', 1, '2026-08-03', 'one after a Saturday'],
  ['2025-04-18', 0, '2025-04-17', 'none from a Good Friday'],
  ['2025-04-21', 5, '2025-04-28', 'five after an Easter Monday'],
])('from %s, %i working days are %s (%s)', (from, days, to) => {
  expect(addWorkingDays(day(from), days)).toBe(day(to))
})

const at = (text: string): LondonTime => ({ date: day(text.slice(0, 10)), time: text.slice(11) })
const early = at('2026-01-01 00:00')
const officers = (days: number, since = early): KeptStep => ({ aim: 'officers', days, at: '09:00', since })
const dueOn = day('2026-03-31')
const passedAt = (steps: readonly KeptStep[], now: string, aim: ReminderAim = 'officers') =>
  passedSteps(steps, { aim, dueOn, now: at(now) }).map(({ days }) => days)

test('a step comes at its time of day, and not a minute before', () => {
  const steps = [officers(-5)]

  expect(momentOf(officers(-5), dueOn)).toEqual(at('2026-03-24 09:00'))
  expect(passedAt(steps, '2026-03-24 08:59')).toEqual([])
  expect(passedAt(steps, '2026-03-24 09:00')).toEqual([-5])
})

test('each aim has steps of its own, first to last whatever their order', () => {
  const steps: KeptStep[] = [officers(-1), officers(-10), { ...officers(-5), aim: 'signatories' }]

  expect(passedAt(steps, '2026-03-31 12:00')).toEqual([-10, -1])
  expect(passedAt(steps, '2026-03-31 12:00', 'signatories')).toEqual([-5])
  expect(passedAt(steps, '2026-03-31 12:00', 'letter')).toEqual([])
})

test('a step that was put in after its moment does not make up for it', () => {
  expect(passedAt([officers(-5, at('2026-03-24 09:00'))], '2026-03-31 12:00')).toEqual([])
  expect(passedAt([officers(-5, at('2026-03-24 08:59'))], '2026-03-31 12:00')).toEqual([-5])
})

test('of several that were missed the last is taken, and the others are passed over', () => {
  const passed = [officers(-10), officers(-5), officers(-1)]

  expect(stepsToTake(passed, [-10])).toEqual({ now: officers(-1), passedOver: [officers(-5)] })
  expect(stepsToTake(passed, [])).toEqual({ now: officers(-1), passedOver: [officers(-10), officers(-5)] })
})

test('a step that was taken is not taken again, nor one before it', () => {
  expect(stepsToTake([officers(-10), officers(-5)], [-5])).toBeUndefined()
  expect(stepsToTake([], [])).toBeUndefined()
})

test('what was issued, or got its due date, after the moment of a step is not reminded by it', () => {
  const moment = at('2026-03-24 09:00')

  expect(isMeantFor(moment, at('2026-03-24 08:59'))).toBe(true)
  expect(isMeantFor(moment, at('2026-03-24 09:00'))).toBe(false)
  expect(isMeantFor(moment, at('2026-03-25 08:00'))).toBe(false)
})

test('what is still to come is told in the order in which it comes', () => {
  const coming = comingSteps(usualReminders, dueOn, at('2026-03-30 10:00'))

  expect(coming.map(({ step, moment }) => `${moment.date} ${step.aim}`)).toEqual([
    '2026-04-01 signatories',
    '2026-04-01 officers',
    '2026-04-01 data queries',
    '2026-04-09 signatories',
    '2026-04-16 letter',
  ])
})

const words = (...steps: Partial<ReminderStep>[]) =>
  reminderFaults(steps.map((step) => ({ aim: 'officers', days: -5, at: '09:00', ...step }))).map(
    (fault) => `${fault.at} ${fault.words}`,
  )

test('the usual calendar is sound', () => {
  expect(reminderFaults(usualReminders)).toEqual([])
})

test.each([
  ['07:59', false],
  ['08:00', true],
  ['17:59', true],
  ['18:00', false],
  ['09:60', false],
  ['9:00', false],
])('a reminder at %s is within office hours: %s', (time, isSound) => {
  expect(words({ at: time }).length === 0).toBe(isSound)
})

test('the same people are not reminded twice on a day, and a letter comes once, after the due date', () => {
  expect(words({}, { at: '10:00' })).toEqual([
    '1 Choose another day: the same people are reminded on this one already.',
  ])
  expect(words({}, { aim: 'signatories' })).toEqual([])
  expect(words({ aim: 'letter', days: 0 })).toEqual(['0 Choose a day after the due date for the letter.'])
  expect(words({ aim: 'letter', days: 5 }, { aim: 'letter', days: 9 })).toEqual([
    '1 Choose one day for the letter: it is proposed once for each due date.',
  ])
  expect(words({ days: 61 }, { days: 1.5 })).toHaveLength(2)
  expect(words(...Array.from({ length: 21 }, (_, at) => ({ days: at })))).toEqual([
    '20 Choose at most 20 reminders.',
  ])
})

test('a change says what goes, what is added, and what stays with another time; the same again is refused', () => {
  const step = (days: number, time = '09:00'): ReminderStep => ({ aim: 'officers', days, at: time })

  expect(changeOfReminders([step(-5), step(-1)], [step(-1, '10:00'), step(2)])).toEqual({
    gone: [step(-5)],
    kept: [step(-1, '10:00')],
    added: [step(2)],
  })
  expect(() => changeOfReminders([step(-5), step(-1)], [step(-1), step(-5)])).toThrow(
    expect.objectContaining({ code: 'REMINDERS_UNCHANGED' }),
  )
  expect(() => changeOfReminders([], [step(-5), step(-5)])).toThrow(
    expect.objectContaining({ code: 'REMINDERS_WRONG' }),
  )
})

test('a step is told in words', () => {
  expect(stepInWords({ aim: 'officers', days: -1 })).toBe('1 working day before the due date')
  expect(stepInWords({ aim: 'letter', days: 10 })).toBe('10 working days after the due date')
  expect(stepInWords({ aim: 'signatories', days: 0 })).toBe('on the due date')
  expect(stepInWords({ aim: 'data queries', days: -2 })).toBe(
    '2 working days before the day it is to be answered by',
  )
})

test('a reminder is known by its day, its step and its request', () => {
  const name = reminderStepName({ dueOn, days: -5, aim: 'data queries' }, 'a-request')

  expect(readReminderStep(name)).toEqual({ dueOn, days: -5, aim: 'data queries' })
  expect(readReminderStep('019a8f6e-0000-7000-8000-000000000000')).toBeUndefined()
  expect(kindOfReminder({ aim: 'officers', days: 0 })).toBe('reminder')
  expect(kindOfReminder({ aim: 'signatories', days: 1 })).toBe('reminder to signatory after due')
  expect(() => kindOfReminder({ aim: 'letter', days: 10 })).toThrow('a letter is proposed')
})
