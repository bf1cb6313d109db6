import { z } from 'zod'
import { isSender, mailServer } from './mail-server.ts'
import { isSafe } from './safe-address.ts'

const mailbox = z.email({ error: 'Write the address alone: rollcall@example.org' })

/** Who carries mail, and whom it is from. */
export const mailShape = {
  // 'none' where something else would name one: docker-compose.yml does, unless it is told.
  SMTP_URL: z.preprocess(
    (url) => (url === 'none' ? undefined : url),
    z
      .url({ protocol: /^smtps?$/, error: 'Write it as smtps://login:password@host:465 or smtp://host:587' })
      .optional(),
  ),
  MAIL_FROM: z.string().refine(isSender, { error: 'Write it as Rollcall <rollcall@example.org>' }).optional(),
  MAIL_REPLY_TO: mailbox.optional(),
  BOUNCE_ADDRESS: mailbox.optional(),
  NOTIFY_API_KEY: z
    .string()
    .regex(/^\S+-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, {
      error: 'Copy the whole key, as Notify shows it once: its name, the service and the secret',
    })
    .optional(),
  NOTIFY_TEMPLATE_ID: z.uuid({ error: 'Copy the template ID from the page of the template' }).optional(),
  NOTIFY_URL: z
    .url({ protocol: /^https?$/, abort: true, error: 'Write it as https://api.notifications.service.gov.uk' })
    .refine(isSafe, { error: 'Use https://; http:// is for this machine alone' })
    .transform((url) => new URL(url).origin)
    .default('https://api.notifications.service.gov.uk'),
  NOTIFY_CALLBACK_TOKEN: z
    .string()
    .min(20, { error: 'Use at least 20 characters. Make one with: openssl rand -hex 24' })
    .optional(),
  MAIL_PER_MINUTE: z.coerce
    .number({ error: 'Write how many messages may be sent in a minute as a number' })
    .int()
    .min(1)
    .max(10_000)
    .default(300),
}

const Mail = z.object(mailShape)
type MailSettings = z.infer<typeof Mail>

interface WrongMail {
  readonly name: keyof MailSettings
  readonly says: string
}

/** What does not hold together of the settings of mail. */
export const wrongMail = (settings: MailSettings): WrongMail[] => [
  ...wrongServer(settings),
  ...wrongNotify(settings),
]

function wrongNotify({
  SMTP_URL: url,
  NOTIFY_API_KEY: key,
  NOTIFY_TEMPLATE_ID: template,
  NOTIFY_CALLBACK_TOKEN: token,
}: MailSettings): WrongMail[] {
  if (key === undefined) {
    const [lone] = [template && 'NOTIFY_TEMPLATE_ID', token && 'NOTIFY_CALLBACK_TOKEN'].filter(Boolean)
    return lone ? [{ name: 'NOTIFY_API_KEY', says: `Set it beside ${lone}` }] : []
  }
  if (url !== undefined)
    return [{ name: 'SMTP_URL', says: 'Leave out this or NOTIFY_API_KEY: one of them carries the mail' }]
  return template === undefined ? [{ name: 'NOTIFY_TEMPLATE_ID', says: 'Set it beside NOTIFY_API_KEY' }] : []
}

function wrongServer({ SMTP_URL: url, MAIL_FROM: from }: MailSettings): WrongMail[] {
  if (url === undefined) return []
  if (from === undefined) return [{ name: 'MAIL_FROM', says: 'Set it beside SMTP_URL' }]
  return mailServer(url) === undefined
    ? [
        {
          name: 'SMTP_URL',
          says: 'Nothing may follow the port but ?tls=none, for a server on a network of your own',
        },
      ]
    : []
}
