import { join } from 'node:path'
import type { Log } from './log.ts'
import type { Mailer } from './mail.ts'
import { throughServer } from './mail-by-server.ts'
import { intoFolder } from './mail-into-folder.ts'
import type { Sender } from './mail-message.ts'
import { isThisMachine, mailServer, senderOf } from './mail-server.ts'
import { throughNotify } from './notify.ts'
import type { Settings } from './settings.ts'

type Given = Pick<Settings, 'SMTP_URL' | 'MAIL_FROM' | 'ROLLCALL_HOME'> &
  Partial<
    Pick<
      Settings,
      'MAIL_REPLY_TO' | 'BOUNCE_ADDRESS' | 'NOTIFY_API_KEY' | 'NOTIFY_TEMPLATE_ID' | 'NOTIFY_URL'
    >
  >

/** Sends by what the settings name. Where they name nothing, each message is a file that whoever runs this machine can open. */
export function openMailer(settings: Given, log: Log): Mailer {
  const { SMTP_URL: url, NOTIFY_API_KEY: key, NOTIFY_TEMPLATE_ID: templateId, NOTIFY_URL: at } = settings
  if (key !== undefined && templateId !== undefined && at !== undefined)
    return throughNotify({ url: at, key, templateId })
  const sender: Sender = {
    from: senderOf(settings.MAIL_FROM ?? 'Rollcall <rollcall@localhost>'),
    replyTo: settings.MAIL_REPLY_TO,
    bounceTo: settings.BOUNCE_ADDRESS,
  }
  const server = url === undefined ? undefined : mailServer(url)
  return server === undefined ? intoFolder(mailFolder(settings), sender, log) : throughServer(server, sender)
}

/** Where messages are files, if they are. */
export const mailFolder = ({ ROLLCALL_HOME: home }: Pick<Settings, 'ROLLCALL_HOME'>): string =>
  join(home, 'mail')

/** Whether messages are files that the portal shows: nobody is named who carries mail, and only this machine reaches the portal. */
export const hasMailbox = ({
  SMTP_URL: url,
  NOTIFY_API_KEY: key,
  PORTAL_URL: portalUrl,
}: Pick<Settings, 'SMTP_URL' | 'NOTIFY_API_KEY' | 'PORTAL_URL'>): boolean =>
  url === undefined && key === undefined && isThisMachine(new URL(portalUrl).hostname)
