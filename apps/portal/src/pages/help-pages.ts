import type { ProblemHelp } from '../help/of-problems.ts'
import { summaryList } from './components.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { column, heading, link, paragraph, subheading } from './text.ts'

export interface HelpEntry extends ProblemHelp {
  readonly code: string
  /** As it stands in the address: 'not-found'. */
  readonly name: string
}

const help = { text: 'Help', href: '/help' }
const problems = { text: 'Problems, by code', href: '/help/problems' }

export function helpPage({ code, means, doThis }: HelpEntry, reader: Reader): Html {
  return layout({
    title: code,
    reader,
    part: 'help',
    above: [help, problems],
    content: column(html`
      ${heading(html`<code>${code}</code>`)}
      ${paragraph(means)}
      ${subheading('What to do')}
      ${paragraph(doThis)}
    `),
  })
}

export function helpContentsPage(entries: readonly HelpEntry[], reader: Reader): Html {
  return layout({
    title: problems.text,
    reader,
    part: 'help',
    above: [help],
    content: html`
      ${heading(problems.text)}
      ${paragraph('Everything that Rollcall can refuse. The refusal itself says what is so in your case.')}
      ${summaryList(
        entries.map(({ code, name, means }) => ({
          key: link(`/help/problems/${name}`, html`<code>${code}</code>`),
          value: means,
        })),
      )}
    `,
  })
}
