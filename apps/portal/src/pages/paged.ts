import { pagination } from './components.ts'
import type { Html } from './html.ts'

interface Paged<Item> {
  /** What stands on this page. */
  readonly shown: readonly Item[]
  /** The way to the other pages, where there are any. */
  readonly links: Html | false
}

interface Place {
  /** Counted from 1. One that is not there is the last. */
  readonly page: number
  /** The address of a page. */
  readonly href: (page: number) => string
  readonly size?: number
}

/** A long list, page by page. */
export function paged<Item>(items: readonly Item[], place: Place): Paged<Item> {
  const { from, to, links } = pageOf(items.length, place)
  return { shown: items.slice(from, to), links }
}

/** Which of so many things stand on a page: those from one place up to another, counted from 0. */
export function pageOf(total: number, { page, href, size = 50 }: Place) {
  const last = Math.max(1, Math.ceil(total / size))
  const current = Math.min(page, last)
  const [from, to] = [(current - 1) * size, Math.min(current * size, total)]
  const links: Html | false =
    last > 1 &&
    pagination({
      previous: current > 1 ? href(current - 1) : undefined,
      next: current < last ? href(current + 1) : undefined,
      items: numbersAround(current, last).map((number) =>
        number === null ? null : { number, href: href(number), current: number === current },
      ),
    })
  return { from, to, links }
}

/** The first, the last and those beside this one; null where some are left out. */
function numbersAround(current: number, last: number): (number | null)[] {
  const numbers = [...new Set([1, current - 1, current, current + 1, last])].filter(
    (number) => number >= 1 && number <= last,
  )
  return numbers.flatMap((number, at) => {
    const before = numbers[at - 1] ?? 0
    if (number - before === 2) return [number - 1, number]
    return number - before > 1 ? [null, number] : [number]
  })
}
