import type { ReadRuleOfRound } from '@rollcall/actions/read-rules'
import type { RelaxationEffect } from '@rollcall/domain/relaxation'
import { authorityInput } from './authority-fields.ts'
import { button, summaryList, tag, taskList } from './components.ts'
import { hidden, type Mistake, mistakeIn, radios, textarea } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { severityStatus } from './places.ts'
import { effectPart } from './relaxation-effect.ts'
import { ofRound } from './round-parts.ts'
import { proposalTask, ruleAddress } from './rules-page.ts'
import { column, heading, paragraph, subheading } from './text.ts'

interface RulePage extends ReadRuleOfRound {
  readonly reader: Reader
  readonly page: number
  readonly done?: string | undefined
  readonly mistakes?: readonly Mistake[]
  readonly typed?: { readonly authority?: string | undefined; readonly reason?: string | undefined }
}

/** One rule: what was decided about it, what relaxing it would do, and a form to propose that. */
export function rulePage(page: RulePage): Html {
  const { reader, round, rule, proposals, done, mistakes = [] } = page
  const past = proposals.filter(({ standing }) => standing !== 'waiting' && standing !== 'in force')
  const now = proposals.filter((proposal) => !past.includes(proposal))
  return layout({
    title: `${rule.about} (${rule.code})`,
    reader,
    part: 'start',
    ...ofRound(round, 'rules', []),
    done,
    mistakes,
    content: html`
      ${column(html`
        ${heading(html`<span class="govuk-caption-l">${rule.code}</span> ${rule.about}`)}
        ${summaryList([
          { key: 'Expects', value: rule.expects },
          { key: 'An officer has to', value: tag(severityStatus[rule.severity]) },
          { key: 'Sheet', value: rule.sheetName },
        ])}
      `)}
      ${now.length > 0 && html`${subheading('In force, or to decide')}${taskList(now.map(proposalTask), 'now')}`}
      ${round.state !== 'draft' && relaxing(page)}
      ${past.length > 0 && html`${subheading('Before')}${taskList(past.map(proposalTask), 'past')}`}
    `,
  })
}

const choice: Readonly<Record<RelaxationEffect, { words: string; hint: string }>> = {
  query: { words: 'Make it a query', hint: 'What it finds can be explained, and does not have to be fixed.' },
  off: { words: 'Turn it off', hint: 'What it finds is left out. Nobody has to fix or explain it.' },
}

function relaxing(page: RulePage): Html {
  const { round, rule, effect, authority, would, page: number } = page
  const address = ruleAddress(round.id, rule.code)
  const query = new URLSearchParams({ effect, ...(authority && { authority: authority.code }) })
  return html`
    ${subheading('What relaxing it would do')}
    ${column(wouldForm(page, address))}
    <h3 class="govuk-heading-s">${whatFor(page)}</h3>
    ${effectPart({ would, isWithdrawal: false, page: number, href: (to) => `${address}?${query}&page=${to}` })}
    ${column(proposeForm(page, address))}`
}

const whatFor = ({ rule, effect, authority }: RulePage): string => {
  const who = authority?.name ?? 'every authority'
  return effect === 'off' ? `${rule.code} turned off for ${who}` : `${rule.code} made a query for ${who}`
}

function wouldForm({ effects, effect, authority, typed, mistakes }: RulePage, address: string): Html {
  const [only] = effects
  return html`<form method="get" action="${address}" novalidate>
    ${
      effects.length > 1
        ? radios({
            ...{ name: 'effect', legend: 'What becomes of what it finds?', value: effect },
            items: effects.map((value) => ({ value, ...choice[value] })),
          })
        : only && hidden('effect', only)
    }
    ${authorityInput({
      ...{ name: 'authority', label: 'For which authority? (leave it empty for all)', mistakes },
      value: typed?.authority ?? authority?.name,
    })}
    ${button('Show what it would do', { kind: 'secondary' })}
  </form>`
}

const proposeForm = (page: RulePage, address: string): Html =>
  form({
    action: `${address}/propose`,
    content: html`
      ${subheading('Propose it')}
      ${paragraph(html`You propose: <strong>${whatFor(page)}</strong>. Nothing changes before another person, an approver, has approved it. Then returns that are in and not signed are checked again.`)}
      ${hidden('effect', page.effect)}
      ${page.authority && hidden('authority', page.authority.code)}
      ${textarea({
        ...{ name: 'reason', label: 'Why?', rows: 4, value: page.typed?.reason },
        hint: page.authority
          ? 'The authority reads it. Do not write anything about a child.'
          : 'Every authority of the round reads it. Do not write anything about a child, or about one authority.',
        error: mistakeIn(page.mistakes, 'reason'),
      })}
      ${button('Propose it', { preventDoubleClick: true })}`,
  })
