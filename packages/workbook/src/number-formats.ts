/** How a style shows a number, as far as it changes what the number means. */
export const shown = { plain: 0, date: 1, time: 2, percent: 3 } as const
export type Shown = (typeof shown)[keyof typeof shown]

const inRanges = (id: number, ranges: readonly (readonly [number, number])[]) =>
  ranges.some(([from, to]) => id >= from && id <= to)

/** The formats Excel does not write out (ECMA-376 part 1, 18.8.30), with those of Japanese, Chinese and Korean Excel. */
export function builtInFormat(id: number): Shown {
  if (id === 9 || id === 10) return shown.percent
  if (
    inRanges(id, [
      [14, 17],
      [22, 22],
      [27, 31],
      [36, 36],
      [50, 58],
    ])
  )
    return shown.date
  if (
    inRanges(id, [
      [18, 21],
      [32, 35],
      [45, 47],
    ])
  )
    return shown.time
  return shown.plain
}

/** What a format code of someone's own shows: `dd/mm/yyyy;@` a date, `h:mm` a time, `0.0%` a percentage. */
export function customFormat(code: string): Shown {
  const positive = bare(code).split(';')[0] ?? ''
  if (positive.includes('general')) return shown.plain
  // Hours beyond 24, as `[h]:mm` shows them, are a length of time and not a moment.
  if (/\[[hms]+\]/.test(positive)) return shown.plain
  if (/[dy]|mmm|(?<![0#?.])[eg]/.test(positive)) return shown.date
  if (/[hs]|a\/p/.test(positive)) return shown.time
  if (positive.includes('m')) return shown.date
  return positive.includes('%') ? shown.percent : shown.plain
}

/** The code without what is shown as it stands: quoted text, escaped letters, padding and colours. */
const bare = (code: string): string =>
  code
    .toLowerCase()
    .replace(/"[^"]*"?/g, '')
    .replace(/[\\_*]./g, '')
    .replace(/\[(?![hms]+\])[^\]]*\]/g, '')
