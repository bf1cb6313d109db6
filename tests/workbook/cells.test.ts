import type { Cell } from '@rollcall/domain/cell'
import { expect, test } from 'vitest'
import { rawWorkbook } from '../support/raw-workbook.ts'
import { readCells } from '../support/read-all.ts'

const formats = ['dd/mm/yyyy', 'hh:mm', '0.0%', 'dd/mm/yyyy hh:mm', '[h]:mm', '#,##0.00']
const style = { date: 1, time: 2, percent: 3, moment: 4, elapsed: 5, money: 6 }

/** What the first cell of a workbook is read as, however it is written: plainly, with a prefix, and with a comment after it. */
async function cell(xml: string, properties = '', strings: string[] = []): Promise<Cell> {
  const read = async (rows: string, prefix?: string) => {
    const sheets = [{ name: 'Data', rows: `<row r="1">${rows}</row>${' '.repeat(300)}` }]
    const cells = await readCells(
      rawWorkbook({ sheets, formats, properties, strings, ...(prefix && { prefix }) }),
    )
    return cells[0]?.[0] ?? null
  }
  const plain = await read(xml)
  expect(await read(xml, 'x')).toEqual(plain)
  expect(await read(`${xml.replace('<c ', '<c\n ')}<!-- x -->`)).toEqual(plain)
  return plain
}

const date = (text: string, time?: string) => ({ kind: 'date', date: text, ...(time && { time }) })

test.each([
  '0',
  '1',
  '-1',
  '-0',
  '1.5',
  '0.1',
  '0.30000000000000004',
  '1e3',
  '1E-7',
  '123456789012345',
  '1234567890123456789',
  '.5',
  '5.',
  '-12.25',
  '4.9406564584124654E-324',
  '99999999999999.9',
  '0.000001',
  '1.7976931348623157e308',
  '+3',
])('the number %s is read as JavaScript reads it', async (text) => {
  expect(await cell(`<c r="A1"><v>${text}</v></c>`)).toBe(Number(text))
  expect(await cell(`<c r="A1" t="n"><v> ${text} </v></c>`)).toBe(Number(text))
})

test.each(['abc', '0x10', 'Infinity', '1e999', '1,5', '--1', '1.2.3'])(
  'what is no number, %s, is kept as text',
  async (text) => {
    expect(await cell(`<c r="A1"><v>${text}</v></c>`)).toBe(text)
  },
)

test.each<[string, Cell]>([
  ['<c r="A1" t="b"><v>1</v></c>', true],
  ['<c r="A1" t="b"><v>0</v></c>', false],
  ['<c r="A1" t="b"><v>true</v></c>', true],
  ['<c r="A1" t="e"><v>#N/A</v></c>', { kind: 'error', text: '#N/A' }],
  ['<c r="A1"/>', null],
  ['<c r="A1" s="1"></c>', null],
  ['<c r="A1"><v></v></c>', null],
  ['<c r="A1" t="inlineStr"><is><t></t></is></c>', null],
])('%s is read as what it is', async (xml, value) => {
  expect(await cell(xml)).toEqual(value)
})

test.each<[string, Cell]>([
  ['<c r="A1"><f>1-1</f><v>0</v></c>', 0],
  ['<c r="A1"><f>"a"</f><v/></c>', { kind: 'formula', text: '"a"' }],
  ['<c r="A1"><f>SUM(A2:A3)</f></c>', { kind: 'formula', text: 'SUM(A2:A3)' }],
  ['<c r="A1"><f t="shared" si="0"/></c>', { kind: 'formula', text: '' }],
  ['<c r="A1" t="str"><f>A2&amp;""</f><v></v></c>', null],
  ['<c r="A1" t="str"><f>A2</f><v>text</v></c>', 'text'],
  ['<c r="A1" t="b"><f>TRUE()</f><v>1</v></c>', true],
  ['<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', { kind: 'error', text: '#DIV/0!' }],
  [
    `<c r="A1" s="${style.date}"><f>TODAY()</f><v>45000</v></c>`,
    { kind: 'date', date: '2023-03-15' } as Cell,
  ],
])('the formula %s is read by its stored value', async (xml, value) => {
  expect(await cell(xml)).toEqual(value)
})

