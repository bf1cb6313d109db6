import { type Html, html } from './html.ts'
import { layout } from './layout.ts'

export function problemPage(message: string): Html {
  return layout('That did not work', html`<h1>That did not work</h1><p>${message}</p>`)
}
