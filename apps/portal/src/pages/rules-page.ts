import type { Proposal, RuleOfRound, readRules } from '@rollcall/actions/read-rules'
import { counted, withCommas, withoutCapital } from '@rollcall/domain/text'
import { details, momentText, type Status, tag, taskList } from './components.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import type { Words } from './macros.ts'
import { severityStatus } from './places.ts'
import { effectWords } from './relaxed-parts.ts'
import { ofRound } from './round-parts.ts'
import { numbers, numeric } from './summary-parts.ts'
import { bullets, column, heading, link, paragraph, subheading } from './text.ts'

interface RulesPage extends Awaited<ReturnType<typeof readRules>> {
  readonly reader: Reader
  readonly done?: string | undefined
}

/** Every rule that the returns of a round are checked by: what it finds now, and whether it is relaxed. */
export function rulesPage({ reader, round, rules, waiting, done }: RulesPage): Html {
  const isSilent = ({ findings, inForce, waiting: proposals }: RuleOfRound) =>
    findings === 0 && inForce.length === 0 && proposals === 0
  const silent = rules.filter(isSilent)
  const telling = rules
    .filter((rule) => !isSilent(rule))
    .toSorted((a, b) => b.findings - a.findings || b.relaxedFindings - a.relaxedFindings)
  return layout({
    title: 'Rules',
    reader,
    part: 'start',
    ...ofRound(round, 'rules'),
    done,
    content: html`
      ${column(html`
        ${heading('Rules')}
        ${paragraph('Returns are checked by these rules. Where one asks for what an authority cannot give, it can be turned off, or made a query, for one authority or for all: you propose it, and an approver decides.')}
        ${round.state === 'draft' && paragraph('This round is a draft, so nothing can be relaxed yet.')}
      `)}
      ${waiting.length > 0 && html`${subheading('To decide')}${taskList(waiting.map(proposalTask), 'waiting')}`}
      ${
        telling.length > 0 &&
        numbers({
          caption: 'Rules that find something in the newest versions, or are relaxed',
          head: [
            { words: 'Rule' },
            { words: 'An officer has to' },
            numeric('Findings'),
            numeric('Returns'),
            { words: 'Relaxed' },
          ],
          rows: telling.map((rule) => ruleRow(round.id, rule)),
        })
      }
      ${
        silent.length > 0 &&
        details(
          `${counted(silent.length, 'rule')} that ${silent.length === 1 ? 'finds' : 'find'} nothing now`,
          bullets(silent.map(silentRule(round.id))),
          { isOpen: telling.length === 0 },
        )
      }
      ${column(paragraph('That a cell cannot be read is no rule, and cannot be relaxed: nobody would know what it says.'))}
    `,
  })
}

const silentRule =
  (roundId: string) =>
  ({ code, about, expects }: RuleOfRound): Html =>
    html`${link(ruleAddress(roundId, code), `${about} (${code})`)}: ${withoutCapital(expects)}`

const ruleRow = (roundId: string, rule: RuleOfRound): Words[] => [
  html`${link(ruleAddress(roundId, rule.code), html`${rule.about} <span class="rollcall-aside">(${rule.code})</span>`)}<br><span class="govuk-!-font-weight-regular">Expects: ${rule.expects}</span>`,
  tag(severityStatus[rule.severity]),
  withCommas(rule.findings),
  withCommas(rule.returns),
  relaxedCell(rule),
]

function relaxedCell({ inForce, relaxedFindings, relaxedReturns, waiting }: RuleOfRound): Html {
  const forAll = inForce.find(({ dataRequestId }) => dataRequestId === null)
  const some = inForce.filter(({ dataRequestId }) => dataRequestId !== null)
  const [only] = some
  return html`
    ${inForce.length === 0 && 'No'}
    ${forAll && tag(statusInForce(forAll))}
    ${some.length === 1 && only && tag(statusInForce(only))}
    ${some.length > 1 && `For ${counted(some.length, 'authority', 'authorities')}`}
    ${relaxedFindings > 0 && html`<br>${counted(relaxedFindings, 'finding')} in ${counted(relaxedReturns, 'return')}`}
    ${waiting > 0 && html`<br>${counted(waiting, 'proposal')} to decide`}`
}

const statusInForce = ({ effect, authority }: Proposal): Status => ({
  words: `${effectWords[effect]}${authority === null ? '' : `: ${authority}`}`,
  colour: 'purple',
})

export const ruleAddress = (roundId: string, code: string): string =>
  `/rounds/${roundId}/rules/${encodeURIComponent(code)}`

/** What is proposed, in a sentence. */
export function proposalText({ rule, effect, authority, withdraws }: Proposal): string {
  const who = authority ?? 'every authority'
  if (withdraws !== null) return `Have ${rule} hold again for ${who}`
  return effect === 'off' ? `Turn ${rule} off for ${who}` : `Make ${rule} a query for ${who}`
}

export const proposalTask = (proposal: Proposal) => ({
  title: proposalText(proposal),
  href: `/relaxations/${proposal.id}`,
  hint: html`Proposed by ${proposal.proposedByName ?? 'somebody'} on ${momentText(proposal.proposedAt)}${proposal.decidedAt && html`; ${proposal.decision} by ${proposal.decidedByName ?? 'somebody'} on ${momentText(proposal.decidedAt)}`}`,
  status: statusOfProposal[proposal.standing],
})

export const statusOfProposal: Readonly<Record<Proposal['standing'], Status>> = {
  waiting: { words: 'To decide', colour: 'yellow' },
  'in force': { words: 'In force', colour: 'purple' },
  'carried out': { words: 'Done', colour: 'grey' },
  refused: { words: 'Refused', colour: 'grey' },
  withdrawn: { words: 'Withdrawn', colour: 'grey' },
}
