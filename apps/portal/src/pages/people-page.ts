import type { Colleague } from '@rollcall/actions/read-colleagues'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { today } from '@rollcall/platform/clock'
import { button, dayText, summaryList } from './components.ts'
import { coversOf } from './cover-page.ts'
import { doneWords } from './done.ts'
import type { Mistake } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import type { PeoplePlace } from './people-place.ts'
import { column, heading, link, paragraph, subheading } from './text.ts'

interface People {
  readonly place: PeoplePlace
  readonly colleagues: readonly Colleague[]
  readonly mayInvite: boolean
}
interface PeoplePage extends People {
  readonly reader: Reader
  /** What was done just before, and to whom, as the address says it. */
  readonly done?: string | undefined
  readonly who?: string | undefined
  readonly mistakes?: readonly Mistake[]
}

const groups = [
  { role: 'signatory', title: 'Signatories', may: 'They sign off returns, and invite and remove people.' },
  { role: 'officer', title: 'Data officers', may: 'They prepare and send returns.' },
  {
    role: 'approver',
    title: 'Approvers',
    may: 'They approve what another person did, and do what analysts do.',
  },
  { role: 'analyst', title: 'Analysts', may: 'They launch rounds and work with returns and figures.' },
] as const

/** Who acts for the reader's authority, and what can be done about each. */
export function peoplePage({ reader, done, who, mistakes, ...people }: PeoplePage): Html {
  return layout({
    title: 'People',
    reader,
    part: 'people',
    mistakes,
    done: peopleDone(people.colleagues, done, who),
    content: html`
      ${heading('People')}
      ${column(paragraph(`These people act for ${people.place.whose}.`))}
      ${peopleOf(people)}
      ${people.place.isOffice && people.mayInvite && column(paragraph(link('/people/sessions', 'See who is signed in')))}
    `,
  })
}

/** Those who act for somebody, role by role, with what can be done about each. */
export const peopleOf = ({ place, colleagues, mayInvite }: People): Html => html`
  ${mayInvite ? button('Invite a person', { href: `${place.acts}/invite` }) : column(paragraph(`To have somebody invited or removed, ask ${place.isOffice ? 'an approver' : 'a signatory'}.`))}
  ${groups.map(({ role, title, may }) => {
    const members = colleagues.filter((colleague) => colleague.role === role)
    return (
      members.length > 0 &&
      html`${subheading(title)}${column(paragraph(may))}${summaryList(members.map((member) => onePerson(place, member)))}`
    )
  })}`

/** What was just done about one of them: who was invited, by name; of anybody else nothing but what was done. */
export function peopleDone(
  colleagues: readonly Colleague[],
  done: string | undefined,
  who: string | undefined,
): string | undefined {
  const whom = colleagues.find(({ id }) => id === who)
  if (whom === undefined) return doneWords(done)
  if (done === 'invited') return `${whom.name} is invited. We are sending an invitation to ${whom.email}.`
  if (done === 'invited-again')
    return `We are sending a new invitation to ${whom.email}. The link in the one before no longer works.`
  return doneWords(done)
}

const onePerson = (place: PeoplePlace, colleague: Colleague) => ({
  key: html`${colleague.name}${colleague.isSelf && ' (you)'}`,
  value: html`${colleague.email}<br><span class="govuk-hint">Invited on ${dayOf(colleague.invitedAt)}. ${signedIn(colleague)}</span>${unreachedOf(place, colleague)}${coversOf(place, colleague)}${colleague.mayBeInvitedAgain && inviteAgain(place, colleague)}`,
  actions: actionsFor(place, colleague),
})

/** That messages to somebody come back, and what those who read it can do. */
function unreachedOf(
  { part, isOffice }: PeoplePlace,
  { unreachedSince, brokenAddressId, isSelf, mayBeRemoved }: Colleague,
): Html | false {
  if (unreachedSince === null) return false
  const come = html`<strong>Messages to ${isSelf ? 'you' : 'this address'} come back</strong>, since ${dayOf(unreachedSince)}.`
  if (part === 'authorities' || isOffice)
    return html`<p class="govuk-body">${come} ${link(`/addresses/${brokenAddressId}`, 'What can be done')}</p>`
  const next =
    mayBeRemoved && !isSelf
      ? 'If they have left or have another address, invite the right person and remove this entry.'
      : 'If the address is wrong, ask a signatory to invite the right one.'
  return html`<p class="govuk-body">${come} ${next} If it is right, tell the Children’s Commissioner’s office.</p>`
}

const dayOf = (moment: Date): Html => dayText(CalendarDate.parse(today(moment)))

const signedIn = ({ lastSignedInAt }: Colleague): Html =>
  lastSignedInAt === null ? html`Has not signed in yet.` : html`Last signed in on ${dayOf(lastSignedInAt)}.`

const actionsFor = (
  { acts }: PeoplePlace,
  { id, name, isSelf, mayBeRemoved, mayBeHandedOver, mayHaveRoleChanged, mayBeCovered }: Colleague,
) => [
  ...(mayBeCovered
    ? [{ href: `${acts}/${id}/cover`, words: 'Name a cover', of: isSelf ? 'for yourself' : `for ${name}` }]
    : []),
  ...(mayBeHandedOver
    ? [
        {
          href: `${acts}/${id}/hand-over`,
          words: 'Hand over',
          of: isSelf ? 'your work' : `the work of ${name}`,
        },
      ]
    : []),
  ...(mayHaveRoleChanged ? [{ href: `${acts}/${id}/role`, words: 'Change role', of: `of ${name}` }] : []),
  ...(mayBeRemoved ? [{ href: `${acts}/${id}/remove`, words: 'Remove', of: name }] : []),
]

const inviteAgain = ({ acts }: PeoplePlace, { id, name }: Colleague): Html =>
  form({
    action: `${acts}/${id}/invite-again`,
    content: html`<button class="rollcall-link-button">Send the invitation again<span class="govuk-visually-hidden"> to ${name}</span></button>`,
  })
