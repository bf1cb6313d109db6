import { Refusal } from './refusal.ts'

const quote = '"'

/**
 * Reads the record (RFC 4180) at `from` into `fields`. Returns where the next one begins. Lines may end in CR, LF or both. What
 * follows a closing quote is kept as it stands, as Excel does.
 */
export function readRecord(
  text: string,
  from: number,
  delimiter: string,
  fields: string[],
  mostFields: number,
): number {
  fields.length = 0
  let at = from
  for (;;) {
    if (fields.length === mostFields) throw new Refusal('too-many-columns')
    const quotedEnd = text[at] === quote ? closingQuote(text, at) : at
    const end = plainEnd(text, quotedEnd, delimiter)
    fields.push(fieldText(text, at, quotedEnd, end))
    if (text[end] !== delimiter) return afterLine(text, end)
    at = end + 1
  }
}

/** Where the quoted part of a field ends: after the first quote that is not doubled. */
function closingQuote(text: string, openedAt: number): number {
  let at = openedAt + 1
  for (;;) {
    at = text.indexOf(quote, at)
    if (at === -1) throw new Refusal('unclosed-quote')
    if (text[at + 1] !== quote) return at + 1
    at += 2
  }
}

function plainEnd(text: string, from: number, delimiter: string): number {
  let at = from
  for (; at < text.length; at++) {
    const letter = text[at]
    if (letter === delimiter || letter === '\n' || letter === '\r') break
  }
  return at
}

function fieldText(text: string, from: number, quotedEnd: number, end: number): string {
  if (quotedEnd === from) return text.slice(from, end)
  return text.slice(from + 1, quotedEnd - 1).replaceAll('""', quote) + text.slice(quotedEnd, end)
}

const afterLine = (text: string, end: number): number =>
  text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1
