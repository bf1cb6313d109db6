import type { MailPart } from './mail.ts'

/** What a message says, as GOV.UK Notify's Markdown. Only what is ours becomes a list, a heading or a link: never a name or a word that somebody typed. */
export const notifyText = (parts: readonly MailPart[]): string => parts.map(inMarkdown).join('\n\n')

function inMarkdown(part: MailPart): string {
  if (typeof part === 'string') return plain(part)
  if (isList(part)) return part.map((line) => `* ${plain(line.replaceAll(/\s+/g, ' '))}`).join('\n')
  // A heading is the one way in which Notify shows figures larger.
  return 'code' in part ? `# ${plain(part.code)}` : `${plain(part.words)}:\n\n${part.link}`
}

const isList = (part: MailPart): part is readonly string[] => Array.isArray(part)

/** Text that is shown as it stands, line by line. */
const plain = (text: string): string =>
  text
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map((line) => atItsStart(inItsMiddle(line.trim())))
    .join('\n')

/** Parts two characters that mean something together, and is not seen. */
const wordJoiner = '\u2060'

const inItsMiddle = (line: string): string =>
  line.replace(/[\\`[\]!|~]/g, '\\$&').replace(/\b(https?:)(\/\/)/gi, `$1${wordJoiner}$2`)

/** At the start of a line these begin a heading, a list, a quotation, a rule or a table. */
const atItsStart = (line: string): string =>
  line
    .replace(/^[#*+\-_>]/, '\\$&')
    .replace(/^\d+(?=\.)/, '$&\\')
    .replace(/^[•^=:]/, `${wordJoiner}$&`)
