import type { Budget } from './limits.ts'
import { readPart } from './part.ts'
import { looksLike, Refusal } from './refusal.ts'
import type { Relationship } from './relationships.ts'
import type { ZipEntry } from './zip.ts'

const unwantedNames: readonly [RegExp, () => Refusal][] = [
  [/(^|\/)vbaproject[^/]*\.bin$|(^|\/)(intl)?macrosheets\//, () => new Refusal('macros')],
  [/(^|\/)embeddings\//, () => new Refusal('embedded-files')],
  [/(^|\/)workbook\.bin$/, () => new Refusal('binary-workbook')],
  [/^index\/.*\.iwa$/, () => looksLike('an Apple Numbers document')],
]

/** Refuses a zip whose names say that it is not a plain workbook. */
export async function mustBelongByName(entries: readonly ZipEntry[], budget: Budget): Promise<void> {
  const mimetype = entries.find(({ name }) => name === 'mimetype')
  if (mimetype) throw await openDocument(mimetype, budget)
  const names = entries.map(({ name }) => name.toLowerCase())
  for (const [pattern, refusal] of unwantedNames)
    if (names.some((name) => pattern.test(name))) throw refusal()
  if (!names.includes('[content_types].xml')) throw looksLike('a zip archive')
}

/** OpenDocument files and e-books hold an entry that says what they are (OpenDocument 1.3 part 2, 3.3). */
async function openDocument(mimetype: ZipEntry, budget: Budget): Promise<Refusal> {
  let type = ''
  await readPart(mimetype, budget, {
    write(bytes) {
      type += String.fromCharCode(...bytes.subarray(0, 100))
    },
    end() {},
  })
  if (type.includes('opendocument.spreadsheet')) return new Refusal('open-document')
  if (type.includes('opendocument.text')) return looksLike('an OpenDocument text')
  return looksLike(type.includes('epub') ? 'an e-book' : 'a document of another program')
}

const unwantedTypes: Record<string, () => Refusal> = {
  vbaProject: () => new Refusal('macros'),
  xlMacrosheet: () => new Refusal('macros'),
  xlIntlMacrosheet: () => new Refusal('macros'),
  oleObject: () => new Refusal('embedded-files'),
  package: () => new Refusal('embedded-files'),
}

/** Refuses what a workbook may carry and a return has no use for. A link to the outside is not followed and not refused. */
export function mustBelongByRelationship({ type, external }: Relationship): void {
  const refusal = Object.hasOwn(unwantedTypes, type) && !external ? unwantedTypes[type] : undefined
  if (refusal) throw refusal()
}
