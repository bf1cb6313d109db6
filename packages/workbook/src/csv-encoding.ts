import { Refusal } from './refusal.ts'

const sampleSize = 4096

/** The text of a CSV file: UTF-8 or UTF-16, with or without a byte order mark, or else Windows-1252. */
export function csvText(bytes: Uint8Array): string {
  const text = decoded(bytes)
  // Control characters other than tabs, line ends and page breaks are in no text that anyone typed.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  if (/[\0-\x08\x0e-\x19\x1b-\x1f\ufffe\uffff]/.test(text))
    throw new Refusal('not-a-spreadsheet', { detail: 'binary' })
  return text
}

function decoded(bytes: Uint8Array): string {
  return strict(likelyEncoding(bytes), bytes) ?? new TextDecoder('windows-1252').decode(bytes)
}

function strict(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function likelyEncoding(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  // Western text in UTF-16 has a zero in nearly every second place, and nowhere else.
  const sample = bytes.subarray(0, sampleSize)
  const most = sample.length * 0.3
  const zeros = [0, 1].map((half) => sample.filter((byte, at) => byte === 0 && at % 2 === half).length)
  const [even = 0, odd = 0] = zeros
  if (odd > most && even === 0) return 'utf-16le'
  return even > most && odd === 0 ? 'utf-16be' : 'utf-8'
}
