import { bytesOf, standsAt } from './bytes.ts'
import { compoundFileRefusal, isCompoundFile } from './compound-file.ts'
import { looksLike, Refusal } from './refusal.ts'

const zipStarts = [bytesOf('PK\x03\x04'), bytesOf('PK\x05\x06')]

export const isZip = (bytes: Uint8Array): boolean => zipStarts.some((start) => standsAt(bytes, 0, start))

const oldExcel = () => new Refusal('old-excel')

const starts: readonly (readonly [start: string, refusal: () => Refusal])[] = [
  ['%PDF', () => looksLike('a PDF document')],
  ['{\\rtf', () => looksLike('a word-processor document (RTF)')],
  ['\x89PNG', () => looksLike('a picture')],
  ['\xff\xd8\xff', () => looksLike('a picture')],
  ['GIF8', () => looksLike('a picture')],
  ['II*\0', () => looksLike('a picture')],
  ['MM\0*', () => looksLike('a picture')],
  ['RIFF', () => looksLike('a picture, a sound or a film')],
  ['PK', () => new Refusal('damaged', { detail: 'the beginning of a zip' })],
  ['\x1f\x8b', () => looksLike('a compressed archive')],
  ['7z\xbc\xaf', () => looksLike('a compressed archive')],
  ['Rar!', () => looksLike('a compressed archive')],
  ['SQLite format 3', () => looksLike('a database')],
  ['\0\x01\0\0Standard', () => looksLike('a database')],
  ['MZ', () => looksLike('a program')],
  ['\x7fELF', () => looksLike('a program')],
  // Excel 2 to 4 wrote its records without a container.
  ['\x09\0\x04\0', oldExcel],
  ['\x09\x02\x06\0', oldExcel],
  ['\x09\x04\x06\0', oldExcel],
]

/** Refuses, by its first bytes, whatever can be neither a workbook nor text. */
export function mustBeText(bytes: Uint8Array): void {
  if (isCompoundFile(bytes)) throw compoundFileRefusal(bytes)
  const refusal = starts.find(([start]) => standsAt(bytes, 0, bytesOf(start)))?.[1]
  // A CSV file may begin with `MZ` or `PK` as anything else; only what is not text is a program or half a zip.
  if (refusal && !isPlainLine(bytes)) throw refusal()
}

const alwaysRefused = ['%PDF', '{\\rtf'].map(bytesOf)

function isPlainLine(bytes: Uint8Array): boolean {
  if (alwaysRefused.some((start) => standsAt(bytes, 0, start))) return false
  return bytes.subarray(0, 512).every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d))
}

/** What marks up a page or a document, saved under a spreadsheet's name. */
export function mustNotBeMarkup(text: string): void {
  const start = text.slice(0, 4000).trimStart()
  if (
    !/^<(\?xml|!doctype|!--|html|head|body|table|meta|style|svg|div|workbook)\b/i.test(start) &&
    !start.startsWith('<!--')
  )
    return
  if (/urn:schemas-microsoft-com:office:spreadsheet/.test(start))
    throw looksLike('an XML file that old Excel wrote')
  throw looksLike(
    /<(!doctype\s+html|html|table|body|head|meta|div|style)\b/i.test(start) ? 'a web page' : 'an XML file',
  )
}
