import { bytesOf, joined, lessThan, standsAt } from './bytes.ts'
import type { Sink } from './part.ts'
import { damaged, Refusal } from './refusal.ts'

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be'

const headSize = 1024
const byteOrderMarks = [
  ['utf-8', bytesOf('\xef\xbb\xbf')],
  ['utf-16le', bytesOf('\xff\xfe')],
  ['utf-16be', bytesOf('\xfe\xff')],
] as const
const firstLetters = [
  ['utf-16le', bytesOf('<\0')],
  ['utf-16be', bytesOf('\0<')],
] as const
const fourByteLetters = [
  bytesOf('\0\0\xfe\xff'),
  bytesOf('\xff\xfe\0\0'),
  bytesOf('\0\0\0<'),
  bytesOf('<\0\0\0'),
]

/**
 * Gives an XML part on as UTF-8, without a byte order mark. Excel writes UTF-8 and allows UTF-16 (ECMA-376 part 2, 8.1.4);
 * any other encoding could hide from us what another reader sees, and is refused.
 */
export function asUtf8(part: string, to: Sink): Sink {
  let head: Uint8Array | undefined = new Uint8Array(0)
  let convert: (bytes?: Uint8Array) => Uint8Array = (bytes) => bytes ?? new Uint8Array(0)
  const start = (bytes: Uint8Array) => {
    head = undefined
    const { encoding, skip } = detect(part, bytes)
    if (encoding !== 'utf-8') convert = transcoder(part, encoding)
    to.write(convert(bytes.subarray(skip)))
  }
  return {
    write(bytes) {
      if (head === undefined) return to.write(convert(bytes))
      head = joined(head, bytes)
      if (head.length >= headSize) start(head)
    },
    end() {
      if (head !== undefined && head.length > 0) start(head)
      const rest = convert()
      if (rest.length > 0) to.write(rest)
      to.end()
    },
  }
}

function detect(part: string, head: Uint8Array): { encoding: Encoding; skip: number } {
  if (fourByteLetters.some((start) => standsAt(head, 0, start)))
    throw new Refusal('unsafe', { detail: `${part} is in UTF-32` })
  const marked = byteOrderMarks.find(([, mark]) => standsAt(head, 0, mark))
  const skip = marked?.[1].length ?? 0
  const encoding = marked?.[0] ?? firstLetters.find(([, start]) => standsAt(head, 0, start))?.[0] ?? 'utf-8'
  checkDeclaration(part, encoding, head.subarray(skip, headSize))
  return { encoding, skip }
}

function checkDeclaration(part: string, encoding: Encoding, head: Uint8Array): void {
  const start = new TextDecoder(encoding).decode(head).trimStart()
  if (start.charCodeAt(0) !== lessThan) throw damaged(`${part} is not XML`)
  if (encoding === 'utf-8' && head.includes(0)) throw damaged(`${part} is in two encodings`)
  if (!/^<\?xml\s/i.test(start)) return
  const declaration = /^[^>]*\?>/.exec(start)?.[0]
  if (declaration === undefined) throw damaged(`${part} has a broken XML declaration`)
  const declared = /encoding\s*=\s*["']?\s*([^"'\s?]*)/i.exec(declaration)?.[1]?.toLowerCase() ?? 'utf-8'
  if (!['utf-8', 'utf8', 'us-ascii', 'ascii', 'utf-16', 'utf-16le', 'utf-16be'].includes(declared))
    throw new Refusal('unsafe', { detail: `${part} says it is in ${declared}` })
  if (encoding === 'utf-8' && declared.startsWith('utf-16'))
    throw damaged(`${part} says it is in ${declared} and is not`)
}

function transcoder(part: string, encoding: Encoding): (bytes?: Uint8Array) => Uint8Array {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  const encoder = new TextEncoder()
  return (bytes) => {
    try {
      return encoder.encode(bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode())
    } catch {
      throw damaged(`${part} is not ${encoding}`)
    }
  }
}
