import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import nunjucks from 'nunjucks'
import { Html } from './html.ts'

const { Environment, FileSystemLoader, Template } = nunjucks
const require = createRequire(import.meta.url)
const folder = join(dirname(require.resolve('govuk-frontend/package.json')), 'dist')
// Text is escaped by Nunjucks itself; what is handed over as `html` is not, so only an `Html` of ours may be.
const environment = new Environment(new FileSystemLoader(folder), {
  autoescape: true,
  trimBlocks: true,
  lstripBlocks: true,
})

/** Words of a page: a string is text, and is escaped; an `Html` is sent as it is. */
export type Words = string | Html

/** Words as a macro takes them. */
export const said = (words: Words): { readonly html: string } | { readonly text: string } =>
  words instanceof Html ? { html: String(words) } : { text: words }

/** The design system's own macro of a component ('error-summary'), as a function. */
export function macro(component: string): (options: object) => Html {
  const name = `govuk${component.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())}`
  const source = `{% from "govuk/components/${component}/macro.njk" import ${name} %}{{ ${name}(options) }}`
  const template = new Template(source, environment)
  return (options) => new Html(template.render({ options }).trim())
}
