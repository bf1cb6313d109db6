import type { BecameOfMessage } from '@rollcall/domain/delivery'
import { startMailServer } from '../support/mail-server.ts'
import { startNotifyServer } from '../support/notify-server.ts'
import { startLineToNotify } from './line-to-notify.ts'

export const carriers = ['smtp', 'notify'] as const
/** Who carries the season's mail: a mail server, or GOV.UK Notify. */
export type CarrierName = (typeof carriers)[number]

/** A message as somebody took it who carries mail. */
export interface Taken {
  readonly to: string
  readonly reference: string
  readonly subject: string
  readonly text: string
}

/** What is heard of a message on its way. */
export interface Heard {
  /** Whose mailboxes are not there. */
  readonly gone: ReadonlySet<string>
  /** One to a mailbox that is not there. */
  onRefused(address: string): void
  /** Before any of it is taken. Says whether the worker was killed meanwhile. */
  onNamed(): Promise<boolean>
  /** Once it is taken, before the worker hears so. */
  onTaken(taken: Taken): Promise<void>
}

export interface Carrier {
  /** What the worker is told of it. */
  readonly settings: Readonly<Record<string, string>>
  /** What it has found out about messages since it was last asked. A mail server tells at once, or never. */
  told(): readonly { readonly reference: string; readonly became: BecameOfMessage }[]
  /** How often it was asked whether it has a message. */
  asked(): number
  stop(): Promise<void>
}

export const startCarrier: Readonly<Record<CarrierName, (heard: Heard) => Promise<Carrier>>> = {
  smtp: async ({ gone, onRefused, onNamed, onTaken }) => {
    const { url, stop } = await startMailServer({
      has: async (address) => {
        if (gone.has(address)) onRefused(address)
        else await onNamed()
        return !gone.has(address)
      },
      onMail: async ({ to: [to = ''], subject, text, headers }) => {
        const [reference = ''] =
          /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/.exec(headers.get('message-id') ?? '') ?? []
        await onTaken({ to, reference, subject, text })
      },
    })
    const settings = { SMTP_URL: url, MAIL_FROM: 'Rollcall <rollcall@office.example>' }
    return { settings, told: () => [], asked: () => 0, stop }
  },

  notify: async (heard) => {
    const server = await startNotifyServer()
    const line = await startLineToNotify(server.url, heard)
    return {
      settings: {
        ...{ NOTIFY_URL: line.url, NOTIFY_API_KEY: server.key, NOTIFY_TEMPLATE_ID: server.templateId },
      },
      ...{ told: line.told, asked: line.asked },
      stop: async () => {
        await line.stop()
        await server.stop()
      },
    }
  },
}
