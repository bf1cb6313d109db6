import { newBytes } from '#runtime'

// The bytes XML is written in, and what is done with bytes.
const tab = 0x09
const newline = 0x0a
export const carriageReturn = 0x0d
export const space = 0x20
export const exclamation = 0x21
export const doubleQuote = 0x22
export const ampersand = 0x26
export const singleQuote = 0x27
export const minus = 0x2d
export const dot = 0x2e
export const slash = 0x2f
export const digitZero = 0x30
export const colon = 0x3a
export const lessThan = 0x3c
export const equals = 0x3d
export const greaterThan = 0x3e
export const questionMark = 0x3f

export const isSpace = (byte: number): boolean =>
  byte === space || byte === newline || byte === carriageReturn || byte === tab

export const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

/** Whether `text`, given as bytes, stands at this place. */
export function standsAt(bytes: Uint8Array, at: number, text: Uint8Array): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text[i]) return false
  return true
}

export function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = newBytes(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

/** A copy, where `slice` would give Node's buffers only another view of the same memory. */
export const copied = (bytes: Uint8Array, from: number, to: number): Uint8Array =>
  new Uint8Array(bytes.subarray(from, to))
