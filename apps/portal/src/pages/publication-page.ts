import type { ShownAnnouncement } from '@rollcall/database/announcements'
import { mayBeAnnounced } from '@rollcall/domain/announcement'
import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { RoundId } from '@rollcall/domain/ids'
import type { RoundState } from '@rollcall/domain/round-life'
import type { OfficeViewer } from '@rollcall/domain/viewer'
import {
  button,
  dayText,
  insetText,
  momentText,
  type SummaryRow,
  summaryList,
  warningText,
} from './components.ts'
import {
  dateInput,
  input,
  type Mistake,
  mistakeIn,
  mistakeInDay,
  type TypedParts,
  textarea,
} from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { notKept } from './not-kept.ts'
import { ofRound } from './round-parts.ts'
import { column, heading, link, paragraph, subheading } from './text.ts'

interface PublicationPage {
  readonly reader: Reader
  readonly viewer: OfficeViewer
  readonly round: {
    readonly id: RoundId
    readonly title: string
    readonly state: RoundState
    readonly publishOn: CalendarDate | null
  }
  /** What holds, then the latest to be withdrawn. */
  readonly announcements: readonly ShownAnnouncement[]
  readonly done?: string | undefined
  readonly mistakes?: readonly Mistake[]
  /** A form as it was sent, where it is given back. */
  readonly typed?: {
    readonly published?: TypedParts
    readonly address?: string | undefined
    readonly reason?: string | undefined
  }
}

const title = 'Where the figures are published'

/** What was announced of a round's published figures; an approver announces it, or withdraws it. */
export function publicationPage(page: PublicationPage): Html {
  const { reader, round, announcements, done, mistakes } = page
  const [latest] = announcements
  const inForce = latest?.withdrawnAt === null ? latest : undefined
  const withdrawn = announcements.filter(({ withdrawnAt }) => withdrawnAt !== null)
  return layout({
    ...{ title, reader, done, mistakes },
    part: 'start',
    ...ofRound(round, 'round', []),
    content: html`
      ${heading(title)}
      ${inForce === undefined ? column(toAnnounce(page)) : announced(page, inForce)}
      ${
        withdrawn.length > 0 &&
        html`${subheading('Withdrawn')}${withdrawn.map((one) => summaryList(factsOf(one)))}`
      }
    `,
  })
}

const factsOf = (one: ShownAnnouncement): SummaryRow[] => [
  { key: 'Published on', value: dayText(one.publishedOn) },
  { key: 'Address', value: link(one.address, one.address) },
  {
    key: 'Announced',
    value: html`${one.announcedByName ?? 'The office'}, on ${momentText(one.announcedAt)}`,
  },
  ...(one.withdrawnAt === null
    ? []
    : [
        {
          key: 'Withdrawn',
          value: html`${one.withdrawnByName ?? 'The office'}, on ${momentText(one.withdrawnAt)}`,
        },
        { key: 'Why', value: one.withdrawnBecause ?? '' },
      ]),
]

/** Why somebody cannot announce anything of a round; nothing where they can. */
function whyNot({ viewer, round }: PublicationPage): string | undefined {
  if (!mayBeAnnounced(round.state))
    return 'Where figures are published is announced once the round is closed.'
  return viewer.role === 'approver' ? undefined : 'You are an analyst. An approver announces it.'
}

function toAnnounce(page: PublicationPage): Html {
  const { round, mistakes, typed } = page
  const reason = whyNot(page)
  if (reason !== undefined)
    return html`
      ${insetText(`Nothing is announced. ${reason}`)}
      ${round.publishOn !== null && paragraph('The round says that its figures are to be published on ', dayText(round.publishOn), '.')}
      ${notKept([typed?.address])}`
  return html`
    ${paragraph('Once the figures are out, say when and where. Everybody who was asked in this round gets an e-mail, and reads the address on the page of their data request.')}
    ${round.publishOn !== null && paragraph('The round says that its figures are to be published on ', dayText(round.publishOn), '.')}
    ${form({
      action: `/rounds/${round.id}/publication`,
      content: html`
        ${dateInput({
          ...{ name: 'published', legend: 'When were they published?', value: typed?.published ?? {} },
          error: mistakeInDay(mistakes, 'published'),
        })}
        ${input({
          ...{ name: 'address', label: 'Address of the page they are on', value: typed?.address },
          hint: 'A page that everybody can open, like https://www.example.org/figures.',
          error: mistakeIn(mistakes, 'address'),
        })}
        ${warningText('It cannot be changed, only withdrawn. Open the address before you announce it.')}
        ${button('Announce it', { preventDoubleClick: true })}`,
    })}`
}

const announced = (page: PublicationPage, inForce: ShownAnnouncement): Html => html`
  ${summaryList(factsOf(inForce))}
  ${column(page.viewer.role === 'approver' ? toWithdraw(page, inForce) : paragraph('An approver can withdraw it.'))}`

const toWithdraw = ({ round, mistakes, typed }: PublicationPage, { id }: ShownAnnouncement): Html => html`
  ${subheading('Withdraw it')}
  ${paragraph('Do this if the day or the address is wrong, or the figures are no longer there. Those who were told get an e-mail. Then you can announce it anew.')}
  ${form({
    action: `/rounds/${round.id}/publication/${id}/withdraw`,
    content: html`
      ${textarea({
        ...{ name: 'reason', label: 'Why is it withdrawn?', rows: 3, value: typed?.reason },
        hint: 'Everybody who was asked in this round reads it. Name no authority, no person and no child.',
        error: mistakeIn(mistakes, 'reason'),
      })}
      ${button('Withdraw it', { kind: 'warning', preventDoubleClick: true })}`,
  })}`

/** What an authority reads of it on the page of its data request. */
export function publicationRow(announcements: readonly ShownAnnouncement[]): SummaryRow[] {
  const [latest] = announcements
  if (latest === undefined) return []
  const { publishedOn, address, withdrawnAt, withdrawnBecause } = latest
  const value =
    withdrawnAt === null
      ? html`Published on ${dayText(publishedOn)}: ${link(address, address)}`
      : html`The address that we gave was withdrawn on ${momentText(withdrawnAt)}: ${withdrawnBecause}`
  return [{ key: 'Figures', value }]
}
