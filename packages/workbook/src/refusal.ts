/** What a person reads when their file is refused: what it is, and the way out. Codes are stable: logs and tests quote them. */
export const refusals = {
  empty:
    'The selected file is empty. Check that you chose the right file, and that it was saved before you uploaded it.',
  'too-big':
    'The selected file is larger than 25 MB. Copy the data into a new copy of the template, without pictures, and upload that.',
  'too-big-inside':
    'The selected file holds more than 300 MB once it is unpacked. Copy the data into a new copy of the template and upload that.',
  'too-many-parts':
    'The selected file is made of more than 1,000 parts. Copy the data into a new copy of the template and upload that.',
  'too-much-text':
    'The selected file holds more than 50 MB of text. Copy only the data that was asked for into a new copy of the template and upload that.',
  'too-many-cells':
    'The selected file has more than 2 million cells with something in them. Copy only the data that was asked for into a new copy of the template and upload that.',
  'too-scattered':
    'The selected file has cells scattered too far apart. Copy only the data that was asked for into a new copy of the template and upload that.',
  'too-many-rows':
    'The selected file has rows below row 1,048,576, which is more than Excel can hold. Split the data, or remove what was not asked for, and upload it again.',
  'too-many-columns':
    'The selected file has columns beyond column XFD, which is more than Excel can hold. Copy the data into a new copy of the template and upload that.',
  'too-many-merges':
    'The selected file has more than 10,000 merged cells in one sheet. Unmerge them (Home, Merge & Center, Unmerge Cells) and upload it again.',
  'too-slow':
    'The selected file took too long to read. Copy the data into a new copy of the template and upload that.',
  'too-much-memory':
    'The selected file needs too much memory to read. Copy the data into a new copy of the template and upload that.',
  unreadable:
    'The selected file could not be read. Open it in Excel, save it as Excel workbook (.xlsx) and upload the new copy.',
  damaged:
    'The selected file is damaged. Open it in Excel, let Excel repair it, save it as Excel workbook (.xlsx) and upload the new copy.',
  unsafe:
    'The selected file could not be accepted for security reasons. Copy the data into a new copy of the template and upload that.',
  'password-protected':
    'The selected file is protected by a password. Open it in Excel, choose File, Info, Protect Workbook, Encrypt with Password, clear the password, save it and upload it again.',
  macros:
    'The selected file contains macros. Save it as Excel workbook (.xlsx), which leaves the macros out, and upload that.',
  'old-excel':
    'The selected file is a workbook of an old version of Excel (.xls). Open it in Excel, save it as Excel workbook (.xlsx) and upload that.',
  'binary-workbook':
    'The selected file is an Excel binary workbook (.xlsb). Open it in Excel, save it as Excel workbook (.xlsx) and upload that.',
  'open-document':
    'The selected file is an OpenDocument spreadsheet (.ods). Open it, save it as Excel workbook (.xlsx) and upload that.',
  template:
    'The selected file is an Excel template (.xltx). Open it, save it as Excel workbook (.xlsx) and upload that.',
  'embedded-files':
    'The selected file has other files embedded in it. Delete them from the sheets, save the workbook and upload it again.',
  'no-sheets':
    'The selected file is a workbook without a worksheet. Copy the data into a new copy of the template and upload that.',
  'not-a-return':
    'The selected file has none of the sheets of this collection. Choose the return that was sent in the round before.',
  'unclosed-quote':
    'The selected CSV file has a quotation mark that is opened and never closed. Save it again as CSV from Excel, or as Excel workbook (.xlsx), and upload that.',
  'not-a-spreadsheet':
    'The selected file is not a spreadsheet. Save the data as Excel workbook (.xlsx) or CSV and upload that.',
} as const satisfies Record<string, string>

export type RefusalCode = keyof typeof refusals

/** A file that cannot be accepted, told to the person in one plain sentence. `detail` is for the log. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: RefusalCode
  readonly detail: string | undefined

  constructor(
    code: RefusalCode,
    { detail, message }: { detail?: string | undefined; message?: string } = {},
  ) {
    super(message ?? refusals[code])
    this.code = code
    this.detail = detail
  }
}

/** The commonest refusal: the file contradicts itself or the format. */
export const damaged = (detail: string): Refusal => new Refusal('damaged', { detail })

/** A file of another kind: 'a PDF document', 'a picture'. */
export const looksLike = (what: string): Refusal =>
  new Refusal('not-a-spreadsheet', {
    detail: what,
    message: `The selected file is ${what}, not a spreadsheet. Save the data as Excel workbook (.xlsx) or CSV and upload that.`,
  })
