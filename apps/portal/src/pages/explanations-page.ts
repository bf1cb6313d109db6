import { counted } from '@rollcall/domain/text'
import { button, taskList } from './components.ts'
import {
  above,
  addressOfRule,
  type ExplainedVersion,
  leftWords,
  openOf,
  overWords,
  type RuleQueries,
  subjectOf,
} from './explaining.ts'
import { type Html, html } from './html.ts'
import { layout } from './layout.ts'
import type { Words } from './macros.ts'
import { column, heading, link, paragraph } from './text.ts'

interface ExplanationsPage extends ExplainedVersion {
  /** Errors of this version, which explaining does not mend. */
  readonly errors: number
  /** Whether its signatory may be asked to sign now. */
  readonly mayBeSent: boolean
  readonly done: Words | undefined
}

/** Every query of a version, by rule: what is left to be explained. */
export function explanationsPage(page: ExplanationsPage): Html {
  const { reader, rules, done } = page
  const queries = rules.flatMap(({ findings }) => findings)
  return layout({
    title: 'Queries to explain',
    reader,
    part: 'start',
    above: above(page),
    done,
    content: html`
      ${column(html`
        ${heading('Queries to explain')}
        ${overWords(page)}
        ${
          queries.length === 0
            ? paragraph('There is nothing to explain in this version.')
            : html`<p class="govuk-body-l">${leftWords(queries)}.</p>`
        }
        ${openOf(queries).length > 0 && paragraph('Each of these may be right, but looks unusual. If it is wrong, fix your workbook and send it again. If it is right, say why.')}
      `)}
      ${rules.length > 0 && taskList(rules.map((rule) => taskOf(page, rule)))}
      ${column(whatIsNext(page))}
    `,
  })
}

function taskOf(page: ExplanationsPage, rule: RuleQueries) {
  const [{ sheet }] = rule.findings
  const isOpen = openOf(rule.findings).length > 0
  // A tag stays on one line.
  const words = leftWords(rule.findings).replaceAll(' ', '\u00a0')
  return {
    title: html`${subjectOf(rule)}<span class="govuk-visually-hidden">: ${rule.rule}</span>`,
    href: addressOfRule(page, rule.rule),
    hint: html`${rule.says}${sheet !== '' && html` <span>Sheet: ${sheet}.</span>`}`,
    status: isOpen ? ({ words, colour: 'yellow' } as const) : words,
  }
}

function whatIsNext({ errors, mayBeSent, request, submissionId, rules }: ExplanationsPage): Html {
  if (errors > 0)
    return html`${paragraph(
      `${counted(errors, 'thing')} in this version must also be fixed. What you explain now stays for your next version, while the value it is about stays the same. `,
      link(`/submissions/${submissionId}/findings`, 'See what to fix'),
      '.',
    )}`
  if (mayBeSent)
    return html`
      ${paragraph(rules.length > 0 ? 'Every query is explained. The next step is to send the return for sign-off.' : 'The next step is to send the return for sign-off.')}
      ${button('Continue', { href: `/data-requests/${request.id}/sign-off-request` })}`
  return paragraph(link(`/data-requests/${request.id}`, 'Back to your request'))
}
