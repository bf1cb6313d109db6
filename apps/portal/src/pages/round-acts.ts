import { either } from '@rollcall/domain/text'
import { button, dayText, insetText, warningText } from './components.ts'
import { hidden } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import type { RoundPage } from './round-page.ts'
import { link, paragraph, subheading } from './text.ts'
import { wordingAddress } from './wording-words.ts'

/** The one thing to do next with a round, by whom, or why there is nothing. */
export function nextAct(page: RoundPage): Html {
  switch (page.round.state) {
    case 'draft':
      return page.round.approvedBy === null ? toApprove(page) : toIssue(page)
    case 'open':
      return toClose(page)
    case 'closed':
      return html`${subheading('What to do next')}${paragraph('The time for returns is over. What is signed off can still be accepted, and a return can be reopened.')}${whereToWork(page.round.id)}${paragraph(link(`/rounds/${page.round.id}/publication`, 'Say where its figures are published'), ', or see what was said.')}`
    case 'archived':
      return paragraph('This round is archived. Nothing more can be done with it.')
  }
}

/** Where somebody of the office goes on with a round that is issued. */
const whereToWork = (roundId: string): Html =>
  paragraph(
    'See ',
    link(`/rounds/${roundId}/to-do`, 'what waits for the office'),
    ' and ',
    link(`/rounds/${roundId}/board`, 'what has come in'),
    '.',
  )

const fourEyes =
  'A round is approved by an approver who neither opened it nor was the last to change it, so that two people have read it.'

/** Why this person may not approve a round; `undefined` where they may. */
function whyNotApprove({ viewer, round }: RoundPage): string | undefined {
  if (viewer.personId === round.changedBy && viewer.personId !== round.openedBy)
    return 'You were the last to change this one, so you cannot approve it.'
  if (viewer.personId === round.openedBy) return 'You opened this one, so you cannot approve it.'
  return viewer.role === 'approver' ? undefined : 'You are an analyst, so you cannot approve it.'
}

function toApprove(page: RoundPage): Html {
  const { round, approvers } = page
  const whyNot = whyNotApprove(page)
  const who =
    approvers.length === 0
      ? 'Nobody else is an approver yet. An approver can invite one.'
      : `Ask ${either(approvers)}.`
  return html`
    ${subheading(whyNot === undefined ? 'What to do next: approve it, or change it' : 'What to do next: have it approved')}
    ${paragraph(fourEyes)}
    ${uncheckedWordings(page)}
    ${
      whyNot === undefined
        ? html`
          ${paragraph('Read the whole page first: of whom and when. Read ', link(`/rounds/${round.id}/asked`, 'exactly what is asked'), ', ', link(`/rounds/${round.id}/notice`, 'the notice'), ' and ', link(`/rounds/${round.id}/reminders`, 'the reminders'), ' too. You approve it as it stands here.')}
          ${form({
            action: `/rounds/${round.id}/approve`,
            content: html`${hidden('revision', String(round.revision))}${button('Approve this round', { preventDoubleClick: true })}`,
          })}`
        : insetText(`${whyNot} ${who}`)
    }
    ${paragraph(link(`/rounds/${round.id}/edit`, 'Edit the draft'))}
    ${rehearsing(round.id)}`
}

/** Says which words of the law no lawyer is known to have checked. It hinders nobody. */
const uncheckedWordings = ({ unchecked }: Pick<RoundPage, 'unchecked'>): Html | false =>
  unchecked.length > 0 &&
  warningText(
    html`Nobody has recorded that a lawyer has checked the words of: ${unchecked.map((worded, at) => html`${at > 0 && ', '}${link(wordingAddress(worded), worded.kind)}`)}. Authorities will be written to in these words.`,
  )

const rehearsing = (roundId: string): Html =>
  paragraph(
    link(`/rounds/${roundId}/rehearsal`, 'Rehearse it on sample returns'),
    ', or see what came of that.',
  )

const toIssue = ({ round, unchecked }: RoundPage): Html => html`
  ${subheading('What to do next: issue it')}
  ${uncheckedWordings({ unchecked })}
  ${paragraph('It is approved as it stands here. Once it is issued it can no longer be changed.')}
  ${button('Issue this round', { href: `/rounds/${round.id}/issue` })}
  ${paragraph(link(`/rounds/${round.id}/edit`, 'Edit the draft'), '. Any change takes the approval away.')}
  ${rehearsing(round.id)}`

function toClose({ round, today }: RoundPage): Html {
  const { lastDueOn } = round
  const isOver = lastDueOn === null || lastDueOn < today
  return html`
    ${subheading('What to do next')}
    ${paragraph(lastDueOn === null ? 'Every return is signed off.' : isOver ? 'Nobody who has not signed is still in time.' : 'Authorities are working on their returns.')}
    ${whereToWork(round.id)}
    ${paragraph('After ', dayText(round.closesOn), ' the round closes by itself. Those who have not signed by then end without a return.')}
    ${isOver && button('Close this round now', { href: `/rounds/${round.id}/close`, kind: 'secondary' })}`
}
