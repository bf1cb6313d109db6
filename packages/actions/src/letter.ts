import type { Mail, MailPart } from '@rollcall/platform/mail'
import { letterHtml } from './letter-html.ts'

interface Letter {
  readonly to: string
  readonly subject: string
  readonly parts: readonly MailPart[]
  /** What stands below it, smaller: who writes, and why to them. */
  readonly foot?: readonly string[]
}

/**
 * The same words twice, as text and as HTML, so that neither says what the other does not. Nothing in it tells that it was opened. Lines
 * of the text are as long as their paragraph: a mail program breaks them where its window ends.
 */
export function letter({ to, subject, parts, foot = [] }: Letter): Mail {
  const all = [...parts, ...foot]
  return {
    ...{ to, subject, parts: all },
    text: `${all.map(inText).join('\n\n')}\n`,
    html: letterHtml({ subject, parts, foot }),
  }
}

const inText = (part: MailPart): string => {
  if (typeof part === 'string') return part
  if (isList(part)) return part.map((line) => `- ${line}`).join('\n')
  return 'code' in part ? `    ${part.code}` : `${part.words}:\n${part.link}`
}

const isList = (part: MailPart): part is readonly string[] => Array.isArray(part)
