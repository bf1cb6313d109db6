import type { MarkupHandler } from './markup.ts'
import { looksLike, Refusal } from './refusal.ts'

/** Refuses, as it reads `[Content_Types].xml`, every kind of package that is not a plain workbook. */
export function contentTypeReader(): MarkupHandler {
  return {
    open(name, _parent, tag) {
      if (name !== 'Override' && name !== 'Default') return
      mustBelongInWorkbook((tag.attribute('ContentType') ?? '').toLowerCase())
    },
  }
}

const unwanted: readonly [RegExp, () => Refusal][] = [
  [/ms-excel\.sheet\.binary/, () => new Refusal('binary-workbook')],
  [/macroenabled|vbaproject|macrosheet/, () => new Refusal('macros')],
  [/spreadsheetml\.template/, () => new Refusal('template')],
  [/oleobject/, () => new Refusal('embedded-files')],
  [/wordprocessingml\.(document|template)\.main/, () => looksLike('a Word document')],
  [/presentationml\.(presentation|template|slideshow)\.main/, () => looksLike('a PowerPoint presentation')],
]

function mustBelongInWorkbook(contentType: string): void {
  const refusal = unwanted.find(([pattern]) => pattern.test(contentType))?.[1]
  if (refusal) throw refusal()
}
