import type { Crumb } from './components.ts'

/** The way back to a round, for the pages below it. */
export const roundCrumb = ({ id, title }: { readonly id: string; readonly title: string }): Crumb => ({
  text: title,
  href: `/rounds/${id}`,
})
