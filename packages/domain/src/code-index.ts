import type { CalendarDate } from './calendar-date.ts'
import { type Code, type CodeList, codesOn } from './code-list.ts'
import { likeness } from './text.ts'

/** A code list as it stands on a day, ready to look things up in. */
export interface CodeIndex {
  readonly codes: readonly Code[]
  /** The code meant by what a person typed, or `undefined`. Never the nearest: only the same but for case, spaces and dashes, or a known alias. */
  find(text: string): Code | undefined
  get(code: string): Code | undefined
}

export function indexCodes(list: CodeList, date: CalendarDate): CodeIndex {
  const codes = codesOn(list, date)
  const byCode = new Map(codes.map((code) => [code.code, code]))
  const byCodeLikeness = firstOf(codes, (code) => [code.code])
  const byLabel = firstOf(codes, (code) => [code.label, ...code.aliases])
  const like = (text: string) => byCodeLikeness.get(likeness(text)) ?? byLabel.get(likeness(text))
  return {
    codes,
    get: (code) => byCode.get(code),
    find: (text) =>
      byCode.get(text) ??
      like(text) ??
      mixed(text, like) ??
      bracketed(text, like) ??
      withoutZeros(text, like),
  }
}

/** 'White British [WBRI]': a label with its code in brackets. */
function bracketed(text: string, find: (text: string) => Code | undefined): Code | undefined {
  const halves = /^(.+?)\s*[([]([^()[\]]{1,12})[)\]]$/u.exec(text)
  const meant = halves ? find(halves[2] ?? '') : undefined
  return meant !== undefined && find(halves?.[1] ?? '') === meant ? meant : undefined
}

/** 'C2 - Full care order', 'C2: full care order', 'a) Full care order': both halves have to mean the same code, or one be a bullet. */
function mixed(text: string, find: (text: string) => Code | undefined): Code | undefined {
  const halves = /^(.{1,12}?)\s*[-\u2010-\u2015:).=,]\s*(.+)$/u.exec(text)
  if (!halves) return undefined
  const [, first = '', second = ''] = halves
  const meant = find(second)
  if (meant === undefined) return undefined
  const bullet = /^[a-z]$/i.test(first) && find(first) === undefined
  return bullet || find(first) === meant ? meant : undefined
}

const withoutZeros = (text: string, find: (text: string) => Code | undefined): Code | undefined =>
  /^0+\d+$/.test(text) ? find(text.replace(/^0+(?=\d)/, '')) : undefined

function firstOf(codes: readonly Code[], words: (code: Code) => readonly string[]): Map<string, Code> {
  const found = new Map<string, Code>()
  for (const code of codes) {
    for (const word of words(code)) {
      if (!found.has(likeness(word))) found.set(likeness(word), code)
    }
  }
  return found
}
