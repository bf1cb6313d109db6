import type { Fact } from './message-kind.ts'
import { fillIn, type Wording } from './wording.ts'

/** What a formal letter says, in parts, for a page, a file and a program to be made of the same words. */
export interface LetterText {
  readonly subject: string
  /** Whom it is addressed to. */
  readonly to: string
  readonly opening: readonly string[]
  /** What the office has added in its own words, by paragraph. */
  readonly message: readonly string[]
  readonly facts: readonly LetterFact[]
  /** What is asked. */
  readonly items: readonly LetterItem[]
  /** What to do, and what follows. */
  readonly paragraphs: readonly string[]
  readonly closing: string
}

export interface LetterFact {
  readonly name: string
  readonly value: string
}

export interface LetterItem {
  readonly name: string
  readonly says: string
}

interface Filling extends Pick<LetterText, 'to' | 'message' | 'facts' | 'items'> {
  readonly wording: Wording
  /** What the wording may name, beside ((message)) and ((what is asked)). */
  readonly named: Readonly<Record<string, Fact>>
}

/** A letter in these words. Its facts and items stand where the wording names ((what is asked)) in a paragraph of its own, or at the end. */
export function letterText({ wording, named, to, message, facts, items }: Filling): LetterText {
  const asked: readonly string[] = []
  const { subject, paragraphs } = fillIn(wording, { ...named, message, 'what is asked': asked })
  const place = paragraphs.indexOf(asked)
  const before = place < 0 ? paragraphs : paragraphs.slice(0, place)
  const after = place < 0 ? [] : paragraphs.slice(place + 1)
  return {
    ...{ subject, to, facts, items },
    opening: before.filter((part) => part !== message).flat(),
    message: paragraphs.includes(message) ? message : [],
    paragraphs: after.filter((part) => part !== message).flat(),
    closing: 'For the Children’s Commissioner for England',
  }
}
