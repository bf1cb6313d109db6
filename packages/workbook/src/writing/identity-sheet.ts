import { identityKeys, templateSheets } from '@rollcall/domain/template-sheets'
import type { SheetPlan } from './plan.ts'
import type { TemplateParts } from './template.ts'

/** Goes up when where things are in a template changes. */
const templateVersion = 1

/** The hidden sheet that says which template this is. Everything on it is text, so that nothing is shown or kept otherwise. */
export function identitySheet({ collection, referenceDate, authority, round }: TemplateParts): SheetPlan {
  const says: Record<keyof typeof identityKeys, string> = {
    collection: collection.id,
    version: String(collection.version),
    referenceDate,
    authority: authority?.code ?? '',
    authorityName: authority?.name ?? '',
    round: round ?? '',
    template: String(templateVersion),
  }
  const keys = Object.keys(identityKeys) as (keyof typeof identityKeys)[]
  return {
    name: templateSheets.identity,
    hidden: true,
    columns: [
      { width: 20, look: 'label' },
      { width: 40, format: '@' },
    ],
    rows: keys.map((key, index) => ({
      number: index + 1,
      cells: [
        { value: identityKeys[key], look: 'label' as const },
        { value: says[key], format: '@' },
      ],
    })),
  }
}
