import { newBytes } from '#runtime'
import { bytesOf, isSpace, lessThan, standsAt } from './bytes.ts'
import type { Budget } from './limits.ts'
import type { MarkupHandler } from './markup.ts'
import { findByte } from './markup-ends.ts'
import { damaged } from './refusal.ts'
import { RichText } from './rich-text.ts'
import type { Tag } from './tag.ts'
import { unescaped, xmlText } from './xml-text.ts'

const blockSize = 1 << 18
// What remembering one string costs beside its text, so that a million empty ones are not free.
const overhead = 8
const plainStart = bytesOf('<si><t>')
const preservedStart = bytesOf('<si><t xml:space="preserve">')
const plainEnd = bytesOf('</t></si>')

/** The workbook's shared strings. Plain ones stay bytes until a cell asks for them. */
export class SharedStrings {
  readonly #blocks: Uint8Array[] = []
  #blockUsed = blockSize
  #starts = new Uint32Array(1024)
  #sizes = new Uint32Array(1024)
  readonly #texts: (string | undefined)[] = []

  /** The text with this number, '' for an empty one. */
  text(index: number): string {
    const known = this.#texts[index]
    if (known !== undefined) return known
    if (index >= this.#texts.length) throw damaged(`no shared string ${index}`)
    const start = this.#starts[index] as number
    const from = start % blockSize
    const block = this.#blocks[Math.floor(start / blockSize)] as Uint8Array
    const text = unescaped(xmlText(block, from, from + (this.#sizes[index] as number)))
    this.#texts[index] = text
    return text
  }

  addText(text: string): void {
    this.#texts.push(text)
  }

  addBytes(bytes: Uint8Array, from: number, to: number): void {
    const size = to - from
    if (size > blockSize) {
      this.addText(unescaped(xmlText(bytes, from, to)))
      return
    }
    if (this.#blockUsed + size > blockSize) {
      this.#blocks.push(newBytes(blockSize))
      this.#blockUsed = 0
    }
    const block = this.#blocks[this.#blocks.length - 1] as Uint8Array
    // Most texts are so short that a view to copy them from would cost more than the copying.
    for (let at = from, to = this.#blockUsed; at < from + size; at++, to++) block[to] = bytes[at] as number
    const index = this.#texts.push(undefined) - 1
    if (index >= this.#starts.length) this.#grow()
    this.#starts[index] = (this.#blocks.length - 1) * blockSize + this.#blockUsed
    this.#sizes[index] = size
    this.#blockUsed += size
  }

  #grow(): void {
    const more = this.#texts.length * 2
    const starts = new Uint32Array(more)
    const sizes = new Uint32Array(more)
    starts.set(this.#starts)
    sizes.set(this.#sizes)
    this.#starts = starts
    this.#sizes = sizes
  }
}

/** Reads the part they are kept in; its own count of them is not believed. */
export class SharedStringReader implements MarkupHandler {
  readonly #strings: SharedStrings
  readonly #budget: Budget
  readonly #rich: RichText
  #inside = false

  constructor(strings: SharedStrings, budget: Budget) {
    this.#strings = strings
    this.#budget = budget
    this.#rich = new RichText(budget)
  }

  open(name: string, parent: string, tag: Tag): void {
    if (parent === '') this.#inside = name === 'sst'
    this.#rich.open(name, parent, tag)
  }

  text(bytes: Uint8Array, from: number, to: number, literal: boolean): void {
    this.#rich.text(bytes, from, to, literal)
  }

  close(name: string, parent: string): void {
    this.#rich.close(name)
    if (parent === '') this.#inside = false
    if (name !== 'si' || parent !== 'sst') return
    this.#budget.text(overhead)
    this.#strings.addText(this.#rich.take())
  }

  /** Takes strings of one plain run, which nearly all are. */
  stride(bytes: Uint8Array, at: number, end: number): number {
    let next = at
    while (this.#inside && next < end) {
      const preserved = standsAt(bytes, next, preservedStart)
      if (!preserved && !standsAt(bytes, next, plainStart)) return next
      const from = next + (preserved ? preservedStart : plainStart).length
      const to = findByte(bytes, lessThan, from, end)
      if (to === -1 || to + plainEnd.length > end || !standsAt(bytes, to, plainEnd)) return next
      this.#budget.text(to - from + overhead)
      this.#add(bytes, from, to, preserved)
      next = to + plainEnd.length
    }
    return next
  }

  #add(bytes: Uint8Array, from: number, to: number, preserved: boolean): void {
    let first = from
    let last = to
    while (!preserved && first < last && isSpace(bytes[first] as number)) first++
    while (!preserved && first < last && isSpace(bytes[last - 1] as number)) last--
    this.#strings.addBytes(bytes, first, last)
  }
}
