// Mail programs make a link of whatever looks like the address of a page. Whoever types words that go into our messages could lead
// people anywhere with one.

const dot = '[.\\u2024\\u3002\\uFE52\\uFF0E\\uFF61]'
/** With the marks that many scripts write vowels as. */
const letterOrFigure = '[\\p{L}\\p{M}\\p{N}_-]'

/** camden.gov.uk: parts with dots between them, of which the last is of two letters or more. Neither 31.3.2026 nor e.g. is like that. */
const host = new RegExp(
  `(?<!${letterOrFigure}|${letterOrFigure}${dot})(?:${letterOrFigure}+${dot})+(?:xn--[a-z\\d-]+|\\p{L}[\\p{L}\\p{M}]+)(?![\\p{L}\\p{N}_]|-[\\p{L}\\p{N}])`,
  'giu',
)
/** What leads on from there: a page, a port, a question. A colon or a question mark that ends what is said does not. */
const onward = /^(?:[/\\\u2044\u2215\uFF0F]|[:?#]\S)\S*/u
const whole = /(?:(?<![a-z\d+.-])[a-z\d+.-]+:\/\/|\\\\)\S+|\bwww\.\S*/i
/** An address of e-mail leads to no page. */
const email =
  /(?<![\p{L}\p{N}/\\:?#&=%.@_+-])[\p{L}\p{N}._+'’-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?!-?[\p{L}\p{N}_]|\.[\p{L}\p{N}]|[/\\:?#]\S)/giu

/** Ends that names of files have, and no host. */
const ofFile = /\.(?:csv|docx?|json|ods|pdf|txt|xls[mx]?|xml)$/i

/** What is first read as the address of a page in a text, as it stands there; nothing where there is none. */
export function webAddressIn(text: string): string | undefined {
  const [address] = whole.exec(text) ?? []
  if (address !== undefined) return address
  const rest = text.replaceAll(email, (found) => ' '.repeat(found.length))
  for (const { 0: name, index } of rest.matchAll(host)) {
    const [path = ''] = onward.exec(rest.slice(index + name.length)) ?? []
    if (path !== '' || !ofFile.test(name)) return text.slice(index, index + name.length + path.length)
  }
  return undefined
}

/** How to mend a text of which some is read as an address, though it may be meant as none: a full stop with no space after it. */
export const withoutAddress = (address: string): string =>
  /[/\\]/.test(address)
    ? 'Leave it out.'
    : 'Leave it out. If it is not meant as an address, put a space after the full stop.'
