import type { WholeOfficeRound } from '@rollcall/database/office-rounds'
import { counted, withCommas } from '@rollcall/domain/text'
import { button, dayText, insetText, warningText } from './components.ts'
import type { Mistake } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { ofRound } from './round-parts.ts'
import { bullets, column, heading, link, paragraph } from './text.ts'

interface ConfirmPage {
  readonly reader: Reader
  readonly round: WholeOfficeRound
  readonly mistakes?: readonly Mistake[]
}

const authoritiesOf = (count: number): string => counted(count, 'authority', 'authorities')

/** Before a round is issued: how many are asked, and what can no longer be changed. */
export function issuePage({ reader, round, mistakes }: ConfirmPage): Html {
  const title = `Issue the round to ${authoritiesOf(round.asked)}`
  return layout({
    ...{ title, reader, part: 'start', ...ofRound(round, 'round'), mistakes },
    content: column(html`
      ${heading(title)}
      ${paragraph(round.title)}
      ${bullets([
        html`Each authority that is asked gets its own data request, due on ${dayText(round.dueOn)}.`,
        'Their data officers and signatories are told.',
        'What is asked, of whom, and the contact can no longer be changed. The due, closing and publication dates can be, with a reason, and authorities can be given more time.',
      ])}
      ${whatHinders(round)}
    `),
  })
}

const whatHinders = (round: WholeOfficeRound): Html => {
  if (round.state !== 'draft') return insetText('This round is issued already.')
  if (round.approvedBy === null)
    return insetText(
      'Nobody has approved this round as it is now. Have it approved by an approver who neither opened it nor was the last to change it. Then issue it.',
    )
  return html`
    ${warningText('This cannot be undone.')}
    ${form({
      action: `/rounds/${round.id}/issue`,
      content: button(`Issue and ask ${authoritiesOf(round.asked)}`, { preventDoubleClick: true }),
    })}
    ${paragraph(link(`/rounds/${round.id}`, 'Do not issue it yet'))}`
}

/** Before a round is closed: who has signed, and who ends without a return. */
export function closePage({
  reader,
  round,
  mistakes,
  today,
}: ConfirmPage & { readonly today: WholeOfficeRound['dueOn'] }): Html {
  return layout({
    ...{ title: 'Close the round', reader, part: 'start', ...ofRound(round, 'round'), mistakes },
    content: column(html`
      ${heading('Close the round')}
      ${paragraph(round.title)}
      ${bullets([
        `Signed off: ${withCommas(round.signedOff)} of ${withCommas(round.asked)}. These returns can still be accepted.`,
        `Not signed: ${withCommas(round.underWay)}. ${round.underWay === 0 ? 'Nobody ends without a return.' : 'These end without a return, and the authorities are told. A return can be reopened later, one at a time.'}`,
      ])}
      ${whatKeepsOpen(round, today)}
    `),
  })
}

const whatKeepsOpen = (round: WholeOfficeRound, today: WholeOfficeRound['dueOn']): Html => {
  if (round.state !== 'open') return insetText('This round is not open, so there is nothing to close.')
  if (round.lastDueOn !== null && today <= round.lastDueOn)
    return insetText(
      html`Authorities have until ${dayText(round.lastDueOn)} to answer. Close the round after that day, or when every return is signed off.`,
    )
  return html`
    ${warningText('This cannot be undone.')}
    ${form({
      action: `/rounds/${round.id}/close`,
      content: button('Close this round', { kind: 'warning', preventDoubleClick: true }),
    })}
    ${paragraph(link(`/rounds/${round.id}`, 'Leave it open'))}`
}
