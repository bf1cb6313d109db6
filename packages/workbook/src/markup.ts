import { newBytes } from '#runtime'
import { bytesOf, copied, exclamation, lessThan, questionMark, slash, standsAt } from './bytes.ts'
import { findByte, findTagEnd } from './markup-ends.ts'
import { type Name, nameAt, startNames } from './markup-names.ts'
import type { Sink } from './part.ts'
import { damaged } from './refusal.ts'
import { Tag } from './tag.ts'
import { declarationFound } from './xml-declarations.ts'

/** Is told what is in an XML part, in order. Names come without their prefix; the root's parent is ''. */
export interface MarkupHandler {
  open?(name: string, parent: string, tag: Tag): void
  close?(name: string, parent: string): void
  /** A piece of text; `literal` if it comes from a CDATA section. Comments and chunk ends may split a text. */
  text?(bytes: Uint8Array, from: number, to: number, literal: boolean): void
  /** May take plain markup in one stride: whole elements standing at `at`. Returns where it stopped, `at` if it took nothing. */
  stride?(bytes: Uint8Array, at: number, end: number): number
}

// Excel's longest text has 32,767 letters; nothing honest in a sheet comes near this.
const longestToken = 2_000_000
const deepest = 200
const commentStart = bytesOf('<!--')
const commentEnd = bytesOf('-->')
const cdataStart = bytesOf('<![CDATA[')
const cdataEnd = bytesOf(']]>')
const instructionEnd = bytesOf('?>')
const unfinished = -1
const nothing: Uint8Array = new Uint8Array(0)

/** Reads XML in UTF-8 from chunks of any size, holding no more than one unfinished tag or text between them. */
export class MarkupReader implements Sink {
  readonly #part: string
  readonly #handler: MarkupHandler
  readonly #names = startNames()
  readonly #open: Name[] = []
  readonly #tag = new Tag()
  #held = nothing
  #room = nothing
  #rootSeen = false

  constructor(part: string, handler: MarkupHandler) {
    this.#part = part
    this.#handler = handler
  }

  write(chunk: Uint8Array): void {
    const held = this.#held.length
    const end = held + chunk.length
    const bytes = held === 0 ? chunk : this.#afterHeld(chunk, end)
    const stopped = this.#read(bytes, end)
    this.#held = stopped === end ? nothing : copied(bytes, stopped, end)
    if (this.#held.length > longestToken) throw damaged(`an endless tag or text in ${this.#part}`)
  }

  /** The chunk with what was held before it, in memory that is used again for the next. */
  #afterHeld(chunk: Uint8Array, end: number): Uint8Array {
    if (this.#room.length < end) this.#room = newBytes(end + (end >> 2))
    this.#room.set(this.#held)
    this.#room.set(chunk, this.#held.length)
    return this.#room
  }

  end(): void {
    if (!this.#rootSeen || this.#open.length > 0 || this.#held.some((byte) => byte > 0x20))
      throw damaged(`${this.#part} is cut short`)
  }

  /** Reads as far as tags and texts are whole. Returns where the unfinished one begins. */
  #read(bytes: Uint8Array, end: number): number {
    const handler = this.#handler
    let at = 0
    while (at < end) {
      if (handler.stride) at = handler.stride(bytes, at, end)
      if (at >= end) break
      const next = bytes[at] === lessThan ? this.#markup(bytes, at, end) : this.#text(bytes, at, end)
      if (next === unfinished) return at
      at = next
    }
    return at
  }

  #text(bytes: Uint8Array, at: number, end: number): number {
    const to = findByte(bytes, lessThan, at, end)
    if (to === unfinished) return unfinished
    if (this.#open.length > 0) this.#handler.text?.(bytes, at, to, false)
    else if (bytes.subarray(at, to).some((byte) => byte > 0x20))
      throw damaged(`text outside the root of ${this.#part}`)
    return to
  }

  #markup(bytes: Uint8Array, at: number, end: number): number {
    if (at + 1 >= end) return unfinished
    const kind = bytes[at + 1]
    if (kind === slash) return this.#endTag(bytes, at, end)
    if (kind === questionMark) return after(bytes, at + 2, end, instructionEnd)
    if (kind === exclamation) return this.#commentOrCdata(bytes, at, end)
    return this.#startTag(bytes, at, end)
  }

  #startTag(bytes: Uint8Array, at: number, end: number): number {
    const to = findTagEnd(bytes, at + 1, end)
    if (to === unfinished) return unfinished
    const empty = bytes[to - 1] === slash
    const name = nameAt(this.#names, bytes, at + 1, empty ? to - 1 : to)
    if (this.#open.length === 0) this.#mustBeFirstRoot()
    const parent = this.#parent()
    this.#tag.at(bytes, at + 1 + name.bytes.length, empty ? to - 1 : to)
    this.#handler.open?.(name.local, parent, this.#tag)
    if (empty) this.#handler.close?.(name.local, parent)
    else if (this.#open.push(name) > deepest) throw damaged(`${this.#part} is nested too deep`)
    return to + 1
  }

  #parent(): string {
    return this.#open[this.#open.length - 1]?.local ?? ''
  }

  #mustBeFirstRoot(): void {
    if (this.#rootSeen) throw damaged(`${this.#part} has two roots`)
    this.#rootSeen = true
  }

  #endTag(bytes: Uint8Array, at: number, end: number): number {
    const to = findTagEnd(bytes, at + 2, end)
    if (to === unfinished) return unfinished
    const name = this.#open.pop()
    if (
      name === undefined ||
      !standsAt(bytes, at + 2, name.bytes) ||
      !isBlank(bytes, at + 2 + name.bytes.length, to)
    )
      throw damaged(`tags do not match in ${this.#part}`)
    this.#handler.close?.(name.local, this.#parent())
    return to + 1
  }

  #commentOrCdata(bytes: Uint8Array, at: number, end: number): number {
    if (startsWith(bytes, at, end, commentStart))
      return after(bytes, at + commentStart.length, end, commentEnd)
    if (!startsWith(bytes, at, end, cdataStart)) throw declarationFound(this.#part)
    const from = at + cdataStart.length
    const next = after(bytes, from, end, cdataEnd)
    if (next !== unfinished) this.#handler.text?.(bytes, from, next - cdataEnd.length, true)
    return next
  }
}

/** Whether these bytes begin so, as far as they go. */
const startsWith = (bytes: Uint8Array, at: number, end: number, start: Uint8Array): boolean =>
  standsAt(bytes, at, start.subarray(0, Math.min(start.length, end - at)))

function after(bytes: Uint8Array, from: number, end: number, what: Uint8Array): number {
  for (let at = from; at + what.length <= end; at++) if (standsAt(bytes, at, what)) return at + what.length
  return unfinished
}

function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if ((bytes[at] as number) > 0x20) return false
  return true
}
