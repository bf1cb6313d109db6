import { utf8 } from '#runtime'
import { ampersand, carriageReturn, isSpace } from './bytes.ts'
import { damaged } from './refusal.ts'

const replacement = '\ufffd'
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** Bytes as text, exactly as they stand. */
export function literalText(bytes: Uint8Array, from: number, to: number): string {
  const text = utf8(bytes, from, to)
  if (text.includes(replacement)) mustBeUtf8(bytes.subarray(from, to))
  return text
}

function mustBeUtf8(bytes: Uint8Array): void {
  try {
    strict.decode(bytes)
  } catch {
    throw damaged('text that is not UTF-8')
  }
}

/** Bytes between tags as the text they mean: entities resolved, line ends made one (XML 1.0, 2.11 and 4.1). */
export function xmlText(bytes: Uint8Array, from: number, to: number): string {
  const text = literalText(bytes, from, to)
  for (let at = from; at < to; at++) {
    const byte = bytes[at]
    if (byte === ampersand || byte === carriageReturn) return resolved(text)
  }
  return text
}

/** A text in XML's own writing, as the text it means. */
export const resolved = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(/&([^;&]*)(;?)/g, (_, name: string, semicolon: string) => {
    const meaning = semicolon === '' ? undefined : (entities[name] ?? numericEntity(name))
    if (meaning === undefined) throw damaged('an entity nobody declared')
    return meaning
  })

function numericEntity(name: string): string | undefined {
  const digits = /^#(?:x([0-9a-f]{1,8})|([0-9]{1,8}))$/i.exec(name)
  if (digits === null) return undefined
  const code = digits[1] === undefined ? Number(digits[2]) : Number.parseInt(digits[1], 16)
  return code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)
    ? undefined
    : String.fromCodePoint(code)
}

/** Excel's own escape for what XML cannot hold: `_x000D_` is a carriage return (ECMA-376 part 1, 22.4.2.4). */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text

/** Without `xml:space="preserve"`, Excel leaves out the spaces at both ends of a text. */
export function trimmed(text: string): string {
  let from = 0
  let to = text.length
  while (from < to && isSpace(text.charCodeAt(from))) from++
  while (from < to && isSpace(text.charCodeAt(to - 1))) to--
  return text.slice(from, to)
}

/** Every way of writing `true` that XML Schema or an Excel file knows. */
export const isTrue = (text: string): boolean => ['1', 'true', 'on', 't'].includes(text.trim().toLowerCase())
