import { insetText } from './components.ts'
import { type Html, html } from './html.ts'
import { subheading } from './text.ts'

/** What somebody typed where it can no longer be saved, so that they can take it with them. */
export function notKept(texts: readonly (string | undefined)[]): Html | false {
  const typed = texts.filter((text) => text !== undefined && text.trim() !== '')
  return (
    typed.length > 0 &&
    html`
      ${subheading('What you typed, which is not saved')}
      ${typed.map((text) => insetText(html`<p class="govuk-body rollcall-typed">${text}</p>`))}`
  )
}
