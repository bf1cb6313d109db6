import { button } from './components.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { column, heading, link, paragraph } from './text.ts'

interface ProblemPage {
  /** 'NOT_FOUND'. */
  readonly code: string
  /** The sentence of the refusal. */
  readonly detail: string
  /** The id of the request, which whoever keeps the portal running can look up. */
  readonly requestId: string
  readonly reader: Reader
}

interface Told {
  readonly heading: string
  /** Instead of the refusal's own sentence, where that is for whoever writes programs. */
  readonly says?: string
  readonly doThis?: string
  /** Where to go on, instead of the start page alone. */
  readonly goOn?: { readonly href: string; readonly words: string }
}

const notFound: Told = {
  heading: 'Page not found',
  says: 'There is no page at this address, or it is not yours to see.',
  doThis: 'If you typed the address, check it. If you pasted it, check that you copied all of it.',
}
const away: Told = {
  heading: 'Rollcall cannot be used just now',
  says: 'It is being restarted, or cannot reach what it keeps.',
  doThis:
    'Wait a minute, then load this page again. If you were sending something, look whether it arrived before you send it again.',
}

const signIn = { href: '/sign-in', words: 'Sign in' }
const byMail = { href: '/sign-in', words: 'Get a code by e-mail' }
const askAgain = { href: '/sign-in', words: 'Ask for a new code' }

// Those that are met in a browser and need other words there than in a program.
const toldInBrowsers: Readonly<Record<string, Told>> = {
  NO_SUCH_ADDRESS: notFound,
  NOT_FOUND: notFound,
  METHOD_NOT_ALLOWED: notFound,
  SIGN_IN_LINK_SPENT: { heading: 'You cannot sign in with this link', goOn: signIn },
  SIGN_IN_SPENT: { heading: 'This code or link cannot be used any more', goOn: askAgain },
  OTHER_BROWSER: { heading: 'You asked for this link in another browser', goOn: askAgain },
  IDENTITY_UNKNOWN: { heading: 'We do not know yet who you are', goOn: byMail },
  IDENTITY_TAKEN: { heading: 'This sign-in is somebody else’s', goOn: byMail },
  ORGANISATION_REFUSED: { heading: 'You are not signed in', goOn: signIn },
  JOURNEY_WRONG: { heading: 'You are not signed in', goOn: signIn },
  SIGN_IN_SERVICE_AWAY: {
    heading: 'Your work account cannot be used just now',
    says: 'The service that your organisation signs in with does not answer. You are not signed in.',
    doThis: 'Try again in a few minutes, or get a code by e-mail.',
    goOn: signIn,
  },
  INVITATION_SPENT: { heading: 'This invitation cannot be used', goOn: signIn },
  SIGNED_OUT: {
    heading: 'You are signed out',
    says: 'You have not signed in, or were away for too long.',
    doThis: 'Sign in, then come back to this page.',
    goOn: signIn,
  },
  CROSS_SITE: {
    heading: 'We did not do this',
    says: 'It did not come from a page of Rollcall, so it was not done in your name.',
    doThis: 'Open Rollcall at its own address, and do it there.',
  },
  TOO_MANY: { heading: 'You have asked too often' },
  DATABASE_AWAY: away,
  STOPPING: away,
  OUR_FAULT: {
    heading: 'Something broke on our side',
    says: 'It is not your mistake. What you asked for was not done, or it cannot be told.',
    doThis:
      'Load this page again. If it happens again, write to the contact of your data request and quote the reference below.',
  },
}

const other: Told = { heading: 'That did not work' }

/** Says what went wrong, and what to do now. */
export function problemPage({ code, detail, requestId, reader }: ProblemPage): Html {
  const told = toldInBrowsers[code] ?? other
  const meaning = `/help/problems/${code.toLowerCase().replaceAll('_', '-')}`
  return layout({
    title: `Problem: ${told.heading}`,
    reader,
    content: column(html`
      ${heading(told.heading)}
      ${paragraph(told.says ?? detail)}
      ${told.doThis !== undefined && paragraph(told.doThis)}
      ${told.goOn !== undefined && button(told.goOn.words, { href: told.goOn.href })}
      ${paragraph('Go to ', link('/', 'the start page'), ' or ', link('/help', 'get help'), '.')}
      <p class="govuk-hint">Problem ${link(meaning, html`<code>${code}</code>`)}<br>Reference <code>${requestId}</code></p>
    `),
  })
}
