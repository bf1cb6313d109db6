import { type Authority, isOpenOn } from './authority.ts'
import type { CalendarDate } from './calendar-date.ts'
import { likeness } from './text.ts'

/** The table of authorities as it stands on a day. */
export interface AuthorityIndex {
  /** The whole table, those that have closed too. */
  readonly all: readonly Authority[]
  /** Those open on the day. */
  readonly open: readonly Authority[]
  get(code: string): Authority | undefined
  /** The authority meant by a code, a GSS code, a name or a known alias; it may be one that has closed. */
  find(text: string): Authority | undefined
  isOpen(authority: Authority): boolean
}

export function indexAuthorities(authorities: readonly Authority[], date: CalendarDate): AuthorityIndex {
  const byCode = new Map(authorities.map((authority) => [authority.code, authority]))
  const byWord = new Map<string, Authority>()
  // Those open on the day come first, so that a name carried on by a successor means the successor.
  const open = authorities.filter((authority) => isOpenOn(authority, date))
  const closed = authorities.filter((authority) => !isOpenOn(authority, date))
  for (const authority of [...open, ...closed]) {
    for (const word of [
      authority.code,
      authority.name,
      ...authority.gss.map(({ code }) => code),
      ...authority.aliases,
    ]) {
      if (!byWord.has(likeness(word))) byWord.set(likeness(word), authority)
    }
  }
  return {
    all: authorities,
    open,
    get: (code) => byCode.get(code),
    find: (text) => byWord.get(likeness(text)) ?? mixed(text, byWord),
    isOpen: (authority) => isOpenOn(authority, date),
  }
}

/** '330 - Birmingham' or 'Birmingham (330)': both halves have to mean the same authority. */
function mixed(text: string, byWord: ReadonlyMap<string, Authority>): Authority | undefined {
  const halves =
    /^([A-Z0-9]{3,9})\s*[-\u2010-\u2015:,]?\s+(.+)$/iu.exec(text) ??
    /^(.+?)\s*\(([A-Z0-9]{3,9})\)$/iu.exec(text)
  if (!halves) return undefined
  const [first, second] = [halves[1], halves[2]].map((half) => byWord.get(likeness(half ?? '')))
  return first !== undefined && first === second ? first : undefined
}
