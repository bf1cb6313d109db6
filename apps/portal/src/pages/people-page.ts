import type { Colleague } from '@rollcall/actions/read-colleagues'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { today } from '@rollcall/platform/clock'
import { button, dayText, summaryList } from './components.ts'
import { doneWords } from './done.ts'
import type { Mistake } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { column, heading, paragraph, subheading } from './text.ts'

interface PeoplePage {
  readonly reader: Reader
  readonly colleagues: readonly Colleague[]
  readonly mayInvite: boolean
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

/** The way back here, for the pages below this one. */
export const people = { text: 'People', href: '/people' }

/** Who acts for the reader's authority, and what can be done about each. */
export function peoplePage({ reader, colleagues, mayInvite, done, who, mistakes }: PeoplePage): Html {
  const whose = reader.person?.authority ?? 'the Commissioner’s office'
  return layout({
    title: 'People',
    reader,
    part: 'people',
    mistakes,
    done: invitedWords(
      done,
      colleagues.find(({ id }) => id === who),
    ),
    content: html`
      ${heading('People')}
      ${column(paragraph(`These people act for ${whose}.`))}
      ${mayInvite ? button('Invite a person', { href: '/people/invite' }) : column(paragraph(`To have somebody invited or removed, ask ${reader.person?.authority ? 'a signatory' : 'an approver'}.`))}
      ${groups.map(({ role, title, may }) => {
        const members = colleagues.filter((colleague) => colleague.role === role)
        return (
          members.length > 0 &&
          html`${subheading(title)}${column(paragraph(may))}${summaryList(members.map(onePerson))}`
        )
      })}
    `,
  })
}

/** Who was invited, by name; of anybody else nothing but what was done. */
function invitedWords(done: string | undefined, whom: Colleague | undefined): string | undefined {
  if (whom === undefined) return doneWords(done)
  if (done === 'invited') return `${whom.name} is invited. We are sending an invitation to ${whom.email}.`
  if (done === 'invited-again')
    return `We are sending a new invitation to ${whom.email}. The link in the one before no longer works.`
  return doneWords(done)
}

const onePerson = (colleague: Colleague) => ({
  key: html`${colleague.name}${colleague.isSelf && ' (you)'}`,
  value: html`${colleague.email}<br><span class="govuk-hint">Invited on ${dayOf(colleague.invitedAt)}. ${signedIn(colleague)}</span>${colleague.mayBeInvitedAgain && inviteAgain(colleague)}`,
  actions: actionsFor(colleague),
})

const dayOf = (moment: Date): Html => dayText(CalendarDate.parse(today(moment)))

const signedIn = ({ lastSignedInAt }: Colleague): Html =>
  lastSignedInAt === null ? html`Has not signed in yet.` : html`Last signed in on ${dayOf(lastSignedInAt)}.`

const actionsFor = ({ id, name, isSelf, mayBeRemoved, mayBeHandedOver }: Colleague) => [
  ...(mayBeHandedOver
    ? [
        {
          href: `/people/${id}/hand-over`,
          words: 'Hand over',
          of: isSelf ? 'your work' : `the work of ${name}`,
        },
      ]
    : []),
  ...(mayBeRemoved ? [{ href: `/people/${id}/remove`, words: 'Remove', of: name }] : []),
]

const inviteAgain = ({ id, name }: Colleague): Html =>
  form({
    action: `/people/${id}/invite-again`,
    content: html`<button class="rollcall-link-button">Send the invitation again<span class="govuk-visually-hidden"> to ${name}</span></button>`,
  })
