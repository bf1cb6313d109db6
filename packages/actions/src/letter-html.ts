import type { MailPart } from '@rollcall/platform/mail'

interface Said {
  readonly subject: string
  readonly parts: readonly MailPart[]
  readonly foot: readonly string[]
}

// How an e-mail looks. Its styles stand at each element, as many mail programs take no others; those for dark screens can only stand
// together. There is no picture in it, and nothing is fetched.
const text = 'margin: 0 0 20px; font-size: 18px; line-height: 1.45'
const small = 'margin: 0 0 12px; font-size: 15px; line-height: 1.45; color: #484949'

const onDarkScreens = `:root { color-scheme: light dark; supported-color-schemes: light dark }
@media (prefers-color-scheme: dark) {
  .page { background: #0b0c0c !important }
  .sheet { background: #1d1f20 !important; color: #f3f2f1 !important }
  .small { color: #cecece !important }
  .address { color: #8fc1ea !important }
}`

/** A letter as a page of its own: to be read at any width, on light screens and dark ones, with the subject as its heading. */
export const letterHtml = ({ subject, parts, foot }: Said): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>${escaped(subject)}</title>
<style>${onDarkScreens}</style>
</head>
<body class="page" style="margin: 0; padding: 0; background: #f3f2f1; font-family: Arial, Helvetica, sans-serif">
<main class="sheet" lang="en" style="max-width: 600px; box-sizing: border-box; margin: 0 auto; padding: 24px 20px; background: #ffffff; color: #0b0c0c; overflow-wrap: anywhere">
<p style="margin: 0 0 24px; padding: 0 0 12px; border-bottom: 4px solid #1d70b8; font-size: 20px; font-weight: bold">Rollcall</p>
<h1 style="margin: 0 0 24px; font-size: 24px; line-height: 1.25; font-weight: bold">${escaped(subject)}</h1>
${parts.map(inHtml).join('\n')}
${foot.length > 0 ? `<div style="margin: 32px 0 0; padding: 16px 0 0; border-top: 1px solid #b1b4b6">\n${foot.map(aside).join('\n')}\n</div>` : ''}
</main>
</body>
</html>
`

const inHtml = (part: MailPart): string => {
  if (typeof part === 'string') return `<p style="${text}">${escaped(part)}</p>`
  if (isList(part))
    return `<ul style="${text}; padding: 0 0 0 20px">${part.map((line) => `<li style="margin: 0 0 6px">${escaped(line)}</li>`).join('')}</ul>`
  if ('code' in part)
    return `<p style="margin: 0 0 20px; font-size: 32px; font-weight: bold; letter-spacing: 2px">${escaped(part.code)}</p>`
  return `<p style="margin: 28px 0 12px"><a href="${escaped(part.link)}" style="display: inline-block; padding: 12px 20px; background: #00703c; color: #ffffff; font-size: 18px; line-height: 1.25; font-weight: bold; text-decoration: none">${escaped(part.words)}</a></p>
<p class="small" style="${small}; margin-bottom: 24px">If you cannot press that, open this address: <span class="address" style="color: #1a65a6">${escaped(part.link)}</span></p>`
}

const aside = (words: string): string => `<p class="small" style="${small}">${escaped(words)}</p>`

const isList = (part: MailPart): part is readonly string[] => Array.isArray(part)

const escaped = (words: string): string =>
  words.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
