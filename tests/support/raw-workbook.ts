import { type RawEntry, rawZip } from './raw-zip.ts'

/** One sheet, its rows as XML. What stands before and after the rows may be given too. */
interface RawSheet {
  readonly name: string
  readonly rows?: string
  readonly before?: string
  readonly after?: string
  readonly state?: 'hidden' | 'veryHidden'
  readonly type?: 'worksheet' | 'chartsheet'
}

/** A workbook written from its XML, with everything about it that a writer may do differently or wrongly. */
export interface RawWorkbook {
  readonly sheets?: readonly RawSheet[]
  /** Shared strings, each the inside of its `si`. */
  readonly strings?: readonly string[]
  /** The format code of each style, or the number of a built-in one. Style 0 is General. */
  readonly formats?: readonly (string | number)[]
  /** Attributes of `workbookPr`. */
  readonly properties?: string
  /** The prefix every element of a spreadsheet part gets: 'x' for `x:row`. */
  readonly prefix?: string
  readonly encoding?: 'utf-8' | 'utf-8 with BOM' | 'utf-16le' | 'utf-16be' | 'utf-16le without BOM'
  readonly strict?: boolean
  /** Where the workbook part is, and whether its relationships are written from the root. */
  readonly workbookPart?: string
  readonly absoluteTargets?: boolean
  readonly contentType?: string
  /** Parts added, or put in place of those with the same name. */
  readonly parts?: readonly RawEntry[]
  /** Changes any entry before it is packed. */
  readonly change?: (entry: RawEntry) => RawEntry
  readonly comment?: string
}

const transitional = {
  main: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  relationships: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
}
const strict = {
  main: 'http://purl.oclc.org/ooxml/spreadsheetml/main',
  relationships: 'http://purl.oclc.org/ooxml/officeDocument/relationships',
}
const packageNamespace = 'http://schemas.openxmlformats.org/package/2006'
const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'

/** A workbook of these parts. With nothing given: one sheet named 'Data' with nothing in it. */
export const rawWorkbook = (workbook: RawWorkbook = {}): Uint8Array =>
  rawZip(rawEntries(workbook), workbook.comment)

/** The parts, for tests that pack them in their own way. */
export function rawEntries(workbook: RawWorkbook = {}): RawEntry[] {
  const given = new Map((workbook.parts ?? []).map((part) => [part.name, part]))
  const entries = ownParts(workbook).map((part) => given.get(part.name) ?? part)
  const names = new Set(entries.map(({ name }) => name))
  const all = [...entries, ...(workbook.parts ?? []).filter(({ name }) => !names.has(name))]
  return workbook.change ? all.map(workbook.change) : all
}