test.each<[string, string]>([
  ['<t>plain</t>', 'plain'],
  ['<t>a &amp; b &#65;&#x42;</t>', 'a & b AB'],
  ['<t>line_x000D_\nend</t>', 'line\r\nend'],
  ['<t>_x005F_x000D_</t>', '_x000D_'],
  ['<t> trimmed </t>', 'trimmed'],
  ['<t xml:space="preserve"> kept </t>', ' kept '],
  ['<t>one\r\ntwo</t>', 'one\ntwo'],
  ['<r><rPr><b/></rPr><t>rich</t></r><r><t xml:space="preserve"> text</t></r>', 'rich text'],
  ['<t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/>', '東京'],
  ['<t><![CDATA[1 < 2 & ]]>x</t>', '1 < 2 & x'],
  ['<t>naïve 😀</t>', 'naïve 😀'],
  ['<t>a<!-- no -->b</t>', 'ab'],
])('the text %s is read as %j, shared or inline', async (inside, value) => {
  expect(await cell(`<c r="A1" t="inlineStr"><is>${inside}</is></c>`)).toBe(value)
  expect(await cell('<c r="A1" t="s"><v>1</v></c>', '', ['<t>other</t>', inside])).toBe(value)
})

test.each<[number, Cell]>([
  [1, date('1900-01-01') as Cell],
  [59, date('1900-02-28') as Cell],
  [60, 60],
  [61, date('1900-03-01') as Cell],
  [0, 0],
  [-5, -5],
  [0.5, 0.5],
  [45_000.5, date('2023-03-15', '12:00:00') as Cell],
  [45_000.999999, date('2023-03-16') as Cell],
  [2_958_465, date('9999-12-31') as Cell],
  [2_958_466, 2_958_466],
])('day %s of a workbook that counts from 1900 is %j', async (serial, value) => {
  expect(await cell(`<c r="A1" s="${style.date}"><v>${serial}</v></c>`)).toEqual(value)
})

test.each(['date1904="1"', 'date1904="true"', 'date1904=" true "', "date1904='TRUE'", 'date1904="on"'])(
  'a workbook that counts from 1904 may say so as %s',
  async (properties) => {
    expect(await cell(`<c r="A1" s="${style.date}"><v>0</v></c>`, properties)).toEqual(date('1904-01-01'))
    expect(await cell(`<c r="A1" s="${style.date}"><v>43538</v></c>`, properties)).toEqual(date('2023-03-15'))
  },
)

test.each(['date1904="0"', 'date1904="false"', ''])(
  'a workbook that says %j counts from 1900',
  async (properties) => {
    expect(await cell(`<c r="A1" s="${style.date}"><v>45000</v></c>`, properties)).toEqual(date('2023-03-15'))
  },
)

test.each<[number, number, Cell]>([
  [style.time, 0.75, 0.75],
  [style.time, 45_000.25, date('2023-03-15', '06:00:00') as Cell],
  [style.moment, 45_000.25, date('2023-03-15', '06:00:00') as Cell],
  [style.elapsed, 1.5, 1.5],
  [style.percent, 0.25, { kind: 'percent', fraction: 0.25 }],
  [style.money, 45_000, 45_000],
  [99, 45_000, 45_000],
])('with style %i, %d is read as %j', async (which, number, value) => {
  expect(await cell(`<c r="A1" s="${which}"><v>${number}</v></c>`)).toEqual(value)
})

test.each<[string, Cell]>([
  ['2021-01-01', date('2021-01-01') as Cell],
  ['2021-01-01T10:10:10', date('2021-01-01', '10:10:10') as Cell],
  ['2021-01-01T00:00:00.000Z', date('2021-01-01') as Cell],
  ['2021-02-30', '2021-02-30'],
  ['T10:10:10', 'T10:10:10'],
])('the written date %s is read as %j', async (text, value) => {
  expect(await cell(`<c r="A1" t="d"><v>${text}</v></c>`)).toEqual(value)
})

test('equal dates share one cell, however many rows have them', async () => {
  const rows = [1, 2].map((row) => `<row r="${row}"><c r="A${row}" s="1"><v>45000</v></c></row>`).join('')
  const [first, second] = await readCells(rawWorkbook({ sheets: [{ name: 'Data', rows }], formats }))

  expect(first?.[0]).toBe(second?.[0])
})
