import type { Mail, Mailer } from '@rollcall/platform/mail'

/** A mailer that keeps what it is given, in order. */
export const mailerInto = (mails: Mail[]): Mailer => ({
  provider: 'folder',
  send: async (mail) => {
    mails.push(mail)
    return { provider: 'folder', id: String(mails.length) }
  },
})

/** A mailer for where no message is looked at. */
export const noMailer: Mailer = mailerInto([])