function ownParts(workbook: RawWorkbook): RawEntry[] {
  const { sheets = [{ name: 'Data' }], strings, formats, workbookPart = 'xl/workbook.xml' } = workbook
  const folder = workbookPart.slice(0, workbookPart.lastIndexOf('/') + 1)
  const targetFolder = workbook.absoluteTargets ? `/${folder}` : ''
  const { relationships } = workbook.strict ? strict : transitional
  const targets = [
    ...sheets.map(({ type = 'worksheet' }, at) => ({
      id: `rId${at + 1}`,
      type,
      target: `worksheets/sheet${at + 1}.xml`,
    })),
    ...(strings ? [{ id: 'strings', type: 'sharedStrings', target: 'sharedStrings.xml' }] : []),
    ...(formats ? [{ id: 'styles', type: 'styles', target: 'styles.xml' }] : []),
  ]
  const part = (name: string, xml: string): RawEntry => ({
    name,
    content: encoded(prefixed(xml, workbook.prefix), workbook.encoding),
  })
  return [
    { name: '[Content_Types].xml', content: contentTypes(workbookPart, workbook.contentType) },
    {
      name: '_rels/.rels',
      content: relationshipsPart([
        { id: 'rId1', type: `${relationships}/officeDocument`, target: workbookPart },
      ]),
    },
    part(workbookPart, workbookXml(workbook, sheets)),
    {
      name: `${folder}_rels/${workbookPart.slice(folder.length)}.rels`,
      content: relationshipsPart(
        targets.map(({ id, type, target }) => ({
          id,
          type: `${relationships}/${type}`,
          target: targetFolder + target,
        })),
      ),
    },
    ...(strings ? [part(`${folder}sharedStrings.xml`, stringsXml(workbook, strings))] : []),
    ...(formats ? [part(`${folder}styles.xml`, stylesXml(workbook, formats))] : []),
    ...sheets.map((sheet, at) => part(`${folder}worksheets/sheet${at + 1}.xml`, sheetXml(workbook, sheet))),
  ]
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

const contentTypes = (workbookPart: string, contentType = workbookType) =>
  `${declaration}<Types xmlns="${packageNamespace}/content-types"><Default Extension="xml" ContentType="application/xml"/>` +
  `<Override PartName="/${workbookPart}" ContentType="${contentType}"/></Types>`

/** A relationships part, for tests that write their own. */
export const relationshipsPart = (
  relationships: readonly { id: string; type: string; target: string; external?: boolean }[],
): string =>
  `${declaration}<Relationships xmlns="${packageNamespace}/relationships">${relationships
    .map(
      ({ id, type, target, external }) =>
        `<Relationship Id="${id}" Type="${type}" Target="${target}"${external ? ' TargetMode="External"' : ''}/>`,
    )
    .join('')}</Relationships>`

const root = ({ strict: isStrict }: RawWorkbook) => {
  const { main, relationships } = isStrict ? strict : transitional
  return `xmlns="${main}" xmlns:r="${relationships}"`
}

const workbookXml = (workbook: RawWorkbook, sheets: readonly RawSheet[]) =>
  `<workbook ${root(workbook)}><workbookPr ${workbook.properties ?? ''}/><sheets>${sheets
    .map(
      ({ name, state }, at) =>
        `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"${state ? ` state="${state}"` : ''}/>`,
    )
    .join('')}</sheets></workbook>`

const sheetXml = (workbook: RawWorkbook, { rows = '', before = '', after = '', type }: RawSheet) =>
  type === 'chartsheet'
    ? `<chartsheet ${root(workbook)}/>`
    : `<worksheet ${root(workbook)}>${before}<sheetData>${rows}</sheetData>${after}</worksheet>`

const stringsXml = (workbook: RawWorkbook, strings: readonly string[]) =>
  `<sst ${root(workbook)} count="1" uniqueCount="1">${strings.map((text) => `<si>${text}</si>`).join('')}</sst>`

function stylesXml(workbook: RawWorkbook, formats: readonly (string | number)[]): string {
  const numberOf = (format: string | number, at: number) => (typeof format === 'number' ? format : 164 + at)
  const own = formats.flatMap((format, at) =>
    typeof format === 'string'
      ? [
          `<numFmt numFmtId="${164 + at}" formatCode="${format.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"/>`,
        ]
      : [],
  )
  const xfs = [
    '<xf numFmtId="0"/>',
    ...formats.map((format, at) => `<xf numFmtId="${numberOf(format, at)}"/>`),
  ]
  return `<styleSheet ${root(workbook)}><numFmts>${own.join('')}</numFmts><cellXfs>${xfs.join('')}</cellXfs></styleSheet>`
}

/** Gives every element without a prefix this one, and the namespace with it. */
function prefixed(xml: string, prefix: string | undefined): string {
  if (prefix === undefined) return xml
  return xml
    .replace(/<(\/?)([A-Za-z]\w*)(?=[\s/>])/g, `<$1${prefix}:$2`)
    .replace(' xmlns=', ` xmlns:${prefix}=`)
}

function encoded(xml: string, encoding: RawWorkbook['encoding'] = 'utf-8'): Uint8Array {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(declaration + xml)
    case 'utf-8 with BOM':
      return Buffer.from(`\ufeff${declaration}${xml}`)
    case 'utf-16le':
      return Buffer.from(`\ufeff${xml}`, 'utf16le')
    case 'utf-16be':
      return Buffer.from(`\ufeff${xml}`, 'utf16le').swap16()
    case 'utf-16le without BOM':
      return Buffer.from(`<?xml version="1.0" encoding="UTF-16"?>${xml}`, 'utf16le')
  }
}
