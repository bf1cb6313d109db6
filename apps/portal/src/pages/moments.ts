const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  ...{ day: 'numeric', month: 'long', year: 'numeric', hour: 'numeric', minute: '2-digit', hour12: true },
})

/** A moment as people write it, on London's clocks: '4 November 2024 at 3:07pm'. */
export function momentInWords(moment: Date | string): string {
  const part = Object.fromEntries(
    london.formatToParts(new Date(moment)).map(({ type, value }) => [type, value]),
  )
  const { day, month, year, hour, minute, dayPeriod = '' } = part
  return `${day} ${month} ${year} at ${hour}:${minute}${dayPeriod.toLowerCase()}`
}
