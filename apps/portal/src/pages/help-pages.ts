import type { ProblemHelp } from '../help/of-problems.ts'
import { type Html, html } from './html.ts'
import { layout } from './layout.ts'

export interface HelpEntry extends ProblemHelp {
  readonly code: string
  /** As it stands in the address: 'not-found'. */
  readonly name: string
}

export function helpPage({ code, means, doThis }: HelpEntry): Html {
  return layout(
    code,
    html`
      <h1><code>${code}</code></h1>
      <p>${means}</p>
      <h2>What to do</h2>
      <p>${doThis}</p>
      <p><a href="/help/problems">All problems</a></p>
    `,
  )
}

export function helpContentsPage(entries: readonly HelpEntry[]): Html {
  return layout(
    'Problems',
    html`
      <h1>Problems</h1>
      <p>Everything the portal can refuse, by code. The detail of a refusal says what is so in your case.</p>
      <ul>${entries.map(({ code, name, means }) => html`<li><a href="/help/problems/${name}"><code>${code}</code></a> ${means}</li>`)}</ul>
    `,
  )
}
