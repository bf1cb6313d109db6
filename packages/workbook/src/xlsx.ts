import type { SheetFacts, WorkbookFacts } from '@rollcall/domain/workbook-facts'
import { CellValues } from './cell-values.ts'
import { contentTypeReader } from './content-types.ts'
import type { Budget } from './limits.ts'
import { mustBelongByName, mustBelongByRelationship } from './package-kinds.ts'
import { PackageParts } from './package-parts.ts'
import { damaged, Refusal } from './refusal.ts'
import { type Relationship, relationshipReader } from './relationships.ts'
import { SharedStringReader, SharedStrings } from './shared-strings.ts'
import { SheetReader } from './sheet.ts'
import { type Styles, styleReader } from './styles.ts'
import type { Visitor } from './visitor.ts'
import { type SheetEntry, type WorkbookPart, workbookReader } from './workbook-part.ts'
import { xmlMapReader } from './xml-maps.ts'
import { readZip } from './zip.ts'

interface Worksheet {
  readonly name: string
  readonly hidden: boolean
  readonly part: string
}

/**
 * Reads a workbook part by part, finding each through its relationships (ECMA-376 part 2, 9), never by its usual name. Worksheets
 * come last, so that a visitor sees rows only once everything else has been found in order.
 */
export async function readXlsx(bytes: Uint8Array, visitor: Visitor, budget: Budget): Promise<WorkbookFacts> {
  const entries = readZip(bytes, budget.limits)
  await mustBelongByName(entries, budget)
  const parts = new PackageParts(
    entries.filter(({ name }) => !name.endsWith('/')),
    budget,
  )
  const packageRelationships = await parts.relationships('')
  await parts.read('[Content_Types].xml', contentTypeReader())
  const name = findWorkbook(parts, packageRelationships)
  const relationships = await parts.relationships(name)
  for (const relationship of relationships) mustBelongByRelationship(relationship)
  const workbook: WorkbookPart = { sheets: [], date1904: false }
  await parts.read(name, workbookReader(workbook, budget.limits.parts))

  const worksheets = findWorksheets(parts, name, workbook.sheets, relationships)
  const styles: Styles = []
  const strings = new SharedStrings()
  await readTarget('xmlMaps', xmlMapReader())
  await readTarget('styles', styleReader(styles))
  await readTarget('sharedStrings', new SharedStringReader(strings, budget))
  await passOthers(parts, worksheets)
  return readSheets(parts, worksheets, new CellValues(strings, styles, workbook.date1904), visitor, budget)

  async function readTarget(type: string, handler: Parameters<PackageParts['read']>[1]): Promise<void> {
    const relationship = relationships.find((candidate) => candidate.type === type && !candidate.external)
    if (relationship) await parts.read(parts.target(name, relationship), handler)
  }
}

function findWorkbook(parts: PackageParts, relationships: readonly Relationship[]): string {
  const workbook = relationships.find(({ type, external }) => type === 'officeDocument' && !external)
  if (workbook === undefined) throw damaged('no workbook in the package')
  return parts.target('', workbook)
}

/** The worksheets in the workbook's order. Chart and dialogue sheets have no rows and are passed over. */
function findWorksheets(
  parts: PackageParts,
  workbook: string,
  sheets: readonly SheetEntry[],
  relationships: readonly Relationship[],
): Worksheet[] {
  const byId = new Map(relationships.map((relationship) => [relationship.id, relationship]))
  const worksheets = sheets.flatMap(({ name, hidden, relationshipId }) => {
    const relationship = byId.get(relationshipId)
    if (relationship === undefined) throw damaged(`sheet ${name} is nowhere`)
    return relationship.type === 'worksheet'
      ? [{ name, hidden, part: parts.target(workbook, relationship) }]
      : []
  })
  if (worksheets.length === 0) throw new Refusal('no-sheets')
  return worksheets
}

async function passOthers(parts: PackageParts, worksheets: readonly Worksheet[]): Promise<void> {
  const wanted = new Set(worksheets.map(({ part }) => part.toLowerCase()))
  for (const name of parts.names()) {
    if (wanted.has(name.toLowerCase())) continue
    if (name.toLowerCase().endsWith('.rels'))
      await parts.read(name, relationshipReader(mustBelongByRelationship))
    else await parts.pass(name)
  }
}

async function readSheets(
  parts: PackageParts,
  worksheets: readonly Worksheet[],
  values: CellValues,
  visitor: Visitor,
  budget: Budget,
): Promise<WorkbookFacts> {
  visitor.sheets?.(worksheets.map(({ name, hidden }) => ({ name, hidden })))
  const isFirst = ({ name, hidden }: Worksheet) => visitor.isFirst?.({ name, hidden }) ?? false
  const facts = new Map<Worksheet, SheetFacts>()
  for (const worksheet of [...worksheets.filter(isFirst), ...worksheets.filter((other) => !isFirst(other))]) {
    const { name, hidden, part } = worksheet
    const reader = new SheetReader(values, budget, visitor.sheet({ name, hidden }))
    await parts.read(part, reader)
    facts.set(worksheet, reader.facts(name, hidden))
  }
  return { format: 'xlsx', sheets: worksheets.flatMap((worksheet) => facts.get(worksheet) ?? []) }
}
