import { shown } from './times.ts'

/** Whether a line of the calendar (minute, hour, any day, any month, day of the week; in London) comes after one moment up to another. */
export function isDueBetween(pattern: string, before: Date, now: Date): boolean {
  const [minutes = '', hours = '', , , weekdays = ''] = pattern.split(' ')
  for (let at = before.getTime() + 60_000; at <= now.getTime(); at += 60_000) {
    const { date, time } = shown(new Date(at))
    const weekday = new Date(`${date}T12:00:00Z`).getUTCDay()
    if (
      fits(minutes, Number(time.slice(3))) &&
      fits(hours, Number(time.slice(0, 2))) &&
      fits(weekdays, weekday)
    )
      return true
  }
  return false
}

function fits(field: string, value: number): boolean {
  const [range = '', step = '1'] = field.split('/')
  const [from = '', until = from] = range.split('-')
  const isIn = range === '*' || (value >= Number(from) && value <= Number(until))
  return isIn && value % Number(step) === 0
}
