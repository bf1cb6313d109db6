import { askToSignIn } from '@rollcall/actions/ask-to-sign-in'
import { invitePerson } from '@rollcall/actions/invite-person'
import { insertIdentity } from '@rollcall/database/identities'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { startLog } from '@rollcall/platform/log'
import { openMailbox } from '@rollcall/platform/mailbox'
import { mailFolder, openMailer } from '@rollcall/platform/open-mailer'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { browserPortal } from '../support/browser-portal.ts'
import { aRound, type Cast, contextOf } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { faultsOf, hiddenToTheRight, takePicture } from '../support/look.ts'
import { codeIn, linkIn, testMailServer } from '../support/mail-server.ts'
import { testOidcProvider } from '../support/oidc-provider.ts'
import { emailOf, newestInvitation } from '../support/sign-in.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { visitPages } from '../support/visit-pages.ts'

const { db } = testDatabase()
const { open } = testBrowser()
const server = testMailServer()
const provider = await testOidcProvider({ clientSecret: 'known to both' })
const { organisation } = provider
const { mailer } = server
const portal = await browserPortal(db, { mailer, organisation })
const byMailAlone = await browserPortal(db, { mailer })
const nowhere = { ...organisation, issuer: 'http://127.0.0.1:1' }
const folder = { ROLLCALL_HOME: temporaryFolder()('home'), SMTP_URL: undefined, MAIL_FROM: undefined }
const withMailbox = await browserPortal(db, {
  mailer: openMailer(folder, startLog({ LOG_LEVEL: 'silent' }, 'mail')),
  mailbox: openMailbox(mailFolder(folder)),
})
const away = await browserPortal(db, { mailer, organisation: nowhere })

let cast: Cast
beforeAll(async () => {
  cast = await aRound(db)
})
const asPortal = () => contextOf(db, system, { now: new Date() })

/** Asks for a code where each message is a file, and looks for it. */
async function lookIntoMailbox(page: Page): Promise<void> {
  await page.goto(`${withMailbox.url}/sign-in`)
  await page.getByLabel('E-mail address').fill(await addressOf(cast.officer))
  await page.getByRole('button', { name: 'Send me a code' }).click()
  await page.getByLabel('Code').waitFor()
  const mail = page.getByRole('link', { name: 'Your code to sign in to Rollcall' }).first()
  await expect
    .poll(async () => {
      await page.goto(`${withMailbox.url}/mailbox`)
      return await mail.count()
    })
    .toBe(1)
}

/** Asks for a code in a browser, and says what came of it. */
async function ask(page: Page, email: string, { url } = portal) {
  const before = server.received.filter(({ to }) => to.includes(email)).length
  await page.goto(`${url}/sign-in`)
  await page.getByLabel('E-mail address').fill(email)
  await page.getByRole('button', { name: 'Send me a code' }).click()
  await page.getByLabel('Code').waitFor()
  return email.endsWith('@nowhere.example') ? undefined : await server.mailTo(email, before + 1)
}
async function typeCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Code').fill(code)
  await page.getByRole('button', { name: 'Sign in' }).click()
}
const addressOf = (viewer: Cast['officer']) => emailOf(db, viewer)

/** The link that somebody asked for in a browser that is not this one. */
async function linkAskedElsewhere(): Promise<string> {
  const asking = { ip: crypto.randomUUID(), portalUrl: portal.url }
  const { mail } = await askToSignIn(asPortal(), asking, { email: await addressOf(cast.foreigner) })
  return linkIn(mail ?? { text: '' })
}

async function anInvitation({ url } = portal): Promise<string> {
  const email = `${crypto.randomUUID()}@camden.example`
  await invitePerson(cast.as(cast.signatory), { name: 'Ada Byron', email, role: 'officer' })
  return linkIn(await newestInvitation(db, url))
}

/** Goes to the organisation's service and signs in there under a name, as a person would. */
async function throughOrganisation(page: Page, name: string): Promise<void> {
  // The pages of the service are not ours, and would have a typeface from elsewhere.
  await page.route(/fonts\.googleapis/, (route) => route.fulfill({ contentType: 'text/css', body: '' }))
  await page.getByRole('button', { name: 'Continue with your work account' }).click()
  await page.locator('input[name=login]').fill(name)
  await page.locator('input[name=password]').fill('any')
  await page.locator('[type=submit]').click()
}

