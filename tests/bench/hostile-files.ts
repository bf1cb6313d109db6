import { rawWorkbook } from '../support/raw-workbook.ts'

interface Size {
  readonly rows: number
}

const one = (rows: string, after = '') => rawWorkbook({ sheets: [{ name: 'Children', rows, after }] })
const times = (count: number, make: (row: number) => string) =>
  Array.from({ length: count }, (_, at) => make(at + 1)).join('')

/** Files that someone made, or a spreadsheet program did by mistake, to cost more than they weigh. */
export const hostileFiles = {
  'a zip bomb': ({ rows }: Size) =>
    rawWorkbook({ parts: [{ name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(rows * 1000, 0x20) }] }),
  'a zip bomb that says it is small': ({ rows }: Size) =>
    rawWorkbook({
      parts: [
        { name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(rows * 1000, 0x20), says: { size: 1000 } },
      ],
    }),
  'a bomb of entities': () =>
    rawWorkbook({
      parts: [
        {
          name: 'xl/worksheets/sheet1.xml',
          content: `<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a0 "ha">${times(30, (at) => `<!ENTITY a${at} "&a${at - 1};&a${at - 1};">`)}]><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row><c t="str"><v>&a30;</v></c></row></sheetData></worksheet>`,
        },
      ],
    }),
  'merged cells without end': ({ rows }: Size) =>
    one('', `<mergeCells>${times(rows, (row) => `<mergeCell ref="A${row}:B${row}"/>`)}</mergeCells>`),
  'one cell at the far end of every row': ({ rows }: Size) =>
    one(times(rows, (row) => `<row r="${row}"><c r="XFD${row}"><v>1</v></c></row>`)),
  'more text than anyone was asked for': ({ rows }: Size) =>
    rawWorkbook({ strings: Array.from({ length: rows / 10 }, (_, at) => `<t>${at}${'x'.repeat(1000)}</t>`) }),
  'empty styled rows to the last': ({ rows }: Size) =>
    one(
      times(
        rows,
        (row) => `<row r="${row}"><c r="A${row}" s="1"/><c r="B${row}" s="1"/><c r="C${row}" s="1"/></row>`,
      ),
    ),
}
