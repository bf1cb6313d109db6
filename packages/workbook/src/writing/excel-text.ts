const mostCharacters = 32_767

// What XML 1.0 cannot hold, or would change (a carriage return), and an underscore that would begin such an escape itself.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
const escaped = /[\0-\x08\x0b-\x1f\x7f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)/g

/** A text as a workbook keeps it: what XML cannot hold is written `_x0001_` (ECMA-376 part 1, 22.4.2.4), and it is not too long. */
export const excelText = (text: string): string =>
  shortened(text.isWellFormed() ? text : text.toWellFormed(), mostCharacters).replace(
    escaped,
    (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  )

/** The text, or as much of it as fits with '…' after it; cut between words where it can be. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text
  const cut = text
    .slice(0, most - 1)
    .toWellFormed()
    .replace(/\ufffd$/, '')
  const space = cut.lastIndexOf(' ')
  return `${space > most / 2 ? cut.slice(0, space) : cut}…`
}

/** A name a sheet may have: 31 characters, none of [ ] : * ? / \, no quotes at the ends, not 'History', and no other sheet's. */
export function sheetName(wanted: string, taken: ReadonlySet<string>): string {
  const allowed = excelText(wanted.replace(/[[\]:*?/\\]/g, '_'))
    .replace(/^'|'$/g, '_')
    .slice(0, 31)
    .trim()
  const name = allowed === '' || allowed.toLowerCase() === 'history' ? `Sheet ${allowed}`.trim() : allowed
  if (!taken.has(name.toLowerCase())) return name
  for (let count = 2; ; count++) {
    const other = `${name.slice(0, 27)} (${count})`
    if (!taken.has(other.toLowerCase())) return other
  }
}
