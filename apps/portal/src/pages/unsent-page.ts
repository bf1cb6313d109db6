import { capital } from '@rollcall/domain/text'
import type { Member } from '@rollcall/domain/viewer'
import { button } from './components.ts'
import { hidden } from './fields.ts'
import { type Html, html } from './html.ts'
import { actingAs, layout, type Reader } from './layout.ts'
import { switchForm } from './memberships-page.ts'
import { column, heading, link, paragraph, subheading } from './text.ts'

/** Whom a form was filled in for: what its person may act as too, or nothing of theirs. */
export type FormOwner = Owned | 'somebody else'
interface Owned {
  readonly id: string
  readonly role: Member['role']
  readonly authority: string | null
}

interface UnsentPage {
  readonly reader: Reader
  /** Where the form was sent to, with its number. */
  readonly action: string
  readonly fields: Readonly<Record<string, string | readonly string[]>>
  readonly hadFile: boolean
  /** Left out where nobody is signed in. */
  readonly owner?: FormOwner
}

/** Gives a form back that was not done, with all that was typed. To send it again is one press, once what stood in the way is mended. */
export function unsentPage(page: UnsentPage): Html {
  const { reader, owner } = page
  const { title, why, step } = told(owner, reader)
  return layout({
    title: `Problem: ${title}`,
    reader,
    content: column(html`
      ${heading(title)}
      ${paragraph(why)}
      ${step}
      ${rest(page)}
    `),
  })
}

function rest({ action, fields, hadFile, owner }: UnsentPage): Html | Html[] {
  if (owner === 'somebody else') return typed(fields)
  return hadFile ? chooseAgain(action) : sendAgain(action, fields)
}

function told(owner: FormOwner | undefined, { person }: Reader) {
  if (owner === undefined) return signedOut
  if (owner === 'somebody else') return ofSomebodyElse
  const whose = owner.authority ?? 'the Commissioner’s office'
  return {
    title: `This page belongs to ${whose}`,
    why: html`You now act as ${person && actingAs(person)}. When you opened the page, you acted as ${actingAs(owner)}. So nothing was sent, and nothing was done.`,
    step: html`
      ${subheading(`1. Act for ${whose} again`)}
      ${switchForm({ membershipId: owner.id, words: `Act for ${whose}`, next: '/account/ready', isInNewTab: true })}`,
  }
}

const signedOut = {
  title: 'You are signed out, so nothing was sent',
  why: 'You were away for 30 minutes, signed in 12 hours ago, or signed out in another tab.',
  step: html`
    ${subheading('1. Sign in again')}
    <p class="govuk-body"><a class="govuk-link" href="/sign-in?next=%2Faccount%2Fready" target="_blank" rel="noopener">Sign in (opens in a new tab)</a>. Keep this tab open.</p>`,
}

const ofSomebodyElse = {
  title: 'This page was opened by somebody else',
  why: 'It was opened by another person in this browser, or in a role that has ended. So nothing was sent, and nothing was done.',
  step: paragraph('Go to ', link('/', 'your own start page'), '.'),
}

const chooseAgain = (action: string): Html => html`
  ${subheading('2. Choose your file again')}
  ${paragraph('It was not received. ', link(action.split('?')[0] ?? '/', 'Go back to the page where you chose it'), '.')}`

const sendAgain = (action: string, fields: UnsentPage['fields']): Html => html`
  <form method="post" action="${action}" novalidate>
    ${subheading('2. Come back to this tab and send it')}
    ${paragraph('What you typed is not lost: it is here, and nowhere else. Copy it if you want to be sure.')}
    ${typed(fields)}
    ${button('Send it again', { preventDoubleClick: true })}
  </form>`

/** Everything that was sent: what a person typed or chose to be read and copied, what only the page knew out of sight. */
const typed = (fields: UnsentPage['fields']): Html[] =>
  Object.entries(fields).flatMap(([name, said]) =>
    [said]
      .flat()
      .map((value, at) =>
        isForPeople(value) ? shown({ name, value, id: `typed-${name}-${at}` }) : hidden(name, value),
      ),
  )

const isForPeople = (value: string): boolean =>
  value.trim() !== '' && !/^[0-9a-f-]{36}$|^[0-9a-f]{64}$/.test(value)

// The first line break of a textarea is none.
const shown = ({ name, value, id }: { name: string; value: string; id: string }): Html => html`
  <div class="govuk-form-group">
    <label class="govuk-label" for="${id}">${inWords(name)}</label>
    <textarea class="govuk-textarea" id="${id}" name="${name}" rows="${Math.min(12, linesOf(value))}" readonly>
${value}</textarea>
  </div>`

const linesOf = (value: string): number =>
  value.split('\n').reduce((lines, line) => lines + 1 + Math.floor(line.length / 60), 0)

/** The name of a field as a heading: 'reason' is 'Reason', 'dueOn' is 'Due on'. */
const inWords = (name: string): string => {
  const words = name
    .replaceAll(/[-_.]+/g, ' ')
    .replaceAll(/([a-z])([A-Z])/g, (_, end, start) => `${end} ${String(start).toLowerCase()}`)
  return capital(words)
}
