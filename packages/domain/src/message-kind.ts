import type { Wording } from './wording.ts'

/** Who gets a kind of message; each who stands in for one of them gets it too. */
export type Audience = 'officer' | 'signatory' | 'analyst' | 'approver'

/** What a wording may name: one line, or several that become a list. */
export type Fact = string | readonly string[]

export interface Placeholder {
  /** What it stands for, for those who change the wording. */
  readonly says: string
  readonly example: Fact
}

/** Something that is written in words that the office may change: a kind of message, or a letter. */
export interface Worded {
  /** A message's kind is that of the notice that makes it, where one does: 'return accepted'. */
  readonly kind: string
  /** What pages call it, where that is not its kind. */
  readonly title?: string
  /** When it is sent, as a sentence for the office. */
  readonly sentWhen: string
  /** What its wording may name beyond what everything about a data request may: `requestPlaceholders`. */
  readonly placeholders: Readonly<Record<string, Placeholder>>
  /** As it is shipped; the office may keep another. */
  readonly wording: Wording
  /** False where it is about no data request, so that its wording can name nothing of one. */
  readonly isOfRequest?: false
  /** What its wording has to name, so that it says what it is for: 'due date'. */
  readonly mustName?: readonly string[]
  /** True where some of its words state the law, and a lawyer should have looked at them. */
  readonly statesLaw?: boolean
}

/** One kind of e-mail that Rollcall writes. */
export interface MessageKind extends Worded {
  readonly to: readonly Audience[]
  /** What the office asks for waits for office hours. What somebody waits for goes at once, as does what one colleague asks of another. */
  readonly timing: 'at once' | 'in office hours'
  /** True where one says all that others of its kind would about the same return, whatever each is about. */
  readonly saysAll?: true
}
