import type { Random } from '@rollcall/collections/sample/random'

/** One time that the worker is killed: once so many messages have arrived, and how far it is with the next. */
export interface Blow {
  readonly after: number
  readonly when:
    | 'as it names the recipient'
    | 'when all is said, before it hears so'
    | 'as it hears that it was taken'
    | 'soon after'
  /** For the last two: how long after. */
  readonly ms: number
}

const moments = [
  'as it names the recipient',
  'when all is said, before it hears so',
  'as it hears that it was taken',
  'soon after',
] as const

/** So many blows, spread over so many messages. */
export function blowsOver(messages: number, count: number, random: Random): Blow[] {
  const between = Math.floor(messages / (count + 1))
  return Array.from({ length: count }, (_, at) => {
    const when = moments[at % moments.length] ?? 'soon after'
    return {
      after: 1 + at * between + random.whole(0, Math.max(0, between - 2)),
      when,
      ms: when === 'soon after' ? random.whole(5, 150) : random.whole(0, 4),
    }
  })
}

/** Strikes each blow when its time has come. */
export function blowsUnder(blows: readonly Blow[], kill: () => Promise<void>) {
  const left = [...blows]
  let count = 0
  let striking: Promise<void> = Promise.resolve()
  let timers = 0

  const strike = async (): Promise<void> => {
    left.shift()
    count++
    striking = striking.then(kill)
    await striking
  }
  const isDue = (arrived: number, ...when: Blow['when'][]): Blow | undefined => {
    const [next] = left
    return next && timers === 0 && arrived >= next.after && when.includes(next.when) ? next : undefined
  }
  return {
    /** How often it struck. */
    count: () => count,
    /** Whether no blow is on its way. */
    isOver: () => timers === 0,
    /** Says whether it struck. */
    async whenNamed(arrived: number): Promise<boolean> {
      const isNow = isDue(arrived, 'as it names the recipient') !== undefined
      if (isNow) await strike()
      return isNow
    },
    async whenSaid(arrived: number): Promise<void> {
      if (isDue(arrived, 'when all is said, before it hears so')) return await strike()
      const later = isDue(arrived, 'as it hears that it was taken', 'soon after')
      if (later === undefined) return
      timers++
      setTimeout(() => {
        timers--
        void strike()
      }, later.ms)
    },
  }
}
