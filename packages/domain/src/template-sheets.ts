import { likeness } from './text.ts'

/** The sheets of a template that hold no answers, by name. `identity` is hidden and says which template it is. */
export const templateSheets = {
  cover: 'Cover',
  guidance: 'Guidance',
  lists: 'Lists',
  findings: 'Findings',
  identity: 'Rollcall',
} as const

/** Whether a sheet is one of the template's own, however its name is spelled. */
export const isTemplateSheet = (name: string): boolean =>
  Object.values(templateSheets).some((own) => likeness(own) === likeness(name))

/** What the identity sheet says, in column A, with the answer beside it in column B. */
export const identityKeys = {
  collection: 'collection',
  version: 'version',
  referenceDate: 'reference date',
  authority: 'authority',
  authorityName: 'authority name',
  round: 'round',
  template: 'template',
} as const

/** Which template a workbook was made from, as its identity sheet says. What is not said is left out. */
export type TemplateIdentity = { readonly [Key in keyof typeof identityKeys]?: string }
