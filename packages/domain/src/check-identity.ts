import { inWords } from './calendar-date.ts'
import type { CompiledCollection } from './compiled-collection.ts'
import type { Report } from './report.ts'
import type { TemplateIdentity } from './template-sheets.ts'

const copyOver = 'Copy your answers into the template for this request, and send that.'

/** Says when a workbook was made from another template than the one this request asks for. */
export function checkIdentity(
  said: TemplateIdentity,
  authority: string | undefined,
  { collection, referenceDate, authorities }: CompiledCollection,
  report: Report,
): void {
  if (said.collection !== undefined && said.collection !== collection.id) {
    report.workbook({
      rule: 'workbook.other-collection',
      severity: 'error',
      message: `This is the template of another collection (${said.collection}).`,
      found: said.collection,
      expected: `${collection.title} (${collection.id})`,
      fix: copyOver,
    })
    return
  }
  if (said.version !== undefined && said.version !== String(collection.version)) {
    report.workbook({
      rule: 'workbook.other-version',
      severity: 'query',
      message: `This is version ${said.version} of the template; this request uses version ${collection.version}.`,
      found: `version ${said.version}`,
      expected: `version ${collection.version}`,
      fix: `${copyOver} If you have already gone through what changed, say so.`,
    })
  }
  if (said.referenceDate !== undefined && said.referenceDate !== referenceDate) {
    report.workbook({
      rule: 'workbook.other-date',
      severity: 'error',
      message: `This template was made for ${said.referenceDate}; this request is about ${inWords(referenceDate)}.`,
      found: said.referenceDate,
      expected: referenceDate,
      fix: `Check that the answers are about ${inWords(referenceDate)}. ${copyOver}`,
    })
  }
  if (authority !== undefined && said.authority !== undefined && said.authority !== authority) {
    const name = (code: string) => authorities.get(code)?.name ?? code
    report.workbook({
      rule: 'workbook.other-authority',
      severity: 'error',
      message: `This template was made for ${name(said.authority)}, not for ${name(authority)}.`,
      found: name(said.authority),
      expected: name(authority),
      fix: 'Check that you have the right file. If you have, copy your answers into your own template.',
    })
  }
}
