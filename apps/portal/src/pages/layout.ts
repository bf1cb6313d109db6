import { forWhom, roleWords } from '@rollcall/actions/role-words'
import type { SignedInPerson } from '../app.ts'
import { type Asset, assets } from '../assets.ts'
import { breadcrumbs, type Crumb, notificationBanner } from './components.ts'
import { errorSummary, type Mistake } from './fields.ts'
import { footer, genericHeader, phaseBanner, serviceNavigation, skipLink } from './frame.ts'
import { type Html, html } from './html.ts'
import { type Live, liveState } from './live.ts'
import type { Words } from './macros.ts'

/** Who a page is for, as far as what stands around it shows. Nobody is named where nobody is signed in. */
export interface Reader {
  readonly person?: SignedInPerson | undefined
}

interface Page {
  /** Of the tab, and the first thing a screen reader says: what the page is, or 'Problem: …' where something went wrong. */
  readonly title: string
  readonly reader: Reader
  /** The part of the portal that it belongs to, which is marked where one goes from part to part. */
  readonly part?: Part
  /** The pages between the start page and this one. */
  readonly above?: readonly Crumb[]
  /** The way to the other pages of what this one is about. */
  readonly within?: Html
  /** What has to be mended in the form of this page, before it can be sent. */
  readonly mistakes?: readonly Mistake[] | undefined
  /** What was just done, where this page follows it. */
  readonly done?: Words | undefined
  /** What it hears of, where it keeps itself up to date. */
  readonly live?: Live | undefined
  /** What this page does with script, beside what every page does. */
  readonly script?: Asset | undefined
  /** Of a page that waits for something: after how many seconds a browser without script asks for it again. */
  readonly refreshSeconds?: number | undefined
  readonly content: Html
}

const start = { text: 'Start', href: '/' }
const help = { text: 'Help', href: '/help' }
const partsOf = ({ person }: Reader) => ({
  start: person ? { text: isOfOffice({ person }) ? 'Rounds' : 'Your requests', href: '/' } : start,
  ...(person && { people: { text: 'People', href: '/people' } }),
  ...(isOfOffice({ person }) && {
    authorities: { text: 'Authorities', href: '/authorities' },
    messages: { text: 'Messages', href: '/messages' },
    audit: { text: 'Audit', href: '/audit' },
  }),
  help,
})
type Part = 'start' | 'people' | 'authorities' | 'messages' | 'audit' | 'help' | 'account'
const main = 'main-content'

/** Whether a page is for the office: it acts for no authority. */
export const isOfOffice = ({ person }: Reader): boolean => person?.authority === null

/** Every page: its title, what stands around every page, and what it says. */
export function layout(page: Page): Html {
  const { title, reader, part, above = [], mistakes = [], done, content } = page
  const { person } = reader
  const parts = partsOf(reader)
  return html`<!doctype html>
<html lang="en" class="govuk-template">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
    <title>${mistakes.length > 0 && 'Error: '}${title} – Rollcall</title>
    <link rel="icon" href="${assets.icon.path}" type="image/svg+xml">
    <link rel="stylesheet" href="${assets.stylesheet.path}">
    <script type="module" src="${assets.script.path}"></script>
    ${page.script && html`<script type="module" src="${page.script.path}"></script>`}
    ${page.live && html`<script type="module" src="${assets.live.path}"></script>`}
    ${page.refreshSeconds && html`<noscript><meta http-equiv="refresh" content="${page.refreshSeconds}"></noscript>`}
  </head>
  <body class="govuk-template__body"${person?.signedInUntil && html` data-signed-in-until="${person.signedInUntil.toISOString()}"`}>
    ${skipLink(main)}
    <header class="govuk-template__header">
      ${genericHeader('Statutory data returns')}
      ${serviceNavigation({
        ...{ name: 'Rollcall', href: '/' },
        items: Object.entries(parts).map(([name, item]) => ({ ...item, current: name === part })),
        end: person && accountOf(person, part === 'account'),
      })}
      ${phaseBanner('Beta', newService)}
      ${person && actingBar(person)}
    </header>
    <div class="govuk-width-container">
      ${above.length > 0 && breadcrumbs([parts.start, ...above])}
      ${page.within}
      <main class="govuk-main-wrapper" id="${main}">
        ${mistakes.length > 0 && errorSummary(mistakes)}
        ${done !== undefined && notificationBanner(done, { isSuccess: true })}
        ${page.live && liveState(page.live)}
        ${content}
      </main>
    </div>
    ${footer(footerLinks)}
  </body>
</html>`
}

const newService = html`This is a new service. <a class="govuk-link" href="/help">Get help</a> if something does not work.`

// Signing out changes something, so it is a form and not a link.
const accountOf = ({ name }: SignedInPerson, isCurrent: boolean): Html => html`
  <a class="govuk-link govuk-link--no-visited-state govuk-link--no-underline rollcall-account" href="/account"${isCurrent && html` aria-current="page"`}>${name}<span class="govuk-visually-hidden">: your account</span></a>
  <form method="post" action="/sign-out" class="rollcall-sign-out"><button>Sign out</button></form>`

/** As what somebody acts, and for whom: 'data officer for Camden'. */
export const actingAs = ({ role, authority }: Pick<SignedInPerson, 'role' | 'authority'>): Html =>
  html`${roleWords[role]} ${authority === null ? forWhom(authority) : html`for <strong>${authority}</strong>`}`

/** Who may act for two authorities must always see for which one. */
const actingBar = (person: SignedInPerson): Html => html`
  <div class="govuk-width-container rollcall-acting">
    You act as ${actingAs(person)}.
    ${person.hasOthers && html`<a class="govuk-link" href="/account/memberships">Act for somebody else</a>`}
  </div>`

const footerLinks = [
  help,
  { text: 'Problems, by code', href: '/help/problems' },
  { text: 'The API', href: '/api' },
  { text: 'Accessibility', href: '/accessibility' },
  { text: 'Cookies', href: '/cookies' },
]
