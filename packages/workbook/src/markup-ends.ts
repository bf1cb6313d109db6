import { doubleQuote, greaterThan, lessThan, singleQuote } from './bytes.ts'
import { damaged } from './refusal.ts'

/** Where this byte is next, or -1. */
export function findByte(bytes: Uint8Array, byte: number, from: number, end: number): number {
  for (let at = from; at < end; at++) if (bytes[at] === byte) return at
  return -1
}

/** Where the tag's `>` is, passing over quoted values, or -1 if it is not here yet. */
export function findTagEnd(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    const byte = bytes[at] as number
    if (byte === greaterThan) return at
    if (byte === lessThan) throw damaged('a tag inside a tag')
    if (byte !== doubleQuote && byte !== singleQuote) continue
    at = findByte(bytes, byte, at + 1, end)
    if (at === -1) return -1
  }
  return -1
}
