import type { Proposal, ReadProposal } from '@rollcall/actions/read-rules'
import { withoutCapital } from '@rollcall/domain/text'
import type { OfficeViewer } from '@rollcall/domain/viewer'
import { button, insetText, momentText, type SummaryRow, summaryList, tag } from './components.ts'
import { type Mistake, mistakeIn, textarea } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { notKept } from './not-kept.ts'
import { effectPart } from './relaxation-effect.ts'
import { ofRound } from './round-parts.ts'
import { proposalText, ruleAddress, statusOfProposal } from './rules-page.ts'
import { column, heading, link, paragraph, subheading } from './text.ts'
import { written } from './written.ts'

interface RelaxationPage extends ReadProposal {
  readonly reader: Reader
  readonly viewer: OfficeViewer
  readonly page: number
  readonly mistakes?: readonly Mistake[]
  readonly typed?: string | undefined
}

/** One proposal about a rule: what it says, what it would do, and to decide it; or to withdraw what is in force. */
export function relaxationPage(page: RelaxationPage): Html {
  const { reader, round, rule, proposal, withdrawn, mistakes = [] } = page
  return layout({
    title: proposalText(proposal),
    reader,
    part: 'start',
    ...ofRound(round, 'rules', [{ text: rule.code, href: ruleAddress(round.id, rule.code) }]),
    mistakes,
    content: html`
      ${column(html`
        ${heading(proposalText(proposal))}
        ${summaryList(rowsOf(page))}
        ${withdrawn && paragraph('It was ', link(`/relaxations/${withdrawn.id}`, 'relaxed by this proposal'), '.')}
      `)}
      ${would(page)}
      ${column(html`${decide(page)}${withdraw(page)}`)}
    `,
  })
}

function rowsOf({ rule, proposal }: RelaxationPage): SummaryRow[] {
  const { standing, reason, proposedByName, proposedAt, decidedByName, decidedAt, refusal, withdrawnAt } =
    proposal
  return [
    { key: 'Decision', value: tag(statusOfProposal[standing]) },
    {
      key: 'Rule',
      value: `${rule.about}: expects ${withoutCapital(rule.expects)}`,
    },
    { key: 'For', value: proposal.authority ?? 'Every authority of the round' },
    { key: 'Why', value: reason === null ? 'What was written has been destroyed.' : written(reason) },
    { key: 'Proposed', value: html`By ${proposedByName ?? 'somebody'} on ${momentText(proposedAt)}` },
    ...(decidedAt
      ? [{ key: 'Decided', value: html`By ${decidedByName ?? 'somebody'} on ${momentText(decidedAt)}` }]
      : []),
    ...(refusal === null ? [] : [{ key: 'Why not', value: written(refusal) }]),
    ...(withdrawnAt ? [{ key: 'Withdrawn', value: html`On ${momentText(withdrawnAt)}` }] : []),
  ]
}

function would({ would: effect, proposal, page }: RelaxationPage): Html | false {
  if (effect === null) return false
  const href = (to: number) => `/relaxations/${proposal.id}?page=${to}`
  return html`
    ${subheading('What approving it would do now')}
    ${effectPart({ would: effect, isWithdrawal: proposal.withdraws !== null, page, href })}`
}

function decide({ proposal, viewer, mistakes, typed }: RelaxationPage): Html | false {
  if (proposal.standing !== 'waiting') return notKept([typed])
  const isOwn = proposal.proposedBy === viewer.personId
  return html`
    ${subheading('Approve it')}
    ${
      isOwn
        ? insetText('You proposed this, so another approver has to approve it.')
        : viewer.role === 'approver'
          ? approveForm(proposal)
          : insetText('An approver who did not propose it can approve it.')
    }
    ${subheading(isOwn ? 'Take it back' : 'Refuse it')}
    ${reasonForm({
      action: `/relaxations/${proposal.id}/refuse`,
      label: isOwn ? 'Why do you take it back?' : 'Why not?',
      hint: 'The office reads it. Do not write anything about a child.',
      words: isOwn ? 'Take it back' : 'Refuse it',
      value: typed,
      error: mistakeIn(mistakes, 'reason'),
    })}`
}

const approveForm = ({ id, withdraws }: Proposal): Html =>
  form({
    action: `/relaxations/${id}/approve`,
    content: html`
      ${paragraph(withdraws === null ? 'Those it is for are told, with the reason. Their returns that are in and not signed are checked again at once.' : 'Those it was for are told, with the reason. Their returns that are in and not signed are checked again at once, and may have to be fixed.')}
      ${button('Approve it', { preventDoubleClick: true })}`,
  })

function withdraw({ proposal, beingWithdrawn, round, mistakes, typed }: RelaxationPage): Html | false {
  if (proposal.standing !== 'in force' || round.state === 'archived') return false
  if (beingWithdrawn)
    return insetText(
      html`It was proposed to withdraw this: ${link(`/relaxations/${beingWithdrawn.id}`, 'decide that')}.`,
    )
  return html`
    ${subheading('Withdraw it')}
    ${paragraph('The rule would hold again. That, too, is proposed by one person and approved by another.')}
    ${reasonForm({
      action: `/relaxations/${proposal.id}/withdraw`,
      label: 'Why is the rule no longer relaxed?',
      hint: 'Those it was for read it. Do not write anything about a child.',
      words: 'Propose to withdraw it',
      value: typed,
      error: mistakeIn(mistakes, 'reason'),
    })}`
}

interface ReasonForm {
  readonly action: string
  readonly label: string
  readonly hint: string
  readonly words: string
  readonly value: string | undefined
  readonly error: ReturnType<typeof mistakeIn>
}

const reasonForm = ({ action, label, hint, words, value, error }: ReasonForm): Html =>
  form({
    action,
    content: html`
      ${textarea({ name: 'reason', label, hint, rows: 3, value, error })}
      ${button(words, { kind: 'secondary', preventDoubleClick: true })}`,
  })
