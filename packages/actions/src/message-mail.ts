import type { Written } from '@rollcall/domain/wording'
import type { Mail } from '@rollcall/platform/mail'
import { letter } from './letter.ts'

interface MessageMail {
  readonly to: string
  readonly name: string
  readonly written: Written
  /** Where its one link leads. */
  readonly address: string
  /** Why this person gets it. */
  readonly why: string
}

/** A message as it goes out: who is written to, what is said, its one link, who writes and why. */
export const messageMail = ({ to, name, written, address, why }: MessageMail): Mail =>
  letter({
    ...{ to, subject: written.subject },
    // A name that stands alone, and of which there is nothing, leaves nothing behind.
    parts: [
      `Dear ${name}`,
      ...written.paragraphs.filter(({ length }) => length > 0),
      { link: address, words: written.link },
    ],
    foot: ['Rollcall, for the Children’s Commissioner', why],
  })
