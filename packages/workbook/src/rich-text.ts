import type { Budget } from './limits.ts'
import type { Tag } from './tag.ts'
import { literalText, trimmed, unescaped, xmlText } from './xml-text.ts'

/**
 * Joins the runs of a text as a shared or an inline string has them, leaving out phonetic runs: they hang on `rPh`,
 * and only a `t` under one of these parents is part of the text.
 */
const parents = new Set(['si', 'is', 'r'])

export class RichText {
  readonly #budget: Budget
  #text = ''
  #run = ''
  #inRun = false
  #preserved = false

  constructor(budget: Budget) {
    this.#budget = budget
  }

  open(name: string, parent: string, tag: Tag): void {
    if (name !== 't' || !parents.has(parent)) return
    this.#inRun = true
    this.#preserved = tag.attribute('xml:space') === 'preserve'
  }

  text(bytes: Uint8Array, from: number, to: number, literal: boolean): void {
    if (!this.#inRun) return
    this.#budget.text(to - from)
    this.#run += literal ? literalText(bytes, from, to) : xmlText(bytes, from, to)
  }

  close(name: string): void {
    if (name !== 't' || !this.#inRun) return
    this.#text += unescaped(this.#preserved ? this.#run : trimmed(this.#run))
    this.#run = ''
    this.#inRun = false
  }

  /** The whole text; the next one begins empty. */
  take(): string {
    const text = this.#text
    this.#text = ''
    return text
  }
}
