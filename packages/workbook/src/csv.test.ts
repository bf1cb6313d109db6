import type { Cell } from '@rollcall/domain/cell'
import { expect, test } from 'vitest'
import { readWorkbook } from './read-workbook.ts'

async function read(file: string | Uint8Array) {
  const bytes = typeof file === 'string' ? new Uint8Array(Buffer.from(file)) : file
  const rows: [number, readonly Cell[]][] = []
  const facts = await readWorkbook(bytes, { sheet: () => (row, cells) => rows.push([row, [...cells]]) })
  return { rows, facts }
}

const cells = async (file: string | Uint8Array) => (await read(file)).rows.map(([, row]) => row)
const utf16 = (text: string) => Buffer.from(text, 'utf16le')

test.each<[string, string]>([
  ['commas', 'name,age\nÉva,7\n'],
  ['semicolons', 'name;age\r\nÉva;7'],
  ['tabs', 'name\tage\rÉva\t7\r'],
  ['a bar, as the first line says', 'sep=|\nname|age\nÉva|7'],
  ['what the first line says', 'sep=;\r\nname;age\r\nÉva;7'],
])('fields are told apart by %s', async (_, text) => {
  expect(await cells(text)).toEqual([
    ['name', 'age'],
    ['Éva', '7'],
  ])
})

test.each<[string, Uint8Array]>([
  ['UTF-8', Buffer.from('name,age\nÉva,£7')],
  ['UTF-8 with a mark', Buffer.from('\ufeffname,age\nÉva,£7')],
  ['UTF-16', utf16('\ufeffname,age\nÉva,£7')],
  ['UTF-16 the other way round', utf16('\ufeffname,age\nÉva,£7').swap16()],
  ['UTF-16 without a mark', utf16('name,age\nÉva,£7')],
  ['UTF-16 the other way round, without a mark', utf16('name,age\nÉva,£7').swap16()],
  ['Windows-1252', Buffer.from('name,age\nÉva,£7', 'latin1')],
])('a file in %s is read', async (_, bytes) => {
  expect(await cells(bytes)).toEqual([
    ['name', 'age'],
    ['Éva', '£7'],
  ])
})

test('what only Windows-1252 has is read as Windows has it', async () => {
  expect(await cells(Buffer.from('cost,\x80 50 \x96 60 \x93a\x94', 'latin1'))).toEqual([
    ['cost', '€ 50 – 60 “a”'],
  ])
})

test('a quoted field may hold delimiters, quotes and line ends', async () => {
  expect(await cells('"Smith, ""Jo""","two\r\nlines",x\n"a";b,c,d')).toEqual([
    ['Smith, "Jo"', 'two\r\nlines', 'x'],
    ['a;b', 'c', 'd'],
  ])
})

test('delimiters inside quotes do not count when the delimiter is looked for', async () => {
  expect(await cells('"a,b,c,d";1\n"e,f,g,h";2')).toEqual([
    ['a,b,c,d', '1'],
    ['e,f,g,h', '2'],
  ])
})

test('a comma in some names does not make a file of semicolons one of commas', async () => {
  expect((await cells('name;place\nSmith, Jo;Leeds\nLee;York'))[1]).toEqual(['Smith, Jo', 'Leeds'])
})

test('every cell is text as it was typed, and an empty one is null', async () => {
  expect(await cells('007, x ,,1e3,TRUE,"",\n')).toEqual([['007', ' x ', null, '1e3', 'TRUE']])
})

test('rows are numbered as Excel shows them: empty ones count, and a record of two lines is one', async () => {
  const { rows, facts } = await read('a,b\n\n,\n"c\nd",e\nf')

  expect(rows.map(([row]) => row)).toEqual([1, 4, 5])
  expect(facts).toEqual({
    format: 'csv',
    sheets: [{ name: '', hidden: false, rows: 3, hiddenRows: 0, hiddenColumns: [], merges: 0 }],
  })
})

test('the first line that names the delimiter is not a row', async () => {
  expect((await read('sep=,\na,b')).rows).toEqual([[1, ['a', 'b']]])
})

test('a quote that is never closed is refused, for it would swallow the rest of the file', async () => {
  await expect(read('a,b\n"c,d\ne,f')).rejects.toMatchObject({ code: 'unclosed-quote' })
})

test('a file of one column is a file of one column', async () => {
  expect(await cells('one\ntwo')).toEqual([['one'], ['two']])
})

test('text that begins like another kind of file is still text', async () => {
  expect(await cells('MZ,PK\nx,y')).toEqual([
    ['MZ', 'PK'],
    ['x', 'y'],
  ])
})