visitPages(
  { open, portals: [portal, byMailAlone, away, withMailbox, { url: organisation.issuer }] },
  {
    'sign-in-both-ways': ['Sign in', (page) => page.goto(`${portal.url}/sign-in?next=/people`)],
    'sign-in-by-mail': [
      'Sign in',
      async (page) => {
        await page.goto(`${byMailAlone.url}/sign-in`)
        await page.getByText('I cannot sign in').click()
      },
    ],
    'sign-in-code': [
      'Type the code',
      async (page) => {
        await ask(page, 'somebody@nowhere.example')
        await page.getByText('The e-mail has not come').click()
      },
    ],
    mailbox: ['Mailbox', lookIntoMailbox],
    'mailbox-message': [
      'Your code to sign in to Rollcall',
      async (page) => {
        await lookIntoMailbox(page)
        await page.getByRole('link', { name: 'Your code to sign in to Rollcall' }).first().click()
        await page.getByRole('heading', { name: 'As text' }).waitFor()
      },
    ],
    'sign-in-link': [
      'Sign in',
      async (page) => {
        const mail = await ask(page, await addressOf(cast.officer))
        await page.goto(`${portal.url}${linkIn(mail ?? { text: '' })}`)
      },
    ],
    'sign-in-link-in-another-browser': [
      'Sign in',
      async (page) => page.goto(`${portal.url}${await linkAskedElsewhere()}`),
    ],
    'sign-in-link-spent': [
      'Problem: This code or link cannot be used any more',
      (page) => page.goto(`${portal.url}/sign-in/link/spent`),
    ],
    invitation: ['Your invitation', async (page) => page.goto(`${portal.url}${await anInvitation()}`)],
    'invitation-by-mail': [
      'Your invitation',
      async (page) => page.goto(`${byMailAlone.url}${await anInvitation(byMailAlone)}`),
    ],
    'invitation-spent': [
      'Problem: This invitation cannot be used',
      (page) => page.goto(`${portal.url}/invitations/spent`),
    ],
    'sign-in-organisation-stopped': [
      'Problem: You are not signed in',
      (page) => page.goto(`${portal.url}/sign-in/organisation/return?code=x&state=y`),
    ],
  },
)

/** Pages that answer a form: they are not there to be opened again. */
test.each<[string, string, (page: Page) => Promise<unknown>]>([
  [
    'an address that is none',
    'Error: Sign in',
    async (page) => {
      await page.goto(`${portal.url}/sign-in`)
      await page.getByLabel('E-mail address').fill('priya')
      await page.getByRole('button', { name: 'Send me a code' }).click()
      await page.getByRole('alert').waitFor()
    },
  ],
  [
    'a wrong code',
    'Error: Type the code',
    async (page) => {
      await ask(page, 'wrong@nowhere.example')
      await typeCode(page, '123 456')
      await page.getByText('This is not the code').first().waitFor()
    },
  ],
  [
    'a work account that nobody knows',
    'Problem: We do not know yet who you are',
    async (page) => {
      await page.goto(`${portal.url}/sign-in`)
      await throughOrganisation(page, crypto.randomUUID())
      await page.getByText('Open the link in your invitation').waitFor()
    },
  ],
  [
    'a work account while its service is away',
    'Problem: Your work account cannot be used just now',
    async (page) => {
      await page.goto(`${away.url}/sign-in`)
      await page.getByRole('button', { name: 'Continue with your work account' }).click()
      await page.getByText('does not answer').waitFor()
    },
  ],
])('%s is told so', async (name, title, visit) => {
  const { page, complaints } = await open()
  await visit(page)

  expect(await page.title()).toBe(`${title} – Rollcall`)
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 800 })
    expect([width, await faultsOf(page)]).toEqual([width, []])
    expect([width, await hiddenToTheRight(page)]).toEqual([width, 0])
    await takePicture(page, `sign-in-${name.replaceAll(' ', '-')}-${width}`)
  }
  expect(complaints).toEqual([])
  await page.context().close()
})

test.each([true, false])(
  'with a code from an e-mail a person signs in; with script: %s',
  async (javaScriptEnabled) => {
    const { page, complaints } = await open({ javaScriptEnabled })
    const mail = await ask(page, await addressOf(cast.signatory))
    await typeCode(page, codeIn(mail ?? { text: '' }))
    await page.getByText('You act as').waitFor()

    expect(complaints).toEqual([])
    await page.context().close()
  },
)

test('a code can be pasted as it stands in the e-mail, and sent with the keyboard alone', async () => {
  const { page } = await open()
  const mail = await ask(page, await addressOf(cast.officer))
  const code = codeIn(mail ?? { text: '' })
  await page.getByLabel('Code').focus()
  await page.keyboard.insertText(` ${code.slice(0, 3)} ${code.slice(3)} `)
  await page.keyboard.press('Enter')
  await page.getByText('You act as').waitFor()

  expect(page.url()).toBe(`${portal.url}/`)
  await page.context().close()
})

test('the link of an e-mail signs in with a press of its button, in the browser that asked', async () => {
  const { page } = await open()
  const mail = await ask(page, await addressOf(cast.officer))
  await page.goto(`${portal.url}${linkIn(mail ?? { text: '' })}`)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('You act as').waitFor()
  await page.context().close()
})

test.each([true, false])(
  'a person goes to their organisation and back, and the policy of the page lets them; with script: %s',
  async (javaScriptEnabled) => {
    const name = crypto.randomUUID()
    const identity = { issuer: organisation.issuer, subject: name, personId: cast.officer.personId }
    await asViewer(db, system, (trx) => insertIdentity(trx, identity))
    const { page, complaints } = await open({ javaScriptEnabled })
    await page.goto(`${portal.url}/sign-in?next=/help`)
    await throughOrganisation(page, name)
    await page.waitForURL(`${portal.url}/help`)

    expect(await page.getByText('You act as').count()).toBe(1)
    expect(complaints).toEqual([])
    await page.context().close()
  },
)

test('whoever is invited continues at their organisation from the page of the invitation', async () => {
  const { page } = await open()
  await page.goto(`${portal.url}${await anInvitation()}`)
  await throughOrganisation(page, crypto.randomUUID())
  await page.getByText('You act as data officer for').waitFor()
  await page.context().close()
})
