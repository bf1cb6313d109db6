import { colon, digitZero, equals, isSpace } from './bytes.ts'
import { damaged } from './refusal.ts'
import { isTrue, literalText, resolved } from './xml-text.ts'

const letterF = 0x66

/** The attributes of the tag being read. Good only until the next tag. */
export class Tag {
  #bytes = new Uint8Array(0)
  #from = 0
  #to = 0
  #nameFrom = 0
  #nameTo = 0
  #valueFrom = 0
  #valueTo = 0

  /** Points at the attributes between these places. */
  at(bytes: Uint8Array, from: number, to: number): this {
    this.#bytes = bytes as Uint8Array<ArrayBuffer>
    this.#from = from
    this.#to = to
    return this
  }

  /** The value of the attribute written just so. */
  attribute(name: string): string | undefined {
    return this.#find(name) ? this.#value() : undefined
  }

  /** The value of an attribute that is a row's number, or NaN if it is no whole number; read without making a text of it. */
  wholeNumber(name: string): number | undefined {
    if (!this.#find(name)) return undefined
    let value = this.#valueFrom < this.#valueTo ? 0 : Number.NaN
    for (let at = this.#valueFrom; at < this.#valueTo; at++) {
      const digit = (this.#bytes[at] as number) - digitZero
      if (digit < 0 || digit > 9 || value > 1e9) return Number(this.#value())
      value = value * 10 + digit
    }
    return value
  }

  /** Whether an attribute is there and true, in any of the ways that `true` is written. */
  isTrue(name: string): boolean {
    if (!this.#find(name)) return false
    const first = this.#bytes[this.#valueFrom]
    return first !== letterF && first !== digitZero && isTrue(this.#value())
  }

  /** The value of the attribute with this name after any prefix: `r:id`, whatever `r` is called here. */
  prefixed(name: string): string | undefined {
    this.#valueTo = this.#from
    while (this.#next()) {
      const at = this.#nameTo - name.length
      if (at > this.#nameFrom && this.#bytes[at - 1] === colon && this.#isNamed(name, at))
        return this.#value()
    }
    return undefined
  }

  #find(name: string): boolean {
    this.#valueTo = this.#from
    while (this.#next()) if (this.#isNamed(name, this.#nameFrom)) return true
    return false
  }

  /** Moves on to the next attribute, if there is one. */
  #next(): boolean {
    const bytes = this.#bytes
    const to = this.#to
    let at = this.#valueTo
    // The closing quote of the attribute before.
    if (at > this.#from) at++
    at = skipSpaces(bytes, at, to)
    if (at >= to) return false
    this.#nameFrom = at
    while (at < to && bytes[at] !== equals && !isSpace(bytes[at] as number)) at++
    this.#nameTo = at
    at = skipSpaces(bytes, at, to)
    if (bytes[at] !== equals) throw damaged('an attribute without a value')
    at = skipSpaces(bytes, at + 1, to)
    this.#valueFrom = at + 1
    this.#valueTo = closingQuote(bytes, at, to)
    return true
  }

  #isNamed(name: string, at: number): boolean {
    if (this.#nameTo - at !== name.length) return false
    for (let i = 0; i < name.length; i++) if (this.#bytes[at + i] !== name.charCodeAt(i)) return false
    return true
  }

  #value(): string {
    const text = literalText(this.#bytes, this.#valueFrom, this.#valueTo)
    return text.includes('&') ? resolved(text) : text
  }
}

function skipSpaces(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  while (at < to && isSpace(bytes[at] as number)) at++
  return at
}

function closingQuote(bytes: Uint8Array, openedAt: number, to: number): number {
  const quote = bytes[openedAt]
  if (openedAt < to && (quote === 0x22 || quote === 0x27)) {
    for (let at = openedAt + 1; at < to; at++) if (bytes[at] === quote) return at
  }
  throw damaged('an attribute without quotes')
}
