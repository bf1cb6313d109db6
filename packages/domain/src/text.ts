const plain = /^[!-~]+(?: [!-~]+)*$/

/** Text as it was meant: Unicode composed (NFC), odd and repeated spaces made one, none at the ends, invisible marks gone. */
export function tidy(text: string): string {
  if (plain.test(text)) return text
  return text
    .normalize('NFC')
    .replace(/[\u200B-\u200F\u2060\uFEFF\u00AD]/g, '')
    .replace(/[\s\u00A0]+/g, ' ')
    .trim()
}

/** What two ways of writing the same words have in common: no case, spaces, dashes or apostrophes, and 'and' for '&'. */
export function likeness(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/&/g, 'and')
    .replace(/[\s\u00A0\u200B-\u200F\u2060\uFEFF\u00AD]+/g, '')
    .replace(/[-\u2010-\u2015\u2212_'\u2018\u2019`]/g, '')
}

/** A text as it is quoted: of one that is very long, how it begins. A cell can hold 32,767 characters, and a return thousands of such cells. */
export const quoted = (text: string): string =>
  text.length <= longestQuoted ? text : `${text.slice(0, longestQuoted).replace(/[\uD800-\uDBFF]$/, '')}…`
const longestQuoted = 300

/** 'a, b or c'. */
export function either(words: readonly string[]): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

/** 'a, b and c'. */
export function both(words: readonly string[]): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** 'one row' as 'One row'. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** The same words to stand within a sentence. */
export const withoutCapital = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

/** '1 row', '12 rows', '1,200 rows'. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${withCommas(count)} ${count === 1 ? one : many}`

/** 1234567.5 as '1,234,567.5'. */
export function withCommas(value: number): string {
  const [whole = '', fraction] = String(value).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}

/** Pence as people write pounds: '£10,500' or '£10,500.50'. */
export function pounds(pence: number): string {
  const whole = Math.floor(Math.abs(pence) / 100)
  const rest = Math.abs(pence) % 100
  const sign = pence < 0 ? '-' : ''
  return `${sign}£${withCommas(whole)}${rest === 0 ? '' : `.${String(rest).padStart(2, '0')}`}`
}

/** The paragraphs of what somebody typed: those with an empty line between them. */
export const paragraphsOf = (text: string): string[] =>
  text
    .trim()
    .split(/\r?\n(?:[ \t]*\r?\n)+/)
    .filter((paragraph) => paragraph !== '')
