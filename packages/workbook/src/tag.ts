import { colon, equals, isSpace } from './bytes.ts'
import { damaged } from './refusal.ts'
import { literalText, resolved } from './xml-text.ts'

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
    this.#valueTo = this.#from
    while (this.#next()) if (this.#isNamed(name, this.#nameFrom)) return this.#value()
    return undefined
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
