import type { RawWorkbook } from '../support/raw-workbook.ts'

const plainRow = (row: number) =>
  `<row r="${row}" spans="1:6"><c r="A${row}" t="s"><v>${row % 4}</v></c><c r="B${row}"><v>${row * 1.5}</v></c>` +
  `<c r="C${row}" s="1"><v>${45_000 + row}</v></c><c r="D${row}" s="2"/><c r="F${row}" s="3"><v>0.25</v></c></row>`

const oddRows = `
  <row r="40" hidden="1"><c r="A40" t="inlineStr"><is><r><t>two</t></r><r><t xml:space="preserve"> runs</t></r><rPh sb="0" eb="1"><t>no</t></rPh></is></c></row>
  <row><c t="str"><f>"a"&amp;"b"</f><v>a&amp;b &#x1F600;</v></c><c><f>1+1</f></c><c t="e"><v>#N/A</v></c><c t="b"><v>1</v></c></row>
  <row r='50' ><!-- a <c> in a comment --><c r='B50' t='n' ><v>1e3</v></c><c r="C50" t="d"><v>2021-01-01T10:10:10</v></c><c r="D50" t="inlineStr"><is><t><![CDATA[<&>]]> and ]]&gt;</t></is></c></row>
`

/** A workbook with something of everything in it, written plainly and oddly. */
export const aBusyWorkbook: RawWorkbook = {
  sheets: [
    {
      name: 'Children &amp; homes',
      before: '<cols><col min="2" max="3" hidden="1"/></cols>',
      rows: Array.from({ length: 20 }, (_, at) => plainRow(at + 1)).join('') + oddRows,
      after: '<mergeCells count="1"><mergeCell ref="B3:C3"/></mergeCells>',
    },
    { name: 'Notes', state: 'hidden', rows: '<row r="1"><c r="A1"><v>7</v></c></row>' },
  ],
  strings: [
    '<t>Barnet</t>',
    '<t xml:space="preserve"> Kent _x000D_</t>',
    '<r><t>É</t></r><r><t>ssex</t></r><rPh sb="0" eb="1"><t>x</t></rPh>',
    '<t>a &lt; b</t>',
  ],
  formats: ['dd/mm/yyyy', 14, '0.0%'],
}
