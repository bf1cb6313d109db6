import type { RefusalCode } from '@rollcall/workbook/refusal'
import { type RawWorkbook, rawWorkbook } from './raw-workbook.ts'
import { rawZip } from './raw-zip.ts'

// Files that no return can be, each with what it is.

/** A container of Microsoft's older formats, as far as it is looked at: its first bytes and the names of its streams. */
function compoundFile(...streams: string[]): Uint8Array {
  const bytes = Buffer.alloc(512 + 128 * (streams.length + 1))
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes)
  for (const [at, name] of ['Root Entry', ...streams].entries()) {
    bytes.write(name, 512 + at * 128, 'utf16le')
    bytes.writeUInt16LE((name.length + 1) * 2, 512 + at * 128 + 64)
  }
  return new Uint8Array(bytes)
}

export const text = (content: string) => new Uint8Array(Buffer.from(content, 'latin1'))
const zipOf = (...names: string[]) => rawZip(names.map((name) => ({ name, content: 'x' })))
const ofType = (contentType: string) => rawWorkbook({ contentType })

/** What each is refused as, in the usual words of that refusal. */
export const refusedFiles: readonly (readonly [what: string, code: RefusalCode, bytes: Uint8Array])[] = [
  [
    'a workbook protected by a password',
    'password-protected',
    compoundFile('EncryptionInfo', 'EncryptedPackage'),
  ],
  ['an old .xls workbook', 'old-excel', compoundFile('Workbook')],
  ['an older .xls workbook still', 'old-excel', compoundFile('Book')],
  ['an .xls file from before containers', 'old-excel', text('\x09\0\x04\0\x02\0\x10\0')],
  [
    'a zip with encrypted entries',
    'password-protected',
    rawWorkbook({ change: (entry) => ({ ...entry, encrypted: true }) }),
  ],
  [
    'a workbook with a VBA project',
    'macros',
    rawWorkbook({ parts: [{ name: 'xl/vbaProject.bin', content: 'x' }] }),
  ],
  [
    'a workbook that says it has macros',
    'macros',
    ofType('application/vnd.ms-excel.sheet.macroEnabled.main+xml'),
  ],
  [
    'a workbook with an Excel 4 macro sheet',
    'macros',
    rawWorkbook({ parts: [{ name: 'xl/macrosheets/sheet1.xml', content: '<x/>' }] }),
  ],
  ['a binary workbook', 'binary-workbook', ofType('application/vnd.ms-excel.sheet.binary.macroEnabled.main')],
  [
    'an OpenDocument spreadsheet',
    'open-document',
    rawZip([{ name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', stored: true }]),
  ],
  [
    'a template',
    'template',
    ofType('application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml'),
  ],
  [
    'a workbook with a file embedded in it',
    'embedded-files',
    rawWorkbook({ parts: [{ name: 'xl/embeddings/oleObject1.bin', content: 'x' }] }),
  ],
  ['an empty file', 'empty', new Uint8Array(0)],
  ['half a workbook', 'damaged', rawWorkbook().slice(0, 500)],
  ['two letters of a zip', 'damaged', text('PK\x03')],
  [
    'a workbook without a worksheet',
    'no-sheets',
    rawWorkbook({ sheets: [{ name: 'Chart', type: 'chartsheet' }] }),
  ],
]

/** What each is said to be, instead of a spreadsheet. */
export const otherKindsOfFile: readonly (readonly [what: string, file: string, bytes: Uint8Array])[] = [
  [
    'a Word document',
    'a .docx',
    ofType('application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'),
  ],
  ['a Word document', 'a .doc', compoundFile('WordDocument')],
  ['a PowerPoint presentation', 'a .ppt', compoundFile('PowerPoint Document')],
  ['a PDF document', 'a PDF', text('%PDF-1.7\n%âãÏÓ')],
  ['a picture', 'a PNG', text('\x89PNG\r\n\x1a\n\0\0')],
  [
    'a web page',
    'HTML saved as .xls',
    text('<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>1</td></tr></table></html>'),
  ],
  [
    'an XML file that old Excel wrote',
    'XML saved as .xls',
    text('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'),
  ],
  ['an XML file', 'other XML', text('<?xml version="1.0"?><records/>')],
  ['a zip archive', 'a zip of other things', zipOf('photo.jpg', 'letter.txt')],
  ['an Apple Numbers document', 'a .numbers file', zipOf('Index/Document.iwa')],
  [
    'an OpenDocument text',
    'an .odt',
    rawZip([{ name: 'mimetype', content: 'application/vnd.oasis.opendocument.text' }]),
  ],
]

export const withPart = (name: string, content: string | Uint8Array): RawWorkbook => ({
  parts: [{ name, content }],
})
const doctype = '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
const utf16 = (xml: string) => Buffer.from(`\ufeff${xml}`, 'utf16le')

/** Where a document type stands: none is ever read. */
export const documentTypes: readonly (readonly [where: string, workbook: RawWorkbook])[] = [
  ['the content types', withPart('[Content_Types].xml', doctype)],
  ['the relationships', withPart('_rels/.rels', doctype)],
  ['the workbook', withPart('xl/workbook.xml', doctype)],
  ['a sheet', withPart('xl/worksheets/sheet1.xml', doctype)],
  ['a part nobody reads', withPart('customXml/item1.xml', `<!-- -->${doctype}`)],
  ['a schema', withPart('xl/schema.xsd', doctype)],
  ['a drawing', withPart('xl/drawings/vmlDrawing1.vml', doctype)],
  ['a part with a name that says nothing', withPart('xl/thing.dat', doctype)],
  ['a part in UTF-16', withPart('customXml/item1.xml', utf16(doctype))],
  ['a part in UTF-16 that does not say so', withPart('docProps/app.xml', utf16(doctype).subarray(2))],
]

/** In which encodings a part is never read. */
export const oddEncodings: readonly (readonly [encoding: string, content: string | Uint8Array])[] = [
  ['UTF-7', '<?xml version="1.0" encoding="UTF-7"?><x/>'],
  ['UTF-7, oddly spaced', '<?xml version="1.0" encoding\n= \t\'UTF-7\' ?><x/>'],
  ['an encoding without a name we know', '<?xml version="1.0" encoding="x-user-defined"?><x/>'],
  ['UTF-32', Buffer.from('\0\0\0<\0\0\0x\0\0\0/\0\0\0>')],
]

/** Rows that a sheet cannot have. */
export const brokenRows: readonly (readonly [what: string, rows: string])[] = [
  ['a tag that is never closed', '<row r="1"><c r="A1"><v>1</c></row>'],
  ['an entity nobody declared', '<row r="1"><c r="A1" t="str"><v>&nbsp;</v></c></row>'],
  ['text that is not UTF-8', '<row r="1"><c r="A1" t="inlineStr"><is><t>\udcff</t></is></c></row>'],
  ['a shared string that is not there', '<row r="1"><c r="A1" t="s"><v>9</v></c></row>'],
  ['a cell in another row', '<row r="1"><c r="A2"><v>1</v></c></row>'],
  ['two cells in one place', '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'],
  ['two rows with one number', '<row r="1"/><row r="1"/>'],
  ['a row without a real number', '<row r="1.5"/>'],
]

/** A workbook with these rows; a lone surrogate in them stands for a byte that is not UTF-8. */
export function withRows(rows: string): Uint8Array {
  const change: RawWorkbook['change'] = (entry) =>
    rows.includes('\udcff') && entry.name.includes('sheet1')
      ? {
          ...entry,
          content: Buffer.from(
            Buffer.from(entry.content).toString('latin1').replace('ï¿½', '\xff'),
            'latin1',
          ),
        }
      : entry
  return rawWorkbook({ sheets: [{ name: 'Data', rows }], change })
}
