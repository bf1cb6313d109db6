import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import nunjucks from 'nunjucks'
import { Html } from './html.ts'
import { momentInWords } from './moments.ts'

const { Environment, FileSystemLoader, Template } = nunjucks
const require = createRequire(import.meta.url)
const folders = [
  join(dirname(require.resolve('govuk-frontend/package.json')), 'dist'),
  dirname(require.resolve('@ministryofjustice/frontend/package.json')),
]
// Text is escaped by Nunjucks itself; what is handed over as `html` is not, so only an `Html` of ours may be.
const environment = new Environment(new FileSystemLoader(folders), {
  autoescape: true,
  trimBlocks: true,
  lstripBlocks: true,
})

/** Words of a page: a string is text, and is escaped; an `Html` is sent as it is. */
export type Words = string | Html

/** Words as a macro takes them. */
export const said = (words: Words): { readonly html: string } | { readonly text: string } =>
  words instanceof Html ? { html: String(words) } : { text: words }

// Theirs writes a moment on this machine's clocks; a page of ours has London's.
environment.addFilter('mojDate', momentInWords)

/** The design system's own macro of a component ('error-summary'), as a function. */
export const macro = (component: string): Macro => macroOf('govuk', component)

/** The same of a component that the Ministry of Justice has added to it ('timeline'). */
export const mojMacro = (component: string): Macro => macroOf('moj', component)

type Macro = (options: object) => Html

function macroOf(system: 'govuk' | 'moj', component: string): Macro {
  const name = `${system}${component.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())}`
  const source = `{% from "${system}/components/${component}/macro.njk" import ${name} %}{{ ${name}(options) }}`
  const template = new Template(source, environment)
  return (options) => new Html(template.render({ options }).trim())
}
