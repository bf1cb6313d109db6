import type { Fact } from './message-kind.ts'
import { paragraphsOf } from './text.ts'

/** The words of a kind of message, in which ((due date)) stands for what is known of each. */
export interface Wording {
  readonly subject: string
  /** Paragraphs with an empty line between them. One that is a placeholder alone may become a list. */
  readonly body: string
  /** What its one link says. */
  readonly link: string
}

/** A wording with everything it names filled in. */
export interface Written {
  readonly subject: string
  readonly paragraphs: readonly Fact[]
  readonly link: string
}

const placeholder = /\(\(([^()]*)\)\)/g

/** Fills in what a wording names. A name that nothing is known of is a mistake of ours and throws. */
export function fillIn(wording: Wording, facts: Readonly<Record<string, Fact>>): Written {
  const known = (name: string): Fact => {
    const fact = facts[name.trim().toLowerCase()]
    if (fact === undefined) throw new Error(`a wording names ((${name})), of which nothing is known`)
    return fact
  }
  const filled = (text: string): string =>
    text.replace(placeholder, (_, name: string) => {
      const fact = known(name)
      return typeof fact === 'string' ? fact : fact.join('; ')
    })
  return {
    subject: filled(wording.subject),
    paragraphs: paragraphsOf(wording.body).map((paragraph) => {
      const alone = /^\(\(([^()]*)\)\)$/.exec(paragraph)?.[1]
      return alone === undefined ? filled(paragraph) : known(alone)
    }),
    link: filled(wording.link),
  }
}

/** The names that a text has in double brackets, in small letters, each once. */
export const namedIn = (text: string): string[] => [
  ...new Set(Array.from(text.matchAll(placeholder), ([, name = '']) => name.trim().toLowerCase())),
]

/** Whether two wordings say the same. */
export const sameWords = (one: Wording, other: Wording): boolean =>
  one.subject === other.subject && one.body === other.body && one.link === other.link
