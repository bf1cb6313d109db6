import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rawWorkbook } from '../support/raw-workbook.ts'
import { readAll } from '../support/read-all.ts'

// Cells written plainly are read by one piece of code and all others by another. A prefix sends every cell to the other one.

const digits = fc.stringMatching(/^-?[0-9]{0,18}(\.[0-9]{0,18})?([eE][+-]?[0-9]{1,3})?$/)
const text = fc.stringMatching(/^[ a-zé&<>_x0-9D\n\r]{0,12}$/)
const escaped = (plain: string) => plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const style = fc.constantFrom('', ' s="0"', ' s="1"', ' s="2"', ' s="3"', ' s="77"')
const formula = fc.constantFrom('', '<f>A1&amp;B1</f>', '<f t="shared" si="0"/>', '<f aca="false">1+1</f>')

const inside = fc.oneof(
  fc.tuple(formula, digits).map(([f, number]) => `>${f}<v>${number}</v></c>`),
  fc.tuple(formula, digits).map(([f, number]) => ` t="n">${f}<v>${number}</v></c>`),
  fc.nat(4).map((index) => ` t="s"><v>${index}</v></c>`),
  fc.tuple(formula, text).map(([f, value]) => ` t="str">${f}<v>${escaped(value)}</v></c>`),
  text.map((value) => ` t="inlineStr"><is><t>${escaped(value)}</t></is></c>`),
  text.map((value) => ` t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`),
  fc.constantFrom(
    '/>',
    '></c>',
    '><v/></c>',
    ' t="b"><v>1</v></c>',
    ' t="e"><v>#REF!</v></c>',
    '><f>1</f></c>',
  ),
)
const row = fc.array(fc.tuple(fc.boolean(), style, inside), { maxLength: 8 })

const written = (rows: [boolean, string, string][][]) =>
  rows
    .map((cells, at) => {
      const xml = cells.map(([isPlaced, styled, rest], column) => {
        const place = isPlaced ? ` r="${'ABCDEFGH'[column]}${at + 1}"` : ''
        return `<c${place}${styled}${rest}`
      })
      return `<row r="${at + 1}">${xml.join('')}</row>`
    })
    .join('')

test('a cell reads the same whichever code reads it', async () => {
  const formats = ['dd/mm/yyyy', 'h:mm', '0%']
  const strings = [
    '<t>a</t>',
    '<t> b &amp; c </t>',
    '<t xml:space="preserve"> d </t>',
    '<t>_x0041_</t>',
    '<r><t>e</t></r>',
  ]
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 6 }), async (rows) => {
      // Room enough after the rows for the code that never looks past the end of what it was given.
      const workbook = { sheets: [{ name: 'Data', rows: written(rows) + ' '.repeat(600) }], formats, strings }

      const plain = await readAll(rawWorkbook(workbook))
      expect(await readAll(rawWorkbook({ ...workbook, prefix: 'x' }))).toEqual(plain)
    }),
    { numRuns: 1500 },
  )
})
