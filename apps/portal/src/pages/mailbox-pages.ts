import { counted } from '@rollcall/domain/text'
import type { KeptMail } from '@rollcall/platform/mailbox'
import { details, momentText, summaryList, table } from './components.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { pageOf } from './paged.ts'
import { bullets, column, heading, link, paragraph, subheading } from './text.ts'

const mailboxAddress = '/mailbox'
export const mailsOnPage = 50
const mailbox = { text: 'Mailbox', href: mailboxAddress }

interface MailboxPage {
  readonly reader: Reader
  readonly mails: readonly KeptMail[]
  readonly count: number
  readonly page: number
}

/** Every message that was written to a file on this machine, newest first. */
export function mailboxPage({ reader, mails, count, page }: MailboxPage): Html {
  const { links } = pageOf(count, {
    ...{ page, size: mailsOnPage },
    href: (number) => `${mailboxAddress}?page=${number}`,
  })
  return layout({
    title: 'Mailbox',
    reader,
    content: html`
      ${column(html`
        ${heading('Mailbox')}
        ${paragraph('No mail server is set, so nothing leaves this machine. Each message is a file, and is shown here to whoever uses this machine.')}
      `)}
      ${
        count === 0
          ? paragraph('Nothing has been written to anybody yet.')
          : table({
              caption: counted(count, 'message'),
              head: [{ words: 'Subject' }, { words: 'To' }, { words: 'Written' }],
              rows: mails.map(({ name, to, subject, sentAt }) => [
                link(`${mailboxAddress}/${name}`, subject || '(no subject)'),
                to,
                momentText(sentAt),
              ]),
            })
      }
      ${links}
    `,
  })
}

interface MailPage {
  readonly reader: Reader
  readonly mail: KeptMail
  /** Links in its text that lead here can be followed. */
  readonly portalUrl: string
}

/** One message: as it looks, as its text says it, and its headers. */
export function mailPage({ reader, mail, portalUrl }: MailPage): Html {
  const { name, subject, from, to, sentAt, text, headers } = mail
  return layout({
    title: subject || 'A message',
    reader,
    above: [mailbox],
    content: html`
      ${column(html`
        ${heading(subject || '(no subject)')}
        ${summaryList([
          { key: 'From', value: from },
          { key: 'To', value: to },
          { key: 'Written', value: momentText(sentAt) },
        ])}
        ${subheading('As it looks')}
        ${paragraph('A link in it cannot be followed here. The same is in the text below.')}
        <iframe class="rollcall-email" src="${mailboxAddress}/${name}/html" title="The e-mail as it looks" sandbox></iframe>
        ${subheading('As text')}
        <p class="govuk-body rollcall-typed">${withLinks(text, portalUrl)}</p>
        ${details(
          'Headers',
          bullets(headers.map((header) => html`<code>${header.name}: ${header.value}</code>`)),
        )}
      `)}
    `,
  })
}

function withLinks(text: string, portalUrl: string): Html[] {
  const links = /(https?:\/\/[^\s<>"]+)/
  return text
    .split(links)
    .map((part) => (links.test(part) && part.startsWith(`${portalUrl}/`) ? link(part, part) : html`${part}`))
}
