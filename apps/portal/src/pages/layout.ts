import { assets } from '../assets.ts'
import { breadcrumbs, type Crumb } from './components.ts'
import { footer, genericHeader, phaseBanner, serviceNavigation, skipLink } from './frame.ts'
import { type Html, html } from './html.ts'

/** Who a page is for, as far as what stands around it shows. */
export interface Reader {
  readonly isSignedIn: boolean
}

interface Page {
  /** Of the tab, and the first thing a screen reader says: what the page is, or 'Problem: …' where something went wrong. */
  readonly title: string
  readonly reader: Reader
  /** The part of the portal that it belongs to, which is marked where one goes from part to part. */
  readonly part?: Part
  /** The pages between the start page and this one. */
  readonly above?: readonly Crumb[]
  readonly content: Html
}

const parts = {
  start: { text: 'Start', href: '/' },
  help: { text: 'Help', href: '/help' },
}
type Part = keyof typeof parts
const main = 'main-content'

/** Every page: its title, what stands around every page, and what it says. */
export function layout({ title, reader, part, above = [], content }: Page): Html {
  return html`<!doctype html>
<html lang="en" class="govuk-template">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
    <title>${title} – Rollcall</title>
    <link rel="icon" href="${assets.icon.path}" type="image/svg+xml">
    <link rel="stylesheet" href="${assets.stylesheet.path}">
    <script type="module" src="${assets.script.path}"></script>
  </head>
  <body class="govuk-template__body">
    ${skipLink(main)}
    <header class="govuk-template__header">
      ${genericHeader('Statutory data returns')}
      ${serviceNavigation({
        ...{ name: 'Rollcall', href: '/' },
        items: Object.entries(parts).map(([name, item]) => ({ ...item, current: name === part })),
        end: reader.isSignedIn ? signOut : undefined,
      })}
      ${phaseBanner('Beta', newService)}
    </header>
    <div class="govuk-width-container">
      ${above.length > 0 && breadcrumbs([parts.start, ...above])}
      <main class="govuk-main-wrapper" id="${main}">
        ${content}
      </main>
    </div>
    ${footer(footerLinks)}
  </body>
</html>`
}

const newService = html`This is a new service. <a class="govuk-link" href="/help">Get help</a> if something does not work.`

// Signing out changes something, so it is a form and not a link.
const signOut = html`<form method="post" action="/sign-out" class="rollcall-sign-out"><button>Sign out</button></form>`

const footerLinks = [
  parts.help,
  { text: 'Problems, by code', href: '/help/problems' },
  { text: 'The API', href: '/api' },
  { text: 'Accessibility', href: '/accessibility' },
  { text: 'Cookies', href: '/cookies' },
]
