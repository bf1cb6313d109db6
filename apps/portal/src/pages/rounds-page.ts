import type { Verification } from '@rollcall/actions/read-audit'
import type { WordingToApprove } from '@rollcall/actions/read-wordings'
import type { OfficeRound } from '@rollcall/database/office-rounds'
import { counted, withCommas } from '@rollcall/domain/text'
import { brokenWarning } from './audit-verification.ts'
import { button, dayText, insetText, taskList } from './components.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { paged } from './paged.ts'
import { statusOfRound } from './statuses.ts'
import { column, heading, link, paragraph } from './text.ts'
import { wordingsWait } from './wordings-to-approve.ts'

interface RoundsPage {
  readonly reader: Reader
  readonly rounds: readonly OfficeRound[]
  readonly page: number
  /** Set where the record of who did what was found to be broken. */
  readonly broken: Verification | undefined
  readonly wordings: readonly WordingToApprove[]
}

/** What the office sees first: every round, and how far its returns are. */
export function roundsPage({ reader, rounds, page, broken, wordings }: RoundsPage): Html {
  const { shown, links } = paged(rounds, { page, href: (number) => `/?page=${number}` })
  return layout({
    title: 'Rounds',
    reader,
    part: 'start',
    content: html`
      ${broken && column(html`${brokenWarning(broken)}${paragraph(link('/audit', 'Look at the audit'))}`)}
      ${wordingsWait(wordings)}
      ${heading('Rounds')}
      ${column(paragraph('In a round, authorities are asked for one collection, once.'))}
      ${button('Open a round', { href: '/rounds/new' })}
      ${shown.length > 0 ? taskList(shown.map(roundTask)) : column(insetText('No round has been opened yet.'))}
      ${links}
      ${column(paragraph(link('/wordings', 'Words of messages and letters'), ': read what Rollcall writes to people, and change it.'))}
      ${column(paragraph('What has no page here is done through ', link('/api', 'the API'), '.'))}
    `,
  })
}

const roundTask = (round: OfficeRound) => ({
  title: round.title,
  href: `/rounds/${round.id}`,
  hint: html`
    <span class="rollcall-next">${progressText(round)}</span>
    Reference date ${dayText(round.referenceOn)}. ${round.state === 'draft' || round.state === 'open' ? 'Due' : 'Was due'} on ${dayText(round.dueOn)}.`,
  status: statusOfRound[round.state],
})

/** How many are asked, and how far they are. */
export const progressText = ({
  state,
  asked,
  signedOff,
  accepted,
}: Pick<OfficeRound, 'state' | 'asked' | 'signedOff' | 'accepted'>): string =>
  state === 'draft'
    ? `Would ask ${counted(asked, 'authority', 'authorities')}`
    : `${withCommas(signedOff)} of ${withCommas(asked)} signed off, ${withCommas(accepted)} accepted`
