import type { Mail, MailPart } from '@rollcall/platform/mail'

interface Letter {
  readonly to: string
  readonly subject: string
  readonly parts: readonly MailPart[]
}

/** The same words twice, as text and as HTML, so that neither says what the other does not. Nothing in it tells that it was opened. */
export function letter({ to, subject, parts }: Letter): Mail {
  return {
    to,
    subject,
    parts,
    text: `${parts.map(inText).join('\n\n')}\n`,
    html: `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body style="font-family: Arial, sans-serif; font-size: 18px; line-height: 1.4; color: #0b0c0c; background: #ffffff; max-width: 36em">
${parts.map(inHtml).join('\n')}
</body>
</html>
`,
  }
}

const inText = (part: MailPart): string => {
  if (typeof part === 'string') return part
  if (isList(part)) return part.map((line) => `- ${line}`).join('\n')
  return 'code' in part ? `    ${part.code}` : `${part.words}:\n${part.link}`
}

const inHtml = (part: MailPart): string => {
  if (typeof part === 'string') return `<p>${escaped(part)}</p>`
  if (isList(part)) return `<ul>${part.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`
  if ('code' in part) return `<p style="font-size: 32px; font-weight: bold">${escaped(part.code)}</p>`
  return `<p><a href="${escaped(part.link)}" style="color: #1d70b8">${escaped(part.words)}</a></p>`
}

const isList = (part: MailPart): part is readonly string[] => Array.isArray(part)

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
